"""From the document to the plan, as a prevention officer goes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from belfort.accounts.tests.cast import PASSWORD
from belfort.plan.models import Import, Version
from belfort.site.tests.browser.conftest import Opened
from belfort.site.tests.browser.world import DEMO, World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_plan_is_handed_over_questioned_judged_and_taken_over(
    world: World, site: str, open_page: Opened
) -> None:
    page, watch = open_page()
    page.goto(f"{site}/plans/upload/")
    page.get_by_label("E-mailadres").fill(world.alice.user.email)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_label("Wachtwoord").press("Enter")

    page.get_by_label("Sleep het document hierheen").set_input_files(
        str(DEMO / "plan_nl.pdf")
    )
    page.get_by_role("button", name="Het document lezen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("plan_nl.pdf")
    imported = Import.objects.get()

    page.get_by_role("link", name="Wat er gelezen is").first.click()
    tree = page.locator("[data-tree]")
    tree.get_by_role("link", name="SOCIALE OVERLAST").click()
    expect(page.locator("#lines mark").first).to_contain_text("SOCIALE OVERLAST")

    page.get_by_role("link", name="Vragen").first.click()
    for number in range(imported.questions.filter(answer=None).count()):
        expect(page.get_by_text(f"{number} van ").first).to_be_visible()
        page.get_by_role("button", name="Zo lezen").first.click()
        expect(page.get_by_text(f"{number + 1} van ").first).to_be_visible()
    assert not imported.questions.filter(answer=None).exists()

    page.get_by_role("link", name="Bevindingen").first.click()
    if imported.findings.exists():
        page.locator(".judge summary").first.click()
        page.locator(".judge textarea").first.fill("Zo goedgekeurd.")
        page.get_by_role("button", name="Zo laten").first.click()
        expect(page.get_by_text("Zo goedgekeurd.").first).to_be_visible()

    page.get_by_role("link", name="Overzicht").click()
    page.get_by_role("button", name="Overnemen als ontwerp").click()
    expect(page.get_by_text("Overgenomen als ontwerp.")).to_be_visible()
    version = Version.objects.get()
    assert version.nodes.filter(confirmed=True).count() == 0

    page.get_by_role("button", name="Alles bevestigen").click()
    expect(page.get_by_text("Bevestigd:")).to_be_visible()
    assert version.nodes.filter(confirmed=False).count() == 0
    assert watch.faults() == []


def test_a_file_that_is_no_plan_gets_a_sentence_and_is_not_kept(
    world: World, site: str, open_page: Opened
) -> None:
    page, _watch = open_page(world.alice)
    page.goto(f"{site}/plans/upload/")
    page.get_by_label("Sleep het document hierheen").set_input_files(
        {
            "name": "brief.txt",
            "mimeType": "text/plain",
            "buffer": b"Beste buur.",
        }
    )
    page.get_by_role("button", name="Het document lezen").click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_attribute("href", "#id_file")
    described = page.locator("#id_file").get_attribute("aria-describedby")
    expect(page.locator(f"#{described}")).not_to_be_empty()
    assert not Import.objects.exists()
