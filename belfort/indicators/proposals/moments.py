"""The dates of a sentence, and what each is: a start, an end, a deadline."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Literal

from belfort.indicators.proposals.rules import Lexicon, Role, lexicon
from belfort.indicators.proposals.texts import ASIDE, MOMENT, NEAR, Span, cover

Grain = Literal["day", "month", "season", "year", "range"]


SEASONS = {
    "spring": ((3, 21), (6, 20)),
    "summer": ((6, 21), (9, 20)),
    "autumn": ((9, 21), (12, 20)),
    "winter": ((12, 21), (3, 20)),
}
"""Month and day on which each begins and ends."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or stretch of time; ``every`` is ``--MM-DD`` for a day of each year."""

    span: Span
    role: Role
    grain: Grain
    start: date | None = None
    end: date | None = None
    every: str = ""
    school: bool = False
    """It is a school year, and what holds for it is counted per school year."""
    yearly: bool = False
    """What it holds for is counted per year ("in 2024", "from working year 2024")."""

    @property
    def due(self) -> str:
        """The day by which something must be, as written in a criterion."""
        return self.every or (self.end.isoformat() if self.end else "")


def find_moments(
    text: str, language: str, plan_end: date | None = None
) -> tuple[str, list[Moment]]:
    """The text with its dates covered, and the moments in reading order.

    Dates that only name a law or a plan are covered as well, but are no moments.
    """
    words = lexicon(language)
    found: list[Moment] = []
    text = _cover_plan_end(text, words, plan_end, found)
    position = 0
    pattern = _dates(language)
    while match := pattern.search(text, position):
        position = match.end()
        moment = _moment(match, words)
        if moment is None:
            text = cover(text, match.span(), ASIDE)
            continue
        before = text[max(0, match.start() - NEAR) : match.start()]
        if any(name.search(before) for name in words.names):
            text = cover(text, match.span(), ASIDE)
            continue
        moment = _with_role(moment, before, words)
        if moment.role == "baseline":
            text = cover(text, moment.span, ASIDE)
            continue
        if moment.grain == "year" and _is_amount(text, match, moment, words):
            continue
        if moment.role == "" and match["month_only"]:
            continue
        moment = _with_every_year(moment, text, words)
        position = max(position, moment.span[1])
        text = cover(text, moment.span, MOMENT)
        found.append(moment)
    return text, _as_ranges(sorted(found, key=lambda m: m.span))


def _cover_plan_end(
    text: str, words: Lexicon, plan_end: date | None, found: list[Moment]
) -> str:
    # The word is sought from its first letter only, or a long one takes its square.
    pattern = rf"(?:(?<!\w)(?P<by>\w+) )?(?:{words.date_words['plan_end']})(?!\w)"
    match = re.search(pattern, text)
    if match is None:
        return text
    if plan_end is not None:
        found.append(Moment(match.span(), "due", "day", plan_end, plan_end))
    return cover(text, match.span(), MOMENT)


@cache
def _dates(language: str) -> re.Pattern[str]:
    words = lexicon(language)
    w = words.date_words
    month = "|".join(sorted(words.months, key=len, reverse=True))
    ordinal = "|".join(sorted(words.ordinals, key=len, reverse=True))
    seasons = "|".join(sorted(words.seasons, key=len, reverse=True))
    year = r"(?:19[89]\d|20[0-4]\d)"
    day = r"(?:3[01]|[12]\d|0?[1-9])"
    number = r"(?:1[0-2]|0?[1-9])"
    year_words = f"(?:{w['year_words']} )?"
    forms = [
        rf"(?P<iso>{year}-\d\d-\d\d)",
        rf"(?P<dmy>{day} ?[/.-] ?{number} ?[/.-] ?(?:{year}|\d\d))",
        rf"(?P<day>{day})(?:er|ste|de|e|\.)? (?P<day_month>{month})\.?"
        rf"(?: (?P<day_year>{year}))?",
        rf"(?:{w['schoolyear']} )(?P<school>{year} ?[-/] ?(?:{year}|\d\d))",
        rf"(?P<every_school_end>{w['school_end']})(?: (?P<school_last>{year} ?[-/] ?"
        rf"(?:{year}|\d\d)))?",
        rf"{year_words}(?P<first>{year}) ?(?:-|(?:{w['range']})) ?{year_words}"
        rf"(?P<last>{year})",
        rf"(?:{w['in_season']})?(?P<season>{seasons}) (?:{w['of']})"
        rf"(?P<season_year>{year})",
        rf"(?:{w['end']}) ?(?:(?P<end_month>{month}) ?)?(?P<end_year>{year})",
        rf"(?:{w['end']}) (?P<end_month_only>{month})",
        rf"(?P<every_end>{w.get('every_end', 'x^')})",
        rf"(?:{w['start']}) ?(?:(?P<start_month>{month}) ?)?(?P<start_year>{year})",
        rf"(?:{w['middle']}) ?(?P<middle_year>{year})",
        rf"(?:het |de |le |la |das )?(?P<nth>{ordinal}) "
        rf"(?:(?P<is_quarter>{w['quarter']})|(?P<is_half>{w['half']})) "
        rf"(?:{w['of']})(?P<nth_year>{year})",
        rf"(?P<letter>[qtks])(?P<letter_nth>[1-4]) ?(?:{w['of']})"
        rf"(?P<letter_year>{year})",
        rf"(?P<month>{month})\.? (?:{w['of']})(?P<month_year>{year})",
        rf"(?P<numeric_month>0?[1-9]|1[0-2])/(?P<numeric_year>{year})",
        rf"{year_words}(?P<year>{year})(?=u?\b)",
        rf"(?P<dm>{day}/{number})(?![/\d])",
        rf"(?P<month_only>{month})",
    ]
    return re.compile(rf"(?<![\w/,])(?:{'|'.join(forms)})(?![\w])(?!\s*%)")


def _moment(match: re.Match[str], words: Lexicon) -> Moment | None:
    for read in (_day, _stretch, _end_or_start, _season, _month_or_year):
        moment = read(match, words)
        if moment is not None:
            return moment
    return None


def _day(match: re.Match[str], words: Lexicon) -> Moment | None:
    if match["iso"]:
        return _one_day(match, *(int(n) for n in match["iso"].split("-")))
    if match["dmy"]:
        day, month, year = (int(n) for n in re.split(r"\s*[/.-]\s*", match["dmy"]))
        return _one_day(match, year if year > 99 else 2000 + year, month, day)
    if match["day_year"]:
        month = words.months[match["day_month"]]
        return _one_day(match, int(match["day_year"]), month, int(match["day"]))
    return _day_of_every_year(match, words)


def _day_of_every_year(match: re.Match[str], words: Lexicon) -> Moment | None:
    if match["day"]:
        return _every(match, words.months[match["day_month"]], int(match["day"]))
    if match["dm"]:
        day, month = (int(n) for n in match["dm"].split("/"))
        return _every(match, month, day)
    if match["every_school_end"] and not match["school_last"]:
        return Moment(match.span(), "", "day", every="--08-31", school=True)
    return _every(match, 12, 31) if match["every_end"] else None


def _stretch(match: re.Match[str], words: Lexicon) -> Moment | None:
    if match["school"]:
        first = int(match["school"][:4])
        stretch = _range(match, date(first, 9, 1), date(first + 1, 8, 31), "range")
        return replace(stretch, school=True)
    if match["school_last"]:
        end = date(int(match["school_last"][:4]) + 1, 8, 31)
        return replace(_range(match, end, end, "day"), school=True)
    if match["first"]:
        first, last = int(match["first"]), int(match["last"])
        if first > last:
            return None
        if last == first + 1 and re.search(
            words.date_words["schoolyear"], match.string
        ):
            # “per schooljaar vanaf 2020-2021”: the years of a school year.
            return replace(
                _range(match, date(first, 9, 1), date(last, 8, 31), "range"),
                school=True,
            )
        years = _range(match, date(first, 1, 1), date(last, 12, 31), "range")
        return replace(years, yearly=bool(match["repeated"]))
    return None


def _end_or_start(match: re.Match[str], words: Lexicon) -> Moment | None:
    if match["end_year"]:
        year = int(match["end_year"])
        month = words.months[match["end_month"]] if match["end_month"] else 12
        end = _month_end(year, month)
        return _range(match, end, end, "day")
    if match["end_month_only"]:
        month = words.months[match["end_month_only"]]
        return _every(match, month, monthrange(2023, month)[1])
    if match["start_year"]:
        year = int(match["start_year"])
        month = words.months[match["start_month"]] if match["start_month"] else 1
        return _range(match, date(year, month, 1), _month_end(year, month), "month")
    if match["middle_year"]:
        year = int(match["middle_year"])
        return _range(match, date(year, 6, 1), date(year, 6, 30), "month")
    return None


def _season(match: re.Match[str], words: Lexicon) -> Moment | None:
    if match["season"]:
        year = int(match["season_year"])
        first, last = SEASONS[words.seasons[match["season"]]]
        last_year = year + (last < first)
        start, end = date(year, *first), date(last_year, *last)
        return _range(match, start, end, "season")
    if match["nth"]:
        nth, year = words.ordinals[match["nth"]], int(match["nth_year"])
        months = 3 if match["is_quarter"] else 6
    elif match["letter"]:
        nth, year = int(match["letter_nth"]), int(match["letter_year"])
        months = 6 if match["letter"] == "s" else 3
    else:
        return None
    if nth * months > 12:
        return None
    start = date(year, (nth - 1) * months + 1, 1)
    return _range(match, start, _month_end(year, nth * months), "season")


def _month_or_year(match: re.Match[str], words: Lexicon) -> Moment | None:
    if match["month"] or match["numeric_month"]:
        name, year = match["month"], match["month_year"] or match["numeric_year"]
        month = words.months[name] if name else int(match["numeric_month"])
        start = date(int(year), month, 1)
        return _range(match, start, _month_end(int(year), month), "month")
    if match["year"]:
        year_ = int(match["year"])
        of_year = _range(match, date(year_, 1, 1), date(year_, 12, 31), "year")
        return replace(of_year, yearly=match.start("year") > match.start())
    if match["month_only"]:
        month = words.months[match["month_only"]]
        return _every(match, month, monthrange(2023, month)[1])
    return None


def _one_day(match: re.Match[str], year: int, month: int, day: int) -> Moment | None:
    try:
        on = date(year, month, day)
    except ValueError:
        return None
    return Moment(match.span(), "", "day", on, on)


def _every(match: re.Match[str], month: int, day: int) -> Moment | None:
    if day > monthrange(2024, month)[1]:
        return None
    return Moment(match.span(), "", "day", every=f"--{month:02}-{day:02}")


def _range(match: re.Match[str], start: date, end: date, grain: Grain) -> Moment:
    return Moment(match.span(), "", grain, start, end)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _with_role(moment: Moment, before: str, words: Lexicon) -> Moment:
    for rule in words.roles:
        if lead := rule.before.search(before):
            span = (moment.span[0] - len(before) + lead.start(), moment.span[1])
            is_year = moment.grain == "year" and rule.role in ("in", "before")
            moment = replace(moment, role=rule.role, span=span)
            return replace(moment, yearly=moment.yearly or is_year)
    return moment


def _with_every_year(moment: Moment, text: str, words: Lexicon) -> Moment:
    pattern = rf"[\s,(]*(?:{words.date_words['every_year']})(?!\w)"
    after = re.compile(pattern).match(text, moment.span[1])
    if after is None or not moment.every:
        return moment
    return replace(moment, span=(moment.span[0], after.end()))


def _is_amount(text: str, match: re.Match[str], moment: Moment, words: Lexicon) -> bool:
    """Whether a number that could be a year counts something ("minstens 2000")."""
    if any(
        rule.before.search(text[: match.start()].rstrip()) for rule in words.comparators
    ):
        return True
    follows = re.match(r"\s+([^\W\d_]{4,})", text[match.end() :])
    if follows is None or match["year"] is None:
        return False
    is_round = int(match["year"]) == 2000
    return is_round and moment.role in ("", "in", "before")


def _as_ranges(moments: list[Moment]) -> list[Moment]:
    """A start before an end is a start, whatever small word stands before it."""
    for first, second in pairwise(moments):
        close = second.span[0] - first.span[1] <= 2
        at = moments.index(first)
        if second.role == "until" and close and first.role in ("in", "", "at"):
            moments[at] = replace(first, role="from")
        if first.role == "from" and close and second.role == "at":
            moments[at + 1] = replace(second, role="until")
    return moments
