"""Editing the tree of a draft, and finding something in it."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from belfort.audit.models import Event
from belfort.indicators.models import Indicator
from belfort.plan.actions.nodes import (
    add_node,
    confirm_nodes,
    edit_node,
    move_node,
    remove_node,
)
from belfort.plan.models import Branch, Node, NodeKind, Version
from belfort.plan.tests.small import CAFE, ROUNDS, find, stored
from belfort.workflow.actions import Refused

pytestmark = pytest.mark.every_database


@pytest.fixture
def version(cast: SimpleNamespace) -> Version:
    return stored(cast.alice)


def above(branch: Branch) -> Node:
    assert branch.parent
    return branch.parent.node


def texts(branches: list[Branch]) -> list[str]:
    return [branch.node.text for branch in branches]


def test_a_result_is_added_at_its_place(
    cast: SimpleNamespace, version: Version
) -> None:
    objective = above(find(version, CAFE))
    node = add_node(
        version,
        NodeKind.RESULT,
        "  Elke   zaterdag is er toezicht\n",
        by=cast.alice,
        parent=objective,
        position=1,
    )
    assert node.text == "Elke zaterdag is er toezicht"
    assert node.confirmed
    assert texts(find(version, objective.text).results) == [
        CAFE,
        "Elke zaterdag is er toezicht",
        "Er wordt elke week gesurveilleerd",
    ]
    history = Node.history.filter(id=node.pk).first()
    assert history
    assert history.history_user == cast.alice.user
    assert Event.objects.get(verb="plan.node_added").actor == cast.alice.reference


def test_an_indicator_brings_its_own_sentence(
    cast: SimpleNamespace, version: Version
) -> None:
    objective = above(find(version, ROUNDS))
    node = add_node(
        version, NodeKind.INDICATOR, "Jaarverslag", by=cast.alice, parent=objective
    )
    assert node.indicator
    assert (node.indicator.text, node.indicator.lineage) == (
        "Jaarverslag",
        node.lineage,
    )
    edit_node(node, by=cast.alice, text="Jaarverslag van de dienst")
    assert (
        Indicator.objects.get(pk=node.indicator.pk).text == "Jaarverslag van de dienst"
    )
    remove_node(node, by=cast.alice)
    assert not Indicator.objects.filter(pk=node.indicator.pk).exists()


def test_every_kind_has_its_place(cast: SimpleNamespace, version: Version) -> None:
    result = find(version, CAFE).node
    with pytest.raises(Refused, match="staat niet onder"):
        add_node(version, NodeKind.INDICATOR, "x", by=cast.alice, parent=result)
    with pytest.raises(Refused, match="hoofdstuk"):
        add_node(version, NodeKind.RESULT, "x", by=cast.alice)
    with pytest.raises(Refused, match="coördinatie"):
        add_node(
            version,
            NodeKind.CHAPTER,
            "NOG EEN",
            by=cast.alice,
            chapter_kind="coordination",
        )
    with pytest.raises(Refused, match="tekst"):
        add_node(version, NodeKind.CHAPTER, "  ", by=cast.alice)
    added = add_node(version, NodeKind.CHAPTER, "INBRAAK", by=cast.alice, number="3")
    assert added.chapter_kind == "phenomenon"


def test_the_same_request_again_adds_nothing(
    cast: SimpleNamespace, version: Version
) -> None:
    key = uuid4()
    first = add_node(version, NodeKind.CHAPTER, "INBRAAK", by=cast.alice, key=key)
    again = add_node(version, NodeKind.CHAPTER, "INBRAAK", by=cast.alice, key=key)
    assert again == first
    assert len(version.tree().chapters) == 3


def test_a_change_confirms_and_joins_programmes(
    cast: SimpleNamespace, version: Version
) -> None:
    chapter = find(version, "FIETSDIEFSTAL").node
    edit_node(
        chapter,
        by=cast.alice,
        intro="Aan het station.",
        programmes=["samen op straat", "wonen en diefstal", "samen  op straat"],
    )
    chapter.refresh_from_db()
    assert chapter.confirmed
    assert (chapter.text, chapter.intro) == ("FIETSDIEFSTAL", "Aan het station.")
    assert {p.name for p in chapter.programmes.all()} == {
        "samen op straat",
        "wonen en diefstal",
    }
    groups = version.tree().by_programme()
    assert len(groups) == 3
    assert texts(groups[None]) == ["COÖRDINATIE"]
    edit_node(chapter, by=cast.alice, programmes=[])
    assert not version.programmes.exists()
    with pytest.raises(Refused):
        edit_node(find(version, CAFE).node, by=cast.alice, programmes=["x"])


def test_a_node_moves_with_all_under_it(
    cast: SimpleNamespace, version: Version
) -> None:
    result = find(version, CAFE)
    objective = above(result)
    strategic = above(find(version, objective.text))
    other = add_node(
        version, NodeKind.OPERATIONAL, "Iets anders", by=cast.alice, parent=strategic
    )
    move_node(result.node, by=cast.alice, parent=other)
    assert texts(find(version, "Iets anders").results) == [CAFE]
    assert texts(find(version, CAFE).items) == ["op vrijdag", "op zaterdag"]
    remaining = find(version, objective.text).results
    assert [branch.node.position for branch in remaining] == [0]
    move_node(find(version, CAFE).node, by=cast.alice, parent=objective, position=1)
    assert texts(find(version, objective.text).results)[1] == CAFE
    with pytest.raises(Refused):
        move_node(result.node, by=cast.alice, parent=strategic)


def test_a_node_is_removed_with_all_under_it(
    cast: SimpleNamespace, version: Version
) -> None:
    assert remove_node(find(version, CAFE).node, by=cast.alice) == 3
    assert version.counts()["result"] == 1
    assert "item" not in version.counts()
    event = Event.objects.get(verb="plan.node_removed")
    assert event.rows == 3
    gone = Node.history.filter(text=CAFE, history_type="-").get()
    assert gone.history_user == cast.alice.user
    with pytest.raises(Refused, match="weggehaald"):
        edit_node(gone.instance, by=cast.alice, text="x")


def test_nodes_are_confirmed_once(cast: SimpleNamespace, version: Version) -> None:
    some = Node.objects.filter(kind=NodeKind.RESULT)
    assert confirm_nodes(version, some, by=cast.alice) == 2
    assert confirm_nodes(version, some, by=cast.alice) == 0
    everything = Node.objects.all()
    assert confirm_nodes(version, everything, by=cast.alice) == 10
    assert Event.objects.filter(verb="plan.confirmed").count() == 2


def test_only_the_planners_of_the_city_edit(
    cast: SimpleNamespace, version: Version
) -> None:
    node = find(version, CAFE).node
    for actor in (cast.bob, cast.charlie, cast.gina, cast.frank):
        with pytest.raises(PermissionDenied):
            edit_node(node, by=actor, text="x")
        with pytest.raises(PermissionDenied):
            remove_node(node, by=actor)
    assert find(version, CAFE)


def test_the_search_overlooks_case_and_accents(
    cast: SimpleNamespace, version: Version
) -> None:
    nodes = Node.objects.filter(version=version)
    assert [n.text for n in nodes.search("CAFES markt")] == [CAFE]
    assert [n.text for n in nodes.search("coordinatie")] == ["COÖRDINATIE"]
    assert [n.number for n in nodes.search("2.2.1")] == ["2.2.1"]
    assert not nodes.search("café kermis")
    assert not nodes.search("  ")
    assert not nodes.search("100%")
    edit_node(find(version, CAFE).node, by=cast.alice, text="Hôtel de ville")
    assert not nodes.search("cafes markt")
    assert nodes.search("hotel").exists()


def test_what_may_not_be_seen_is_not_found(
    cast: SimpleNamespace, version: Version
) -> None:
    everything = Node.objects.search("markt")
    assert everything.visible_to(cast.alice).exists()
    for actor in (cast.charlie, cast.gina, cast.frank):
        assert not everything.visible_to(actor).exists()


def test_a_tree_takes_the_same_queries_whatever_its_size(
    cast: SimpleNamespace,
    version: Version,
    django_assert_num_queries: object,
) -> None:
    with django_assert_num_queries(3):  # type: ignore[operator]
        for branch in version.tree().walk():
            node = branch.node
            [p.name for p in node.programmes.all()]
            if node.indicator:
                [c.kind for c in node.indicator.criteria.all()]
