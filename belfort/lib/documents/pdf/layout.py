"""The reading order of a page: margins, columns, and rows across them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from .fragments import Fragment, cut_fragments, gather_rows, row_words
from .tables import find_columns, part_of, split_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..lines import Cell
    from .glyphs import Word
    from .tables import Tables

# Share of the page's height in which a running header or footer stands, and the
# white between it and the text, in sizes of type.
MARGIN = 0.12
MARGIN_GAP = 1.6
BIN = 3.0  # points
# How far the items of a list stand from their column's left, in sizes of type.
INDENTED = 6.0
# Pieces looked at beside each; more stand on no line that people can read.
NEIGHBOURS = 12
# A column: lines side by side, its share of the width, in how many turns it is
# printed, and how far its lines fill it when it is printed across.
MIN_SIDE_LINES = 3
MIN_SHARE = 0.15
MAX_TURNS = 0.5
PROSE_LINES = 6
PROSE_FILL = 0.6
MAX_DEPTH = 3
BASE = attrgetter("base")


@dataclass(frozen=True, slots=True)
class Gutter:
    """The white strip between two columns, in points from the left."""

    left: float
    right: float

    def side(self, fragment: Fragment) -> int:
        """Return -1 for the left column, 1 for the right, 0 for across both."""
        if fragment.right <= self.right:
            return -1
        return 1 if fragment.left >= self.left else 0


class Printed(NamedTuple):
    """The words of one printed line, and its cell where it stands in a table."""

    words: list[Word]
    cell: Cell | None
    note: bool = False
    """It belongs to a footnote."""


def order_lines(words: list[Word], height: float, tables: Tables) -> list[Printed]:
    """Return the printed lines in reading order; ``height`` in points.

    Text printed sideways comes last, one line for each stretch. ``tables`` are those
    of the pages above.
    """
    fragments = cut_fragments(word for word in words if not word.turned)
    head, body, foot = (
        [Printed(row_words(row), row[0].cell) for row in read_zone(zone, tables)]
        for zone in split_margins(fragments, height)
    )
    if body:
        tables.goes_on = body[-1].cell is not None
    lines = [*head, *body, *foot]
    turned = groupby((word for word in words if word.turned), lambda word: word.left)
    return lines + [Printed(list(stretch), None) for _, stretch in turned]


def split_margins(fragments: list[Fragment], height: float) -> list[list[Fragment]]:
    """Return the running header, the body and the running footer; each may be empty.

    The widest white in a margin parts them: a paragraph may end there as well.
    """
    rows = gather_rows(fragments)
    head, foot = 0, len(rows)
    head_gap = foot_gap = 0.0
    for place in range(1, len(rows)):
        above, below = rows[place - 1][0], rows[place][0]
        white = below.base - above.base
        if white <= MARGIN_GAP * max(above.size, below.size):
            continue
        if above.base < MARGIN * height and white > head_gap:
            head, head_gap = place, white
        if below.base > (1 - MARGIN) * height and white > foot_gap:
            foot, foot_gap = place, white
    if head or foot < len(rows):
        body = [piece for row in rows[head:foot] for piece in row]
        if in_columns(rows[:head], body):
            head = 0
        if in_columns(rows[foot:], body):
            foot = len(rows)
    zones = (rows[:head], rows[head:foot], rows[foot:])
    return [[piece for row in zone for piece in row] for zone in zones]


def in_columns(margin: list[list[Fragment]], body: list[Fragment]) -> bool:
    """Whether the lines in a margin begin where those of both columns do."""
    gutter = find_gutter(body) if any(len(row) > 1 for row in margin) else None
    if gutter is None:
        return False
    begins = {
        side: min(piece.left for piece in body if gutter.side(piece) == side)
        for side in (-1, 1)
    }
    pieces = [piece for row in margin for piece in row]
    return {gutter.side(piece) for piece in pieces} == {-1, 1} and all(
        -BIN < piece.left - begins[gutter.side(piece)] < INDENTED * piece.size
        for piece in pieces
    )


def read_zone(
    fragments: list[Fragment], tables: Tables, depth: int = 0
) -> Iterator[list[Fragment]]:
    """Yield the rows of this part of a page in reading order."""
    gutter = find_gutter(fragments) if depth < MAX_DEPTH else None
    if gutter is None and (columns := tables.match(fragments)):
        fragments = split_at(fragments, columns)
        gutter = Gutter(columns.borders[-1], columns.borders[-1])
    if gutter is None:
        yield from gather_rows(fragments)
        return
    for across, band in cut_bands(part_lines(fragments, gutter), gutter):
        yield from read_band(band, gutter, tables, depth)
        if across:
            yield from gather_rows(across)


def find_gutter(fragments: list[Fragment]) -> Gutter | None:
    """Return the strip that most lines standing side by side leave white."""
    gaps = side_gaps(fragments)
    if len(gaps) < MIN_SIDE_LINES:
        return None
    white = Counter(
        place
        for left, right in gaps
        for place in range(int(left // BIN) + 1, int(right // BIN))
    )
    if not white:
        return None
    most = max(white.values())
    strip = longest_run(sorted(place for place, n in white.items() if n == most))
    gutter = Gutter(strip[0] * BIN, (strip[-1] + 1) * BIN)
    return gutter if divides(fragments, gutter) else None


def side_gaps(fragments: list[Fragment]) -> list[tuple[float, float]]:
    """Return the white between each two neighbours that stand side by side."""
    gaps = []
    ordered = sorted(fragments, key=BASE)
    for place, one in enumerate(ordered):
        nearest: dict[int, float] = {}
        for other in ordered[place + 1 : place + 1 + NEIGHBOURS]:
            if other.base - one.base > 0.6 * one.size:
                break
            if one.right < other.left:
                nearest[1] = min(nearest.get(1, other.left), other.left)
            elif other.right < one.left:
                nearest[-1] = max(nearest.get(-1, other.right), other.right)
        if 1 in nearest:
            gaps.append((one.right, nearest[1]))
        if -1 in nearest:
            gaps.append((nearest[-1], one.left))
    return gaps


def longest_run(places: list[int]) -> list[int]:
    """Return the longest run of consecutive numbers; the places are sorted."""
    runs = [
        [place for _, place in run]
        for _, run in groupby(enumerate(places), lambda pair: pair[1] - pair[0])
    ]
    return max(runs, key=len)


def divides(fragments: list[Fragment], gutter: Gutter) -> bool:
    """Whether both sides of the strip are wide and long enough to be columns."""
    whole = max(f.right for f in fragments) - min(f.left for f in fragments)
    for side in (-1, 1):
        column = [f for f in fragments if gutter.side(f) == side]
        if len(column) < MIN_SIDE_LINES:
            return False
        width = max(f.right for f in column) - min(f.left for f in column)
        if width < MIN_SHARE * whole:
            return False
    return True


def part_lines(fragments: list[Fragment], gutter: Gutter) -> list[Fragment]:
    """Return the fragments, cut in two where the right column's text begins.

    Lines of two columns that nearly touch are printed as one.
    """
    pieces: list[Fragment] = []
    for fragment in fragments:
        place = border_in(fragment, gutter) if gutter.side(fragment) == 0 else 0
        if place:
            pieces.append(part_of(fragment, 0, place))
            pieces.append(part_of(fragment, place, None))
        else:
            pieces.append(fragment)
    return pieces


def border_in(fragment: Fragment, gutter: Gutter) -> int:
    """Return the place of the word with which the right column begins, or 0."""
    pairs = list(pairwise(fragment.words))
    usual = min((after.left - before.right for before, after in pairs), default=0.0)
    for place, (before, after) in enumerate(pairs, 1):
        white = after.left - before.right
        if after.left < gutter.right - BIN or white <= fragment.size / 2:
            continue
        begins = before.right <= gutter.right and white > 1.5 * usual
        return place if begins else 0
    return 0


def cut_bands(
    fragments: list[Fragment], gutter: Gutter
) -> Iterator[tuple[list[Fragment], list[Fragment]]]:
    """Yield the lines across the gutter, each with the band of columns above it."""
    band: list[Fragment] = []
    for row in gather_rows(fragments):
        if any(gutter.side(fragment) == 0 for fragment in row):
            yield row, band
            band = []
        else:
            band.extend(row)
    yield [], band


def read_band(
    band: list[Fragment], gutter: Gutter, tables: Tables, depth: int
) -> Iterator[list[Fragment]]:
    """Yield the rows of a band: by column, or across where it is a table."""
    left = [fragment for fragment in band if gutter.side(fragment) < 0]
    right = [fragment for fragment in band if gutter.side(fragment) > 0]
    if not (left and right):
        yield from gather_rows(band)
        return
    if columns := tables.match(band):
        yield from tables.read(band, columns)
        return
    turns = printed_turns(band, gutter)
    if len(turns) <= max(2, MAX_TURNS * len(band)):
        # Cells of wrapped text are printed one by one, whole columns in one go.
        if len(turns) > 2 and goes_down(turns, gutter):
            borders = sorted(find_borders(band, gutter, MAX_DEPTH))
            yield from tables.read(band, find_columns(band, borders))
            return
        parts = [left, right]
    elif is_prose(left) and is_prose(right):
        parts = [left, right]
    else:
        yield from gather_rows(band)
        return
    for part in parts:
        yield from read_zone(part, tables, depth + 1)


def find_borders(
    fragments: list[Fragment], gutter: Gutter | None, depth: int
) -> Iterator[float]:
    """Yield the middle of each white strip between columns, in points."""
    if gutter is None or depth == 0:
        return
    yield (gutter.left + gutter.right) / 2
    for side in (-1, 1):
        part = [fragment for fragment in fragments if gutter.side(fragment) == side]
        yield from find_borders(part, find_gutter(part), depth - 1)


def printed_turns(band: list[Fragment], gutter: Gutter) -> list[list[Fragment]]:
    """Return the band in printing order, cut where it changes column."""
    ordered = sorted(band, key=attrgetter("turn"))
    return [list(turn) for _, turn in groupby(ordered, gutter.side)]


def goes_down(turns: list[list[Fragment]], gutter: Gutter) -> bool:
    """Whether the printing starts left and never goes back up within a column."""
    if gutter.side(turns[0][0]) > 0:
        return False
    depth = {-1: float("-inf"), 1: float("-inf")}
    for turn in turns:
        side = gutter.side(turn[0])
        if min(fragment.base for fragment in turn) < depth[side]:
            return False
        depth[side] = max(fragment.base for fragment in turn)
    return True


def is_prose(column: list[Fragment]) -> bool:
    """Whether lines of running text fill the column, as cells of a table do not."""
    if len(column) < PROSE_LINES:
        return False
    width = max(f.right for f in column) - min(f.left for f in column)
    return median(fragment.width for fragment in column) >= PROSE_FILL * width
