"""A criterion as a sentence that a civil servant can read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils import formats, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from belfort.indicators.criteria import Criterion

Words = str | Promise

KINDS: dict[str, Words] = {
    "count": _("Number, followed without a target"),
    "count_min_target": _("Number: %(comparison)s"),
    "hours_min_target": _("Hours: %(comparison)s"),
    "ratio": _("Share: %(comparison)s"),
    "growth": _("Change against the period before: %(comparison)s"),
    "existence": _("It exists"),
    "existence_by_date": _("It exists"),
    "report_exists": _("A report or evaluation exists"),
    "periodic_report": _("A report or evaluation: %(comparison)s"),
    "qualitative_case": _("A case is described, without names"),
    "statistic_breakdown": _("Figures are reported, broken down"),
    "survey_pre_post": _("Measured before and after"),
}
MONITORED: dict[str, Words] = {
    "hours_min_target": _("Hours, followed without a target"),
    "ratio": _("Share, followed without a target"),
    "growth": _("Change against the period before, followed without a target"),
    "periodic_report": _("A report or evaluation"),
}
"""The same kinds where the plan states no number."""

DURATION: dict[str, Words] = {
    "count": _("Time, followed without a target"),
    "count_min_target": _("Time: %(comparison)s"),
}
"""The kinds of counting where what is measured is a length of time."""

COMPARISONS: dict[str, Words] = {
    ">=": _("at least %(target)s"),
    ">": _("more than %(target)s"),
    "=": _("exactly %(target)s"),
    "<=": _("at most %(target)s"),
    "<": _("less than %(target)s"),
}
FALLS: dict[str, Words] = {
    "<=": _("falls by at least %(target)s"),
    "<": _("falls by more than %(target)s"),
    "=": _("falls by exactly %(target)s"),
    ">=": _("falls by at most %(target)s"),
    ">": _("falls by less than %(target)s"),
}
RISES: dict[str, Words] = {
    ">=": _("rises by at least %(target)s"),
    ">": _("rises by more than %(target)s"),
    "=": _("rises by exactly %(target)s"),
    "<=": _("rises by at most %(target)s"),
    "<": _("rises by less than %(target)s"),
}
UNITS: dict[str, Words] = {
    "percent": _("%(number)s %%"),
    "hours": _("%(number)s hours"),
    "euro": _("%(number)s euros"),
    "minutes": _("%(number)s minutes"),
    "days": _("%(number)s days"),
    "weeks": _("%(number)s weeks"),
    "months": _("%(number)s months"),
}
PERIODS: dict[str, Words] = {
    "month": _("per month"),
    "quarter": _("per quarter"),
    "year": _("per year"),
    "schoolyear": _("per school year"),
    "2years": _("per two years"),
    "plan": _("over the whole plan"),
}
EACH: dict[str, Words] = {
    "month": _("each month"),
    "quarter": _("each quarter"),
    "year": _("each year"),
    "schoolyear": _("each school year"),
    "2years": _("every two years"),
}
COUNTED = {"count_min_target", "hours_min_target"}
"""Kinds for which "over the whole plan" says over what is counted."""


def sentence(criterion: Criterion, language: str) -> str:
    """The criterion in plain words: what, how many, how often, from when, by when."""
    with translation.override(language):
        parts = [_what(criterion), *_when(criterion)]
        return ", ".join(part for part in parts if part) + "."


def _what(criterion: Criterion) -> str:
    comparison = _comparison(criterion)
    words = KINDS[criterion.kind]
    if criterion.measure == "handling.duration":
        words = DURATION.get(criterion.kind, words)
    if not comparison:
        words = MONITORED.get(criterion.kind, words)
    told = str(words) % {"comparison": comparison} if comparison else str(words)
    added = comparison and "%(comparison)s" not in str(words)
    told = f"{told}: {comparison}" if added else told
    return f"{told}{_how_often(criterion, counted=bool(comparison))}"


def _how_often(criterion: Criterion, *, counted: bool) -> str:
    if counted and (criterion.period != "plan" or _counts_over_plan(criterion)):
        return f" {PERIODS[criterion.period]}"
    if criterion.period == "plan" or criterion.due.startswith("--"):
        return ""
    return f", {EACH[criterion.period]}"


def _counts_over_plan(criterion: Criterion) -> bool:
    """Whether it is the whole plan over which things add up."""
    stretch = criterion.valid_from and criterion.valid_to
    timed = criterion.measure == "handling.duration"
    return criterion.kind in COUNTED and not stretch and not timed


def _comparison(criterion: Criterion) -> str:
    if criterion.target is None or criterion.comparator is None:
        return ""
    signs = COMPARISONS
    if criterion.kind == "growth":
        if criterion.target == 0:
            return _direction(criterion)
        signs = FALLS if criterion.target < 0 else RISES
    target = _number(abs(criterion.target))
    unit = UNITS.get(criterion.unit)
    if unit is not None:
        target = str(unit) % {"number": target}
    return str(signs[criterion.comparator]) % {"target": target}


def _direction(criterion: Criterion) -> str:
    directions: dict[str, Words] = {
        ">": _("rises"),
        ">=": _("does not fall"),
        "=": _("stays the same"),
        "<=": _("does not rise"),
        "<": _("falls"),
    }
    return str(directions[criterion.comparator or "="])


def _number(value: Decimal) -> str:
    return formats.number_format(Decimal(f"{value.normalize():f}"), force_grouping=True)


def _when(criterion: Criterion) -> list[str]:
    begin, end = criterion.valid_from, criterion.valid_to
    told: list[str] = []
    if begin and end and (begin.month, begin.day) == (1, 1) and end == _last(begin):
        told.append(str(_("for %(year)s")) % {"year": begin.year})
    elif begin and end:
        days = {"begin": _day(begin), "end": _day(end)}
        told.append(str(_("from %(begin)s until %(end)s")) % days)
    elif begin:
        told.append(str(_("from %(day)s")) % {"day": _day(begin)})
    elif end:
        told.append(str(_("until %(day)s")) % {"day": _day(end)})
    if criterion.due:
        told.append(_due(criterion.due))
    return told


def _last(begin: date) -> date:
    return date(begin.year, 12, 31)


def _due(due: str) -> str:
    if due.startswith("--"):
        # 2000 is a leap year, so that 29 February can be shown.
        day = date.fromisoformat(f"2000{due[1:]}")
        shown = _first(formats.date_format(day, "MONTH_DAY_FORMAT"))
        return str(_("each year by %(day)s at the latest")) % {"day": shown}
    shown = _day(date.fromisoformat(due))
    return str(_("by %(day)s at the latest")) % {"day": shown}


def _day(day: date) -> str:
    return _first(formats.date_format(day, "DATE_FORMAT"))


def _first(shown: str) -> str:
    """The first of a month as French writes it."""
    french = translation.get_language() == "fr" and shown.startswith("1 ")
    return f"1er{shown[1:]}" if french else shown
