"""Legal amounts, periods and dates: dated, with their source, verified or not.

Each file in ``data/`` holds parameters::

    [[parameter]]
    key = "plan.filing_deadline"      # once over all files
    unit = "before_date"              # one of UNITS, says what the value is
    label.nl = "…"                    # nl, fr and en
    [[parameter.values]]
    value = 2020-03-31
    valid_from = 2020-01-01
    valid_to = 2020-12-31             # left out: until today
    source = "…"                      # a text with its numac or address
    verified = true                   # false: a jurist has to look at it

Everything is read and checked once, at start-up.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from belfort.law.calendar import add_months

DATA = Path(__file__).parent / "data"
LANGUAGES = ("nl", "fr", "en")
KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")

Value = int | Decimal | date | bool | tuple[date, date]


class LawDataRefused(Exception):
    """A file of parameters has a fault; the text names the file, key and fault."""


class NoParameter(LookupError):
    """No value of this key holds on that day."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value of a key, in the period in which it holds."""

    key: str
    value: Value
    unit: str
    valid_from: date
    valid_to: date | None
    source: str
    verified: bool
    labels: tuple[tuple[str, str], ...]

    @property
    def label(self) -> str:
        """What the parameter is, in the language of the page."""
        texts = dict(self.labels)
        return texts.get((get_language() or "nl")[:2], texts["en"])

    @property
    def address(self) -> str:
        """Where the source can be read, or nothing."""
        found = re.search(r"https?://[^\s,;]+", self.source)
        if found:
            return found[0]
        return ""

    def holds_on(self, day: date) -> bool:
        ended = self.valid_to is not None and self.valid_to < day
        return self.valid_from <= day and not ended


def parameter(key: str, on: date) -> Parameter:
    """The parameter as it held on a day. Raises NoParameter."""
    for one in parameters().get(key, ()):
        if one.holds_on(on):
            return one
    message = f"There is no value of “{key}” on {on}."
    raise NoParameter(message)


@cache
def parameters() -> dict[str, tuple[Parameter, ...]]:
    """Every parameter by key, oldest value first."""
    return read_folder(DATA)


def read_folder(folder: Path) -> dict[str, tuple[Parameter, ...]]:
    """The parameters of every file in a folder. Raises LawDataRefused."""
    found: dict[str, tuple[Parameter, ...]] = {}
    for path in sorted(folder.glob("*.toml")):
        for key, values in read_file(path).items():
            if key in found:
                refuse(path, key, "it stands in another file too")
            found[key] = values
    return found


def read_file(path: Path) -> dict[str, tuple[Parameter, ...]]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{path.name} is not TOML: {error}."
        raise LawDataRefused(message) from error
    if set(data) != {"parameter"} or not isinstance(data["parameter"], list):
        refuse(path, "", "it must hold nothing but [[parameter]] tables")
    found: dict[str, tuple[Parameter, ...]] = {}
    for table in data["parameter"]:
        key = read_key(table, path)
        if key in found:
            refuse(path, key, "it stands here twice")
        found[key] = read_values(table, key, path)
    return found


def read_key(table: Any, path: Path) -> str:
    key = table.get("key") if isinstance(table, dict) else None
    if not isinstance(key, str) or not KEY.fullmatch(key):
        refuse(path, str(key), "a key is words in small letters with points between")
    fields = {"key", "unit", "label", "values"}
    if set(table) != fields:
        wrong = ", ".join(sorted(set(table) ^ fields))
        refuse(path, str(key), f"these fields are missing or not known: {wrong}")
    return str(key)


def read_values(table: dict[str, Any], key: str, path: Path) -> tuple[Parameter, ...]:
    labels = table["label"]
    if not isinstance(labels, dict) or set(labels) != set(LANGUAGES):
        refuse(path, key, f"a label has the languages {', '.join(LANGUAGES)}")
    if table["unit"] not in UNITS:
        refuse(path, key, f"the unit “{table['unit']}” is not known")
    if not isinstance(table["values"], list) or not table["values"]:
        refuse(path, key, "it has no values")
    values = [read_value(entry, table, key, path) for entry in table["values"]]
    values.sort(key=lambda one: one.valid_from)
    check_overlap(values, path)
    return tuple(values)


def read_value(entry: Any, table: dict[str, Any], key: str, path: Path) -> Parameter:
    needed = {"value", "valid_from", "source", "verified"}
    if not isinstance(entry, dict) or not needed <= set(entry) <= needed | {"valid_to"}:
        refuse(path, key, f"a value has {', '.join(sorted(needed))}, maybe valid_to")
    for name in ("valid_from", "valid_to"):
        if name in entry and not is_day(entry[name]):
            refuse(path, key, f"{name} is not a date")
    ended = entry.get("valid_to")
    if ended is not None and ended < entry["valid_from"]:
        refuse(path, key, "valid_to lies before valid_from")
    if not isinstance(entry["source"], str) or not entry["source"].strip():
        refuse(path, key, "the source is empty")
    if not isinstance(entry["verified"], bool):
        refuse(path, key, "verified is neither true nor false")
    value = UNITS[table["unit"]](entry["value"])
    if value is None:
        refuse(path, key, f"“{entry['value']}” is no value in “{table['unit']}”")
    return Parameter(
        key=key,
        value=value,
        unit=table["unit"],
        valid_from=entry["valid_from"],
        valid_to=ended,
        source=entry["source"].strip(),
        verified=entry["verified"],
        labels=tuple(sorted(table["label"].items())),
    )


def check_overlap(values: Iterable[Parameter], path: Path) -> None:
    previous: Parameter | None = None
    for one in values:
        if previous is not None and previous.holds_on(one.valid_from):
            refuse(path, one.key, f"two values hold on {one.valid_from}")
        previous = one


def refuse(path: Path, key: str, fault: str) -> None:
    message = f"{path.name}, “{key}”: {fault}."
    raise LawDataRefused(message)


def is_day(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def as_count(value: Any) -> int | None:
    right = isinstance(value, int) and not isinstance(value, bool) and value > 0
    return value if right else None


def as_amount(value: Any) -> Decimal | None:
    """Amounts stand as texts, since a binary number loses cents."""
    if not isinstance(value, str):
        return None
    try:
        amount = Decimal(value)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and amount >= 0 else None


def as_date(value: Any) -> date | None:
    return value if is_day(value) else None


def as_period(value: Any) -> tuple[date, date] | None:
    first, _, last = str(value).partition("/")
    try:
        period = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    return period if period[0] <= period[1] else None


def as_true(value: Any) -> bool | None:
    return True if value is True else None


UNITS: dict[str, Any] = {
    "day": as_count,
    "working_day": as_count,
    "month": as_count,
    "year": as_count,
    "eur": as_amount,
    "fte": as_amount,
    "date": as_date,
    "before_date": as_date,
    "period": as_period,
    "while_used": as_true,
}
"""What a value is, and how it is read from the file; ``None`` is no value."""


def cutoff(key: str, today: date) -> date | None:
    """The day before which records under a retention key have had their time.

    ``None`` where they are kept as long as they are used. Raises NoParameter.
    """
    period = parameter(key, today)
    if period.unit == "while_used":
        return None
    if period.unit == "day":
        return today - timedelta(days=as_number(period))
    months = as_number(period) * (12 if period.unit == "year" else 1)
    return add_months(today, -months)


def as_number(period: Parameter) -> int:
    if period.unit not in {"day", "month", "year"} or not isinstance(period.value, int):
        message = f"“{period.key}” is in “{period.unit}”, which is no length of time."
        raise TypeError(message)
    return period.value
