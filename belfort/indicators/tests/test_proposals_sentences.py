"""Sentences as cities write them, and the criteria that they state."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from time import process_time

import pytest

from belfort.indicators.criteria import Criterion
from belfort.indicators.proposals import Context, catalogue, propose

DATA = Path(__file__).parent / "data"
UNITS = {"percent": "%", "hours": "h", "": ""}
"""Short signs; other units are written out."""


def written(criterion: Criterion) -> str:
    """The criterion in the short form of the data files."""
    words = [str(criterion.kind)]
    if criterion.target is not None:
        number = f"{criterion.target.normalize():f}"
        unit = UNITS.get(criterion.unit, criterion.unit)
        words.append(f"{criterion.comparator}{number}{unit}")
    if criterion.period != "plan":
        words.append(f"/{criterion.period}")
    if criterion.valid_from:
        words.append(f"from:{criterion.valid_from}")
    if criterion.valid_to:
        words.append(f"to:{criterion.valid_to}")
    if criterion.due:
        words.append(f"due:{criterion.due}")
    return " ".join(words)


def sentences(language: str) -> list[tuple[str, str, str]]:
    lines = (DATA / f"proposals_{language}.txt").read_text("utf-8").splitlines()
    pairs = [line.split(" => ") for line in lines if " => " in line and line[0] != "#"]
    return [(language, s, e.replace(" /plan", "")) for s, e in pairs]


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [row for language in ("nl", "fr", "de") for row in sentences(language)],
)
def test_a_sentence_gives_the_criteria_it_states(
    language: str, sentence: str, expected: str
) -> None:
    criteria = propose(sentence, language=language)
    assert " & ".join(map(written, criteria)) == expected


def test_there_are_enough_sentences_to_learn_from() -> None:
    assert len(sentences("nl")) >= 200
    assert len(sentences("fr")) >= 160


@pytest.mark.parametrize(
    ("language", "sentence"),
    [(lang, s) for lang in ("nl", "fr", "de") for lang, s, _ in sentences(lang)],
)
def test_every_measure_named_is_in_the_catalogue(language: str, sentence: str) -> None:
    for criterion in propose(sentence, language=language):
        assert criterion.measure in catalogue()


@pytest.mark.parametrize("sentence", ["", "-", "12", "?", "Op 31 februari 2021", "%"])
@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_even_a_broken_sentence_gets_one_criterion(
    sentence: str, language: str
) -> None:
    assert len(propose(sentence, language=language)) == 1


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
@pytest.mark.parametrize(
    "piece",
    ["1", "x-", "12/03/2020 ", "20% verslag ", "5 en ", "per jaar ", "nombre de ",
     "van 3 naar 5 ", "de 3 à 5 ", "werkgroep a ", "(", "vzw En van ", "é", "10, "],
)  # fmt: skip
def test_a_sentence_without_end_costs_little(piece: str, language: str) -> None:
    propose("", language=language)  # the rules are read once
    begin = process_time()
    criteria = propose(piece * 5000, language=language)
    assert process_time() - begin < 1
    assert 1 <= len(criteria) <= 30


def test_the_objective_helps_to_choose_the_measure() -> None:
    around = Context(objective="Graveren van auto's op de randparkings")
    alone = propose("3 graveeracties per jaar", language="nl")
    placed = propose("3 graveeracties per jaar", language="nl", context=around)
    assert alone[0].measure == "registrations.bicycle_engraving"
    assert placed[0].measure == "registrations.car_engraving"


def test_the_end_of_the_plan_is_a_date_where_the_plan_has_one() -> None:
    sentence = "Tegen het einde van het plan zijn er minstens 5 buurtcharters"
    known = Context(plan_end=date(2026, 12, 31))
    assert propose(sentence, language="nl", context=known)[0].due == "2026-12-31"
    assert propose(sentence, language="nl")[0].due == ""
    assert propose(sentence, language="nl")[0].target == Decimal(5)


def test_a_language_without_rules_is_refused() -> None:
    with pytest.raises(ValueError, match="en"):
        propose("Number of meetings", language="en")
