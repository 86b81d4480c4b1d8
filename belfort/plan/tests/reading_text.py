"""Small documents for the tests of the importer, written as they are printed."""

from __future__ import annotations

from textwrap import dedent

from belfort.lib.documents import Document
from belfort.lib.documents.text import read_text
from belfort.plan.importer import read_plan
from belfort.plan.importer.reading import OperationalObjective, PlanReading


def document(text: str) -> Document:
    """Return the lines of a text, its common indent taken away."""
    return read_text(dedent(text).strip("\n").encode())


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
