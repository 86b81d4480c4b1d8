"""Telling numbered lists from numbers that begin a sentence or a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .blocks import Block
from .rows import Row
from .vocabulary import Vocabulary, fold

FIRST = {
    "1": "1.",
    "a": "a.",
    "i": "i.",
    "R1": "R.",
    "I1": "I.",
    "r1": "R.",
    "i1": "I.",
}
"""The mark that stands for a list which begins with this number."""
MARKS = frozenset(FIRST.values())


def mark_numbered(blocks: Sequence[Block], words: Vocabulary) -> None:
    """Turn the numbers of numbered lists into list marks, in place.

    A single “1.” is an item only where other lists of the document are numbered
    alike.
    """
    lists = [
        (mark, rows)
        for block in blocks
        if block.label is not None
        for mark, rows in _runs(block.rows)
    ]
    sure = {mark for mark, rows in lists if len(rows) > 1}
    for mark, rows in lists:
        if mark in sure:
            for row in rows:
                _turn(row, mark)
    for block in blocks[1:]:
        for before, row in pairwise(block.rows):
            mark = _mark_of(row)
            if mark in sure and row.item[:1].isupper() and _may_end(before, words):
                _turn(row, mark)


def _turn(row: Row, mark: str) -> None:
    row.mark, row.text = mark, row.item
    row.rest, row.number, row.ordinal = row.item, "", ""


def _mark_of(row: Row) -> str:
    """Return the mark of the lists in which a number like this row's stands."""
    if not row.ordinal or row.mark or row.dotted:
        return ""
    if row.ordinal.isdigit():
        return "1."
    return "a." if len(row.ordinal) == 1 else ""


def _may_end(before: Row, words: Vocabulary) -> bool:
    """Whether a sentence can end with this row."""
    last = fold(before.text.rsplit(maxsplit=1)[-1]).strip(".,;:()")
    return last not in words.functions and last not in words.short_forms


def _runs(rows: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Yield the rows that count on from one another, with the mark of their list."""
    run: list[Row] = []
    mark = ""
    for row in rows:
        if not row.ordinal or row.mark or row.dotted:
            continue
        if run and follows(run[-1].ordinal, row.ordinal):
            run.append(row)
        elif row.ordinal in FIRST:
            if run:
                yield mark, run
            run, mark = [row], FIRST[row.ordinal]
    if run:
        yield mark, run


def follows(first: str, second: str) -> bool:
    """Whether the second number of a list comes right after the first."""
    if first[-1].isdigit() and second[-1].isdigit():
        return _value(second) == _value(first) + 1
    if len(first) == len(second) == 1:
        roman = (first, second) in pairwise(_ROMAN)
        return ord(second) == ord(first) + 1 or roman
    return (first, second) in pairwise(_ROMAN)


_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]


def _value(number: str) -> int:
    return int(re.sub(r"^.*\D", "", number))
