"""What pages add to a plan: running lines, page numbers, contents, chapter heads."""

from __future__ import annotations

from dataclasses import replace

from belfort.lib.documents import Document, Line
from belfort.plan.importer import read_plan
from belfort.plan.importer.reading import PlanReading

from .reading_text import objectives, plan_of

CHAPTER = [
    "{number}{title}",
    "Voor {lower} bundelt de stad haar krachten met de politie.",
    "Algemene doelstellingen",
    "Het voorkomen, aan het licht brengen en verminderen van {lower}",
    "Strategische doelstellingen",
    "De sociale controle bevorderen",
    "Operationele doelstellingen",
    "- Toezicht houden op {lower}",
    "Resultaten",
    "- Er is toezicht op {lower}",
    "Indicatoren",
    "- Aantal rondes voor {lower}",
]
TITLES = [
    "Fietsdiefstal",
    "Winkeldiefstal",
    "Sociale overlast",
    "Inbraak",
    "Vandalisme",
]


def chapters(numbers: list[str]) -> list[list[str]]:
    return [
        [
            line.format(number=number, title=title, lower=title.lower())
            for line in CHAPTER
        ]
        for number, title in zip(numbers, TITLES, strict=True)
    ]


def paged(pages: list[list[str]]) -> PlanReading:
    lines = [
        Line(text, page, number, page_break=page > 1 and number == 1)
        for page, texts in enumerate(pages, 1)
        for number, text in enumerate(texts, 1)
    ]
    return read_plan(Document("text", tuple(lines), pages=len(pages), wrapped=True))


def titles(plan: PlanReading) -> list[str]:
    return [chapter.title for chapter in plan.chapters]


def test_running_lines_and_page_numbers_are_no_text() -> None:
    pages = [
        ["Stad Ravenmeer", f"Plan 2024, blad {number}", *texts, f"{number}"]
        for number, texts in enumerate(chapters([""] * 5), 1)
    ]
    plan = paged(pages)
    assert titles(plan) == TITLES
    assert all(len(one.indicators) == 1 for one in objectives(plan))
    assert all("Ravenmeer" not in one.intro for one in plan.chapters)


def test_unnumbered_chapters_are_known_by_what_their_objective_names() -> None:
    plan = plan_of("\n".join(line for texts in chapters([""] * 5) for line in texts))
    assert titles(plan) == TITLES
    assert plan.chapters[1].intro.startswith("Voor winkeldiefstal")


def test_numbers_may_be_roman_or_letters_and_may_restart() -> None:
    for numbers in (
        ["I. ", "II. ", "III. ", "IV. ", "V. "],
        ["A. ", "B. ", "A. ", "B. ", "C. "],
    ):
        lines = [line for texts in chapters(numbers) for line in texts]
        plan = plan_of("\n".join(lines))
        assert titles(plan) == TITLES
        assert [one.number for one in plan.chapters] == [
            number.strip(". ") for number in numbers
        ]


def test_a_prefix_names_the_chapter() -> None:
    numbers = [f"Fenomeen {number}: " for number in range(1, 6)]
    plan = plan_of("\n".join(line for texts in chapters(numbers) for line in texts))
    assert titles(plan) == TITLES
    assert [one.number for one in plan.chapters] == ["1", "2", "3", "4", "5"]


def test_a_table_of_contents_is_no_second_tree() -> None:
    texts = chapters(["1. ", "2. ", "3. ", "4. ", "5. "])
    contents = ["Inhoudsopgave"]
    for number, title in enumerate(TITLES, 1):
        contents += [
            f"{number}. {title} ........ {number}",
            f"Algemene doelstellingen .... {number}",
            f"Strategische doelstellingen .... {number}",
        ]
    bare = ["Inhoud", *(f"{number}. {title}" for number, title in enumerate(TITLES, 1))]
    for listed in (contents, bare):
        plan = paged([listed, *texts])
        assert titles(plan) == TITLES
        assert len(objectives(plan)) == 5


def test_lines_that_look_like_chapters_are_none() -> None:
    lines = [
        line
        for texts in chapters(["1. ", "2. ", "3. ", "4. ", "5. "])
        for line in texts
    ]
    lines[2:2] = [
        "De stad heeft drie doelen:",
        "1. Een veilige stad",
        "2. Een nette stad",
    ]
    opening = [
        "13. PREVENTIE. Goedkeuring van het plan",
        "1. De Staat geeft een toelage.",
    ]
    plan = plan_of("\n".join([*opening, *lines]))
    assert titles(plan) == TITLES
    assert "2. Een nette stad" in plan.chapters[0].intro


def test_a_chapter_knows_its_kind_its_programme_and_its_place() -> None:
    lines = [line for texts in chapters([""] * 5) for line in texts]
    lines[1] = "Dit fenomeen hoort bij het actieprogramma 'diefstal en inbraak'."
    lines[13] = "Het actieprogramma netheid en rust omvat dit fenomeen."
    lines[24:24] = []
    plan = plan_of("\n".join(["Dispositief coördinatie", *CHAPTER[2:], *lines]))
    first, second, third = plan.chapters[:3]
    assert (first.kind, second.kind) == ("coordination", "phenomenon")
    assert second.action_programme == "diefstal en inbraak"
    assert third.action_programme == "netheid en rust"
    assert second.source.line == len(CHAPTER)


def test_a_line_beside_the_page_numbers_of_a_text_without_pages_is_no_text() -> None:
    page = "Plan 2024 – Stad Ravenmeer\nPagina {} van 3\n"
    one, two, three = (
        "\n".join(lines) for lines in chapters(["1. ", "2. ", "3. ", "4. ", "5. "])[:3]
    )
    half = two.index("Indicatoren")
    text = "\n".join(
        [
            one,
            page.format(1),
            two[:half] + page.format(2) + two[half:],
            three,
            page.format(3),
        ]
    )
    plan = plan_of(text)
    assert titles(plan) == TITLES[:3]
    assert [
        [indicator.text for indicator in objective.indicators]
        for objective in objectives(plan)
    ] == [[f"Aantal rondes voor {title.lower()}"] for title in TITLES[:3]]


def test_a_large_heading_may_be_wrapped_and_its_number_stand_alone() -> None:
    first, second = chapters(["", "", "", "", ""])[:2]
    heads = (
        ("1.", "DIEFSTAL EN", "ANDERE VORMEN", "VAN FIETS", "CRIMINALITEIT"),
        (
            "2.",
            "WINKELDIEFSTAL",
        ),
    )
    lines = [
        Line(text, 1, 0, size=16.0 if large else 10.0, bold=large)
        for head, chapter in zip(heads, (first, second), strict=True)
        for large, words in ((True, head), (False, chapter[1:]))
        for text in words
    ]
    numbered = tuple(replace(line, line=place) for place, line in enumerate(lines, 1))
    plan = read_plan(Document("pdf", numbered, pages=1, wrapped=True))
    assert [(one.number, one.title) for one in plan.chapters] == [
        ("1", "DIEFSTAL EN ANDERE VORMEN VAN FIETS CRIMINALITEIT"),
        ("2", "WINKELDIEFSTAL"),
    ]
    assert [len(one.indicators) for one in objectives(plan)] == [1, 1]


def test_a_year_alone_at_the_edge_of_a_page_is_no_page_number() -> None:
    first, second, third = chapters(["1. ", "2. ", "3. ", "4. ", "5. "])[:3]
    first[-1] = "- Er zijn minstens zes verslagen vanaf het werkjaar"
    plan = paged([["2", *first], ["2024", *second], ["3", *third]])
    indicators = [one.indicators[-1].text for one in objectives(plan)]
    assert indicators[0] == "Er zijn minstens zes verslagen vanaf het werkjaar 2024"
