"""Cutting the lines of a list into items and sub-items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .clues import HEADING_DUE, WITHOUT_MARK, Judgement, Setting, judge
from .habits import Habits, begins_small, first_word, last_word
from .ordinals import follows
from .rows import Row, join

HOLLOW = "o◦○"
"""The marks of a second level, by the custom of every word processor."""


@dataclass(slots=True)
class Item:
    """The lines of one item, and how sure it is that they are one."""

    rows: list[Row]
    start: Judgement | None = None
    """Why it begins where it does; None for the first of its list."""
    joins: list[tuple[int, Judgement]] = field(default_factory=list)
    """The lines that were joined, with their clues."""
    subs: list[Item] = field(default_factory=list)
    before: Item | None = None
    """The item above it in the list."""
    candidates: list[Item] = field(default_factory=list)
    """Items that may be its sub-items or items of their own; near balance."""
    forced: bool = False
    """Begins here only because the template needs an item here."""
    level: float | None = None
    """The weight for being an objective above what follows, where that is asked."""

    @property
    def first(self) -> Row:
        return self.rows[0]

    @property
    def marked(self) -> bool:
        return bool(self.first.mark)


@dataclass(slots=True)
class Splitter:
    """Cuts lines into items with one document's habits and a person's answers."""

    habits: Habits
    known: frozenset[str]
    answers: Mapping[str, int]

    def split(
        self,
        rows: Sequence[Row],
        role: str,
        *,
        single: bool = False,
        heading_due: bool = False,
    ) -> list[Item]:
        """Return the items of these lines, sub-items below the item they belong to."""
        if not rows:
            return []
        flat = self.cut(rows, role, single=single, heading_due=heading_due)
        return self.nest(flat, role) if role in {"results", "indicators"} else flat

    def cut(
        self,
        rows: Sequence[Row],
        role: str,
        *,
        single: bool = False,
        heading_due: bool = False,
    ) -> list[Item]:
        """Return the items in one row, sub-items among them."""
        marked = self.is_marked(rows, role)
        heading_due = heading_due and marked
        setting = Setting(
            role,
            self.habits,
            marked=marked,
            single=single,
            numbered=is_numbered(rows),
            heading_due=heading_due,
            last_mark=max(
                (place for place, row in enumerate(rows) if row.mark), default=0
            ),
        )
        items = [Item([rows[0]])]
        for place, row in enumerate(rows[1:], 1):
            current = items[-1]
            judgement = judge(current.rows, row, setting, place)
            if self.decide(row, judgement):
                items.append(Item([row], start=judgement, before=current))
            else:
                current.joins.append((len(current.rows), judgement))
                current.rows.append(row)
        return _one_heading(items) if heading_due else items

    def is_marked(self, rows: Sequence[Row], role: str) -> bool:
        """Whether the outer items of this list have marks."""
        marks = {row.mark for row in rows if row.mark}
        return bool(marks) and bool(self.outer(role, rows[0], marks))

    def decide(self, row: Row, judgement: Judgement) -> bool:
        """Return whether to split here: the person's answer, or the clues."""
        taken = self.answer("split", row)
        if taken is not None and judgement.doubtful:
            return taken == 1
        return judgement.score > 0

    def answer(self, kind: str, row: Row) -> int | None:
        """Return the reading that a person chose for this line, if one did."""
        return self.answers.get(question_id(kind, row))

    def nest(self, flat: Sequence[Item], role: str) -> list[Item]:
        """Return the items with those that belong under one moved there."""
        nested: list[Item] = []
        marks = {item.first.mark for item in flat if item.first.mark}
        outer = self.outer(role, flat[0].first, marks)
        for item in flat:
            if nested and self._belongs(nested[-1], item, outer, marks):
                nested[-1].subs.append(item)
            else:
                nested.append(item)
        return nested

    def outer(self, role: str, first: Row, marks: set[str]) -> str:
        """Return the mark of this list's outer items; empty where they have none.

        Where the first item has none, its mark may be lost: then the document's
        other lists tell.
        """
        usual = self.habits.outer.get(role, "")
        return usual if usual in marks or not first.mark else first.mark

    def _belongs(self, parent: Item, item: Item, outer: str, marks: set[str]) -> bool:
        """Whether the item is a sub-item of the one before it."""
        announced = self._announces(parent)
        first, above = item.first, parent.first
        elsewhere = first.line.cell != above.line.cell
        if first.dotted or first.line.outline is not None or elsewhere:
            return False
        depths = first.line.depth, above.line.depth
        if depths[0] is not None and depths[1] is not None and depths[0] != depths[1]:
            return depths[0] > depths[1]
        if depths[0] is not None and _deeper_lists(parent):
            return False
        if first.mark:
            return self._below(parent, first, outer, announced=announced)
        if _counts_on(parent, first):
            return True
        colon = parent.rows[-1].text.endswith(":")
        return colon and self._listed(parent, item, outer, marks)

    def _announces(self, parent: Item) -> bool:
        """Whether a list must follow: after a colon, or a word that ends nothing."""
        last = parent.rows[-1]
        open_end = last_word(last) in self.habits.words.functions
        return last.text.endswith(":") or (open_end and last.text[-1].isalpha())

    def _listed(self, parent: Item, item: Item, outer: str, marks: set[str]) -> bool:
        """Whether an item without a mark is in the list that its parent announces."""
        if outer:
            if deeper(item.first, parent.first):
                return True
            return bool(marks) and parent.marked and not _ended(parent.subs, item)
        if any(sub.marked for sub in parent.subs):
            return False
        start = parent.candidates[0].first if parent.candidates else item.first
        parent.candidates.append(item)
        taken = self.answer("sub", start)
        return self._alike(parent, item) if taken is None else taken == 1

    @staticmethod
    def _below(parent: Item, first: Row, outer: str, *, announced: bool) -> bool:
        """Whether an item with a mark stands below the one before it."""
        if first.mark == parent.first.mark == outer:
            indented = deeper(first, parent.first)
            styled = first.line.style != parent.first.line.style
            return indented and (announced or styled or bool(parent.subs))
        return first.mark != outer and (
            announced
            or bool(parent.subs)
            or deeper(first, parent.first)
            or (first.mark in HOLLOW and parent.first.mark == outer)
        )

    def _alike(self, parent: Item, item: Item) -> bool:
        """Whether an item without a mark still belongs to the list announced above."""
        if deeper(item.first, parent.first) or begins_small(item.first):
            return True
        if not parent.subs:
            return True
        before = parent.subs[-1]
        if before.rows[-1].text.endswith((";", ",")):
            return True
        if before.rows[-1].text.endswith("."):
            return False
        return first_word(before.first) == first_word(item.first)

    def text(self, item: Item) -> str:
        """Return the item's sentence; sub-items of an indicator belong to it."""
        return join(
            [row_text(row, place) for place, row in enumerate(item.rows)],
            self.habits.words,
            self.known,
        )


def _counts_on(parent: Item, first: Row) -> bool:
    """Whether letters count the sub-items: ``a)`` below an item that has none."""
    if not first.ordinal.isalpha() or parent.first.ordinal:
        return False
    if not parent.subs:
        return first.ordinal == "a"
    before = parent.subs[-1].first.ordinal
    return bool(before) and follows(before, first.ordinal)


def _deeper_lists(parent: Item) -> bool:
    """Whether the sub-items so far stand deeper in the list than their parent."""
    depths = [item.first.line.depth for item in (parent, *parent.subs)]
    return len(depths) > 1 and None not in depths and depths[0] != depths[-1]


def _ended(subs: Sequence[Item], item: Item) -> bool:
    """Whether a list of sub-items with marks ended above this item without one.

    Only the last of them has a full stop, and the item begins with a capital.
    """
    if not subs or not all(sub.marked for sub in subs) or begins_small(item.first):
        return False
    *others, last = [sub.rows[-1].text for sub in subs]
    return last.endswith(".") and bool(others) and not others[-1].endswith(".")


def _one_heading(items: list[Item]) -> list[Item]:
    """Return the items with at most one heading after the last mark.

    Each place there was judged as if the heading began at it; only at the
    likeliest does it.
    """
    last = max((n for n, item in enumerate(items) if item.marked), default=0)
    tail = [item for item in items[last + 1 :] if item.start is not None]
    best = max(tail, key=_start_score, default=None)
    kept = items[: last + 1]
    for item in items[last + 1 :]:
        if item is best or _start_score(item) > HEADING_DUE + WITHOUT_MARK:
            kept.append(item)
        else:
            before = kept[-1]
            if item.start is not None:
                before.joins.append((len(before.rows), item.start))
            before.joins += [(n + len(before.rows), why) for n, why in item.joins]
            before.rows += item.rows
    for above, below in pairwise(kept):
        below.before = above
    return kept


def _start_score(item: Item) -> float:
    return item.start.score if item.start else 0.0


def row_text(row: Row, place: int) -> str:
    """Return the row without the number that begins its item."""
    if place:
        return f"{row.mark} {row.text}" if row.mark else row.text
    if row.dotted:
        return row.rest
    return row.item


def is_numbered(rows: Sequence[Row]) -> bool:
    """Whether the items of this list are numbered one after another."""
    ordinals = [row.ordinal for row in rows if row.ordinal]
    return any(
        first in {"1", "a", "i", "R1", "I1"} and follows(first, second)
        for first, second in pairwise(ordinals)
    )


def deeper(row: Row, parent: Row) -> bool:
    """Whether the row stands further to the right than its parent."""
    if row.line.indent is None or parent.line.indent is None:
        return False
    if row.line.page != parent.line.page and row.line.right is not None:
        return False
    return row.line.indent > parent.line.indent + (4.0 if row.line.right else 1.0)


def question_id(kind: str, row: Row) -> str:
    """Return the stable id of a question about this line."""
    return f"q-{kind}-{row.source.page}-{row.source.line}"
