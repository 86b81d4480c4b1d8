"""Editing a draft node by node, and nothing but a draft."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from belfort.indicators.models import Criterion
from belfort.plan.actions.versions import advance
from belfort.plan.models import Node, Version
from belfort.plan.states import State
from belfort.plan.tests.small import CAFE, ROUNDS, find, stored
from belfort.plan.tests.web import client_of, field, texts, words_of


@pytest.fixture
def version(cast: SimpleNamespace) -> Version:
    return stored(cast.alice)


def test_an_empty_plan_begins_in_the_language_of_the_page(
    cast: SimpleNamespace,
) -> None:
    client = client_of(cast.alice)
    chosen = "//select[@name='language']/option[@selected]"
    assert texts(client.get("/plans/make/"), chosen) == ["Nederlands"]
    client.post("/language/", {"language": "fr"})
    assert texts(client.get("/plans/make/"), chosen) == ["français"]


def test_after_the_first_chapter_come_phenomena(cast: SimpleNamespace) -> None:
    version = stored(cast.alice)
    page = client_of(cast.alice).get(f"{version.get_absolute_url()}chapters/add/")
    chosen = "//select[@name='chapter_kind']/option[@selected]"
    assert texts(page, chosen) == ["fenomeen"]


def test_an_empty_plan_is_made_and_filled(cast: SimpleNamespace) -> None:
    client = client_of(cast.alice)
    form = client.get("/plans/make/")
    made = client.post(
        "/plans/make/",
        {
            "key": field(form, "key"),
            "language": "nl",
            "title": "Plan 2027",
            "start": "2027-01-01",
            "end": "2027-12-31",
        },
        follow=True,
    )
    assert "Deze versie is nog leeg" in words_of(made)
    version = Version.objects.get()
    address = f"{version.get_absolute_url()}chapters/add/"
    key = field(client.get(address), "key")
    chapter = {
        "key": key,
        "number": "1",
        "text": "INBRAAK",
        "chapter_kind": "phenomenon",
    }
    client.post(address, chapter)
    client.post(address, chapter)
    node = version.nodes.get()
    assert (node.text, node.kind, node.confirmed) == ("INBRAAK", "chapter", True)


def test_a_plan_that_ends_before_it_begins_is_not_made(cast: SimpleNamespace) -> None:
    client = client_of(cast.alice)
    key = field(client.get("/plans/make/"), "key")
    days = {"start": "2027-12-31", "end": "2027-01-01"}
    response = client.post("/plans/make/", {"key": key, "language": "nl", **days})
    assert response.status_code == 422
    assert not Version.objects.exists()


def test_a_node_is_added_under_what_may_hold_it(
    cast: SimpleNamespace, version: Version
) -> None:
    client = client_of(cast.alice)
    parent = find(version, "Toezicht houden aan het station").node
    address = f"{parent.get_absolute_url()}add/?kind=indicator"
    key = field(client.get(address), "key")
    client.post(address, {"key": key, "text": "Aantal controles is minstens 12"})
    added = Node.objects.get(text="Aantal controles is minstens 12")
    assert added.parent == parent
    assert added.indicator is not None
    empty = client.post(address, {"key": key, "text": "  "})
    assert empty.status_code == 422


def test_a_node_is_changed_and_its_history_says_by_whom(
    cast: SimpleNamespace, version: Version
) -> None:
    client = client_of(cast.alice)
    node = find(version, CAFE).node
    client.post(f"{node.get_absolute_url()}edit/", {"text": "De cafés krijgen bezoek"})
    page = client.get(node.get_absolute_url())
    assert texts(page, "//h2[contains(@class, 'node-text')]") == [
        "De cafés krijgen bezoek"
    ]
    history = texts(page, "//ol[@class='history']/li")[0]
    assert "Alice" in history
    assert CAFE in history


def test_a_changed_indicator_asks_to_look_at_its_criteria(
    cast: SimpleNamespace, version: Version
) -> None:
    client = client_of(cast.alice)
    node = find(version, ROUNDS).node
    address = f"{node.get_absolute_url()}edit/"
    same = client.post(address, {"text": node.text}, follow=True)
    warned = "//*[contains(@class, 'alert-warning')]"
    assert not texts(same, warned)
    changed = client.post(address, {"text": "Minstens 90 rondes"}, follow=True)
    assert "criteria" in texts(changed, warned)[0]
    cafe = find(version, CAFE).node
    other = client.post(
        f"{cafe.get_absolute_url()}edit/", {"text": "Anders"}, follow=True
    )
    assert not texts(other, warned)


def test_a_chapter_joins_its_programmes(
    cast: SimpleNamespace, version: Version
) -> None:
    client = client_of(cast.alice)
    node = find(version, "FIETSDIEFSTAL").node
    client.post(
        f"{node.get_absolute_url()}edit/",
        {"text": node.text, "programmes": "wonen en diefstal\n\nsamen op straat\n"},
    )
    names = list(node.programmes.values_list("name", flat=True))
    assert sorted(names) == ["samen op straat", "wonen en diefstal"]


def test_a_node_moves_up_and_under_another(
    cast: SimpleNamespace, version: Version
) -> None:
    client = client_of(cast.alice)
    node = find(version, "Er wordt elke week gesurveilleerd").node
    client.post(f"{node.get_absolute_url()}move/", {"step": "up"})
    objective = find(version, "Toezicht houden aan het station")
    assert objective.results[0].node.pk == node.pk
    assert client.get(f"{node.get_absolute_url()}move/").status_code == 200
    nowhere = client.post(
        f"{node.get_absolute_url()}move/",
        {"parent": str(find(version, "FIETSDIEFSTAL").node.pk)},
    )
    assert nowhere.status_code == 422


def test_what_goes_is_said_before_it_goes(
    cast: SimpleNamespace, version: Version
) -> None:
    client = client_of(cast.alice)
    node = find(version, CAFE).node
    address = f"{node.get_absolute_url()}remove/"
    asked = words_of(client.get(address))
    assert "2 onderdelen staan eronder" in asked
    assert "op vrijdag" in asked
    assert version.nodes.filter(pk=node.pk).exists()
    removed = client.post(address, follow=True)
    assert "Verwijderd: 3 onderdelen" in words_of(removed)
    assert not version.nodes.filter(pk=node.pk).exists()


def test_nodes_and_criteria_are_confirmed(
    cast: SimpleNamespace, version: Version
) -> None:
    client = client_of(cast.alice)
    node = find(version, ROUNDS).node
    client.post(f"{node.get_absolute_url()}confirm/")
    node.refresh_from_db()
    assert node.confirmed
    assert node.indicator
    criterion = node.indicator.criteria.get()
    assert criterion.confirmed_at is None
    client.post(f"{node.get_absolute_url()}criteria/{criterion.pk}/confirm/")
    criterion.refresh_from_db()
    assert criterion.confirmed_by == cast.alice
    client.post(f"{version.get_absolute_url()}confirm/")
    assert not version.nodes.filter(confirmed=False).exists()


def test_a_criterion_is_changed_added_and_removed(
    cast: SimpleNamespace, version: Version
) -> None:
    client = client_of(cast.alice)
    node = find(version, ROUNDS).node
    assert node.indicator
    criterion = node.indicator.criteria.get()
    values = {
        "kind": "count_min_target",
        "measure": "rounds",
        "aggregate": "count",
        "comparator": ">=",
        "target": "60",
        "period": "year",
        "due": "--12-31",
    }
    address = f"{node.get_absolute_url()}criteria/"
    client.post(f"{address}{criterion.pk}/", values)
    criterion.refresh_from_db()
    assert criterion.target == 60
    wrong = client.post(f"{address}{criterion.pk}/", {**values, "due": "ooit"})
    assert wrong.status_code == 422
    client.post(f"{address}add/", {**values, "target": "5", "period": "month"})
    stored_ones = Criterion.objects.filter(indicator=node.indicator)
    assert stored_ones.count() == 2
    client.post(f"{address}{criterion.pk}/remove/")
    assert [c.target for c in stored_ones] == [5]


def test_a_version_that_left_the_service_is_not_changed(
    cast: SimpleNamespace, version: Version
) -> None:
    node = find(version, CAFE).node
    version = advance(
        version, State.COLLEGE, by=cast.alice, day=version.plan.start, item="1"
    )
    client = client_of(cast.alice)
    page = client.get(node.get_absolute_url())
    assert not texts(page, "//div[contains(@class, 'node-actions')]")
    refused = client.post(f"{node.get_absolute_url()}edit/", {"text": "Iets anders"})
    assert refused.status_code == 422
    assert "Maak" in words_of(refused) or "versie" in words_of(refused)
    node.refresh_from_db()
    assert node.text == CAFE


def test_whoever_reads_may_not_change(cast: SimpleNamespace, version: Version) -> None:
    node = find(version, CAFE).node
    for somebody, status in ((cast.bob, 403), (cast.frank, 404), (cast.charlie, 404)):
        client = client_of(somebody)
        for page in ("edit", "move", "remove", "confirm"):
            response = client.post(f"{node.get_absolute_url()}{page}/", {"text": "Nee"})
            assert response.status_code == status
    node.refresh_from_db()
    assert node.text == CAFE
