"""The text around the tree as one string that still knows its lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from belfort.lib.documents import Line

from ..items import Splitter
from ..reading import Source
from ..rows import Row, join, make_rows
from ..vocabulary import fold

# The stop after a single capital belongs to a short name, as in “S.P.F.”.
_STOP = re.compile(r"(?<!\b[A-Z])[.;]\s+(?=[A-ZÀ-Þ•])")


@dataclass(slots=True)
class Flow:
    """Paragraphs joined by line breaks; ``folded`` has the same offsets as ``text``."""

    text: str
    folded: str
    starts: list[int]
    """Where each line begins."""
    sources: list[Source]

    def source(self, offset: int) -> Source:
        """Return the line in which this offset stands."""
        if not self.sources:
            return Source(1, 1)
        return self.sources[max(0, bisect_right(self.starts, offset) - 1)]

    def paragraph(self, offset: int) -> tuple[int, int]:
        """Return the span of the paragraph around this offset."""
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        return start, len(self.text) if end < 0 else end

    def sentence(self, offset: int) -> tuple[int, int]:
        """Return the span of the sentence around this offset."""
        first, last = self.paragraph(offset)
        start = first
        for stop in _STOP.finditer(self.text[first:last]):
            place = first + stop.end()
            if place <= offset:
                start = place
            elif place > offset:
                return start, first + stop.start() + 1
        return start, last

    def before(self, offset: int, length: int = 60) -> str:
        """Return the folded text just before this offset."""
        return self.folded[max(0, offset - length) : offset]

    def after(self, offset: int, length: int = 60) -> str:
        """Return the folded text from this offset on."""
        return self.folded[offset : offset + length]


def make_flow(lines: Sequence[Line], splitter: Splitter) -> Flow:
    """Return the lines as paragraphs in one text."""
    pieces: list[str] = []
    starts: list[int] = []
    sources: list[Source] = []
    length = 0
    for rows in _paragraphs(make_rows(lines), splitter):
        paragraph = ""
        for place, row in enumerate(rows):
            text = _text(row, place)
            parts = [part for part in (paragraph, text) if part]
            paragraph = join(parts, splitter.habits.words, splitter.known)
            starts.append(length + max(0, len(paragraph) - len(text)))
            sources.append(row.source)
        pieces.append(paragraph)
        length += len(paragraph) + 1
    text = "\n".join(pieces)
    return Flow(text, fold(text), starts, sources)


def _paragraphs(rows: Sequence[Row], splitter: Splitter) -> Iterator[list[Row]]:
    """Yield the rows of each paragraph; a known heading stands alone."""
    words = splitter.habits.words
    heading = re.compile(
        rf"^\W*(?:{words.fact('grounds_heading')}|{words.fact('section')})\W*$"
    )
    run: list[Row] = []
    for row in [*rows, None]:
        alone = row is not None and heading.match(fold(row.text))
        if run and (row is None or alone):
            yield from (item.rows for item in splitter.cut(run, "intro"))
            run = []
        if alone and row is not None:
            yield [row]
        elif row is not None:
            run.append(row)


def _text(row: Row, place: int) -> str:
    """Return the row as printed, with a mark only inside a paragraph."""
    return f"{row.mark} {row.text}" if row.mark and place else row.text
