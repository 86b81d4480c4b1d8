"""Runs of words on one baseline, the pieces of which a page's lines consist."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from ..characters import BULLETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..lines import Cell
    from .glyphs import Word

# All in sizes of type: a gap that separates columns, how far words of one line may
# stand up or down from each other (a raised figure more), and a mark before its text.
APART = 1.5
LEVEL = 0.35
RAISED = 0.6
HANGING = 4.0


@dataclass(slots=True)
class Fragment:
    """Words of one baseline without a wide gap, in the order they were printed."""

    words: list[Word]
    left: float
    right: float
    base: float
    size: float
    turn: int
    """Its place in the order in which the file prints."""
    cell: Cell | None = None

    @property
    def width(self) -> float:
        return self.right - self.left


def cut_fragments(words: Iterable[Word]) -> list[Fragment]:
    """Return the words gathered in fragments, in printing order."""
    fragments: list[Fragment] = []
    for word in words:
        if fragments and belongs(fragments[-1], word):
            extend(fragments[-1], word)
        else:
            fragments.append(
                Fragment(
                    [word], word.left, word.right, word.base, word.size, len(fragments)
                )
            )
    return fragments


def belongs(fragment: Fragment, word: Word) -> bool:
    """Whether the word continues the fragment on its line."""
    size = max(fragment.size, word.size)
    gap, rise = word.left - fragment.right, abs(word.base - fragment.base)
    if gap < -0.5 * size:
        return False
    if rise > LEVEL * size and not (rise < RAISED * size and gap < 0.5 * size):
        return False
    return gap <= (HANGING if is_mark(fragment) else APART) * size


def is_mark(fragment: Fragment) -> bool:
    """Whether the fragment is only a list mark or a number, waiting for its text."""
    if len(fragment.words) > 1:
        return False
    text = fragment.words[0].text
    return text in BULLETS or (len(text) <= 8 and text[-1] in ".)" and text != "...")


def extend(fragment: Fragment, word: Word) -> None:
    """Add the word; a raised figure does not move the fragment's baseline."""
    fragment.words.append(word)
    fragment.right = max(fragment.right, word.right)
    if word.size > fragment.size:
        fragment.base, fragment.size = word.base, word.size


def gather_rows(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """Return the fragments by baseline from top to bottom, each row left to right."""
    rows: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=attrgetter("base")):
        if rows and same_level(rows[-1][0], fragment):
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    for row in rows:
        row.sort(key=attrgetter("left"))
    return rows


def same_level(one: Fragment, other: Fragment) -> bool:
    """Whether two fragments stand on one line."""
    return abs(one.base - other.base) <= LEVEL * max(one.size, other.size)


def row_words(row: Iterable[Fragment]) -> list[Word]:
    """Return the words of a row's fragments from left to right."""
    return [word for fragment in row for word in fragment.words]
