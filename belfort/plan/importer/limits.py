"""How large a plan and its values may be: far beyond any real plan.

What a document costs in time grows with its longest line and its number of lines,
and what cannot be stored, shown or exported is refused before it is kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from time import monotonic

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from belfort.indicators.criteria import Criterion
from belfort.lib.documents import Document

from .reading import (
    Chapter,
    Finding,
    Objective,
    PlanReading,
    Question,
    StrategicObjective,
    count,
)
from .refusals import PlanRefused

MAX_LINES = 40_000
MAX_LINE = 8_000
MAX_CHARACTERS = 3_000_000
MAX_PARTS = 20_000
"""Nodes of the tree, with criteria and parts of results."""
MAX_JSON = 16 * 1024 * 1024

TEXT, INTRO = 32_000, 200_000
"""Characters of a sentence, which fits a cell of a spreadsheet, and of an intro."""
WHOLE = 2**31 - 1
DIGITS, DECIMALS = 15, 6
TARGET_DIGITS, TARGET_DECIMALS = 11, 2
PROGRAMME, MAX_PROGRAMMES = 200, 50
PATIENCE = 90.0
"""Seconds in which the tree is read; the plan of a large city takes one or two."""

LONGEST: dict[tuple[type, str], int] = {
    (Chapter, "number"): 20,
    (Chapter, "intro"): INTRO,
    (Objective, "number"): 20,
    (StrategicObjective, "number"): 20,
    (Criterion, "measure"): 80,
    (Criterion, "unit"): 20,
    (Question, "id"): 60,
    (Question, "node"): 60,
    (Finding, "id"): 80,
    (Finding, "node"): 60,
}
"""The longest text of a field, where its column is shorter than a sentence."""

_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""What XML cannot hold, and half of a character that takes two in UTF-16."""

PROBLEMS: dict[str, Promise | str] = {
    "long": gettext_lazy("at most %(limit)s characters are expected"),
    "sign": gettext_lazy("this text holds signs that cannot be written"),
    "whole": gettext_lazy("a whole number from 0 to %(limit)s is expected"),
    "number": gettext_lazy("this number is too large or has too many decimals"),
    "twice": gettext_lazy("this key stands there twice"),
}

Found = tuple[str, str, object]
"""Where it stands, which limit it breaks, and that limit."""


class Clock:
    """How long a reading takes; ``refuse_slow`` ends it where that is too long.

    Every step between two calls is short, since lines and their number are bounded.
    """

    def __init__(self) -> None:
        self.begun = monotonic()

    def refuse_slow(self) -> None:
        if monotonic() - self.begun > PATIENCE:
            raise PlanRefused("too_slow")


def writable(text: str) -> str:
    """The text without the signs that no document can hold."""
    return _UNWRITABLE.sub("", text)


def refuse_long_document(document: Document) -> None:
    """Raise PlanRefused where reading this document would take too long."""
    lengths = [len(line.text) for line in document.lines]
    if len(lengths) > MAX_LINES:
        raise PlanRefused("many_lines", limit=str(MAX_LINES))
    if sum(lengths) > MAX_CHARACTERS:
        raise PlanRefused("many_characters", limit=str(MAX_CHARACTERS))
    if max(lengths, default=0) > MAX_LINE:
        line = document.lines[lengths.index(max(lengths))]
        raise PlanRefused(
            "long_line", page=str(line.page), line=str(line.line), limit=str(MAX_LINE)
        )


def refuse_unfit(plan: PlanReading) -> None:
    """Raise PlanRefused at the first value that cannot be kept, shown or exported."""
    counted = count(plan)
    parts = sum(counted.values()) - counted["phenomena"]
    if parts + len(plan.questions) + len(plan.findings) > MAX_PARTS:
        raise PlanRefused("many_parts", limit=str(MAX_PARTS))
    for place, problem, limit in _unfit(plan):
        words = str(PROBLEMS[problem]) % {"limit": limit}
        raise PlanRefused("unfit_value", place=place, problem=words)


def fits(number: Decimal, *, digits: int = DIGITS, decimals: int = DECIMALS) -> bool:
    """Whether a number can be written out; ``1E+999999999`` would fill the memory."""
    exponent = number.as_tuple().exponent
    return (
        isinstance(exponent, int)
        and -decimals <= exponent
        and number.adjusted() <= digits
    )


def _unfit(plan: PlanReading) -> Iterator[Found]:
    for name, rows in (("questions", plan.questions), ("findings", plan.findings)):
        keys = Counter(row.id for row in rows)
        if twice := next((key for key, times in keys.items() if times > 1), None):
            yield f"{name} {twice[:60]}", "twice", ""
    for place, chapter in enumerate(plan.chapters):
        for name in chapter.action_programme.split(";"):
            if len(name.strip()) > PROGRAMME:
                yield f"chapters[{place}].action_programme", "long", PROGRAMME
    yield from _walk(plan, "", None)


def _walk(value: object, place: str, field: tuple[type, str] | None) -> Iterator[Found]:
    if is_dataclass(value):
        for known in fields(value):
            inside = f"{place}.{known.name}" if place else known.name
            own = (type(value), known.name)
            yield from _walk(getattr(value, known.name), inside, own)
    elif isinstance(value, list | tuple):
        for number, part in enumerate(value):
            yield from _walk(part, f"{place}[{number}]", field)
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from _walk([key, part], place, field)
    else:
        yield from _leaf(value, place, field)


def _leaf(value: object, place: str, field: tuple[type, str] | None) -> Iterator[Found]:
    if isinstance(value, str):
        longest = LONGEST.get(field, TEXT) if field else TEXT
        if len(value) > longest:
            yield place, "long", longest
        if _UNWRITABLE.search(value):
            yield place, "sign", ""
    elif isinstance(value, bool):
        return
    elif isinstance(value, int):
        if not 0 <= value <= WHOLE:
            yield place, "whole", WHOLE
    elif isinstance(value, Decimal):
        is_target = field == (Criterion, "target")
        digits = TARGET_DIGITS if is_target else DIGITS
        decimals = TARGET_DECIMALS if is_target else DECIMALS
        if not fits(value, digits=digits, decimals=decimals):
            yield place, "number", ""
