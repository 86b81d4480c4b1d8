"""The real plan of 2020, as text that was once taken out of a PDF."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from belfort.lib.documents.reading import read_file
from belfort.lib.tests.shared import SEED_PLAN
from belfort.plan.importer import read_plan
from belfort.plan.importer.reading import (
    Chapter,
    OperationalObjective,
    PlanReading,
    count,
)

pytestmark = pytest.mark.skipif(
    not SEED_PLAN.exists(), reason="the real plan is not here: its import is not tested"
)


@pytest.fixture(scope="module")
def plan() -> PlanReading:
    return read_plan(read_file(SEED_PLAN))


def operational(plan: PlanReading, line: int) -> OperationalObjective:
    """Return the operational objective whose text begins on this line."""
    return next(
        objective
        for chapter in plan.chapters
        for strategic in chapter.strategic_objectives
        for objective in strategic.operational_objectives
        if objective.source.line == line
    )


def chapter(plan: PlanReading, number: str) -> Chapter:
    return next(chapter for chapter in plan.chapters if chapter.number == number)


def test_every_level_is_counted_as_the_council_wrote_it(plan: PlanReading) -> None:
    counted = count(plan)
    del counted["criteria"]
    assert counted == {
        "chapters": 16,
        "phenomena": 15,
        "general_objectives": 17,
        "strategic_objectives": 31,
        "operational_objectives": 54,
        "results": 141,
        "sub_items": 17,
        "indicators": 141,
    }


def test_the_coordination_device_comes_first_and_false_headings_are_none(
    plan: PlanReading,
) -> None:
    first = plan.chapters[0]
    assert (first.kind, first.number) == ("coordination", "1")
    assert "6. De politiezorg" in first.intro
    assert [chapter.number for chapter in plan.chapters] == [
        str(number) for number in range(1, 17)
    ]
    assert {chapter.kind for chapter in plan.chapters[1:]} == {"phenomenon"}


def test_an_objective_that_reads_like_an_indicator_is_known_by_the_label_below(
    plan: PlanReading,
) -> None:
    objective = operational(plan, 545)
    assert objective.text == "Jaarlijkse evaluatie van de actieprogramma's"
    assert len(objective.results) == len(objective.indicators) == 3
    assert objective.results[0].text == objective.indicators[0].text


def test_a_dash_alone_on_its_line_belongs_to_the_text_below(plan: PlanReading) -> None:
    assert operational(plan, 412).text.startswith("Zorgen voor een efficiënte")


def test_items_that_lost_their_dash_stand_apart(plan: PlanReading) -> None:
    objective = operational(plan, 361)
    assert [result.source.line for result in objective.results] == [371, 380, 390, 393]
    assert [one.source.line for one in objective.indicators] == [399, 404]


def test_wrapped_lines_that_begin_with_a_capital_are_joined(plan: PlanReading) -> None:
    (result,) = operational(plan, 865).results
    assert "Open Jeugdcentrum" in result.text
    assert operational(plan, 1480).text.endswith("Zichtbaar in het Verkeer")
    assert operational(plan, 2856).text.endswith("inzake lokale drugpreventie")


def test_stranded_doubled_and_lost_bullets_give_sub_items(plan: PlanReading) -> None:
    partners = operational(plan, 768).results[0]
    assert partners.text.endswith("volgende partners worden uitgenodigd:")
    assert len(partners.items) == 6
    assert len(operational(plan, 494).results[0].items) == 4
    steps = operational(plan, 1321).results[0].items
    assert len(steps) == 7
    assert steps[1].startswith("Het beboeten")


def test_a_page_footer_amid_a_list_is_no_indicator(plan: PlanReading) -> None:
    texts = [one.text for one in operational(plan, 1192).indicators]
    assert len(texts) == 5
    assert texts[0].endswith("ten aanzien van minderjarigen")
    assert not any("agendapunt" in text for text in texts)


def test_the_last_indicator_stops_before_the_signatures(plan: PlanReading) -> None:
    last = operational(plan, 3027).indicators[-1]
    assert last.text == "Aantal deelnames Mechelen aan werkgroep VVSG."


def test_a_label_word_at_the_start_of_a_wrapped_line_is_text(plan: PlanReading) -> None:
    third = operational(plan, 2927).results[2]
    assert third.text.endswith("in functie van de vooropgestelde indicatoren")


def test_doubts_are_few_and_an_answer_changes_the_reading(plan: PlanReading) -> None:
    assert 0 < len(plan.questions) <= 5
    question = next(one for one in plan.questions if one.source.line == 848)
    assert question.proposal == 0
    again = read_plan(read_file(SEED_PLAN), answers={question.id: 1})
    assert count(again)["results"] == 142
    asked = next(one for one in again.questions if one.id == question.id)
    assert asked.proposal == 1


def test_the_header_tells_period_decision_and_vote(plan: PlanReading) -> None:
    header = plan.header
    assert (header.language, header.city) == ("nl", "Mechelen")
    assert (header.period.start, header.period.end) == (
        date(2020, 1, 1),
        date(2020, 12, 31),
    )
    decision = header.decision
    assert (decision.body, decision.date) == ("council", date(2020, 4, 27))
    assert (decision.agenda_item, decision.vote) == ("13", "unanimous")
    assert (header.previous.start, header.previous.end) == (
        date(2018, 1, 1),
        date(2019, 12, 31),
    )
    assert header.signed is False
    assert header.parties == ["De Staat", "De Stad MECHELEN"]
    assert [deadline.date for deadline in header.deadlines] == [date(2020, 3, 31)]
    (ground,) = header.legal_grounds
    assert "Koninklijk Besluit van 3 juli 2019" in ground.text


def test_amounts_have_their_kinds_and_budget_lines_their_amounts(
    plan: PlanReading,
) -> None:
    header = plan.header
    stated = {(amount.kind, amount.value) for amount in header.amounts}
    assert stated >= {
        ("estimate", Decimal("810560.00")),
        ("estimate", Decimal("58934.00")),
        ("budgeted", Decimal("59833.00")),
        ("difference", Decimal("899.00")),
        ("annual_grant", Decimal("810553.07")),
        ("contingent_346", Decimal("42714.57")),
        ("activa_90", Decimal("16220.58")),
        ("wage", Decimal("40320.00")),
        ("equipment_training", Decimal("1100.58")),
        ("ceiling", Decimal("366.86")),
    }
    assert [(line.number, line.amount) for line in header.budget_lines] == [
        ("MJP003632", Decimal("810560.00")),
        ("MJP003608", Decimal("59833.00")),
    ]


def test_both_tables_are_read_though_flattened_in_two_ways(plan: PlanReading) -> None:
    cells, rows = plan.header.tables
    for table, staff in ((cells, 8), (rows, 3)):
        wage, equipment = table.rows
        assert wage.factors == [Decimal(420), Decimal(staff), Decimal(12)]
        assert table.total == (wage.amount or 0) + (equipment.amount or 0)


def test_chapters_name_their_action_programme(plan: PlanReading) -> None:
    named = {one.number: one.action_programme for one in plan.chapters}
    assert named["3"] == "sociale overlast"
    assert named["5"] == "geweld en onveiligheidsgevoelens"
    assert named["13"] == "inbraak en diefstal"
    assert named["16"] == "drugpreventie"
    assert named["1"] == named["2"] == ""
