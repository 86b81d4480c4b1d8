"""Light and dark, language, the menu on a phone, the mark of the example."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from belfort.site.tests.browser.conftest import Opened
from belfort.site.tests.browser.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def brightness(page: Page) -> int:
    """The brightness of the ground of the page, from 0 to 765."""
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return sum(int(part) for part in colour[4:-1].split(","))


def test_dark_follows_the_device_until_somebody_chooses(
    world: World, site: str, open_page: Opened
) -> None:
    page, _watch = open_page(world.alice, color_scheme="dark")
    page.goto(f"{site}/")
    assert brightness(page) < 150
    page.locator("summary", has_text="Licht of donker").click()
    page.get_by_role("button", name="Licht", exact=True).click()
    page.wait_for_load_state()
    assert brightness(page) > 600
    page.goto(f"{site}/plans/")
    assert brightness(page) > 600


def test_the_language_is_switched_and_remembered(
    world: World, site: str, open_page: Opened
) -> None:
    page, _watch = open_page(world.alice)
    page.goto(f"{site}/plans/?q=plan")
    expect(page.get_by_role("heading", level=1)).to_have_text("Plannen")
    page.get_by_role("button", name="FR").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Plans")
    assert page.url.endswith("/plans/?q=plan")
    page.goto(f"{site}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bienvenue, Alice")


def test_on_a_phone_the_menu_opens_and_closes_by_keyboard(
    world: World, site: str, open_page: Opened
) -> None:
    page, _watch = open_page(world.alice, viewport={"width": 360, "height": 740})
    page.goto(f"{site}/")
    rooms = page.get_by_role("navigation", name="Onderdelen")
    expect(rooms).to_be_hidden()
    menu = page.get_by_role("button", name="Menu")
    menu.press("Enter")
    expect(rooms).to_be_visible()
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(rooms.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(rooms).to_be_hidden()
    expect(menu).to_be_focused()


def test_every_page_of_the_example_city_says_that_it_is_invented(
    world: World, site: str, open_page: Opened
) -> None:
    page, _watch = open_page(world.alice)
    page.goto(f"{site}/plans/")
    banner = page.get_by_role("complementary", name="Verzonnen voorbeeld")
    expect(banner).to_contain_text("Verzonnen voorbeeldstad.")
    page.emulate_media(media="print")
    expect(banner).to_be_visible()
    expect(page.get_by_role("navigation", name="Onderdelen")).to_be_hidden()
