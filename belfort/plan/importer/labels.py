"""Recognising the template's labels: general, strategic, operational, and so on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from .rows import DASHES, SIGNS, Row
from .vocabulary import LANGUAGES, LEVELS, Level, fold, load

_SEPARATOR = (
    r"\s*(?:\((?:en|s|sd|od|ad|os|oo|og)\)|\([^()\d]{2,40}\)(?=\s*(?::|$)))?"
    r"(?P<number>\s*(?:nr\.?|n°|no\.?)?\s*\(?[a-z]{0,2}\d{1,2}(?:[.\-]\d{1,2})*\)?"
    r"(?![\w%]|\s*%))?\.?"
    rf"(?P<stop>\s*[:.]|\s+[{DASHES}](?=\s|$))?\s*"
)


_BULLET = re.compile(rf"[{SIGNS}]|[{DASHES}o](?=\s)")


@dataclass(frozen=True, slots=True)
class Label:
    """A label as it stands in the text; ``number`` is its own, ``2.1`` or empty."""

    level: Level
    number: str
    inline: bool
    """A sentence stands on the same line after the label, not a list's first item."""
    plural: bool
    row: Row
    cell: bool = False
    """The label of a column of a table, said for one of its cells."""


@cache
def patterns(language: str) -> tuple[tuple[Level, re.Pattern[str]], ...]:
    """Return for each level the pattern of a line that begins with its label."""
    words = load(language)
    return tuple(
        (level, re.compile(f"(?P<label>{words.pattern(level)}){_SEPARATOR}"))
        for level in LEVELS
    )


@cache
def standalone(language: str) -> re.Pattern[str]:
    """Return the pattern of a line that is only a label, with or without number."""
    words = load(language)
    any_label = "|".join(words.pattern(level) for level in LEVELS)
    return re.compile(rf"^[\W\d]*(?:{any_label}){_SEPARATOR}$")


@cache
def bare(language: str) -> re.Pattern[str]:
    """Return the pattern of a label that says “objective” without its level."""
    return re.compile(f"(?P<label>{load(language).pattern('bare')}){_SEPARATOR}")


@cache
def fields(language: str) -> re.Pattern[str]:
    """Return the pattern of a form's field that is no level of the template."""
    words = load(language).pattern("fields")
    return re.compile(rf"{words}(?:\((?:en|s|e)\))?(?P<stop>\s*:|$)")


@cache
def abbreviations(language: str) -> tuple[tuple[Level, re.Pattern[str]], ...]:
    """Return for each level the pattern of ``SD 1.2 …``, where one exists.

    Its letters may have points, and a colon may stand in place of the number.
    """
    short = load(language).abbreviations
    return tuple(
        (
            level,
            re.compile(
                rf"^(?:{'|'.join(map(_pointed, short[level]))})\s?\.?\s?(?:"
                rf"(?P<number>\d{{1,2}}(?:[.\-]\d{{1,2}})*)\s*[{DASHES}.:)]*\s+"
                rf"|\s*:\s+)(?=\S)"
            ),
        )
        for level in LEVELS
        if level in short
    )


def _pointed(letters: str) -> str:
    """Return the pattern of an abbreviation with or without points: OS, O.S."""
    return r"\.?\s?".join(letters.upper())


def find(row: Row, language: str) -> tuple[Label, str] | None:
    """Return the label this row begins with and the text after it, if it is one."""
    if found := _find_short(row, language):
        return found
    for text in dict.fromkeys((row.text, row.rest, row.item)):
        folded = fold(text)
        for level, pattern in patterns(language):
            if not (hit := pattern.match(folded)):
                continue
            rest = text[hit.end() :].strip()
            if _is_label(row, hit, rest):
                number = _own_number(row, hit)
                plural = hit["label"].endswith(("en", "s", "x", "n)", "s)", "e"))
                inline = bool(rest) and not _is_suffix(row, rest)
                glued = bool(_BULLET.match(rest))
                label = Label(level, number, inline and not glued, plural, row)
                return label, rest if inline else ""
    return None


def _find_short(row: Row, language: str) -> tuple[Label, str] | None:
    for level, pattern in abbreviations(language):
        if hit := pattern.match(row.text):
            rest = row.text[hit.end() :]
            return Label(level, hit["number"] or "", True, False, row), rest
    return None


def find_bare(row: Row, language: str) -> tuple[Label, str] | None:
    """Return the label “Doelstelling 1.1: …” that names no level, with the text after.

    Its level is that of the operational objectives until ``bare_levels`` tells.
    """
    for text in dict.fromkeys((row.text, row.rest, row.item)):
        hit = bare(language).match(fold(text))
        if hit is None:
            continue
        rest, number = text[hit.end() :].strip(), _own_number(row, hit)
        stopped = (hit["stop"] or "").strip() == ":"
        numbered = bool(number) and (not rest or not rest[0].islower())
        if stopped or numbered or (not rest and stands_out(row)):
            return Label("operational", number, bool(rest), False, row), rest
    return None


def bare_levels(
    found: Sequence[Label], present: Iterable[Level]
) -> Mapping[int, Level]:
    """Return the level of labels that name none, by the depth of their number.

    They stand for the objectives that have no label of their own in this document;
    where those are two levels, the shorter number is the higher level.
    """
    named = set(present)
    missing: list[Level] = [
        level for level in ("strategic", "operational") if level not in named
    ]
    depths = sorted({depth(label) for label in found})
    if not named & {"results", "indicators"}:
        return {}
    if not missing:
        missing = ["general"] if "general" not in named else []
    if len(missing) == 2 and len(depths) == 1:
        missing = ["operational"]
    if not missing:
        return {}
    return {
        place: missing[min(order, len(missing) - 1)]
        for order, place in enumerate(depths)
    }


def depth(label: Label) -> int:
    """Return the depth of a label's number: 2 for ``1.1``, 0 for none."""
    return len(re.findall(r"\d+", label.number))


def stands_out(row: Row) -> bool:
    """Whether a row is set apart from running text by its layout."""
    line = row.line
    return line.bold or row.capitals or line.outline is not None or bool(line.cell)


def names_field(row: Row, language: str, *, apart: bool) -> bool:
    """Whether the row names a field that is no level: “Timing”, “Partenaires : …”.

    ``apart`` tells that the row may be alone: it stands elsewhere in the document
    too, and the line above has ended.
    """
    if row.mark or not row.text[0].isupper():
        return False
    hit = fields(language).match(fold(row.text))
    if hit is None:
        return False
    alone = hit.end() == len(row.text)
    return bool(hit["stop"]) or (alone and (apart or stands_out(row)))


def _own_number(row: Row, hit: re.Match[str]) -> str:
    digits = re.sub(r"[^\d.\-]|(?<=\D)[.]", "", hit["number"] or "")
    return digits.strip(".-") or row.number


def _is_label(row: Row, hit: re.Match[str], rest: str) -> bool:
    """Whether what begins like a label is one, and not the start of a sentence."""
    if not rest:
        return True
    first = rest[0]
    stop = (hit["stop"] or "").strip()
    if stop == ":" or _BULLET.match(rest):
        return True
    separated = bool(stop) or bool(hit["number"])
    if separated and (first.isupper() or not first.isalpha()):
        return True
    if first.isupper() and hit["label"].count(" ") and not rest.isupper():
        return True
    return _is_suffix(row, rest)


def _is_suffix(row: Row, rest: str) -> bool:
    """Whether the label goes on: “… voor het fenomeen inbraak”, set as a heading."""
    heading = row.line.bold or row.line.outline is not None or row.dotted
    return heading and rest[0].islower() and len(rest) < 60 and rest[-1] not in ".;,"


def speak(texts: Sequence[str]) -> str:
    """Return the language whose labels and small words stand in these lines.

    Empty when no language of the template is recognised.
    """
    words = [word for text in texts for word in fold(text).split()]
    total = max(1, len(words))
    scores = {}
    for language in LANGUAGES:
        own = load(language)
        small = sum(word in own.functions for word in words) / total
        alone = standalone(language)
        labels = sum(bool(alone.match(fold(text))) for text in texts)
        scores[language] = small + min(labels, 20) * 0.02
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] >= 0.12 else ""
