"""The JSON that an import prints: its schema, and the way back."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from belfort.indicators.criteria import Criterion
from belfort.lib.documents import Document, Line
from belfort.plan.importer import PlanRefused, read_plan
from belfort.plan.importer.contract import from_json, to_json
from belfort.plan.importer.reading import (
    Amount,
    PlanReading,
    Question,
    Reading,
    Source,
    Table,
    TableRow,
)

SCHEMA = Path(__file__).resolve().parents[3] / "docs" / "plan.schema.json"
TEXT = """\
1. FIETSDIEFSTAL
1.1. Algemene doelstellingen
1.1.1. Fietsdiefstal voorkomen
1.2. Strategische doelstellingen
1.2.1. De sociale controle bevorderen
Operationele doelstellingen
- Toezicht houden aan het station
Resultaten
- Er wordt elke week toezicht gehouden
Indicatoren
- Aantal rondes is minstens 52 per jaar
"""


def read_text(text: str) -> PlanReading:
    lines = [
        Line(line.strip(), 1, number)
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip()
    ]
    return read_plan(Document("text", tuple(lines), pages=1, wrapped=True))


@pytest.fixture
def plan() -> PlanReading:
    """A plan with something in every part of the contract."""
    plan = read_text(TEXT)
    header, source = plan.header, Source(1, 1)
    header.period.start = date(2024, 1, 1)
    header.amounts.append(Amount("Toelage", Decimal("1234.50"), "total", source))
    row = TableRow("Loon", ["420 x 2"], Decimal("840.00"), [Decimal(420), Decimal(2)])
    header.tables.append(Table("", [row], Decimal("840.00"), source))
    objective = plan.chapters[0].strategic_objectives[0].operational_objectives[0]
    objective.indicators[0].criteria = [
        Criterion("count_min_target", "round", {"nl": "ronde"}, target=Decimal(52))
    ]
    readings = [Reading(["a b"]), Reading(["a", "b"])]
    plan.questions.append(
        Question("q-1", "split_or_join", "c1", readings, 1, ["a", "b"], source)
    )
    return plan


def as_file(plan: PlanReading) -> dict[str, Any]:
    """Return the JSON as it comes back from a file."""
    data: dict[str, Any] = json.loads(json.dumps(to_json(plan, language="nl")))
    return data


def test_what_is_written_keeps_to_the_schema(plan: PlanReading) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    validator.validate(as_file(plan))
    foreign = as_file(plan)
    foreign["chapters"][0]["colour"] = "red"
    assert not validator.is_valid(foreign)


def test_what_is_written_is_read_back_equal(plan: PlanReading) -> None:
    assert from_json(as_file(plan)) == plan


def test_amounts_are_decimal_texts_and_dates_iso(plan: PlanReading) -> None:
    header = as_file(plan)["header"]
    assert header["amounts"][0]["value"] == "1234.50"
    assert header["period"] == {"start": "2024-01-01", "end": None}


def test_a_question_is_a_sentence_in_the_language_asked_for(plan: PlanReading) -> None:
    texts = {
        to_json(plan, language=language)["questions"][0]["text"]
        for language in ("nl", "fr", "en")
    }
    assert len(texts) == 3


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (["format_version"], 2, "format_version"),
        (["header", "amounts", 0, "value"], "much", "header.amounts[0].value"),
        (["header", "period", "start"], "1/1/2024", "header.period.start"),
        (["chapters", 0, "kind"], "annex", "chapters[0].kind"),
        (["chapters", 0, "source", "line"], "7", "chapters[0].source.line"),
        (["chapters", 0, "title"], None, "chapters[0].title"),
        (["chapters"], {}, "chapters"),
        (["questions", 0, "readings", 0], "a", "questions[0].readings[0].texts"),
    ],
)
def test_json_of_another_form_is_refused_with_its_place(
    plan: PlanReading, path: list[str | int], value: object, place: str
) -> None:
    data = as_file(plan)
    node: Any = data
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value
    with pytest.raises(PlanRefused) as caught:
        from_json(data)
    assert caught.value.code == "invalid_json"
    assert caught.value.details["place"] == place
    assert place in caught.value.sentence


def test_a_missing_or_foreign_key_is_named(plan: PlanReading) -> None:
    data = as_file(plan)
    del data["chapters"][0]["title"]
    with pytest.raises(PlanRefused, match="invalid_json") as caught:
        from_json(data)
    assert "title" in caught.value.details["problem"]
    data = as_file(plan)
    data["header"]["colour"] = "red"
    with pytest.raises(PlanRefused, match="invalid_json") as caught:
        from_json(data)
    assert "colour" in caught.value.details["problem"]
