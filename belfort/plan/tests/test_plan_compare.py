"""Two versions side by side."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from belfort.plan.actions.comparison import word_difference
from belfort.plan.actions.criteria import save_criterion
from belfort.plan.actions.nodes import add_node, edit_node, move_node, remove_node
from belfort.plan.actions.versions import compare, new_version
from belfort.plan.models import NodeKind
from belfort.plan.tests.small import CAFE, ROUNDS, find, small_plan, stored

pytestmark = pytest.mark.every_database


def test_every_kind_of_change_is_told_apart(cast: SimpleNamespace) -> None:
    old = stored(cast.alice)
    new = new_version(old, by=cast.alice)
    objective = find(new, CAFE).parent
    assert objective
    edit_node(find(new, ROUNDS).node, by=cast.alice, text=ROUNDS.replace("52", "60"))
    remove_node(find(new, "Bestaan van een draaiboek").node, by=cast.alice)
    add_node(new, NodeKind.RESULT, "Iets erbij", by=cast.alice, parent=objective.node)
    move_node(find(new, CAFE).node, by=cast.alice, parent=objective.node, position=1)
    found = compare(old, new)
    assert [c.node.text for c in found.added] == ["Iets erbij"]
    assert [c.node.text for c in found.removed] == ["Bestaan van een draaiboek"]
    assert [c.node.text for c in found.changed] == [ROUNDS.replace("52", "60")]
    assert len(found.moved) == 1
    moved = found.moved[0].node.text
    assert moved in {CAFE, "Er wordt elke week gesurveilleerd"}
    assert not found.is_empty


def test_criteria_numbers_and_programmes_count_as_changes(
    cast: SimpleNamespace,
) -> None:
    old = stored(cast.alice)
    new = new_version(old, by=cast.alice)
    indicator = find(new, ROUNDS).node.indicator
    assert indicator
    criterion = indicator.criteria.get()
    save_criterion(indicator, by=cast.alice, criterion=criterion, target=60)
    chapter = find(new, "FIETSDIEFSTAL").node
    edit_node(chapter, by=cast.alice, number="12", programmes=["diefstal"])
    changes = {c.node.text: c.facts for c in compare(old, new).changed}
    assert changes == {ROUNDS: ["criteria"], "FIETSDIEFSTAL": ["number", "programmes"]}


def test_without_lineage_the_same_sentence_is_the_same_node(
    cast: SimpleNamespace,
) -> None:
    first, second = stored(cast.alice), stored(cast.alice)
    assert compare(first, second).is_empty
    plan = small_plan()
    plan.chapters.reverse()
    turned = stored(cast.alice, plan)
    found = compare(first, turned)
    assert len(found.moved) == 1
    assert not found.added
    assert not found.removed


@given(some.text(max_size=60), some.text(max_size=60))
def test_the_pieces_give_both_texts_again(old: str, new: str) -> None:
    pieces = word_difference(old, new)
    assert "".join(text for kind, text in pieces if kind != "added") == old
    assert "".join(text for kind, text in pieces if kind != "removed") == new


def test_endless_texts_are_shown_whole_instead_of_word_by_word() -> None:
    old, new = "a b " * 8_000, "b a " * 8_000
    assert word_difference(old, new) == [("removed", old), ("added", new)]
    assert ("same", " deur") in word_difference("de deur", "een deur")
    assert word_difference("de deur", "een deur", 0)[0] == ("removed", "de deur")
