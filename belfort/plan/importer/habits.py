"""What a document does everywhere: its gaps, its margins, its words."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .blocks import Block
from .rows import Row, estimate, measure
from .vocabulary import Vocabulary, fold

PUNCTUATION = ".,;:()[]'\"«»“”‘’!?"
Family = tuple[str, int]
_INNER_STOP = re.compile(r"[^\W\d]{3}[.!?] [A-ZÀ-Þ]")


def first_word(row: Row) -> str:
    """Return the row's first word, folded, without punctuation."""
    words = row.item.split(maxsplit=1)
    return fold(words[0]).strip(PUNCTUATION) if words else ""


_AT_LEAST = frozenset({"minimum", "moins", "maximum", "plus"})


def last_word(row: Row) -> str:
    """Return the row's last word, folded, without punctuation.

    Two words that together end a sentence are one: “au minimum”.
    """
    words = [fold(word).strip(PUNCTUATION) for word in row.text.split()[-2:]]
    if len(words) > 1 and words[0] == "au" and words[1] in _AT_LEAST:
        return " ".join(words)
    return words[-1] if words else ""


def begins_small(row: Row) -> bool:
    """Whether the row begins in the middle of a sentence."""
    text = row.text.lstrip("'\"«“‘(")
    return bool(text) and text[0].islower()


def gap(before: Row, after: Row) -> int | None:
    """Return the gap between two lines in steps; None where it cannot be known."""
    if after.line.page_break or before.line.page != after.line.page:
        return None
    if before.line.top is not None and after.line.top is not None:
        size = max(before.line.size or 10.0, after.line.size or 10.0, 4.0)
        lead = (after.line.top - before.line.top) / size
        return round(lead * 8) if 0 < lead < 12 else None
    return after.line.blank_before


@dataclass(slots=True)
class Margin:
    """How far the lines of one kind run before they wrap."""

    base: float
    wide: float

    def limit(self, extent: float) -> float:
        return self.base if extent <= self.base * 1.02 else max(self.wide, extent)


@dataclass(slots=True)
class Habits:
    """The document's own habits, learned from the lines that leave no doubt."""

    wrapped: bool
    words: Vocabulary
    wraps: dict[str, Counter[int]] = field(default_factory=dict)
    splits: dict[str, Counter[int]] = field(default_factory=dict)
    all_wraps: Counter[int] = field(default_factory=Counter)
    all_splits: Counter[int] = field(default_factory=Counter)
    """The gaps of every role together."""
    margins: dict[Family, Margin] = field(default_factory=dict)
    usual: Margin | None = None
    outer: dict[str, str] = field(default_factory=dict)
    """The mark of most first items below a label, per role; empty for none."""
    by_signs: bool = False
    """The lines of this text are as long as their number of signs."""
    small: set[str] = field(default_factory=set)
    capital: set[str] = field(default_factory=set)
    pairs: set[tuple[str, str]] = field(default_factory=set)
    starts: dict[str, Counter[str]] = field(default_factory=dict)
    ended: dict[str, float] = field(default_factory=dict)
    """Share of the marked items that end with a stop, per role."""
    loses_marks: bool = False
    """Some items of lists with marks have lost theirs."""
    inner_stops: float = 0.0
    """Full stops within an item's lines, per marked item."""
    small_starts: float = 0.0
    """Share of the marked items that begin without a capital."""

    def gap_evidence(self, role: str, step: int | None) -> float:
        """Return the weight of a gap for a split: a log ratio between -2.5 and 2.5."""
        if step is None:
            return 0.0
        splits, wraps, own = self._gaps(role)
        if sum(splits.values()) < 3 or sum(wraps.values()) < 3:
            return self._bare_gap(step, splits, wraps)
        usual = max(seen.most_common(1)[0][0] for seen in (splits, wraps))
        if step > usual and splits[step] + wraps[step] < 3:
            return 1.5
        kinds = len({*splits, *wraps, step})
        split = (splits[step] + 0.5) / (sum(splits.values()) + 0.5 * kinds)
        wrap = (wraps[step] + 0.5) / (sum(wraps.values()) + 0.5 * kinds)
        # Where items have no marks, the gap is what their writer set them apart with.
        most = 1.5 if not own else 2.5 if self.outer.get(role) else 3.5
        return max(-most, min(most, math.log(split / wrap)))

    def _gaps(self, role: str) -> tuple[Counter[int], Counter[int], bool]:
        """Return the gaps of splits and of wraps, and whether they are the role's."""
        splits = self.splits.get(role, Counter())
        wraps = self.wraps.get(role, Counter())
        if sum(splits.values()) < 5 or sum(wraps.values()) < 5:
            return self.all_splits, self.all_wraps, False
        return splits, wraps, True

    @staticmethod
    def _bare_gap(step: int, splits: Counter[int], wraps: Counter[int]) -> float:
        """Return the weight of a gap where splits or wraps are hardly known."""
        if sum(splits.values()) >= 3 and not wraps[step]:
            return 2.0 if splits[step] else -1.0
        if not wraps:
            return 0.0
        usual, total = wraps.most_common(1)[0][0], sum(wraps.values())
        if step <= usual:
            return -0.3
        return 2.5 if total >= 8 and wraps[step] < 0.03 * total else 0.7

    def margin(self, role: str, row: Row) -> Margin | None:
        """Return the right margin for this line; None where it is not known."""
        found = self.margins.get(family(role, row))
        return found or (self.usual if row.line.right is None else None)

    def start_weight(self, role: str, word: str) -> float:
        """Return how strongly this first word says that an item begins."""
        if not word or word in self.words.functions:
            return 0.0
        seen = self.starts.get(role, Counter())[word]
        known = 1.5 if word in self.words.starts and role == "indicators" else 0.0
        learned = 0.5 * math.log2(1 + seen) if seen else 0.0
        return min(3.0, known + learned)


def family(role: str, row: Row) -> Family:
    """Return the kind of lines that share a right margin."""
    if row.line.right is not None:
        return "", round((row.line.indent or 0.0) / 24)
    if row.line.indent is not None:
        return role, round(row.line.indent / 4)
    return role, 0


def learn(blocks: Sequence[Block], words: Vocabulary, *, wrapped: bool) -> Habits:
    """Return the habits of the document these blocks make up."""
    habits = Habits(wrapped and _wraps(blocks), words)
    _learn_marks(habits, blocks)
    if habits.wrapped:
        _learn_measure(habits, blocks)
        _learn_margins(habits, blocks)
    marked = [row for block in blocks for row in block.rows if row.mark]
    for block in blocks:
        role = role_of(block)
        _learn_words(habits, block.rows)
        starts = habits.starts.setdefault(role, Counter())
        starts.update(first_word(row) for row in block.rows if row.mark)
        if block.label is not None:
            _learn_gaps(habits, role, block.rows)
    habits.all_wraps = sum(habits.wraps.values(), Counter())
    habits.all_splits = sum(habits.splits.values(), Counter())
    _learn_ends(habits, blocks)
    habits.loses_marks = any(
        _lost_marks(habits, role_of(block), block.rows)
        for block in blocks
        if habits.outer.get(role_of(block))
    )
    small = [row for row in marked if begins_small(row) and not _is_aside(row)]
    habits.small_starts = len(small) / max(1, len(marked))
    return habits


def _is_aside(row: Row) -> bool:
    """Whether the dash at the start may open an aside that closes in this line."""
    return f" {row.mark} " in row.text


def _wraps(blocks: Sequence[Block]) -> bool:
    """Whether sentences run over several lines.

    Then some lines begin with a small letter, and none is very long.
    """
    rows = [row for block in blocks for row in block.rows]
    if all(row.line.right is not None or len(row.line.text) < 140 for row in rows):
        return True
    small = sum(begins_small(row) and not row.mark for row in rows)
    return small > 0.04 * len(rows)


def role_of(block: Block) -> str:
    """Return the level of the block's label; ``intro`` without one."""
    return block.label.level if block.label else "intro"


def _learn_gaps(habits: Habits, role: str, rows: Sequence[Row]) -> None:
    """Count the gaps where an item surely begins, and where one surely goes on."""
    outer = habits.outer.get(role, "")
    for before, row in pairwise(rows):
        step = gap(before, row)
        if step is None:
            continue
        if not row.mark and begins_small(row):
            if first_word(row) not in habits.words.starts:
                habits.wraps.setdefault(role, Counter())[step] += 1
        elif row.mark == outer and (outer or _ended_early(habits, role, before, row)):
            habits.splits.setdefault(role, Counter())[step] += 1


def _ended_early(habits: Habits, role: str, before: Row, row: Row) -> bool:
    """Whether the line above stops far from the margin, and this one has a capital."""
    margin = habits.margin(role, before)
    short = margin is not None and before.extent < 0.7 * margin.base
    return short and row.text[:1].isupper() and not before.text.endswith(":")


def _lost_marks(habits: Habits, role: str, rows: Sequence[Row]) -> bool:
    """Whether a line between items with marks surely begins one without."""
    first = bool(rows) and not rows[0].mark and any(row.mark for row in rows)
    return first or any(
        after.mark and not row.mark and _ended_early(habits, role, before, row)
        for before, row, after in zip(rows, rows[1:], rows[2:], strict=False)
    )


def _learn_ends(habits: Habits, blocks: Sequence[Block]) -> None:
    """Learn how often items end with a stop, and how often one stands inside."""
    ends: dict[str, list[bool]] = defaultdict(list)
    inner = items = 0
    for block in blocks[1:]:
        for row in block.rows:
            inner += len(_INNER_STOP.findall(row.item))
            items += bool(row.mark)
        for before, row in pairwise(block.rows):
            if row.mark:
                ends[role_of(block)].append(before.text.endswith((".", ";")))
    habits.ended = {role: sum(seen) / len(seen) for role, seen in ends.items()}
    habits.inner_stops = inner / max(1, items)


def _learn_marks(habits: Habits, blocks: Sequence[Block]) -> None:
    first: dict[str, Counter[str]] = defaultdict(Counter)
    for block in blocks:
        if block.label is not None and block.rows:
            first[block.label.level][block.rows[0].mark] += 1
    habits.outer = {role: seen.most_common(1)[0][0] for role, seen in first.items()}


def _neighbours(rows: Sequence[Row]) -> Iterable[tuple[Row | None, Row]]:
    return zip([None, *rows[:-1]], rows, strict=True) if rows else ()


def _learn_words(habits: Habits, rows: Sequence[Row]) -> None:
    for row in rows:
        raw = row.item.split()
        folded = [fold(word).strip(PUNCTUATION) for word in raw]
        for place, word in enumerate(raw):
            bare = word.strip(PUNCTUATION)
            if not bare:
                continue
            if bare[0].islower():
                habits.small.add(folded[place])
            elif place and not raw[place - 1].endswith((".", ":", "?", "!")):
                habits.capital.add(folded[place])
        for place in range(1, len(raw)):
            if raw[place - 1][-1] not in PUNCTUATION:
                habits.pairs.add((folded[place - 1], folded[place]))


def _learn_measure(habits: Habits, blocks: Sequence[Block]) -> None:
    """Find out whether a text was wrapped at a number of signs, not in print.

    Then the next word would not have fitted on any line that was wrapped.
    """
    wraps = [
        (before, row)
        for block in blocks
        for before, row in pairwise(block.rows)
        if not row.mark and begins_small(row) and before.line.right is None
    ]
    if len(wraps) < 8:
        return
    if _loose_wraps(wraps) <= 0.02 * len(wraps):
        habits.by_signs = True
        for block in blocks:
            for row in block.rows:
                row.extent = measure(row, by_signs=True)


def _loose_wraps(wraps: Sequence[tuple[Row, Row]]) -> int:
    """Return how many wrapped lines had room for the next word, counted in signs."""
    extents = [measure(before, by_signs=True) for before, _ in wraps]
    limit = sorted(extents)[int(len(extents) * 0.97)]
    words = [row.text.split(maxsplit=1)[0] for _, row in wraps]
    return sum(
        extent + len(word) + 1 < limit * 0.97
        for extent, word in zip(extents, words, strict=True)
    )


def _learn_margins(habits: Habits, blocks: Sequence[Block]) -> None:
    extents: dict[Family, list[float]] = defaultdict(list)
    loose: dict[Family, list[float]] = defaultdict(list)
    for block in blocks:
        role = block.label.level if block.label else "intro"
        for before, row in _neighbours(block.rows):
            if before is None:
                continue
            loose[family(role, before)].append(before.extent)
            if not row.mark and begins_small(row) and row.line.cell == before.line.cell:
                extents[family(role, before)].append(before.extent)
    pooled = sorted(extent for found in extents.values() for extent in found)
    if len(pooled) >= 3:
        habits.usual = _margin(pooled)
    everywhere = sorted(extent for found in loose.values() for extent in found)
    for kind, all_extents in loose.items():
        sure = sorted(extents.get(kind, []))
        if not sure and kind[0] == "":
            # None of these lines was wrapped: they do not tell where the edge is.
            sure = everywhere
        elif len(sure) < 3 and kind[0] == "":
            sure = sorted(all_extents)
        elif len(sure) < 3:
            sure = pooled if len(pooled) >= 3 else []
        if sure:
            habits.margins[kind] = _margin(sure)


def _margin(extents: Sequence[float]) -> Margin:
    """Return the margin of sorted extents; a few far wider lines are told apart."""
    base = extents[-1]
    for narrow, wide in zip(
        extents[len(extents) // 2 :], extents[len(extents) // 2 + 1 :], strict=False
    ):
        if wide > narrow * 1.08:
            base = narrow
            break
    return Margin(base, extents[-1])


def room(
    before: Row, after: Row, margin: Margin, widest: float, *, by_signs: bool = False
) -> float:
    """Return the share of the line left over had the next word stood on it."""
    word = f" {after.text.split(maxsplit=1)[0]}"
    limit = margin.limit(max(before.extent, widest))
    start = 0.0
    if before.line.right is not None:
        start = before.line.indent or 0.0
        scale = (before.line.right - start) / max(1.0, estimate(before.text))
        needed = estimate(word) * scale
    else:
        needed = len(word) if by_signs else estimate(word)
    return (limit - before.extent - needed) / max(1.0, limit - start)
