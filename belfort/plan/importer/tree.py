"""From labelled blocks of lines to chapters, objectives, results and indicators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .blocks import Block
from .closing import closing_at
from .dividing import ORDER, Divider
from .habits import Habits
from .headings import SURE, Heading, Search, look
from .items import Item, Splitter
from .labels import Label
from .questions import Doubts
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
    _divider: Divider = field(init=False)
    _again: bool = False
    """A form names the chapter once more, above its next objective."""

    def __post_init__(self) -> None:
        self._divider = Divider(self.words, self.splitter)

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
                if following and following.is_field:
                    following = _below(block.label, blocks[place + 1 :])
                self._fill(block.label, own, following, last=after is None)
            elif block.is_field:
                self._past_field(own, blocks[place - 1], following)
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
        self._again = bool(self.chapters) and _repeats(self.chapters[-1], heading)
        if self._again:
            return
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
            place = closing_at(rows, self.words)
            rows, self.closing = rows[:place], list(rows[place:])
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
            items, above = self._divider.divide(label, following, items)
        self._add(label, items)
        if following is not None and above:
            self._tail(above, following.level)

    def _past_field(
        self, rows: Sequence[Row], before: Block, following: Block | None
    ) -> None:
        """Leave out a field that is no level, but not the objective that ends it."""
        if following is None:
            self.closing = list(rows[closing_at(rows, self.words) :])
        level = following.label.level if following and following.label else ""
        if level not in {"operational", "results"}:
            return
        if before.label and ORDER[before.label.level] < ORDER[level]:
            return
        items = self.splitter.split(rows, "operational")
        if len(items) > 1 and self._divider.as_heading(items) > 0:
            self._tail(items[-1:], level)

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
        if ORDER[label.level] < 3 or ORDER[following.level] >= ORDER[label.level]:
            return False
        above = {"operational": "strategic", "results": "operational"}
        return not self.habits.outer.get(above.get(following.level, ""), "")

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
        if self._known(item, chapter.general_objectives):
            return
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
        if self._known(item, chapter.strategic_objectives[-1:]):
            return
        node = StrategicObjective(
            id=f"{chapter.id}.s{len(chapter.strategic_objectives) + 1}",
            number=_number(item, number),
            text=self.splitter.text(item),
            source=item.first.source,
        )
        chapter.strategic_objectives.append(node)
        self.doubts.note(item, node.id)

    def _known(
        self, item: Item, above: Sequence[Objective | StrategicObjective]
    ) -> bool:
        """Whether a form repeats this objective with its chapter."""
        if not self._again:
            return False
        text = fold(self.splitter.text(item))
        return any(fold(node.text) == text for node in above)

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


def _below(label: Label, blocks: Sequence[Block]) -> Block | None:
    """Return the block of a lower level that follows the fields of no level."""
    block = next((one for one in blocks if not one.is_field), None)
    if block is None or block.label is None:
        return None
    return block if ORDER[block.label.level] > ORDER[label.level] else None


def _repeats(chapter: Chapter, heading: Heading) -> bool:
    """Whether a form names the chapter again for its next objective."""
    same = fold(chapter.title) == fold(heading.title)
    return same and chapter.number == heading.number


def _number(item: Item, own: str) -> str:
    first = item.first
    if own:
        return own
    if first.dotted:
        return first.number
    return first.ordinal if first.item != first.text else ""


def _place(row: Row) -> tuple[int, int]:
    return row.line.page, row.line.line
