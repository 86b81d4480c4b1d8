"""The Belgian calendar: holidays, working days, terms, school years.

Sources: law of 4 January 1974 and royal decree of 18 April 1974 (the ten public
holidays); royal decree of 3 June 2007 (2007012209: in 2008 the 2nd of May stood in
for Ascension, which fell on the 1st); Judicial Code art. 52 to 54 (terms); decree of
the French Community of 31 March 2022 on school rhythms.
"""

from __future__ import annotations

import enum
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

DAY = timedelta(days=1)
SATURDAY = 5
FRENCH_REFORM = 2022
"""From this year on, French-speaking schools begin on the last Monday of August."""


class Community(enum.Enum):
    """Whose schools: each community sets its own school year."""

    FLEMISH = "nl"
    FRENCH = "fr"
    GERMAN = "de"


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian calendar (Meeus, Jones and Butcher)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, kept = divmod(century, 4)
    moon = (century + 8) // 25
    step = (century - moon + 1) // 3
    epact = (19 * golden + century - leap - step + 15) % 30
    quarter, over = divmod(rest, 4)
    weekday = (32 + 2 * kept + 2 * quarter - epact - over) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


@cache
def public_holidays(year: int) -> frozenset[date]:
    """The ten legal public holidays of a year; employers' own days are not there."""
    sunday = easter(year)
    ascension = sunday + 39 * DAY
    if year == 2008:
        ascension = date(2008, 5, 2)
    return frozenset(
        {
            date(year, 1, 1),
            sunday + DAY,
            date(year, 5, 1),
            ascension,
            sunday + 50 * DAY,
            date(year, 7, 21),
            date(year, 8, 15),
            date(year, 11, 1),
            date(year, 11, 11),
            date(year, 12, 25),
        }
    )


def is_working_day(day: date) -> bool:
    """Whether it is neither Saturday, Sunday nor a public holiday."""
    return day.weekday() < SATURDAY and day not in public_holidays(day.year)


def next_working_day(day: date) -> date:
    """The day itself where it is a working day, or else the first one after it."""
    while not is_working_day(day):
        day += DAY
    return day


def add_working_days(day: date, count: int) -> date:
    """The working day that is ``count`` working days later; the day itself counts
    for nothing. A negative count goes back. With 0 it is ``day``, working or not."""
    step = DAY if count >= 0 else -DAY
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def working_days_between(first: date, last: date) -> int:
    """The number of working days after ``first`` up to and including ``last``."""
    days = (last - first).days
    return sum(is_working_day(first + n * DAY) for n in range(1, days + 1))


def add_months(day: date, count: int) -> date:
    """The same day of the month so many months later, or the last day there is."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def end_of_term(
    event: date, *, days: int = 0, months: int = 0, moves: bool = True
) -> date:
    """The last day of a term that the event of a day set running.

    The day of the event does not count, the last day does; months run from date to
    date; a last day on a Saturday, Sunday or holiday moves to the next working day.
    Whether these rules of the Judicial Code hold for an administrative term is
    unverified, and a limitation period does not move: ``moves=False`` leaves the
    last day where it falls, which is always the safer reading.
    """
    last = add_months(event, months) + days * DAY
    return next_working_day(last) if moves else last


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """From the first day of school to the day before the next one."""

    start: date
    end: date

    def __str__(self) -> str:
        return f"{self.start.year}-{self.end.year}"


def school_year(day: date, community: Community) -> SchoolYear:
    """The school year in which a day lies."""
    start = school_start(day.year, community)
    if day < start:
        start = school_start(day.year - 1, community)
    return SchoolYear(start, school_start(start.year + 1, community) - DAY)


def school_start(year: int, community: Community) -> date:
    """The first day of the school year that begins in a year.

    French-speaking schools begin on the last Monday of August; the community's
    government may set another day for a year, which is not known here.
    """
    if community is Community.FRENCH and year >= FRENCH_REFORM:
        last = date(year, 8, 31)
        return last - last.weekday() * DAY
    return date(year, 9, 1)
