"""The doubts of an import as questions with two readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .headings import Choice
from .items import Item, Splitter, question_id
from .reading import Question, Reading
from .rows import Row

DOUBT = 1.0
"""A weight nearer to zero than this is a question."""

KINDS = {
    "split": "split_or_join",
    "sub": "sub_items",
    "level": "heading_or_text",
    "heading": "which_heading",
}
"""The stable code of each kind of question, by the prefix of its id.

Reading 0 is always the plainer one: joined, items of their own, text of the list,
the line that the clues prefer.
"""

QUESTIONS: dict[str, Promise | str] = {
    "split_or_join": _("Is this one item, or are these two?"),
    "sub_items": _("Do these lines belong to the item above, or is each an item?"),
    "heading_or_text": _(
        "Is this line the last item of the list, or the objective above what follows?"
    ),
    "which_heading": _("Which of these lines begins the chapter?"),
}
"""The sentence of each kind of question."""


@dataclass(slots=True)
class Doubts:
    """Collects the questions while the tree is built."""

    splitter: Splitter
    questions: list[Question] = field(default_factory=list)

    def note(self, item: Item, node: str) -> None:
        """Ask about this item where its clues are near balance."""
        if item.start is not None and (item.start.doubtful or item.forced):
            self._split(item, node)
        for place, judgement in item.joins:
            if judgement.doubtful:
                self._join(item, place, node)
        if item.candidates:
            self._subs(item, node)
        if item.level is not None and abs(item.level) < DOUBT:
            self._level(item, node)
        for sub in item.subs:
            self.note(sub, node)

    def _split(self, item: Item, node: str) -> None:
        before = item.before
        if before is None:
            return
        rows = [*before.rows, *item.rows]
        readings = [[self._text(Item(rows))], [self._text(before), self._text(item)]]
        self._ask("split", node, readings, 1, [item.first, *rows])

    def _join(self, item: Item, place: int, node: str) -> None:
        apart = [Item(item.rows[:place]), Item(item.rows[place:])]
        readings = [[self._text(item)], [self._text(part) for part in apart]]
        self._ask("split", node, readings, 0, [item.rows[place], *item.rows])

    def _subs(self, item: Item, node: str) -> None:
        below = item.subs or item.candidates
        texts = [self._text(part) for part in (item, *below)]
        rows = [*item.rows, *(row for sub in below for row in sub.rows)]
        readings = [texts, [" • ".join(texts)]]
        self._ask("sub", node, readings, int(bool(item.subs)), [below[0].first, *rows])

    def _level(self, item: Item, node: str) -> None:
        above = [item.before] if item.before else []
        readings = [[self._text(part) for part in (*above, item)], [self._text(item)]]
        rows = [row for part in (*above, item) for row in part.rows]
        taken = self.splitter.answer("level", item.first)
        proposal = int((item.level or 0) > 0) if taken is None else taken
        self._ask("level", node, readings, proposal, [item.first, *rows])

    def heading(self, node: str, choice: Choice) -> None:
        """Ask which of two lines begins the chapter."""
        readings = [[row.text] for row in choice.rows]
        self._ask(
            "heading", node, readings, choice.taken, [choice.rows[0], *choice.rows]
        )

    def _text(self, item: Item) -> str:
        return self.splitter.text(item)

    def _ask(
        self,
        kind: str,
        node: str,
        readings: Sequence[Sequence[str]],
        proposal: int,
        rows: Sequence[Row],
    ) -> None:
        """Add a question about the first of the rows; the others are its lines."""
        asked = question_id(kind, rows[0])
        if any(question.id == asked for question in self.questions):
            return
        self.questions.append(
            Question(
                id=asked,
                kind=KINDS[kind],
                node=node,
                readings=[Reading(list(texts)) for texts in readings],
                proposal=proposal,
                lines=list(dict.fromkeys(row.line.text for row in rows[1:])),
                source=rows[0].source,
            )
        )
