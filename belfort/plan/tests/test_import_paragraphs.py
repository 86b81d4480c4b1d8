"""Documents of paragraphs, with the layout that an office program gives."""

from __future__ import annotations

import pytest

from belfort.plan.importer import read_plan

from .reading_text import paragraphs

CHAPTER = (
    "h2 {n}.1 | Algemene doelstellingen",
    "h3 {n}.1.1 | Het voorkomen van fietsdiefstal in de hele stad",
    "h2 {n}.2 | Strategische doelstellingen",
    "h3 {n}.2.1 | Verminderen van het risicogedrag",
    "b | Operationele doelstellingen",
    "l0 • | Advies geven aan wie een fiets koopt",
    "b | Resultaten",
    "l0 • | Er wordt advies gegeven",
    "b | Indicatoren",
    "l0 • | Aantal adviezen per jaar",
)


def chapter(number: int) -> list[str]:
    return [line.format(n=number) for line in CHAPTER]


def test_the_number_that_the_format_counts_is_not_part_of_the_title() -> None:
    plan = read_plan(
        paragraphs(
            "h1 1 | Dispositief coördinatie",
            "In dit hoofdstuk wordt beschreven hoe de stad het plan stuurt.",
            *chapter(1),
            "h1 2 | Fietsdiefstal",
            *chapter(2),
        )
    )
    assert [(one.number, one.title, one.kind) for one in plan.chapters] == [
        ("1", "Dispositief coördinatie", "coordination"),
        ("2", "Fietsdiefstal", "phenomenon"),
    ]


@pytest.mark.parametrize(
    "title",
    ["Dispositief: coördinatie", "Luik – Coördinatie", "DE COÖRDINATIE"],
)
def test_the_coordination_device_is_known_by_any_of_its_names(title: str) -> None:
    plan = read_plan(
        paragraphs(f"h1 | {title}", *chapter(1), "h1 | Diefstal", *chapter(2))
    )
    assert [one.kind for one in plan.chapters] == ["coordination", "phenomenon"]
