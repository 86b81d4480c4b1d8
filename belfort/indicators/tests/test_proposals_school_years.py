"""Two years in a sentence about school years are a school year."""

from __future__ import annotations

import datetime

import pytest

from belfort.indicators.proposals import propose


@pytest.mark.parametrize(
    ("language", "sentence", "start"),
    [
        ("nl", "Minstens 12 klassen per schooljaar vanaf 2022-2023", (2022, 9, 1)),
        ("fr", "12 classes par année scolaire à partir de 2022-2023", (2022, 9, 1)),
        ("nl", "Minstens 12 acties per jaar vanaf 2022-2023", (2022, 1, 1)),
    ],
)
def test_a_pair_of_years_begins_in_september_only_for_schools(
    language: str, sentence: str, start: tuple[int, int, int]
) -> None:
    (criterion,) = propose(sentence, language=language)
    assert criterion.valid_from == datetime.date(*start)
