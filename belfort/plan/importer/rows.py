"""The cleaned line the grammar works on: its mark, its number, its width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from belfort.lib.documents import Document, Line

from .reading import Source
from .vocabulary import Vocabulary, fold

DASHES = "-–—"
SIGNS = "•●▪■◦○◻❑❖◆◇∙·*►▶➢➔→✓✔▫‣⁃□"
# Letters that a lost symbol font leaves behind for a bullet.
LETTERS = "oØü§"
_MARK = re.compile(
    rf"^(?:([{DASHES}](?=\s)|[{DASHES}](?=[A-ZÀ-Þ0-9'\"«‘“])|[{SIGNS}]|[{LETTERS}](?=\s))\s*)+"
)
_STRANDED = re.compile(rf"[\s:;,.](?P<mark>[{DASHES}o{SIGNS}])$")
_NUMBER = re.compile(
    r"^(?P<number>(?:[A-Z]\.)?\d{1,2}(?:\.\d{1,2}){1,5}|\d{1,2}|[IVXL]{1,5}|[A-Z])"
    r"(?P<stop>[.)°]|\s[-–](?=\s)|(?=\s))(?:[-–:]?)\s*(?=\S)"
)
_ORDINAL = re.compile(
    r"^\(?(?P<number>\d{1,2}|[a-z]|[ivx]{1,4}|[RIri]\d{1,2}(?:\.\d{1,2})*)"
    r"(?:[.)°]\)?|(?<=\d)\s?:)\s+(?=\S)"
)

# Rough widths of a proportional face, in thousandths of its size.
_NARROW = dict.fromkeys("ijl.,;:'|!()[]ftI’`/-r ", 285)
_WIDE = dict.fromkeys("mwMWABCDEFGHKLNOPQRSTUVXYZ%&@—", 720)


@dataclass(slots=True)
class Row:
    """One line without its page's furniture and without its list mark."""

    text: str
    line: Line
    mark: str = ""
    """The list mark's sign, e.g. ``-``; empty where the line has none."""
    number: str = ""
    """A heading's number without its last stop: ``2.2.1``, ``II``, ``A``."""
    rest: str = ""
    """The text after the number; the text itself where there is none."""
    ordinal: str = ""
    """The number of an item in a numbered list: ``3``, ``b``, ``R2``."""
    item: str = ""
    """The text after the ordinal; the text itself where there is none."""
    stopped: bool = False
    """The number is followed by a stop, so it can hardly be a quantity."""
    capitals: bool = False
    """All of its letters, or nearly all, are capitals."""
    extent: float = 0.0
    """Where the line ends, in points or in estimated thousandths."""
    joined: bool = False
    """Begins in the middle of a printed line, after a label or another mark."""

    @property
    def source(self) -> Source:
        return Source(self.line.page, self.line.line)

    @property
    def dotted(self) -> bool:
        return "." in self.number


def estimate(text: str) -> float:
    """Return the width that the text would have in print, in thousandths."""
    return sum(_NARROW.get(sign) or _WIDE.get(sign) or 520 for sign in text)


def make_row(line: Line, text: str | None = None, *, joined: bool = False) -> Row:
    """Return the line with its marks and numbers told apart."""
    body = line.text if text is None else text
    mark = ""
    if line.mark and text is None:
        if _is_sign(line.mark):
            mark = line.mark[0]
        else:
            body = f"{line.mark} {body}"
    if found := _MARK.match(body):
        mark = found.group(1)
        body = body[found.end() :]
    row = Row(squeeze(body), line, mark=mark, joined=joined)
    row.rest = row.item = row.text
    if found := _NUMBER.match(row.text):
        row.number = found["number"]
        row.stopped = bool(found["stop"]) or "." in row.number or _by_layout(row)
        row.rest = row.text[found.end() :]
    if found := _ORDINAL.match(row.text):
        row.ordinal = found["number"]
        row.item = row.text[found.end() :]
    row.capitals = in_capitals(row.rest)
    row.extent = measure(row)
    return row


def _by_layout(row: Row) -> bool:
    """Whether the number is one of headings: counted by the format, or outlined."""
    counted = not row.mark and row.line.mark.strip(".) ") == row.number
    return counted or row.line.outline is not None


def in_capitals(text: str) -> bool:
    """Whether the text is set in capitals; a short word of a label may not be."""
    upper = sum(map(str.isupper, text))
    return upper > 2 and upper >= 0.8 * sum(map(str.isalpha, text))


def _is_sign(mark: str) -> bool:
    return mark[0] in DASHES + SIGNS or mark in LETTERS


def measure(row: Row, *, by_signs: bool = False) -> float:
    """Return where the row ends: its right edge, or an estimate for a text."""
    if row.line.right is not None:
        return row.line.right
    if by_signs:
        return len(row.line.text) + (row.line.indent or 0.0)
    width = estimate(row.line.text)
    return width + (row.line.indent or 0.0) * 520


def squeeze(text: str) -> str:
    """Return the text with single spaces."""
    return " ".join(text.split())


def make_rows(lines: Sequence[Line]) -> list[Row]:
    """Return the rows of these lines, each mark beside the text it belongs to."""
    rows: list[Row] = []
    waiting: Row | None = None
    for line in lines:
        row = make_row(line)
        if not row.text or (len(row.text) == 1 and row.text in LETTERS + DASHES):
            waiting = row
            waiting.mark = row.mark or row.text
            continue
        if waiting is not None:
            row.mark = row.mark or waiting.mark
            before = max(row.line.blank_before, waiting.line.blank_before)
            row.line = replace(
                row.line,
                blank_before=before,
                page_break=row.line.page_break or waiting.line.page_break,
            )
            waiting = None
        rows.append(row)
    return _unstrand(rows)


def _unstrand(rows: list[Row]) -> list[Row]:
    """Give a mark at the end of a line to the next line, if marks of its kind exist."""
    known = {row.mark for row in rows if row.mark}
    for row, after in pairwise(rows):
        found = _STRANDED.search(row.text)
        if not found or found["mark"] not in known or after.mark:
            continue
        if not after.text[0].isupper():
            continue
        after.mark = found["mark"]
        row.text = row.text[: found.start("mark")].rstrip()
        row.rest = row.rest[: -len(found["mark"])].rstrip()
        row.item = row.item[: -len(found["mark"])].rstrip()
    return rows


def join(texts: Sequence[str], words: Vocabulary, known: frozenset[str]) -> str:
    """Return the wrapped lines as one sentence; a word broken by a hyphen is healed.

    ``known`` holds the folded words of the document: they decide whether a hyphen
    at the end of a line belongs to the word.
    """
    joined = ""
    for text in texts:
        if not joined:
            joined = text
        elif joined.endswith("-") and joined[-2:-1].isalpha():
            joined = _heal(joined, text, words, known)
        elif joined.endswith("/") and joined[-2:-1].isalnum():
            joined = f"{joined}{text}"
        else:
            joined = f"{joined} {text}"
    return joined


def _heal(before: str, after: str, words: Vocabulary, known: frozenset[str]) -> str:
    head = before.rsplit(maxsplit=1)[-1]
    tail = after.split(maxsplit=1)[0]
    bare = re.split(r"[^\w-]", tail)[0] if tail else ""
    whole = fold(re.sub(r"^\W+", "", head[:-1]) + bare)
    if tail[:1].isupper() and head[-2:-1].isupper() and whole in known:
        return before[:-1] + after
    if not tail[:1].islower() or fold(bare) in words.keep_hyphen_before:
        return f"{before} {after}" if not tail[:1].isalnum() else _glue(before, after)
    hyphened = fold(re.sub(r"^\W+", "", head) + bare)
    if whole in known:
        return before[:-1] + after
    if hyphened in known or fold(head[:-1]) in words.keep_hyphen_after:
        return before + after
    return before[:-1] + after


def _glue(before: str, after: str) -> str:
    """Return both with a space, but none in ``EX-VERSLAAFDE``."""
    if after[0].isupper() and before[-2:-1].isupper():
        return before + after
    return f"{before} {after}"


def vocabulary_of(document: Document) -> frozenset[str]:
    """Return the folded words that stand inside a line of the document."""
    known: set[str] = set()
    for line in document.lines:
        words = fold(line.text).split()
        known.update(word.strip(".,;:()'\"«»“”‘!?") for word in words[:-1])
        if words and not words[-1].endswith("-"):
            known.add(words[-1].strip(".,;:()'\"«»“”‘!?"))
    return frozenset(known)
