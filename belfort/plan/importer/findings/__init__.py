"""What does not add up in a plan, each with a code, a place and a sentence."""

from __future__ import annotations

from belfort.lib.documents import Document

from ..reading import Finding, PlanReading
from . import dates, names, spelling, statements, sums
from .draft import Draft
from .sentences import finding_advice, finding_text

__all__ = ["find", "finding_advice", "finding_text"]


def find(plan: PlanReading, document: Document) -> list[Finding]:
    """The findings of a plan, in the order of the document.

    Ids hold the code and the place, so that a second reading of the same
    document gives the same ids.
    """
    drafts: list[Draft] = []
    for search in (sums, dates, names, statements, spelling):
        drafts += search.search(plan, document)
    drafts = [draft for draft in drafts if not _told_already(draft, drafts)]
    drafts.sort(key=lambda d: (d.source.page, d.source.line, d.code))
    seen: dict[str, int] = {}
    return [_finding(draft, seen) for draft in drafts]


def _told_already(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether a misspelled word stands in a name that is told to differ."""
    return draft.code == "misspelling" and any(
        draft.facts["word"] in other.facts["names"].lower()
        for other in drafts
        if other.code == "phenomenon_name_differs"
    )


def _finding(draft: Draft, seen: dict[str, int]) -> Finding:
    key = f"{draft.code}-{draft.source.page}-{draft.source.line}"
    seen[key] = seen.get(key, 0) + 1
    key = key if seen[key] == 1 else f"{key}-{seen[key]}"
    return Finding(
        id=key,
        code=draft.code,
        severity=draft.severity,
        node=draft.node,
        facts=draft.facts,
        source=draft.source,
    )
