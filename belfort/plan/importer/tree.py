"""From labelled blocks of lines to chapters, objectives, results and indicators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .habits import Habits, begins_small, first_word
from .headings import SURE, Heading, Search, look
from .items import Item, Splitter
from .labels import Block, Label
from .questions import DOUBT, Doubts
from .reading import (
    Chapter,
    Indicator,
    Objective,
    OperationalObjective,
    Result,
    Source,
    StrategicObjective,
)
from .rows import Row
from .vocabulary import Vocabulary, fold

_ORDER = {"general": 0, "strategic": 1, "operational": 2, "results": 3, "indicators": 4}


@dataclass(slots=True)
class Builder:
    """Builds the tree block by block; ``chapters`` is the result."""

    words: Vocabulary
    habits: Habits
    splitter: Splitter
    search: Search
    doubts: Doubts
    chapters: list[Chapter] = field(default_factory=list)
    closing: list[Row] = field(default_factory=list)
    """The rows with which the document is signed."""

    def build(self, blocks: Sequence[Block]) -> list[Chapter]:
        """Return the chapters of these blocks."""
        headings = self._headings(blocks)
        for place, block in enumerate(blocks):
            after = blocks[place + 1] if place + 1 < len(blocks) else None
            heading = headings.get(place)
            own, tail = block.rows, list[Row]()
            if heading:
                own, tail = block.rows[: heading.start], block.rows[heading.end :]
            following = None if heading else after
            if block.label is not None:
                self._fill(block.label, own, following, last=after is None)
            elif place and own and following and following.label:
                self._tail(self.splitter.split(own, "strategic"), following.label.level)
            elif place and after is None:
                self.closing = own
            if heading:
                self._begin(heading, block.rows, tail, after)
        return self.chapters

    # Chapters

    def _headings(self, blocks: Sequence[Block]) -> dict[int, Heading]:
        """Return the chapter headings by the place of the block that holds them."""
        found: dict[int, Heading] = {}
        for attempt in range(2):
            found = {}
            deep = True
            for place, block in enumerate(blocks):
                after = blocks[place + 1] if place + 1 < len(blocks) else None
                if block.label is not None:
                    deep = deep or block.label.level != "general"
                if after is None or after.label is None:
                    continue
                level = after.label.level
                if level not in {"general", "strategic"}:
                    continue
                forced = level == "general" and deep and not found.get(place)
                named = after if level == "general" else None
                heading = self.search.find(block, named, len(found))
                if heading is None:
                    continue
                likely = heading.score >= SURE + 1.5
                if forced or (likely and (attempt or place == 0)):
                    found[place] = heading
                    deep = False
            for place, heading in found.items():
                if not attempt and heading.score >= SURE:
                    self.search.looks[look(blocks[place].rows[heading.start])] += 1
        return found

    def _begin(
        self,
        heading: Heading,
        rows: Sequence[Row],
        tail: Sequence[Row],
        after: Block | None,
    ) -> None:
        first = rows[heading.start]
        chapter = Chapter(
            id=f"c{len(self.chapters) + 1}",
            number=heading.number,
            title=heading.title,
            kind="coordination" if heading.coordination else "phenomenon",
            source=first.source,
        )
        self.chapters.append(chapter)
        level = after.label.level if after and after.label else "general"
        if level in {"operational", "results"} and tail:
            self._tail(self.splitter.split(tail, "operational"), level)
            return
        chapter.intro = self._intro(tail)
        if heading.choice is not None:
            self.doubts.heading(chapter.id, heading.choice)

    def _intro(self, rows: Sequence[Row]) -> str:
        paragraphs = self.splitter.cut(rows, "intro") if rows else []
        return "\n\n".join(self._paragraph(item) for item in paragraphs)

    def _paragraph(self, item: Item) -> str:
        text = self.splitter.text(item)
        first = item.first
        if first.ordinal and not first.dotted:
            return first.text[: len(first.text) - len(first.item)] + text
        return text

    # The levels below

    def _fill(
        self, label: Label, rows: Sequence[Row], after: Block | None, *, last: bool
    ) -> None:
        """Add the items below a label, the last ones to the level that follows."""
        if not self.chapters:
            self._unnamed(label)
        if last:
            rows = self._until_closing(rows)
        following = after.label if after else None
        single = self._expects_one(label, following)
        items = self.splitter.split(
            rows,
            label.level,
            single=single,
            heading_due=self._heading_due(label, following),
        )
        above: list[Item] = []
        if following is not None:
            items, above = self._divide(label, following, items)
        self._add(label, items)
        if following is not None and above:
            self._tail(above, following.level)

    def _unnamed(self, label: Label) -> None:
        """Begin a chapter where the document has no heading for it."""
        self.chapters.append(
            Chapter("c1", "", "", "phenomenon", Source(*_place(label.row)))
        )

    @staticmethod
    def _expects_one(label: Label, following: Label | None) -> bool:
        if label.level in {"strategic", "operational"}:
            return following is not None and following.level != label.level
        return label.inline and not label.plural

    def _heading_due(self, label: Label, following: Label | None) -> bool:
        """Whether an objective without a mark stands before the label that follows."""
        if following is None or following.cell or label.cell or following.inline:
            return False
        if _ORDER[label.level] < 3 or _ORDER[following.level] >= _ORDER[label.level]:
            return False
        above = {"operational": "strategic", "results": "operational"}
        return not self.habits.outer.get(above.get(following.level, ""), "")

    def _until_closing(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Return the rows before the lines with which the document is signed."""
        for place, row in enumerate(rows):
            text = " ".join(part.text for part in rows[place : place + 3])
            if place and not row.mark and self.words.closing.match(fold(text)):
                self.closing = list(rows[place:])
                return rows[:place]
        return rows

    def _divide(
        self, label: Label, following: Label, items: list[Item]
    ) -> tuple[list[Item], list[Item]]:
        """Return the label's own items, and those that belong to the next label."""
        if label.cell or following.cell:
            return items, []
        here, there = _ORDER[label.level], _ORDER[following.level]
        if there == here + 1 or (label.level == "general" and there == 1):
            return items, []
        if there > here + 1:
            return self._skipped(label, following, items)
        if following.level == "operational":
            return self._strategic_tail(following, items)
        if following.level == "results":
            return self._operational_tail(label, following, items)
        return items, []

    def _skipped(
        self, label: Label, following: Label, items: list[Item]
    ) -> tuple[list[Item], list[Item]]:
        """Divide where a level has no label of its own."""
        if label.level in {"operational", "results"}:
            return items, []
        missing = _ORDER[following.level] - _ORDER[label.level] - 1
        if following.level == "indicators":
            missing -= 1
        keep = max(1, len(items) - missing)
        return items[:keep], items[keep:]

    def _strategic_tail(
        self, following: Label, items: list[Item]
    ) -> tuple[list[Item], list[Item]]:
        """Divide before an operational label: the last item may be strategic."""
        if len(items) < 2:
            return items, []
        weight = self._as_heading(items)
        if any(
            topic in fold(self.splitter.text(items[-1]))
            for topic in self.words.strategic_topics
        ):
            weight += 3.0
        weight += 1.5 if following.plural and not following.inline else -1.0
        last = items[-1]
        last.level, last.before = weight, items[-2]
        taken = self.splitter.answer("level", last.first)
        if weight > 0 if taken is None or abs(weight) >= DOUBT else taken == 1:
            return items[:-1], [last]
        return items, []

    def _operational_tail(
        self, label: Label, following: Label, items: list[Item]
    ) -> tuple[list[Item], list[Item]]:
        """Divide before a results label: the last item is an operational objective."""
        items = self._at_least_two(items)
        if len(items) < 2:
            return items, []
        repeated = following.inline and following.number not in {"", "1"}
        if repeated and self._as_heading(items) < 1.0:
            return items, []
        keep = len(items) - 1
        if self._is_strategic(items, keep - 1):
            keep -= 1
        return items[:keep], items[keep:]

    def _is_strategic(self, items: list[Item], place: int) -> bool:
        """Whether an unlabelled strategic objective stands above the operational."""
        if place < 1:
            return False
        item = items[place]
        if not item.first.dotted or items[place - 1].first.dotted:
            return False
        return not items[place + 1].first.dotted or (
            item.first.number.count(".") < items[place + 1].first.number.count(".")
        )

    def _at_least_two(self, items: list[Item]) -> list[Item]:
        """Return the items, a last one split where its clues come nearest to it."""
        if len(items) != 1 or not items[0].joins:
            if items and items[-1].subs:
                return [*items[:-1], *_released(items[-1])]
            return items
        place, judgement = max(items[0].joins, key=lambda join: join[1].score)
        if judgement.score < -4:
            return items
        rows = items[0].rows
        if self.splitter.answer("split", rows[place]) == 0:
            return items
        first = Item(rows[:place])
        return [first, Item(rows[place:], judgement, before=first, forced=True)]

    def _as_heading(self, items: Sequence[Item]) -> float:
        """Return the weight for the last item being a heading over what follows."""
        last, others = items[-1].first, [item.first for item in items[:-1]]
        weight = 0.0
        if last.dotted and not others[-1].dotted:
            weight += 4.0
        elif last.ordinal and not any(other.ordinal for other in others):
            weight += 2.0
        if any(other.mark for other in others):
            weight += -2.0 if last.mark else 2.0
        lines = last.line, others[-1].line
        if (lines[0].bold, lines[0].style, lines[0].outline) != (
            lines[1].bold,
            lines[1].style,
            lines[1].outline,
        ):
            weight += 3.0
        sizes = lines[0].size, lines[1].size
        if sizes[0] and sizes[1] and abs(sizes[0] - sizes[1]) > 0.6:
            weight += 3.0
        if first_word(last) in self.words.starts:
            weight -= 2.5
        if begins_small(last):
            weight -= 2.0
        return weight

    def _tail(self, items: Sequence[Item], level: str) -> None:
        """Add items that stand above the label of the level below theirs."""
        if level == "operational":
            for item in items:
                self._strategic(item, "")
            return
        for item in items[:-1]:
            self._strategic(item, "")
        self._operational(items[-1])

    def _add(self, label: Label, items: Sequence[Item]) -> None:
        for place, item in enumerate(items):
            own = label.number if label.inline and place == 0 else ""
            match label.level:
                case "general":
                    self._general(item, own)
                case "strategic":
                    self._strategic(item, own)
                case "operational":
                    self._operational(item)
                case "results":
                    self._result(item)
                case "indicators":
                    self._indicator(item)

    def _general(self, item: Item, number: str) -> None:
        chapter = self.chapters[-1]
        node = Objective(
            id=f"{chapter.id}.g{len(chapter.general_objectives) + 1}",
            number=_number(item, number),
            text=self.splitter.text(item),
            source=item.first.source,
        )
        chapter.general_objectives.append(node)
        self.doubts.note(item, node.id)

    def _strategic(self, item: Item, number: str) -> None:
        chapter = self.chapters[-1]
        node = StrategicObjective(
            id=f"{chapter.id}.s{len(chapter.strategic_objectives) + 1}",
            number=_number(item, number),
            text=self.splitter.text(item),
            source=item.first.source,
        )
        chapter.strategic_objectives.append(node)
        self.doubts.note(item, node.id)

    def _operational(self, item: Item) -> None:
        parent = self._last_strategic(item.first)
        node = OperationalObjective(
            id=f"{parent.id}.o{len(parent.operational_objectives) + 1}",
            text=self._whole(item),
            source=item.first.source,
        )
        parent.operational_objectives.append(node)
        self.doubts.note(item, node.id)

    def _result(self, item: Item) -> None:
        parent = self._last_operational(item.first)
        node = Result(
            id=f"{parent.id}.r{len(parent.results) + 1}",
            text=self.splitter.text(item),
            source=item.first.source,
            items=[self.splitter.text(sub) for sub in item.subs],
        )
        parent.results.append(node)
        self.doubts.note(item, node.id)

    def _indicator(self, item: Item) -> None:
        parent = self._last_operational(item.first)
        node = Indicator(
            id=f"{parent.id}.i{len(parent.indicators) + 1}",
            text=self._whole(item),
            source=item.first.source,
        )
        parent.indicators.append(node)
        self.doubts.note(item, node.id)

    def _whole(self, item: Item) -> str:
        """Return the sentence with its sub-items, where these have no place apart."""
        return " ".join(map(self.splitter.text, [item, *item.subs]))

    def _last_strategic(self, row: Row) -> StrategicObjective:
        chapter = self.chapters[-1]
        if not chapter.strategic_objectives:
            chapter.strategic_objectives.append(
                StrategicObjective(f"{chapter.id}.s1", "", "", row.source)
            )
        return chapter.strategic_objectives[-1]

    def _last_operational(self, row: Row) -> OperationalObjective:
        parent = self._last_strategic(row)
        if not parent.operational_objectives:
            parent.operational_objectives.append(
                OperationalObjective(f"{parent.id}.o1", "", row.source)
            )
        return parent.operational_objectives[-1]


def _released(item: Item) -> list[Item]:
    subs, item.subs = item.subs, []
    last = subs[-1]
    item.subs = subs[:-1]
    return [item, last]


def _number(item: Item, own: str) -> str:
    first = item.first
    if own:
        return own
    if first.dotted:
        return first.number
    return first.ordinal if first.item != first.text else ""


def _place(row: Row) -> tuple[int, int]:
    return row.line.page, row.line.line
