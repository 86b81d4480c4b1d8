"""Scores: full for what was written, lower for each kind of damage."""

from __future__ import annotations

from decimal import Decimal

import pytest

from belfort.plan.importer.reading import Indicator
from bench.corpus import Language, make_plan, score
from bench.corpus.plans import NOWHERE, indicators

LANGUAGES: tuple[Language, ...] = ("nl", "fr", "de")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_read_as_written_scores_full(language: Language) -> None:
    scores = score(make_plan(1, language), make_plan(1, language))
    assert {part: share.value for part, share in scores.parts.items()} == {
        "node": 1.0,
        "kind": 1.0,
        "criterion": 1.0,
        "header": 1.0,
        "intro": 1.0,
    }
    assert not scores.misses
    assert scores.parts["node"].total > 80


def test_another_seed_gives_another_plan() -> None:
    assert score(make_plan(1, "nl"), make_plan(2, "nl")).part("node") < 0.3


def test_a_lost_result_costs_one_node_and_leaves_the_rest_in_place() -> None:
    gold, read = make_plan(3, "nl"), make_plan(3, "nl")
    operational = read.chapters[0].strategic_objectives[0].operational_objectives[0]
    lost = operational.results.pop(0)
    scores = score(gold, read)
    wrong = [miss for miss in scores.misses if miss.part == "node"]
    assert next(miss.written for miss in wrong) == lost.text
    assert len(wrong) == 1 + len(lost.items)


def test_a_node_never_written_costs_as_much_as_a_lost_one() -> None:
    gold, read = make_plan(3, "nl"), make_plan(3, "nl")
    operational = read.chapters[0].strategic_objectives[0].operational_objectives[0]
    operational.indicators.append(Indicator("more", "Gemeenteraad, punt 13", NOWHERE))
    share = score(gold, read).parts["node"]
    assert share.total - share.right == 1


def test_a_node_under_another_parent_is_wrong() -> None:
    gold, read = make_plan(3, "fr"), make_plan(3, "fr")
    first, second = read.chapters[:2]
    second.strategic_objectives.insert(0, first.strategic_objectives.pop())
    assert score(gold, read).part("node") < 0.97


def test_a_wrong_target_and_a_wrong_kind_are_counted_apart() -> None:
    gold, read = make_plan(4, "nl"), make_plan(4, "nl")
    for indicator in indicators(read):
        for criterion in indicator.criteria:
            criterion.target = Decimal(-1)
    scores = score(gold, read)
    assert scores.part("kind") == 1.0
    assert scores.part("criterion") < 0.95
    assert scores.part("node") == 1.0


def test_wrong_header_facts_are_named() -> None:
    gold, read = make_plan(4, "fr"), make_plan(4, "fr")
    read.header.decision.vote = ""
    read.header.amounts.clear()
    names = {miss.what for miss in score(gold, read).misses}
    assert {"vote", "amount annual_grant"} <= names
    assert "city" not in names
