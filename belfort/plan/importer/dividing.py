"""Which items below a label stand above the label that follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .habits import begins_small, first_word
from .items import Item, Splitter
from .labels import Label
from .questions import DOUBT
from .vocabulary import Vocabulary, fold

ORDER = {"general": 0, "strategic": 1, "operational": 2, "results": 3, "indicators": 4}
"""The levels of the template from the highest to the lowest."""


@dataclass(frozen=True, slots=True)
class Divider:
    """Divides the items between two labels with what their words and forms say."""

    words: Vocabulary
    splitter: Splitter

    def divide(
        self, label: Label, following: Label, items: list[Item]
    ) -> tuple[list[Item], list[Item]]:
        """Return the label's own items, and those that belong to the next label."""
        if label.cell or following.cell:
            return items, []
        here, there = ORDER[label.level], ORDER[following.level]
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
        missing = ORDER[following.level] - ORDER[label.level] - 1
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
        weight = self.as_heading(items)
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
        if repeated and self.as_heading(items) < 1.0:
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

    def as_heading(self, items: Sequence[Item]) -> float:
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


def _released(item: Item) -> list[Item]:
    subs, item.subs = item.subs, []
    last = subs[-1]
    item.subs = subs[:-1]
    return [item, last]
