"""From the lines of a document to a plan: grammar, header, questions, findings."""

from __future__ import annotations

from collections.abc import Mapping

from belfort.lib.documents import Document

from .grammar import read_tree
from .reading import Header, PlanReading
from .refusals import PlanRefused

__all__ = ["PlanRefused", "read_plan"]


def read_plan(
    document: Document, *, answers: Mapping[str, int] | None = None
) -> PlanReading:
    """Return the plan that stands in the document, with its questions and findings.

    ``answers`` gives for the id of a question the index of the reading to take.
    Raises PlanRefused where the document holds no plan.
    """
    tree = read_tree(document, answers or {})
    return PlanReading(Header(language=tree.language), tree.chapters, tree.questions)
