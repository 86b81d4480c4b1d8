"""The tables of a page: which lines are cells, of which row and column."""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from ..lines import Cell
from .fragments import gather_rows, row_words, same_level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .fragments import Fragment

# A table: its rows, and the share of these whose cells begin on one line.
MIN_ROWS = 3
LEVEL_ROWS = 0.8
# Columns, from which on one row less is enough.
WIDE = 3
# How far cells of one column stand from each other, in points.
NEAR = 3.0
BASE = attrgetter("base")

Line = list["Fragment"]


class Row(NamedTuple):
    """The cells of a table's row, and the lines above it that are no cells."""

    above: list[Fragment]
    cells: list[list[Fragment]]


class Columns(NamedTuple):
    """The borders between a table's columns, and where each begins, in points."""

    borders: list[float]
    lefts: list[float]


@dataclass(slots=True)
class Tables:
    """The tables of a document so far: their columns, and the one that may go on."""

    count: int = 0
    known: list[Columns] = field(default_factory=list)
    """The columns of each kind of table."""
    rows: int = 0
    """The rows of the last table."""
    borders: list[float] = field(default_factory=list)
    """The borders of the last table."""
    head: list[str] = field(default_factory=list)
    """The texts of its first row."""
    goes_on: bool = False
    """The last page ended in this table, and nothing has been read since."""

    def match(self, band: Sequence[Fragment]) -> Columns | None:
        """Return the columns of a table above to which these lines keep."""
        for columns in reversed(self.known):
            pieces = split_at(band, columns)
            if fits(pieces, columns.borders) and any(
                begins_cells(line, columns.lefts) for line in gather_rows(pieces)
            ):
                return columns
        return None

    def read(self, band: list[Fragment], columns: Columns) -> Iterator[Line]:
        """Yield the rows of a band cell by cell; say the cell where it is surely one.

        A title between two rows of a table ends it, and another table begins below.
        """
        rows = cut_rows(split_at(band, columns), columns.borders)
        known = self.knows(columns.borders)
        if is_table([row.cells for row in rows if row.cells], known=known):
            if not known:
                self.known.append(columns)
            self.number(rows, columns.borders)
        for row in rows:
            yield from gather_rows(row.above)
            for cell in row.cells:
                yield from gather_rows(cell)

    def knows(self, borders: list[float]) -> bool:
        """Whether a table with these columns stood above."""
        return any(alike(columns.borders, borders) for columns in self.known)

    def number(self, rows: list[Row], borders: list[float]) -> None:
        """Say of each fragment in which cell of which table it stands."""
        inside = self.takes_up(rows, borders)
        for row in rows:
            inside = inside and not row.above
            if not row.cells:
                continue
            if not inside:
                self.count, self.rows = self.count + 1, 0
                self.head, self.borders = spelled(row), borders
            for fragment in (piece for cell in row.cells for piece in cell):
                column = bisect(borders, fragment.left)
                fragment.cell = Cell(self.count - 1, self.rows, column)
            inside = True
            self.rows += 1

    def takes_up(self, rows: list[Row], borders: list[float]) -> bool:
        """Whether these rows go on with the table in which the last page ended."""
        same = alike(self.borders, borders)
        return self.goes_on and same and spelled(rows[0]) != self.head


def alike(borders: Sequence[float], others: Sequence[float]) -> bool:
    """Whether two tables have the same columns."""
    pairs = zip(borders, others, strict=False)
    return len(borders) == len(others) and all(
        abs(one - other) <= 4 * NEAR for one, other in pairs
    )


def begins_cells(line: Sequence[Fragment], lefts: Sequence[float]) -> bool:
    """Whether two pieces of a line stand where the columns of a table begin."""
    begun = {
        column
        for piece in line
        for column, left in enumerate(lefts)
        if abs(piece.left - left) <= NEAR / 2
    }
    return 0 in begun and len(begun) > 1


def fits(band: Sequence[Fragment], borders: Sequence[float]) -> bool:
    """Whether hardly a line of the band lies over one of the borders."""
    over = sum(
        bisect(borders, piece.left) != bisect(borders, piece.right) for piece in band
    )
    return over * 5 <= len(band)


def find_columns(band: Sequence[Fragment], borders: list[float]) -> Columns:
    """Return the columns between the borders, with where their lines mostly begin."""
    begins: dict[int, Counter[float]] = defaultdict(Counter)
    for fragment in band:
        begins[bisect(borders, fragment.left)][round(fragment.left)] += 1
    lefts = [begins[column].most_common(1)[0][0] for column in sorted(begins)]
    # What stands over a border by a hair still ends before the next column begins.
    first = [min(begins[column]) - 1 for column in sorted(begins) if column]
    return Columns(first if len(first) == len(borders) else borders, lefts)


def split_at(band: Sequence[Fragment], columns: Columns) -> list[Fragment]:
    """Return the fragments, cut where a cell of the next column begins.

    Cells that nearly touch are printed as one line.
    """
    pieces: list[Fragment] = []
    for fragment in band:
        start = 0
        for place in cuts(fragment, columns.lefts[1:]):
            pieces.append(part_of(fragment, start, place))
            start = place
        pieces.append(part_of(fragment, start, None) if start else fragment)
    return pieces


def cuts(fragment: Fragment, lefts: Sequence[float]) -> list[int]:
    """Return the places of the words that stand where a column begins, after a gap."""
    words = fragment.words
    gaps = [after.left - before.right for before, after in pairwise(words)]
    usual = min(gaps, default=0.0)
    return [
        place
        for place, gap in enumerate(gaps, 1)
        if gap > max(1.5 * usual, fragment.size / 2)
        and any(abs(words[place].left - left) <= 1.5 for left in lefts)
    ]


def part_of(fragment: Fragment, start: int, end: int | None) -> Fragment:
    """Return the fragment of these words only."""
    words = fragment.words[start:end]
    return replace(fragment, words=words, left=words[0].left, right=words[-1].right)


def cut_rows(band: Sequence[Fragment], borders: list[float]) -> list[Row]:
    """Return the rows of cells in printing order, each with what stands above it."""
    rows: list[Row] = []
    last = len(borders) + 1
    ordered = sorted(band, key=attrgetter("turn"))
    for column, printed in groupby(ordered, lambda f: bisect(borders, f.left)):
        cell = list(printed)
        if column <= last:
            rows.append(Row([], []))
        rows[-1].cells.append(cell)
        last = column
    return [cut_title(row, borders) for row in rows]


def cut_title(row: Row, borders: list[float]) -> Row:
    """Return the row without the lines above its first cell that are no cell."""
    first, *others = row.cells
    if not others:
        return Row(first, []) if bisect(borders, first[0].left) == 0 else row
    top = min(map(BASE, others[0]))
    lines = gather_rows(first)
    level = (
        place
        for place, line in enumerate(lines)
        if abs(line[0].base - top) <= line[0].size / 3
    )
    place = next(level, 0)
    title, cell = lines[:place], lines[place:]
    if not title or not stands_off(title[-1][0], cell):
        return row
    above, below = (
        [piece for line in part for piece in line] for part in (title, cell)
    )
    return Row(above, [below, *others])


def stands_off(title: Fragment, cell: list[list[Fragment]]) -> bool:
    """Whether a line is parted from the cell below it, by white or its place."""
    head = cell[0][0]
    if abs(title.left - head.left) > NEAR or title.size > 1.1 * head.size:
        return True
    spacing = cell[1][0].base - head.base if len(cell) > 1 else 1.4 * head.size
    return head.base - title.base > 1.1 * spacing


def is_table(rows: list[list[list[Fragment]]], *, known: bool) -> bool:
    """Whether these rows of cells hang from common lines, as a table's do.

    Where a table with these columns stood above, one row is enough; two where the
    first is the head.
    """
    level = sum(
        len(row) > 1
        and all(
            same_level(min(cell, key=BASE), min(row[0], key=BASE)) for cell in row[1:]
        )
        for row in rows
    )
    widest = max(map(len, rows), default=0)
    enough = 1 if known else MIN_ROWS - (widest >= WIDE or has_head(rows))
    return len(rows) >= enough and level >= LEVEL_ROWS * len(rows)


def has_head(rows: list[list[list[Fragment]]]) -> bool:
    """Whether cells of one line each stand above cells of several lines."""
    if len(rows) < 2:
        return False
    head, below = ([len(gather_rows(cell)) for cell in row] for row in rows[:2])
    return len(head) == len(below) and max(head) == 1 and min(below) > 1


def spelled(row: Row) -> list[str]:
    """Return the text of each cell of the row."""
    return [
        " ".join(word.text for line in gather_rows(cell) for word in row_words(line))
        for cell in row.cells
    ]
