"""Dates that cannot be right: left over from an older plan, or past a deadline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from belfort.indicators.proposals.moments import Moment, find_moments
from belfort.indicators.proposals.texts import normal
from belfort.lib.documents import Document

from ..reading import PlanReading, Source
from .draft import Draft, Text, texts
from .words import Words, words

_PLAN_PERIOD = re.compile(r"\b((?:19|20)\d\d)\s?[-–/]\s?((?:19|20)\d\d)\b")
_A_YEAR = 366
LONGEST = 1_000
"""Letters of a text in which dates are sought together."""


def search(plan: PlanReading, document: Document) -> Iterator[Draft]:
    yield from _late_decision(plan)
    yield from _unsigned(plan, document)
    start = plan.header.period.start
    known = words(plan.header.language)
    if start is not None and known is not None:
        for text in texts(plan):
            yield from _left_over(text, plan, start, known)


def _late_decision(plan: PlanReading) -> Iterator[Draft]:
    """A decision after the day by which the plan had to be handed in with it."""
    decided = plan.header.decision.date
    for deadline in plan.header.deadlines:
        if decided is None or not 0 < (decided - deadline.date).days <= _A_YEAR:
            continue
        yield Draft(
            "decided_after_deadline",
            "warning",
            deadline.source,
            facts={
                "date_decided": decided.isoformat(),
                "date_deadline": deadline.date.isoformat(),
                "days": str((decided - deadline.date).days),
            },
        )


def _unsigned(plan: PlanReading, document: Document) -> Iterator[Draft]:
    if plan.header.signed is False and document.lines:
        last = document.lines[-1]
        yield Draft("unsigned", "notice", Source(last.page, last.line))


def _left_over(
    text: Text, plan: PlanReading, start: date, known: Words
) -> Iterator[Draft]:
    """Years and dates before the plan in what it promises; older plans' periods."""
    found = _older_plans(text.text, plan, start)
    if text.kind not in ("title", "intro"):
        found += _older_dates(text.text, plan.header.language, start, known)
    if found:
        yield Draft(
            "expired_date",
            "warning",
            text.source,
            text.node,
            {"dates": ", ".join(dict.fromkeys(found)), "date_start": start.isoformat()},
        )


def _older_plans(text: str, plan: PlanReading, start: date) -> list[str]:
    """Periods that ended before this plan, but for the plan just before it."""
    before = plan.header.previous
    allowed = (
        (before.start.year, before.end.year) if before.start and before.end else None
    )
    periods = [(int(m[1]), int(m[2]), m.group()) for m in _PLAN_PERIOD.finditer(text)]
    return [
        written
        for first, last, written in periods
        if first < last < start.year and (first, last) != allowed
    ]


def _older_dates(text: str, language: str, start: date, known: Words) -> list[str]:
    return [
        _written(sentence, moment)
        for sentence in _pieces(normal(text))
        for moment in find_moments(sentence, language)[1]
        if moment.grain != "range"
        and (moment.end or start) < start
        and not known.since.match(sentence[moment.span[0] : moment.span[1]])
    ]


def _pieces(text: str) -> Iterator[str]:
    """The text, in pieces where it is longer than a sentence: each date is weighed
    with what stands before it."""
    while len(text) > LONGEST:
        cut = text.rfind(" ", 1, LONGEST)
        cut = cut if cut > 0 else LONGEST
        yield text[:cut]
        text = text[cut:]
    yield text


def _written(sentence: str, moment: Moment) -> str:
    """The date as the text has it, from its first figure or its month."""
    written = sentence[moment.span[0] : moment.span[1]].strip(" ,.")
    figures = re.search(r"(?:[^\W\d_]+ )?\d.*", written)
    if moment.grain == "month" and figures:
        return figures.group()
    digits = re.search(r"\d.*", written)
    return digits.group() if digits else written
