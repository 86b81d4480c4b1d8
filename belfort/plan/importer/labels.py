"""Recognising the template's labels: general, strategic, operational, and so on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from .rows import DASHES, SIGNS, Row, make_row
from .vocabulary import LANGUAGES, LEVELS, Level, fold, load

_SEPARATOR = (
    r"\s*(?:\((?:en|s|sd|od|ad|os|oo|og)\))?"
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


@dataclass(slots=True)
class Block:
    """The rows that follow a label; the first block of a document has none."""

    label: Label | None
    rows: list[Row] = field(default_factory=list)


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
def abbreviations(language: str) -> tuple[tuple[Level, re.Pattern[str]], ...]:
    """Return for each level the pattern of ``SD 1.2 …``, where one exists."""
    short = load(language).abbreviations
    return tuple(
        (
            level,
            re.compile(
                rf"^(?:{'|'.join(short[level]).upper()})\s?\.?"
                rf"(?P<number>\d{{1,2}}(?:[.\-]\d{{1,2}})*)\s*[{DASHES}.:)]*\s+(?=\S)"
            ),
        )
        for level in LEVELS
        if level in short
    )


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
            return Label(level, hit["number"], True, False, row), rest
    return None


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


def split_blocks(rows: Sequence[Row], language: str) -> list[Block]:
    """Return the rows cut at each label."""
    blocks = [Block(None)]
    before: Row | None = None
    capital = _begin_large(rows, language)
    grids = find_grids(rows, language)
    for row in _rejoined(rows, language):
        if row.line.cell is not None and (grid := grids.get(row.line.cell.table)):
            grid.place(row, blocks)
            continue
        if blocks[-1].label is not None and blocks[-1].label.cell:
            blocks.append(Block(None))
        found = find(row, language)
        if found and capital and row.text[0].islower() and _unfinished(before):
            found = None
        before = row
        if found is None:
            blocks[-1].rows.append(row)
            continue
        label, rest = found
        blocks.append(Block(label))
        if rest:
            after = make_row(replace(row.line, mark=""), rest, joined=True)
            blocks[-1].rows.append(after)
    return blocks


@dataclass(slots=True)
class Grid:
    """A table whose columns are levels: objective, results, indicators."""

    columns: dict[int, Label]
    head: int
    """The row that holds the labels."""
    last: tuple[int, int] = (-1, -1)

    def place(self, row: Row, blocks: list[Block]) -> None:
        """Add the row below the label of its column."""
        cell = row.line.cell
        if cell is None or cell.row <= self.head or cell.column not in self.columns:
            return
        if (cell.row, cell.column) != self.last:
            blocks.append(Block(self.columns[cell.column]))
            self.last = cell.row, cell.column
        blocks[-1].rows.append(row)


def find_grids(rows: Sequence[Row], language: str) -> dict[int, Grid]:
    """Return the tables that have at least two labels in one row, by their number."""
    heads: dict[tuple[int, int], dict[int, Label]] = {}
    for row in rows:
        if row.line.cell is None:
            continue
        found = find(row, language)
        if found and not found[0].inline:
            label = replace(found[0], cell=True, number="")
            place = row.line.cell.table, row.line.cell.row
            heads.setdefault(place, {})[row.line.cell.column] = label
    grids: dict[int, Grid] = {}
    for (table, head), columns in heads.items():
        if len(columns) > 1 and table not in grids:
            grids[table] = Grid(columns, head)
    return grids


def _begin_large(rows: Sequence[Row], language: str) -> bool:
    """Whether the labels of this document begin with a capital."""
    alone = standalone(language)
    labels = [row for row in rows if alone.match(fold(row.text))]
    return sum(row.text[0].islower() for row in labels) * 2 < len(labels)


def _unfinished(before: Row | None) -> bool:
    """Whether the line above is no label, and ends without a stop."""
    return before is not None and before.text[-1] not in ".:;!?"


def _rejoined(rows: Sequence[Row], language: str) -> Iterator[Row]:
    """Yield the rows, a label broken over two lines as one."""
    place = 0
    alone = standalone(language)
    while place < len(rows):
        row = rows[place]
        after = rows[place + 1] if place + 1 < len(rows) else None
        if (
            after is not None
            and not after.mark
            and len(row.text) < 30
            and len(after.text) < 30
            and not find(row, language)
            and not find(after, language)
        ):
            both = f"{row.text} {after.text}"
            if alone.match(fold(both)):
                yield make_row(row.line, both)
                place += 2
                continue
        yield row
        place += 1


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
