"""The period of the plan, of the plan before it, and the days to be met."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from ..reading import Deadline, Period
from ..vocabulary import Vocabulary
from .dates import find_dates
from .flow import Flow

_YEARS = re.compile(r"\b(20\d\d)\s?[-–/]\s?(20\d\d)\b(?![-/.]\d)")
_LONGEST = timedelta(days=366 * 8)


@dataclass(frozen=True, slots=True)
class Span:
    """Two dates that the text joins to a period."""

    start: date
    end: date
    offset: int


def find_spans(flow: Flow, words: Vocabulary) -> list[Span]:
    """Return the periods with two written dates, in order."""
    between = re.compile(rf"^\s*(?:[-–—]|{words.fact('until')})\s*$")
    dates = find_dates(flow.text)
    spans = []
    for first, second in pairwise(dates):
        joint = flow.folded[first.end : second.start].replace("\n", " ")
        fits = timedelta(0) < second.day - first.day < _LONGEST
        if fits and between.match(joint):
            spans.append(Span(first.day, second.day, first.start))
    return spans


def find_period(flow: Flow, words: Vocabulary, spans: list[Span]) -> Period:
    """Return the period of this plan: the one stated most often, else the latest."""
    label = re.compile(rf"{words.fact('period')}\s*:?\s*$")
    weights: Counter[tuple[date, date]] = Counter()
    for span in spans:
        weight = 1 + 2 * bool(label.search(flow.before(span.offset, 24)))
        if is_history(flow, words, span.offset):
            weight = 0
        weights[span.start, span.end] += weight
    if weights:
        start, end = max(weights, key=lambda pair: (weights[pair], pair))
        return Period(start, end)
    return _years_named(flow)


def is_history(flow: Flow, words: Vocabulary, offset: int) -> bool:
    """Whether the sentence here tells of an earlier decision.

    A line that begins with “Punt 6:” is the title of this one, under its session.
    """
    start, end = flow.sentence(offset)
    agenda = re.compile(words.fact("agenda"))
    begins = set(flow.starts)
    return any(
        not (
            hit.start() in begins
            and flow.text[hit.start()].isupper()
            and agenda.match(hit.group())
        )
        for hit in re.compile(words.fact("history")).finditer(flow.folded, start, end)
    )


def _years_named(flow: Flow) -> Period:
    """Return the years in the plan's name, as in “plan 2024-2025”."""
    found = Counter(hit.groups() for hit in _YEARS.finditer(flow.text))
    pairs = [(int(a), int(b)) for a, b in found if 0 <= int(b) - int(a) <= 8]
    if not pairs:
        return Period()
    first, last = max(pairs, key=lambda pair: (found[str(pair[0]), str(pair[1])], pair))
    return Period(date(first, 1, 1), date(last, 12, 31))


def find_previous(flow: Flow, spans: list[Span], period: Period) -> Period:
    """Return the period of the plan that this one follows, where it is named."""
    if period.start is None:
        return Period()
    before = [span for span in spans if span.end < period.start]
    if before:
        latest = max(before, key=lambda span: (span.end, -span.offset))
        return Period(latest.start, latest.end)
    years = [(int(a), int(b)) for a, b in _YEARS.findall(flow.text)]
    ended = [pair for pair in years if pair[0] <= pair[1] == period.start.year - 1]
    if not ended:
        return Period()
    first, last = max(ended)
    return Period(date(first, 1, 1), date(last, 12, 31))


def find_deadlines(flow: Flow, words: Vocabulary) -> list[Deadline]:
    """Return the days before which something has to be handed in."""
    before = re.compile(rf"\b{words.fact('before')}\s*$")
    hand_in = re.compile(words.fact("submit"))
    deadlines: dict[date, Deadline] = {}
    for found in find_dates(flow.text):
        start, end = flow.sentence(found.start)
        if not before.search(flow.before(found.start, 30)):
            continue
        if not hand_in.search(flow.folded[start:end]):
            continue
        text = flow.text[start:end].strip(" •-;")
        deadline = Deadline(found.day, text, flow.source(found.start))
        deadlines.setdefault(found.day, deadline)
    return list(deadlines.values())
