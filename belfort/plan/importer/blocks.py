"""Cutting a document at its labels, and its tables at their columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from .labels import (
    Label,
    bare_levels,
    depth,
    find,
    find_bare,
    names_field,
    standalone,
    stands_out,
)
from .rows import Row, make_row
from .vocabulary import fold


@dataclass(slots=True)
class Block:
    """The rows that follow a label; the first block of a document has none."""

    label: Label | None
    rows: list[Row] = field(default_factory=list)
    is_field: bool = False
    """A field that is no level, such as “Timing”; its label is among its rows."""


def split_blocks(rows: Sequence[Row], language: str) -> list[Block]:
    """Return the rows cut at each label."""
    blocks = [Block(None)]
    before: Row | None = None
    capital = _begin_large(rows, language)
    grids = find_grids(rows, language)
    alike = Counter(row.text for row in rows)
    below = False
    for row, hit in _labelled(rows, language):
        if row.line.cell is not None and (grid := grids.get(row.line.cell.table)):
            grid.place(row, blocks)
            continue
        if blocks[-1].label is not None and blocks[-1].label.cell:
            blocks.append(Block(None))
        inside = capital and row.text[0].islower() and _unfinished(before)
        found = None if inside else hit
        if found is None and below and not _goes_on(before, row):
            apart = alike[row.text] > 1 and not _unfinished(before)
            if names_field(row, language, apart=apart):
                blocks.append(Block(None, is_field=True))
        before = row
        if found is None:
            blocks[-1].rows.append(row)
            continue
        label, rest = found
        below = label.level in {"operational", "results", "indicators"}
        blocks.append(Block(label))
        if rest:
            after = make_row(replace(row.line, mark=""), rest, joined=True)
            blocks[-1].rows.append(after)
    return blocks


@dataclass(slots=True)
class Grid:
    """A table whose columns are levels: objective, results, indicators."""

    heads: dict[int, dict[int, Label]]
    """The labels by their column, for each row that holds labels."""
    columns: dict[int, Label] = field(default_factory=dict)
    """The labels of the last such row above; none above the first."""
    last: tuple[int, int] = (-1, -1)

    def place(self, row: Row, blocks: list[Block]) -> None:
        """Add the row below the label of its column."""
        cell = row.line.cell
        if cell is None:
            return
        if cell.row in self.heads:
            self.columns = self.heads[cell.row]
            return
        if cell.column not in self.columns:
            return
        if (cell.row, cell.column) != self.last:
            blocks.append(Block(self.columns[cell.column]))
            self.last = cell.row, cell.column
        blocks[-1].rows.append(row)


def find_grids(rows: Sequence[Row], language: str) -> dict[int, Grid]:
    """Return the tables that have at least two labels in one row, by their number.

    A table as wide as the one just above it, without labels, goes on with its columns.
    """
    heads: dict[int, dict[int, dict[int, Label]]] = {}
    for row in rows:
        if row.line.cell is None:
            continue
        found = find(row, language)
        if found and not found[0].inline:
            label = replace(found[0], cell=True, number="")
            table = heads.setdefault(row.line.cell.table, {})
            table.setdefault(row.line.cell.row, {})[row.line.cell.column] = label
    grids: dict[int, Grid] = {}
    for number, found_rows in heads.items():
        full = {place: one for place, one in found_rows.items() if len(one) > 1}
        if full:
            grids[number] = Grid(full)
    widths = _widths(rows)
    for above, below in pairwise(row.line.cell for row in rows):
        if above is None or below is None or above.table == below.table:
            continue
        grid = grids.get(above.table)
        same = widths[above.table] == widths[below.table]
        if grid and same and below.table not in heads:
            last = grid.heads[max(grid.heads)] if grid.heads else grid.columns
            grids[below.table] = Grid({}, last)
    return grids


def _widths(rows: Sequence[Row]) -> dict[int, int]:
    """Return the last column of each table."""
    widths: dict[int, int] = {}
    for row in rows:
        if cell := row.line.cell:
            widths[cell.table] = max(widths.get(cell.table, 0), cell.column)
    return widths


def _labelled(
    rows: Sequence[Row], language: str
) -> list[tuple[Row, tuple[Label, str] | None]]:
    """Return the rows with the label that each begins with, and the text after it."""
    found = [(row, find(row, language)) for row in _rejoined(rows, language)]
    vague = {
        place: hit
        for place, (row, label) in enumerate(found)
        if label is None and (hit := find_bare(row, language))
    }
    present = {hit[0].level for _, hit in found if hit}
    levels = bare_levels([label for label, _ in vague.values()], present)
    for place, (label, rest) in vague.items():
        if level := levels.get(depth(label)):
            found[place] = found[place][0], (replace(label, level=level), rest)
    return found


def _begin_large(rows: Sequence[Row], language: str) -> bool:
    """Whether the labels of this document begin with a capital."""
    alone = standalone(language)
    labels = [row for row in rows if alone.match(fold(row.text))]
    return sum(row.text[0].islower() for row in labels) * 2 < len(labels)


def _unfinished(before: Row | None) -> bool:
    """Whether the line above is no label, and ends without a stop."""
    return before is not None and before.text[-1] not in ".:;!?"


def _goes_on(before: Row | None, row: Row) -> bool:
    """Whether the row may be the second line of a heading that begins above."""
    if before is None or not _unfinished(before) or before.line.cell != row.line.cell:
        return False
    above, line = before.line, row.line
    alike = (above.size, above.bold, above.outline) == (
        line.size,
        line.bold,
        line.outline,
    )
    return stands_out(row) and alike and before.capitals == row.capitals


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
