"""From the pieces of a sentence to its criteria."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from belfort.indicators.criteria import Aggregate, Criterion, Kind, Period
from belfort.indicators.proposals.catalogue import catalogue
from belfort.indicators.proposals.kinds import find_labels, find_measure, find_rule
from belfort.indicators.proposals.moments import Moment, find_moments
from belfort.indicators.proposals.quantities import (
    MOST,
    Frequency,
    Quantity,
    cover_asides,
    cover_shares,
    find_periods,
    find_quantities,
)
from belfort.indicators.proposals.rules import Lexicon, lexicon, time_lexicon
from belfort.indicators.proposals.texts import PERIOD, Part, even, normal, small


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around an indicator in the plan, and the plan's own period."""

    objective: str = ""
    results: tuple[str, ...] = ()
    chapter: str = ""
    plan_start: date | None = None
    plan_end: date | None = None

    def text(self) -> str:
        return normal(" . ".join((self.objective, *self.results, self.chapter)))


NO_CONTEXT = Context()

LONGEST = 1000
"""Letters of a sentence that are read; no indicator is longer, a broken file may be."""


def propose(
    sentence: str, *, language: str, context: Context = NO_CONTEXT
) -> list[Criterion]:
    """The criteria that the sentence states, at least one."""
    return read(sentence, language, context).criteria()


def read(sentence: str, language: str, context: Context = NO_CONTEXT) -> Reading:
    """The sentence with its dates, periods and other numbers found and covered."""
    words = lexicon(language)
    written = even(sentence)[:LONGEST]
    plain = small(written)
    if words.words["durations"].search(plain):
        words = time_lexicon(language)
    text = cover_asides(plain, words, late=False)
    text = cover_shares(text, words)
    text, moments = find_moments(text, language, context.plan_end)
    text, frequencies = find_periods(text, words)
    text = cover_asides(text, words, late=True)
    return Reading(words, written, plain, text, moments, frequencies, context)


@dataclass(slots=True)
class _Step:
    """One criterion in the making: a number with the dates and period of its clause."""

    family: str
    quantity: Quantity | None
    moments: list[Moment]
    frequency: Frequency | None
    plain: str
    place: Part
    clause: Part


@dataclass(slots=True)
class Reading:
    """A sentence of which the dates, periods and numbers are known."""

    words: Lexicon
    written: str
    """The sentence with its capitals."""
    plain: str
    text: str
    moments: list[Moment]
    frequencies: list[Frequency]
    context: Context

    def criteria(self) -> list[Criterion]:
        """One criterion per thing asked, with its number, dates and period."""
        found: list[Criterion] = []
        for part in self._parts():
            steps = self._steps(part)
            found += [self._criterion(step, _unsaid(steps)) for step in steps]
        return found

    def _parts(self) -> list[Part]:
        """The sentence, cut where a second criterion of another kind begins."""
        flat = _without_parentheses(self.text)
        each_of = self.words.words["each_of"].pattern
        cuts = [0]
        for match in re.finditer(rf"\s(?:{each_of})\s+|;\s+|,\s+", flat):
            left, right = flat[cuts[-1] : match.start()], flat[match.end() :]
            if _begins_criterion(left, right, self.words):
                cuts.append(match.end())
            if len(cuts) == MOST:
                break
        return [
            Part(begin, end)
            for begin, end in zip(cuts, [*cuts[1:], len(self.text)], strict=True)
        ]

    def _steps(self, part: Part) -> list[_Step]:
        """The criteria of one part: one, or one per number."""
        covered, plain = (
            self.text[part.begin : part.end],
            self.plain[part.begin : part.end],
        )
        rule = find_rule(covered, self.words)
        family = rule.family if rule else ""
        counts = family in ("count", "growth", "ratio", "duration") and (
            rule is not None and not rule.bare
        )
        quantities = [
            replace(q, span=(q.span[0] + part.begin, q.span[1] + part.begin))
            for q in find_quantities(covered, self.words, counts=counts)
        ]
        moments = [m for m in self.moments if part.holds(m.span)] or self._leading()
        frequencies = [f for f in self.frequencies if part.holds(f.span)]
        frequencies = frequencies or self._shared(part, family)
        if family == "case" and not frequencies:  # one case is no target
            quantities = []
        quantities = [
            q for q in quantities if not _is_mere_article(q, frequencies, family)
        ]
        if not quantities:
            frequency = _chosen(frequencies, None)
            return [_Step(family, None, moments, frequency, plain, part, part)]
        clauses = self._clauses(part, quantities)
        steps = []
        for quantity, clause in zip(quantities, clauses, strict=True):
            own = [m for m in moments if clause.holds(m.span)]
            near = [f for f in frequencies if clause.holds(f.span)] or frequencies
            if not own and len(set(clauses)) == 1:
                own = moments
            if not own:
                own = [m for m in moments if not any(c.holds(m.span) for c in clauses)]
            own = own or self._leading()
            steps.append(
                _Step(
                    family,
                    quantity,
                    own,
                    _chosen(near, quantity),
                    plain,
                    part,
                    part if len(set(clauses)) == 1 else clause,
                )
            )
        return steps

    def _clauses(self, part: Part, quantities: list[Quantity]) -> list[Part]:
        """Per number the stretch of the part whose dates and period are its own."""
        each_of = self.words.words["each_of"].pattern
        pattern = re.compile(rf"\s(?:{each_of}|dan|daarna|puis|ensuite|dann)\s|[,;]\s?")
        bounds, spans = [part.begin], [q.span for q in quantities]
        distinct = [s for i, s in enumerate(spans) if s not in spans[:i]]
        for left, right in pairwise(distinct):
            between = list(pattern.finditer(self.text, left[1] - 1, right[0] + 1))
            bounds.append(between[-1].end() if between else right[0])
        ends = [*bounds[1:], part.end]
        clause_of = {
            span: Part(b, e) for span, b, e in zip(distinct, bounds, ends, strict=True)
        }
        return [clause_of[q.span] for q in quantities]

    def _leading(self) -> list[Moment]:
        """Dates at the very beginning hold for everything that follows."""
        return [m for m in self.moments if m.span[0] <= 3][:1]

    def _shared(self, part: Part, family: str) -> list[Frequency]:
        """Periods that open the sentence, or close it where the part is no thing."""
        leading = [f for f in self.frequencies if f.span[0] <= 3]
        trailing = [f for f in self.frequencies if f.span[1] >= len(self.text) - 2]
        closing = [f for f in trailing if not f.implied and family != "existence"]
        return leading or closing

    def _criterion(self, step: _Step, unsaid: Period | None) -> Criterion:
        step.family = _family(step, self.words)
        comparator_only = self._frequency_comparator(step)
        measure = self._measure(step)
        criterion = Criterion(kind="count", measure=measure)
        _set_target(criterion, step, comparator_only, self.words, self.text)
        _set_dates(criterion, step)
        _set_period(criterion, step, self.words, unsaid)
        criterion.kind = _kind(criterion, step)
        if not criterion.unit and catalogue()[measure].unit == "euro":
            criterion.unit = "euro"
        criterion.aggregate = self._aggregate(criterion, step)
        criterion.labels = find_labels(
            self.plain, self.text, self.written, measure, self.words
        )
        return criterion

    def _measure(self, step: _Step) -> str:
        family = step.family or "count"
        near = self.context.text()
        measure = ""
        for place in dict.fromkeys((step.clause, step.place, Part(0, len(self.plain)))):
            plain = self.plain[place.begin : place.end]
            covered = self.text[place.begin : place.end]
            measure = find_measure(plain, covered, near, family, self.words)
            if not measure.startswith("other."):
                break
        return measure

    def _frequency_comparator(self, step: _Step) -> str:
        """The sign of "at least yearly": a comparator on a period, not a number."""
        if step.quantity is not None or step.frequency is None:
            return ""
        before = self.text[: step.frequency.span[0]].rstrip()
        for rule in self.words.comparators:
            if rule.before.search(before):
                return rule.sign
        return ""

    def _aggregate(self, criterion: Criterion, step: _Step) -> Aggregate:
        if step.family == "duration":  # days in all for so many files
            return "ratio"
        if criterion.kind in ("ratio", "growth"):
            return "ratio" if criterion.kind == "ratio" else "growth"
        if criterion.kind == "hours_min_target":
            return "sum"
        if criterion.kind in ("count", "count_min_target"):
            if self.words.words["distinct"].search(step.plain):
                return "distinct"
            own = catalogue()[criterion.measure].aggregate
            return own if own == "sum" else "count"
        return "count" if criterion.target is not None else "exists"


def _without_parentheses(text: str) -> str:
    return re.sub(r"\([^)]*\)?", lambda m: "#" * len(m.group()), text)


def _unsaid(steps: list[_Step]) -> Period | None:
    """The period that dates imply: per year "in 2024", per school year in one."""
    moments = [m for s in steps for m in s.moments]
    if any(m.school for m in moments):
        return "schoolyear"
    return "year" if any(m.yearly for m in moments) else None


def _begins_criterion(left: str, right: str, words: Lexicon) -> bool:
    """Whether what follows a conjunction is a criterion of its own."""
    if words.words["part_added"].match(right):
        rule = find_rule(left, words)
        thing = rule is not None and rule.family == "existence"
        return thing and not words.number.search(left)
    if not words.words["part_heads"].match(right):
        return False
    rule = find_rule(left, words)
    if rule is None or rule.family in ("case", "survey"):
        return False
    starts_period = right.lstrip().startswith(PERIOD)
    if rule.family in ("breakdown", "report"):
        own = find_rule(right, words)
        return starts_period and own is not None and own.family == "report"
    counted = words.words["part_counted"].match(right)
    return not (rule.family == "ratio" and counted)


def _chosen(near: list[Frequency], quantity: Quantity | None) -> Frequency | None:
    """The period that goes with a number: "per year" rather than "yearly meetings"."""
    stated = [f for f in near if f.period is not None]
    if quantity is not None:
        per = [f for f in stated if not f.implied]
        after = [f for f in per if f.span[0] >= quantity.span[0]]
        stated = after or per or stated
    return stated[0] if stated else None


def _family(step: _Step, words: Lexicon) -> str:
    """The family, corrected by what the number counts."""
    family, quantity = step.family, step.quantity
    if quantity is None:
        each = step.frequency is not None and step.frequency.implied
        return family or ("event" if each else "existence")
    if family in ("growth", "case", "survey", "breakdown", "duration"):
        return family
    if quantity.unit == "percent":
        return "ratio"
    if quantity.unit == "hours":
        return "hours"
    return {"existence": "event", "": "count"}.get(family, family)


def _set_target(
    criterion: Criterion, step: _Step, on_frequency: str, words: Lexicon, text: str
) -> None:
    quantity, frequency = step.quantity, step.frequency
    if quantity is not None:
        default = "=" if quantity.stated_is or _is_all(quantity) else ">="
        default = "<=" if step.family == "duration" else default
        criterion.comparator = quantity.comparator or default  # type: ignore[assignment]
        criterion.target = quantity.value
        criterion.unit = quantity.unit
        if frequency and _holds_each_time(frequency, quantity, words, text):
            criterion.target *= frequency.times
    elif frequency and _asks_each_time(step, frequency, on_frequency):
        criterion.comparator = on_frequency or ">="  # type: ignore[assignment]
        criterion.target = Decimal(frequency.times)
    if step.family == "hours":
        criterion.unit = "hours"
    if step.family == "ratio" and criterion.target is None:
        criterion.unit = "percent"
    if step.family == "growth":
        _set_growth(criterion, step, words)


def _is_all(quantity: Quantity) -> bool:
    """Whether no more is possible: a bare 100 %."""
    return quantity.unit == "percent" and quantity.value == 100


def _is_mere_article(
    quantity: Quantity, frequencies: list[Frequency], family: str
) -> bool:
    """Whether "a" tells no number: "a yearly report", "a report is made each year"."""
    report = family == "report"
    return quantity.article and all(
        f.implied and (report or not f.each) for f in frequencies
    )


def _holds_each_time(
    frequency: Frequency, quantity: Quantity, words: Lexicon, text: str
) -> bool:
    """Whether the number holds for every turn: "2 per week", "weekly 2 rounds".

    "Two half-yearly reports" are two reports.
    """
    if not frequency.implied or frequency.each:
        return True
    gap = text[frequency.span[1] : quantity.span[0]]
    return gap != "" and not words.words["countable"].search(gap)


def _asks_each_time(step: _Step, frequency: Frequency, on_frequency: str) -> bool:
    """Whether the period alone sets a number: "monthly meetings", "at least yearly"."""
    if step.family in ("case", "survey", "growth", "ratio", "hours", "duration"):
        return False
    if on_frequency and step.family != "existence":
        return True
    if not frequency.implied:
        return False
    return step.family == "event" or (step.family == "report" and frequency.times > 1)


def _set_growth(criterion: Criterion, step: _Step, words: Lexicon) -> None:
    """Growth is told against the previous period; a fall is a negative growth."""
    falls = _direction(step.plain, words)
    if criterion.target is None:
        for rule in words.multiples:
            if rule.pattern.search(step.plain):
                criterion.comparator, criterion.target = ">=", rule.percent
                criterion.unit = "percent"
    if criterion.target is None:
        if falls:
            criterion.comparator = ">" if falls > 0 else "<"
            criterion.target = Decimal(0)
        return
    if falls < 0:
        criterion.target = -criterion.target
        turned = {">=": "<=", ">": "<", "<=": ">=", "<": ">", "=": "="}
        criterion.comparator = turned[criterion.comparator or ">="]  # type: ignore[assignment]


def _direction(text: str, words: Lexicon) -> int:
    """1 where the text speaks of a rise, -1 of a fall, 0 of neither."""
    if words.words["falls"].search(text):
        return -1
    return 1 if words.words["rises"].search(text) else 0


def _set_dates(criterion: Criterion, step: _Step) -> None:
    once = step.family in ("existence", "report") and step.frequency is None
    for moment in step.moments:
        if moment.role == "from":
            criterion.valid_from = moment.start
        elif moment.role == "until":
            criterion.valid_to = moment.end
        elif due := _due(moment, once=once):
            criterion.due = due
        elif moment.grain != "day":
            criterion.valid_from, criterion.valid_to = moment.start, moment.end


def _due(moment: Moment, *, once: bool) -> str:
    """The day by which, where that is what the moment says; else empty.

    "Before 2024" ends with 2023; "in 2024" is a deadline for what is made once.
    """
    role, grain = moment.role, moment.grain
    if moment.every:
        return "" if role == "in" else moment.every
    if role == "earlier" and grain in ("year", "range", "season"):
        return (moment.start - timedelta(days=1)).isoformat() if moment.start else ""
    if role in ("due", "earlier") or (grain == "day" and role != "in"):
        return moment.due
    if role == "before" and grain == "month":
        return moment.due
    return moment.due if role in ("in", "at") and once and grain != "range" else ""


def _set_period(
    criterion: Criterion, step: _Step, words: Lexicon, unsaid: Period | None
) -> None:
    period: Period | None = step.frequency.period if step.frequency else None
    if period is None and step.family not in ("existence", "report"):
        period = unsaid
    if period is None and criterion.due.startswith("--"):
        period = "year"
    if period is None and step.family in ("report", "breakdown"):
        period = "year" if words.words["yearly_nouns"].search(step.plain) else None
    criterion.period = period or "plan"


def _kind(criterion: Criterion, step: _Step) -> Kind:
    family = step.family
    fixed: dict[str, Kind] = {
        "case": "qualitative_case",
        "survey": "survey_pre_post",
        "breakdown": "statistic_breakdown",
        "growth": "growth",
        "ratio": "ratio",
        "hours": "hours_min_target",
    }
    if family in fixed:
        return fixed[family]
    if family == "report":
        return _report_kind(criterion, step)
    if family == "existence":
        return "existence_by_date" if criterion.due else "existence"
    once = family == "event" and criterion.due[:1].isdigit()
    if once and criterion.target is None:
        return "existence_by_date"
    return "count" if criterion.target is None else "count_min_target"


def _report_kind(criterion: Criterion, step: _Step) -> Kind:
    """Minutes and several reports are counted; one report is due or comes back."""
    stated = step.quantity is not None
    if stated and (criterion.measure == "meetings.report" or criterion.target != 1):
        return "count_min_target"
    if criterion.period != "plan":
        return "periodic_report"
    return "existence_by_date" if criterion.due else "report_exists"
