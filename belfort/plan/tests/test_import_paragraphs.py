"""Documents of paragraphs, with the layout that an office program gives."""

from __future__ import annotations

from dataclasses import replace

import pytest

from belfort.lib.documents import Cell, Line
from belfort.plan.importer import read_plan
from belfort.plan.importer.reading import OperationalObjective

from .reading_text import objectives, paragraphs, texts

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


OBJECTIVE = (
    "b | Operationele doelstellingen",
    "l0 • | Advies geven aan ouders",
    "b | Resultaten",
    "l0 • | Er wordt advies gegeven",
    "b | Indicatoren",
    "l0 • | Aantal adviezen per jaar",
)
ABOVE = (
    "h1 1 | Fietsdiefstal",
    "h2 1.1 | Algemene doelstellingen",
    "h3 1.1.1 | Het voorkomen van fietsdiefstal in de hele stad",
    "h2 1.2 | Strategische doelstellingen",
    "h3 1.2.1 | Verminderen van het risicogedrag",
)


def read(*lines: str | Line) -> list[OperationalObjective]:
    return objectives(read_plan(paragraphs(*lines)))


def test_another_depth_of_the_list_is_another_item_even_without_capital() -> None:
    (objective,) = read(
        *ABOVE,
        "b | Operationele doelstellingen",
        "l0 | Toezicht organiseren",
        "b | Resultaten",
        "l0 | Er is toezicht in overleg met :",
        "l1 | de politiezone ;",
        "l1 | de scholen ;",
        "l0 | elke maand verschijnt een verslag.",
        "b | Indicatoren",
        "l0 | Aantal rondes ;",
        "l0 | aantal verslagen.",
    )
    assert [(one.text, one.items) for one in objective.results] == [
        ("Er is toezicht in overleg met :", ["de politiezone ;", "de scholen ;"]),
        ("elke maand verschijnt een verslag.", []),
    ]
    assert texts(objective)[1] == ["Aantal rondes ;", "aantal verslagen."]


@pytest.mark.parametrize(
    ("strategic", "first", "second"),
    [
        (
            "Strategische doelstelling 1: Verminderen van het risicogedrag",
            "h3 | Doelstelling 1.1: Advies geven",
            "h3 | Doelstelling 1.2: Toezicht organiseren",
        ),
        (
            "h2 | Doelstelling 1: Verminderen van het risicogedrag",
            "h3 | Doelstelling 1.1: Advies geven",
            "h3 | Doelstelling 1.2: Toezicht organiseren",
        ),
    ],
)
def test_a_label_without_a_level_stands_for_the_level_that_has_none(
    strategic: str, first: str, second: str
) -> None:
    plan = read_plan(
        paragraphs(
            "h1 1 | Fietsdiefstal",
            "Algemene doelstelling: Het voorkomen van fietsdiefstal",
            strategic,
            first,
            *OBJECTIVE[2:],
            second,
            *OBJECTIVE[2:],
        )
    )
    (one,) = plan.chapters[0].strategic_objectives
    assert (one.number, one.text) == ("1", "Verminderen van het risicogedrag")
    assert [below.text for below in one.operational_objectives] == [
        "Advies geven",
        "Toezicht organiseren",
    ]


def test_fields_that_are_no_level_end_the_list_above_them() -> None:
    first, second = read(
        *ABOVE,
        *OBJECTIVE,
        "b | Timing",
        "Van maart tot juni",
        "Partners: politie en scholen",
        "b | Budget",
        "2 500 euro per jaar",
        "b | Operationele doelstelling: Toezicht organiseren",
        "Timing: elk jaar",
        *OBJECTIVE[2:],
        "b | Verantwoordelijke",
        "De preventiedienst",
    )
    assert (first.text, second.text) == (
        "Advies geven aan ouders",
        "Toezicht organiseren",
    )
    for objective in (first, second):
        assert texts(objective) == (
            ["Er wordt advies gegeven"],
            ["Aantal adviezen per jaar"],
        )


def test_an_indicator_that_begins_with_a_field_s_word_is_kept() -> None:
    (objective,) = read(*ABOVE, *OBJECTIVE, "l0 • | Budget per wijk")
    assert texts(objective)[1] == ["Aantal adviezen per jaar", "Budget per wijk"]


def test_a_form_that_repeats_its_chapter_is_one_chapter() -> None:
    second = [line.replace("Advies geven", "Toezicht houden") for line in OBJECTIVE]
    plan = read_plan(
        paragraphs(*ABOVE, *OBJECTIVE, *ABOVE, *second, "h1 2 | Inbraak", *chapter(2))
    )
    assert [one.title for one in plan.chapters] == ["Fietsdiefstal", "Inbraak"]
    first = plan.chapters[0]
    assert len(first.general_objectives) == len(first.strategic_objectives) == 1
    assert [
        one.text for one in first.strategic_objectives[0].operational_objectives
    ] == [
        "Advies geven aan ouders",
        "Toezicht houden aan ouders",
    ]


@pytest.mark.parametrize(
    "closing",
    [
        ["Namens de gemeenteraad,", "De algemeen directeur,   De voorzitter"],
        ["De algemeen directeur, de burgemeester"],
        ["b | Bijlagen", "Kaart van de stad", "Lijst van de scholen"],
        ["b | Bijlage 2: Organigram", "De dienst telt twaalf personen"],
    ],
)
def test_what_is_signed_or_annexed_is_no_indicator(closing: list[str]) -> None:
    (objective,) = read(*ABOVE, *OBJECTIVE, *closing)
    assert texts(objective)[1] == ["Aantal adviezen per jaar"]


def table(number: int, *rows: list[str]) -> list[Line]:
    return [
        Line(text, 1, 100 * number + 10 * row + column, cell=Cell(number, row, column))
        for row, cells in enumerate(rows)
        for column, text in enumerate(cells)
        if text
    ]


HEAD = ["Operationele doelstelling", "Resultaten", "Indicatoren", "Timing"]


def test_a_column_of_no_level_and_a_second_head_row_are_left_out() -> None:
    read_objectives = read(
        *ABOVE,
        *table(
            0,
            HEAD,
            ["Advies geven", "Er wordt advies gegeven", "Aantal adviezen", "2024"],
            HEAD,
            ["Toezicht houden", "Er is toezicht", "Aantal rondes", "2025"],
        ),
    )
    assert [(one.text, *texts(one)) for one in read_objectives] == [
        ("Advies geven", ["Er wordt advies gegeven"], ["Aantal adviezen"]),
        ("Toezicht houden", ["Er is toezicht"], ["Aantal rondes"]),
    ]


def test_a_table_right_below_goes_on_with_the_columns_of_the_one_above() -> None:
    rows = (
        ["Advies geven", "Er wordt advies gegeven", "Aantal adviezen", "2024"],
        ["Toezicht houden", "Er is toezicht", "Aantal rondes", "2025"],
    )
    read_objectives = read(*ABOVE, *table(0, HEAD, rows[0]), *table(1, rows[1]))
    assert [one.text for one in read_objectives] == ["Advies geven", "Toezicht houden"]
    assert texts(read_objectives[1]) == (["Er is toezicht"], ["Aantal rondes"])


def form(number: int, objective: str) -> list[Line]:
    """A form of two columns per objective, as cities fill one in."""
    return table(
        number,
        ["Phénomène", "Vol de vélo"],
        ["Objectif général", "Prévenir le vol de vélo dans la commune"],
        ["Objectif stratégique", "Renforcer le contrôle social"],
        ["Objectif opérationnel", objective],
        ["Résultats attendus", "Une surveillance a lieu"],
        ["Indicateurs", "Nombre de rondes par mois"],
        ["Échéance", "Décembre 2025"],
        ["Partenaires", "Zone de police"],
        ["Responsable", "Service de prévention"],
    )


def test_a_form_per_objective_gives_one_chapter_without_its_other_fields() -> None:
    plan = read_plan(
        paragraphs(*form(0, "Assurer une présence"), *form(1, "Graver les vélos"))
    )
    (one,) = plan.chapters
    assert one.title == "Vol de vélo"
    assert len(one.general_objectives) == len(one.strategic_objectives) == 1
    assert [(below.text, *texts(below)) for below in objectives(plan)] == [
        (objective, ["Une surveillance a lieu"], ["Nombre de rondes par mois"])
        for objective in ("Assurer une présence", "Graver les vélos")
    ]


def test_letters_count_sub_items_below_an_item_that_has_none() -> None:
    plan = read_plan(
        paragraphs(
            "h1 1 | Fietsdiefstal",
            *chapter(1)[:7],
            "l0 • | Er is een netwerk in",
            "l0 | a) de scholen",
            "l0 | b) de sportclubs",
            "l0 • | Er is een draaiboek",
            *chapter(1)[8:],
            "l0 • | Minstens één overleg per jaar",
        )
    )
    (objective,) = objectives(plan)
    network, script = objective.results
    assert network.items == ["de scholen", "de sportclubs"]
    assert script.text == "Er is een draaiboek"


def test_at_the_minimum_ends_a_french_sentence() -> None:
    plan = read_plan(
        paragraphs(
            "h1 1 | Vol de vélos",
            "h2 1.1 | Objectif général",
            "h3 1.1.1 | Prévenir le vol de vélos dans la ville",
            "h2 1.2 | Objectif stratégique",
            "h3 1.2.1 | Réduire le comportement à risque",
            "b | Objectif opérationnel",
            "Conseiller ceux qui achètent un vélo",
            "b | Résultats",
            "Des conseils sont donnés",
            "b | Indicateurs",
            "Dix conseils par an au minimum",
            "Nombre de vélos gravés",
            "Annexe : tableau budgétaire",
        )
    )
    (objective,) = objectives(plan)
    assert texts(objective)[1] == [
        "Dix conseils par an au minimum",
        "Nombre de vélos gravés",
    ]


def test_a_heading_wrapped_before_a_field_s_word_is_whole() -> None:
    lines = [*ABOVE, *OBJECTIVE, "b | 2. GEWELD TUSSEN", "b | PARTNERS", *chapter(2)]
    wrapped = replace(paragraphs(*lines), wrapped=True)
    assert [one.title for one in read_plan(wrapped).chapters] == [
        "Fietsdiefstal",
        "GEWELD TUSSEN PARTNERS",
    ]


def test_footnotes_after_the_last_indicator_are_none() -> None:
    note = Line("Zie de omzendbrief van de minister", 1, 99, style="footnote text")
    plan = read_plan(paragraphs("h1 1 | Fietsdiefstal", *chapter(1), note))
    (objective,) = objectives(plan)
    assert texts(objective)[1] == ["Aantal adviezen per jaar"]
