"""From the lines of a document to a plan: grammar, header, questions, findings."""

from __future__ import annotations

from collections.abc import Mapping

from belfort.indicators.proposals import Context, propose
from belfort.lib.documents import Document

from .findings import find
from .grammar import read_tree
from .header import read_header
from .limits import Clock
from .reading import Chapter, Header, OperationalObjective, PlanReading
from .refusals import PlanRefused

__all__ = ["PlanRefused", "read_plan"]


def read_plan(
    document: Document, *, answers: Mapping[str, int] | None = None
) -> PlanReading:
    """Return the plan that stands in the document, with its questions and findings.

    ``answers`` gives for the id of a question the index of the reading to take.
    Raises PlanRefused where the document holds no plan.
    """
    clock = Clock()
    tree = read_tree(document, answers or {})
    header = read_header(
        document, tree.opening, tree.closing, tree.words, tree.splitter
    )
    for chapter in tree.chapters:
        for strategic in chapter.strategic_objectives:
            for objective in strategic.operational_objectives:
                clock.refuse_slow()
                _propose(objective, chapter, header)
    plan = PlanReading(header, tree.chapters, tree.questions)
    clock.refuse_slow()
    plan.findings = find(plan, document)
    return plan


def _propose(objective: OperationalObjective, chapter: Chapter, header: Header) -> None:
    """Propose the criteria of each indicator of this objective."""
    context = Context(
        objective=objective.text,
        results=tuple(result.text for result in objective.results),
        chapter=chapter.title,
        plan_start=header.period.start,
        plan_end=header.period.end,
    )
    for indicator in objective.indicators:
        indicator.criteria = propose(
            indicator.text, language=header.language, context=context
        )
