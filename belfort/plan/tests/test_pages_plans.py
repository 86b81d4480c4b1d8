"""The list of plans, one plan, and what the start page asks of people."""

from __future__ import annotations

from types import SimpleNamespace

from belfort.plan.actions.imports import hand_over
from belfort.plan.tests.small import as_file, small_plan, stored
from belfort.plan.tests.web import client_of, texts, words_of


def test_a_city_without_a_plan_is_told_what_to_do(cast: SimpleNamespace) -> None:
    planner = client_of(cast.alice).get("/plans/")
    assert texts(planner, "//div[@class='empty']//a") == ["Plan doorgeven"]
    assert "preventieambtenaar" in words_of(client_of(cast.bob).get("/plans/"))


def test_the_address_keeps_the_filter(cast: SimpleNamespace) -> None:
    version = stored(cast.alice)
    client = client_of(cast.alice)
    assert version.plan.title in words_of(client.get("/plans/?state=draft"))
    nothing = client.get("/plans/?state=in_force")
    assert "Geen plan past bij deze filter" in words_of(nothing)
    named = client.get("/plans/", {"q": version.plan.title[:12]})
    assert version.plan.title in words_of(named)
    assert version.plan.title not in words_of(client.get("/plans/?q=zwembad"))


def test_a_plan_shows_its_versions_to_those_who_may_see_them(
    cast: SimpleNamespace,
) -> None:
    plan = stored(cast.alice).plan
    page = client_of(cast.alice).get(plan.get_absolute_url())
    assert texts(page, "//tbody/tr/th") == ["versie 1"]
    assert client_of(cast.frank).get(plan.get_absolute_url()).status_code == 404
    assert client_of(cast.charlie).get(plan.get_absolute_url()).status_code == 404


def test_the_start_page_says_what_waits_for_each_role(cast: SimpleNamespace) -> None:
    assert "Geef het plan van uw stad door" in words_of(client_of(cast.alice).get("/"))
    hand_over(by=cast.alice, data=as_file(small_plan()), name="ons plan.json")
    stored(cast.alice)
    tasks = texts(client_of(cast.alice).get("/"), "//ul[@class='todo']/li")
    assert any("ons plan.json" in task for task in tasks)
    assert any("nog niemand bevestigde" in task for task in tasks)
    assert "Er wacht niets op u" in words_of(client_of(cast.bob).get("/"))
    assert "ons plan.json" not in words_of(client_of(cast.eve).get("/"))
