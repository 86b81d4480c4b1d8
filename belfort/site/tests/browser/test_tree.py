"""The tree of a plan: by keyboard alone, and by its address."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from belfort.site.tests.browser.conftest import Opened
from belfort.site.tests.browser.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def focused(page: Page) -> str:
    """The words of what has the focus."""
    return str(page.evaluate("document.activeElement.innerText")).strip()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_the_tree_is_walked_opened_and_closed_by_the_keyboard_alone(
    world: World, site: str, open_page: Opened
) -> None:
    world.with_plans()
    page, _watch = open_page(world.alice)
    page.goto(site + world.draft.get_absolute_url())
    page.keyboard.press("Tab")
    assert focused(page) == "Ga naar de inhoud"
    page.keyboard.press("Enter")
    for _step in range(40):
        page.keyboard.press("Tab")
        if "COÖRDINATIE" in focused(page):
            break
    assert "COÖRDINATIE" in focused(page)

    press(page, "ArrowDown")
    assert "FIETSDIEFSTAL" in focused(page)
    press(page, "ArrowRight", "ArrowRight")
    assert "Fietsdiefstal voorkomen" in focused(page)
    press(page, "ArrowDown")
    assert "De sociale controle bevorderen" in focused(page)
    press(page, "ArrowRight", "ArrowRight", "ArrowRight", "ArrowDown")
    assert "De cafés aan de Grote Markt" in focused(page)
    press(page, "Enter")
    panel = page.locator("#node-panel")
    expect(panel.get_by_role("heading", level=2)).to_contain_text("De cafés")
    assert f"node={world.result.pk}" in page.url

    press(page, "ArrowLeft", "ArrowLeft", "ArrowLeft")
    assert "De sociale controle bevorderen" in focused(page)
    press(page, "End")
    assert "INBRAAK" in focused(page)
    press(page, "Home")
    assert "COÖRDINATIE" in focused(page)


def test_the_address_of_the_tree_shows_the_same_again(
    world: World, site: str, open_page: Opened
) -> None:
    world.with_plans()
    page, _watch = open_page(world.alice)
    page.goto(site + world.draft.get_absolute_url())
    page.locator(".tree-chapter summary").nth(1).click()
    page.get_by_role("link", name="De sociale controle bevorderen").click()
    expect(page.locator("#node-panel h2")).to_contain_text("De sociale controle")
    page.wait_for_url("**open=**node=**")

    again, _watch = open_page(world.alice)
    again.goto(page.url)
    expect(again.locator(".tree-chapter details").nth(1)).to_have_attribute("open", "")
    expect(again.locator("#node-panel h2")).to_contain_text("De sociale controle")


def test_without_scripts_every_branch_opens_and_every_part_has_a_page(
    world: World, site: str, open_page: Opened
) -> None:
    world.with_plans()
    page, _watch = open_page(world.alice, java_script_enabled=False)
    page.goto(site + world.draft.get_absolute_url())
    page.get_by_role("link", name="Alles openklappen").click()
    page.get_by_role("link", name="De cafés aan de Grote Markt").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("De cafés")
