"""Dates as people write them: ``18.12.2018``, ``1er janvier 2024``, ``2020-03-31``."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from ..vocabulary import LANGUAGES, fold, load

_NUMERIC = (
    r"(?<![\d.,/-])(?P<d1>\d{1,2})(?P<s>[./-])(?P<m1>\d{1,2})(?P=s)(?P<y1>\d{4}|\d{2})"
    r"(?!\d|[./-]\d)"
)
_ISO = r"(?<![\d./-])(?P<y2>\d{4})-(?P<m2>\d{2})-(?P<d2>\d{2})(?!\d)"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and the span of text that states it."""

    day: date
    start: int
    end: int


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(sorted(_months(), key=len, reverse=True))
    day = r"(?<!\d)(?P<d3>\d{1,2})(?:er|ste|de|e|\.)?"
    words = rf"{day}\s+(?P<m3>{names})\s+(?P<y3>\d{{4}})(?!\d)"
    return re.compile(f"{_ISO}|{_NUMERIC}|{words}")


@cache
def _months() -> dict[str, int]:
    return {
        name: number
        for language in LANGUAGES
        for number, name in enumerate(load(language).months, 1)
    }


def find_dates(text: str) -> list[FoundDate]:
    """Return the dates of the text in order; impossible ones are left out."""
    return list(_find(fold(text)))


def _find(folded: str) -> Iterator[FoundDate]:
    for hit in _pattern().finditer(folded):
        groups = {key: value for key, value in hit.groupdict().items() if value}
        values = {key[0]: value for key, value in groups.items() if key != "s"}
        month = _months().get(values["m"]) or int(values["m"])
        year = int(values["y"]) + (2000 if len(values["y"]) == 2 else 0)
        day = int(values["d"])
        if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
            yield FoundDate(date(year, month, day), hit.start(), hit.end())
