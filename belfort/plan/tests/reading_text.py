"""Small documents for the tests of the importer, written as they are printed."""

from __future__ import annotations

from textwrap import dedent

from belfort.lib.documents import Document, Line
from belfort.lib.documents.text import read_text
from belfort.plan.importer import read_plan
from belfort.plan.importer.reading import OperationalObjective, PlanReading


def document(text: str) -> Document:
    """Return the lines of a text, its common indent taken away."""
    return read_text(dedent(text).strip("\n").encode())


def paragraphs(*texts: str | Line) -> Document:
    """Return a document of paragraphs; a line of its own layout is kept as it is.

    A text is ``layout | words``: ``h2 1.1`` is a heading of level 2 that the format
    counts, ``l0`` an item of a list at depth 0, ``b`` bold.
    """
    lines = [
        text if isinstance(text, Line) else _paragraph(place, *text.split(" | "))
        for place, text in enumerate(texts, 1)
    ]
    return Document("docx", tuple(lines), pages=1, wrapped=False)


def _paragraph(place: int, layout: str, words: str = "") -> Line:
    if not words:
        return Line(layout, 1, place)
    kind, _, mark = layout.partition(" ")
    level = int(kind[1:] or 0)
    return Line(
        words,
        1,
        place,
        bold=kind[0] in "bh",
        style=f"heading {level}" if kind[0] == "h" else "",
        outline=level if kind[0] == "h" else None,
        depth=level if kind[0] == "l" else None,
        mark=mark,
    )


def plan_of(text: str, **answers: int) -> PlanReading:
    """Return what the importer reads from a text."""
    return read_plan(document(text), answers=answers)


def objectives(plan: PlanReading) -> list[OperationalObjective]:
    """Return every operational objective in the order of the document."""
    return [
        objective
        for chapter in plan.chapters
        for strategic in chapter.strategic_objectives
        for objective in strategic.operational_objectives
    ]


def texts(objective: OperationalObjective) -> tuple[list[str], list[str]]:
    """Return the texts of an objective's results and indicators."""
    return (
        [result.text for result in objective.results],
        [indicator.text for indicator in objective.indicators],
    )
