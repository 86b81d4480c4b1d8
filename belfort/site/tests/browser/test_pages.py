"""Every page: accessible, inside a phone's screen, from this host alone."""

from __future__ import annotations

import pytest

from belfort.accounts.models import Membership
from belfort.site.tests.browser.conftest import Opened
from belfort.site.tests.browser.pages import NO_PAGE, PAGES, names, visits
from belfort.site.tests.browser.watch import Watch
from belfort.site.tests.browser.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_every_name_is_a_page_or_says_why_not() -> None:
    known = PAGES.keys() | NO_PAGE.keys()
    assert sorted(set(names()) - known) == []
    assert sorted(known - set(names())) == []


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_every_page_is_accessible_fits_a_phone_and_stays_at_home(
    world: World, site: str, open_page: Opened, language: str
) -> None:
    world.with_plans()
    opened: dict[Membership | None, Watch] = {}
    faults = []
    for address, who in visits(world):
        if who not in opened:
            opened[who] = open_page(who, language)[1]
        watch = opened[who]
        watch.page.goto(site + address, wait_until="load")
        faults += [f"{language} {address}: {fault}" for fault in look(watch, language)]
    for watch in opened.values():
        faults += watch.faults()
    assert not faults, "\n".join(faults)


def look(watch: Watch, language: str) -> list[str]:
    """What is wrong with the page on screen, wide and narrow, light and dark."""
    page = watch.page
    found = watch.axe()
    if page.locator("html").get_attribute("lang") != language:
        found.append("the page is in another language")
    if page.locator("h1").count() != 1:
        found.append(f"{page.locator('h1').count()} headings of the first level")
    page.emulate_media(color_scheme="dark")
    found += [f"dark: {fault}" for fault in watch.axe(only_colours=True)]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 360, "height": 740})
    if watch.beside_the_screen() > 0:
        found.append(f"{watch.beside_the_screen()} pixels beside a phone's screen")
    page.set_viewport_size({"width": 1280, "height": 800})
    return found
