"""A criterion is shown as a sentence that a civil servant can read."""

from __future__ import annotations

import pytest

from belfort.indicators.proposals import propose
from belfort.indicators.tests.test_proposals_sentences import sentences
from belfort.indicators.wording import sentence

SHOWN = [
    (
        "nl",
        "Aantal rondes is groter of gelijk aan 100 voor 2020",
        "nl",
        "Aantal: minstens 100 per jaar, voor 2020.",
    ),
    (
        "fr",
        "Au moins 4 réunions par an dès le 1er janvier 2026",
        "fr",
        "Nombre : au moins 4 par an, à partir du 1er janvier 2026.",
    ),
    (
        "nl",
        "Het actieplan is opgemaakt tegen 31 januari van elk jaar",
        "en",
        "It exists, each year by January 31 at the latest.",
    ),
    (
        "nl",
        "Daling van het aantal inbraken met minstens 10% tegen eind 2027",
        "nl",
        "Evolutie tegenover de vorige periode: daalt met minstens 10 %,"
        " ten laatste op 31 december 2027.",
    ),
    (
        "fr",
        "Au moins 500 heures de surveillance par année scolaire",
        "fr",
        "Heures : au moins 500 heures par année scolaire.",
    ),
    (
        "nl",
        "Gemiddelde behandeltijd van een melding is maximaal 5 werkdagen",
        "nl",
        "Tijd: hoogstens 5 dagen.",
    ),
    (
        "fr",
        "Délai de traitement d'une plainte",
        "fr",
        "Temps, suivi sans objectif chiffré.",
    ),
    (
        "nl",
        "Twee derde van de scholen neemt deel",
        "en",
        "Share: at least 66.67 %.",
    ),
    ("nl", "Jaarlijks evaluatierapport", "nl", "Een verslag of evaluatie, elk jaar."),
    ("nl", "Aantal bezoekers", "nl", "Aantal, opgevolgd zonder streefcijfer."),
    (
        "nl",
        "Meer dan 1.200 bezoekers",
        "nl",
        "Aantal: meer dan 1.200 over het hele plan.",
    ),
    ("nl", "80% van de klachten wordt behandeld", "en", "Share: at least 80 %."),
    ("nl", "Toename van het aantal meldingen", "fr", "Évolution par rapport à la"),
    ("nl", "Bestaan van een draaiboek", "fr", "Cela existe."),
]


@pytest.mark.parametrize(("written", "plan", "language", "shown"), SHOWN)
def test_a_criterion_reads_as_a_sentence(
    written: str, plan: str, language: str, shown: str
) -> None:
    (criterion,) = propose(plan, language=written)
    assert sentence(criterion, language).startswith(shown)


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_every_criterion_of_the_sentences_is_shown_whole(language: str) -> None:
    for row in (row for lang in ("nl", "fr", "de") for row in sentences(lang)):
        for criterion in propose(row[1], language=row[0]):
            told = sentence(criterion, language)
            assert told.endswith(".")
            assert "%(" not in told
            begin, end = criterion.valid_from, criterion.valid_to
            assert ("2026" in told) is ("2026" in f"{criterion.due} {begin} {end}")


def test_a_rise_and_a_fall_are_told_apart() -> None:
    (rise,) = propose("Stijging van het aantal leden met 5% per jaar", language="nl")
    (fall,) = propose("Daling van het aantal feiten met 5% per jaar", language="nl")
    assert "rises by at least 5 % per year" in sentence(rise, "en")
    assert "falls by at least 5 % per year" in sentence(fall, "en")
