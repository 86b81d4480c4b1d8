"""A plan as the JSON of ``docs/plan.schema.json``, and that JSON as a plan."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from .findings import finding_advice, finding_text
from .limits import fits
from .questions import QUESTIONS
from .reading import (
    FORMAT_VERSION,
    JSON,
    Chapter,
    Finding,
    Header,
    PlanReading,
    Question,
)
from .refusals import PlanRefused

HEADER_PLACE = "header"
"""The ``where`` of a finding that concerns no node of the tree."""
_DUE = re.compile(r"(?:--|[0-9]{4}-)[0-9]{2}-[0-9]{2}")


def to_json(plan: PlanReading, *, language: str = "") -> JSON:
    """Return the plan as the contract describes it.

    The sentences of questions and findings are in ``language``, or in the language
    of the reader where it is empty.
    """
    language = language or get_language() or "en"
    with override(language):
        questions = [_question(question) for question in plan.questions]
    return {
        "format_version": FORMAT_VERSION,
        "header": _written(plan.header),
        "chapters": [_written(chapter) for chapter in plan.chapters],
        "questions": questions,
        "findings": [_finding(finding, language) for finding in plan.findings],
    }


def from_json(data: Mapping[str, object]) -> PlanReading:
    """Return the plan that this JSON describes.

    Raises PlanRefused with code ``invalid_json`` that names the first place where
    the JSON is not as the contract describes it.
    """
    _keys(
        data,
        {"format_version", "notice", "header", "chapters", "questions", "findings"},
        optional={"notice", "questions", "findings"},
        place="",
    )
    if data["format_version"] != FORMAT_VERSION:
        problem = _("version %(version)s of the format is expected") % {
            "version": FORMAT_VERSION
        }
        raise PlanRefused("invalid_json", place="format_version", problem=problem)
    return PlanReading(
        header=_read(Header, data["header"], "header"),
        chapters=_read(list[Chapter], data["chapters"], "chapters"),
        questions=[
            _read_question(one, f"questions[{place}]")
            for place, one in enumerate(_list(data.get("questions", []), "questions"))
        ],
        findings=[
            _read_finding(one, f"findings[{place}]")
            for place, one in enumerate(_list(data.get("findings", []), "findings"))
        ],
    )


# Writing


def _written(value: object) -> Any:
    if is_dataclass(value):
        return {
            field.name: _written(getattr(value, field.name)) for field in fields(value)
        }
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_written(part) for part in value]
    if isinstance(value, Mapping):
        return {key: _written(part) for key, part in value.items()}
    return value


def _question(question: Question) -> JSON:
    written: JSON = _written(question)
    written["text"] = str(QUESTIONS[question.kind])
    written["readings"] = [reading.texts for reading in question.readings]
    return written


def _finding(finding: Finding, language: str) -> JSON:
    written: JSON = _written(finding)
    written["where"] = written.pop("node") or HEADER_PLACE
    written["text"] = finding_text(finding, language)
    return written


# Reading


def _read_question(value: object, place: str) -> Question:
    question: Question = _read(Question, _asked(value), place)
    if question.kind not in QUESTIONS:
        known = ", ".join(QUESTIONS)
        problem = _("one of %(known)s is expected") % {"known": known}
        raise _wrong(f"{place}.kind", problem)
    if not 0 <= question.proposal < len(question.readings):
        raise _wrong(f"{place}.proposal", _("the number of a reading is expected"))
    return question


def _read_finding(value: object, place: str) -> Finding:
    """A finding whose sentence can be written: its code and its facts are known."""
    finding: Finding = _read(Finding, _found(value), place)
    for key, fact in finding.facts.items():
        if key.startswith(("amount_", "amounts_")):
            for part in fact.split(" + "):
                _decimal(part, f"{place}.facts.{key}")
    try:
        finding_text(finding, "nl"), finding_advice(finding, "nl")
    except (KeyError, ValueError, TypeError) as error:
        problem = _("a known code with all its facts is expected")
        raise _wrong(place, problem) from error
    return finding


def _asked(value: object) -> object:
    if not isinstance(value, dict):
        return value
    bare = {key: part for key, part in value.items() if key != "text"}
    if isinstance(bare.get("readings"), list):
        bare["readings"] = [{"texts": texts} for texts in bare["readings"]]
    return bare


def _found(value: object) -> object:
    if not isinstance(value, dict):
        return value
    bare = {key: part for key, part in value.items() if key != "text"}
    if "where" in bare:
        where = bare.pop("where")
        bare["node"] = "" if where == HEADER_PLACE else where
    return bare


def _list(value: object, place: str) -> list[object]:
    if not isinstance(value, list):
        raise _wrong(place, _("a list is expected"))
    return value


def _wrong(place: str, problem: str) -> PlanRefused:
    return PlanRefused("invalid_json", place=place or "{}", problem=problem)


def _keys(
    value: Mapping[str, object],
    known: set[str],
    *,
    optional: set[str],
    place: str,
) -> None:
    if missing := sorted(known - optional - set(value)):
        raise _wrong(place, _("“%(key)s” is missing") % {"key": missing[0]})
    if unknown := sorted(set(value) - known):
        raise _wrong(place, _("“%(key)s” is not known here") % {"key": unknown[0]})


def _read(kind: Any, value: object, place: str) -> Any:
    """Return the value as this type, or refuse it with its place."""
    if is_dataclass(kind):
        return _read_record(kind, value, place)
    if origin := get_origin(kind):
        return _COMPOSED[origin](kind, value, place)
    return _SIMPLE[kind](value, place)


def _read_list(kind: Any, value: object, place: str) -> list[Any]:
    (inner,) = get_args(kind)
    return [
        _read(inner, part, f"{place}[{number}]")
        for number, part in enumerate(_list(value, place))
    ]


def _read_optional(kind: Any, value: object, place: str) -> Any:
    (inner,) = (part for part in get_args(kind) if part is not type(None))
    return None if value is None else _read(inner, value, place)


def _read_choice(kind: Any, value: object, place: str) -> Any:
    if value not in get_args(kind):
        known = ", ".join(get_args(kind))
        raise _wrong(place, _("one of %(known)s is expected") % {"known": known})
    return value


def _read_record(kind: Any, value: object, place: str) -> Any:
    if not isinstance(value, dict):
        raise _wrong(place, _("an object is expected"))
    types = _types(kind)
    _keys(value, set(types), optional=_optional(kind), place=place)
    read = {
        key: _read(types[key], part, f"{place}.{key}") for key, part in value.items()
    }
    if "due" in read and not _is_due(read["due"]):
        raise _wrong(f"{place}.due", _("a date such as 2020-03-31 is expected"))
    return kind(**read)


def _is_due(text: str) -> bool:
    """Whether this is nothing, a date, or a day of every year as ``--MM-DD``."""
    if not text:
        return True
    if not _DUE.fullmatch(text):
        return False
    try:
        # A leap year, so that 29 February may come back every year.
        date.fromisoformat(text.replace("--", "2024-", 1))
    except ValueError:
        return False
    return True


@cache
def _types(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


@cache
def _optional(kind: type) -> set[str]:
    return {
        field.name
        for field in fields(kind)
        if field.default is not MISSING or field.default_factory is not MISSING
    }


def _read_texts(kind: Any, value: object, place: str) -> dict[str, str]:
    if not isinstance(value, dict):
        raise _wrong(place, _("an object is expected"))
    return {key: _text(part, f"{place}.{key}") for key, part in value.items()}


def _text(value: object, place: str) -> str:
    if not isinstance(value, str):
        raise _wrong(place, _("a text is expected"))
    return value


def _number(value: object, place: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong(place, _("a whole number is expected"))
    return value


def _flag(value: object, place: str) -> bool:
    if not isinstance(value, bool):
        raise _wrong(place, _("true or false is expected"))
    return value


def _day(value: object, place: str) -> date:
    try:
        return date.fromisoformat(_text(value, place))
    except ValueError as error:
        problem = _("a date such as 2020-03-31 is expected")
        raise _wrong(place, problem) from error


def _decimal(value: object, place: str) -> Decimal:
    problem = _("an amount such as 810553.07, between quotation marks, is expected")
    try:
        number = Decimal(_text(value, place))
    except InvalidOperation as error:
        raise _wrong(place, problem) from error
    if not number.is_finite() or not fits(number):
        raise _wrong(place, problem)
    return number


_SIMPLE: dict[Any, Callable[[object, str], object]] = {
    str: _text,
    int: _number,
    bool: _flag,
    date: _day,
    Decimal: _decimal,
}

_COMPOSED: dict[Any, Callable[[Any, object, str], Any]] = {
    list: _read_list,
    dict: _read_texts,
    Union: _read_optional,
    UnionType: _read_optional,
    Literal: _read_choice,
}
