"""Whether a line begins an item or continues one: named clues, each with a weight.

The weights are log odds towards a split. A clue that the document cannot give, such
as the right edge in a DOCX, weighs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .habits import (
    Habits,
    begins_small,
    first_word,
    gap,
    last_word,
    room,
)
from .rows import DASHES, Row

Clue = tuple[str, float]

DOUBT = 1.0
"""A sum of clues nearer to zero than this is a question."""
HEADING_DUE = 2.5
WITHOUT_MARK = 1.5
_STOPS = (".", "!", "?")


@dataclass(slots=True)
class Judgement:
    """The clues for one place between two lines; a positive sum is a split."""

    clues: list[Clue]

    @property
    def score(self) -> float:
        return sum(weight for _, weight in self.clues)

    @property
    def doubtful(self) -> bool:
        return abs(self.score) < DOUBT


@dataclass(slots=True)
class Setting:
    """What is known about the list in which lines are judged."""

    role: str
    habits: Habits
    marked: bool
    """The items of this list have marks."""
    single: bool = False
    """One sentence is expected here, such as the text of an objective."""
    numbered: bool = False
    """The items of this list have numbers."""
    heading_due: bool = False
    """A heading without a mark stands after the list, above the label that follows."""
    last_mark: int = 0
    """Place of the last line with a mark."""


def judge(
    before: Sequence[Row], row: Row, setting: Setting, place: int = 0
) -> Judgement:
    """Weigh whether ``row`` begins an item after the lines of the item before it.

    ``place`` is where the row stands in its list.
    """
    clues = _clues(before, row, setting, place)
    return Judgement([clue for clue in clues if clue[1]])


def _clues(
    before: Sequence[Row], row: Row, setting: Setting, place: int
) -> Iterator[Clue]:
    last = before[-1]
    if row.line.cell != last.line.cell:
        yield "another cell", 20.0
    if row.line.depth != last.line.depth and not row.joined and not last.joined:
        yield "another depth of the list", 6.0
    if row.mark or (row.ordinal and setting.numbered and not begins_small(row)):
        yield "list mark", 7.0 if row.mark else 4.0
        yield from _dash_in_sentence(before, row, setting)
        return
    if row.dotted and row.rest[:1].isupper():
        yield "heading number", 7.0
    elif before[0].dotted and not row.dotted:
        yield "only the first line has a number", -3.0
    if not setting.habits.wrapped:
        yield "a paragraph of its own", 4.0
        if row.line.depth is not None and row.line.line != last.line.line:
            yield "a paragraph of a list", 3.0
        if row.line.line == last.line.line and not row.joined:
            yield "a soft break inside the paragraph", -3.5
    yield from _style(before, row)
    yield from _ending(before, setting)
    yield from _beginning(before, row, setting)
    yield from _layout(before, row, setting)
    if setting.heading_due and place >= setting.last_mark:
        yield "a heading is due here", HEADING_DUE
    elif setting.marked:
        yield (
            "the other items have marks",
            (-WITHOUT_MARK if setting.habits.loses_marks else -2.5),
        )
    if setting.single:
        yield "one sentence expected", -4.0 if before[0].joined else -1.5


def _dash_in_sentence(
    before: Sequence[Row], row: Row, setting: Setting
) -> Iterator[Clue]:
    """A dash that closes or opens an aside, carried to the start of a line."""
    if row.mark not in DASHES or not begins_small(row):
        return
    habits = setting.habits
    yield "a small letter", -3.5 if habits.small_starts < 0.1 else -1.0
    yield "a word that begins items", habits.start_weight(setting.role, first_word(row))
    if before[-1].text.endswith((*_STOPS, ";")):
        yield "a full stop", 2.0
    elif last_word(before[-1]) in habits.words.functions:
        yield "a word that cannot end a sentence", -4.0
    if row.mark not in (before[0].mark, habits.outer.get(setting.role)):
        yield "another mark than the items have", -3.0
    text = " ".join(part.text for part in before)
    if text.count(f" {row.mark} ") % 2:
        yield "an aside is still open", -8.0
    elif f" {row.mark} " in row.text:
        yield "an aside opens and closes", -3.5
    yield from _gap(before, row, setting)
    yield from _room(before, row, setting)


def _style(before: Sequence[Row], row: Row) -> Iterator[Clue]:
    last = before[-1]
    if last.joined or row.joined:
        return
    sizes = last.line.size, row.line.size
    if sizes[0] and sizes[1] and abs(sizes[0] - sizes[1]) > 0.6:
        yield "another size", 4.0
    if last.line.bold != row.line.bold:
        yield "bold changes", 3.0
    if last.line.style != row.line.style:
        yield "another style", 3.0
    if last.capitals != row.capitals and len(row.rest) > 8 and len(last.rest) > 8:
        yield "capitals change", 2.5


def _ending(before: Sequence[Row], setting: Setting) -> Iterator[Clue]:
    """What the end of the line before says."""
    last = before[-1]
    text, word, habits = last.text, last_word(last), setting.habits
    if text.endswith("-") and not text.endswith(" -"):
        yield "a hyphen", -5.0
    elif text.endswith(","):
        yield "a comma", -4.0
    elif text.endswith(";"):
        yield "a semicolon", 1.5
    elif text.endswith("."):
        if word.rstrip(".") in habits.words.short_forms:
            yield "an abbreviation", -3.0
        else:
            yield "a full stop", 1.0 + 1.5 * max(0.0, 1 - habits.inner_stops / 0.04)
    elif text.endswith(("/", "&", "(", " -", " –")):
        yield "an open sign", -4.0
    elif word in habits.words.functions:
        yield "a word that cannot end a sentence", -4.0
    elif text[-1] not in "!?:)" and habits.ended.get(setting.role, 0.0) > 0.8:
        yield "the other items end with a stop", -2.0
    whole = " ".join(row.text for row in before)
    if whole.count("(") > whole.count(")"):
        yield "a bracket is open", -4.0
    if whole.count("«") > whole.count("»") or whole.count("“") > whole.count("”"):
        yield "a quotation is open", -2.0


def _beginning(before: Sequence[Row], row: Row, setting: Setting) -> Iterator[Clue]:
    """What the start of the line says."""
    habits, last = setting.habits, before[-1]
    word = first_word(row)
    first = row.text[0]
    stopped = last.text.endswith((*_STOPS, ";", ":"))
    if begins_small(row):
        apart = stopped or _gap_weight(before, row, setting) > 1.5
        begins = apart and word in habits.words.starts
        rare = habits.small_starts < 0.3 and not begins
        if not habits.wrapped and row.line.line != last.line.line:
            # Lists of office programs often begin small; breaks are joined already.
            rare = False
        yield "a small letter", -5.0 if rare else -2.0
        if word in habits.words.starts:
            yield "a word that begins items", habits.start_weight(setting.role, word)
        return
    if first in ").,;:%€/]»":
        yield "a closing sign", -6.0
        return
    if first.isdigit() and not row.dotted:
        # A year or a quantity alone on its line has lost its sentence.
        yield "a number", -1.0 if any(map(str.isalpha, row.text)) else -6.0
    elif first.isalpha() and not stopped:
        yield from _capital(last, row, habits)
    weight = habits.start_weight(setting.role, word)
    if weight:
        yield "a word that begins items", weight
    if not stopped and (last_word(last), word) in habits.pairs:
        yield "both words stand together elsewhere", -3.0


def _capital(last: Row, row: Row, habits: Habits) -> Iterator[Clue]:
    """A capital after no stop begins an item, unless the word is a name."""
    word = first_word(row)
    german = habits.words.language == "de"
    if row.capitals and last.capitals:
        return
    if word in habits.words.functions:
        yield "a small word with a capital", 1.0 if german else 3.0
    elif german:
        yield "a German noun", 0.3
    elif word in habits.small and word in habits.capital:
        yield "a capital that may be a name's", 0.5
    elif word in habits.small:
        yield "a capital that is not a name's", 2.5
    elif word in habits.capital:
        yield "a name", -1.0
    elif word in habits.words.starts:
        yield "a capital that is not a name's", 2.0
    else:
        yield "a capital", 0.5


def _layout(before: Sequence[Row], row: Row, setting: Setting) -> Iterator[Clue]:
    """What gaps, indents and the right margin say."""
    yield from _gap(before, row, setting)
    yield from _indent(before, row)
    yield from _room(before, row, setting)


def _gap(before: Sequence[Row], row: Row, setting: Setting) -> Iterator[Clue]:
    yield "the gap", _gap_weight(before, row, setting)


def _gap_weight(before: Sequence[Row], row: Row, setting: Setting) -> float:
    step = gap(before[-1], row)
    evidence = setting.habits.gap_evidence(setting.role, step)
    if evidence > 0 and any(
        gap(upper, lower) == step and begins_small(lower)
        for upper, lower in pairwise(before)
    ):
        # Within this very item such a gap stood between two halves of a sentence.
        return 0.0
    return evidence


def _room(before: Sequence[Row], row: Row, setting: Setting) -> Iterator[Clue]:
    last, habits = before[-1], setting.habits
    if not habits.wrapped:
        return
    margin = habits.margin(setting.role, last)
    if margin is None:
        if not habits.margins:
            yield "lines are not wrapped here", 2.0
        return
    widest = max(part.extent for part in before)
    left = room(last, row, margin, widest, by_signs=habits.by_signs)
    # Counted signs and printed edges leave less doubt than estimated widths.
    sure = 0.0 if habits.by_signs else 0.02 if last.line.right is not None else 0.1
    if left > 0.25:
        yield "much room was left", 3.5
    elif left > sure:
        yield "room was left", 2.5
    elif left > 0.04:
        yield "some room was left", 1.2
    elif left < 0:
        apart = _gap_weight(before, row, setting) > 2.0
        yield "the line was full", -1.0 if apart else -2.0


def _indent(before: Sequence[Row], row: Row) -> Iterator[Clue]:
    first, last = before[0], before[-1]
    here, above, start = row.line.indent, last.line.indent, first.line.indent
    if here is None or above is None or start is None or first.joined:
        return
    step = 3.0 if row.line.right is not None else 1.0
    if row.line.page != last.line.page and row.line.right is not None:
        return
    if len(before) > 1 and abs(above - start) >= step:
        if abs(here - above) < step:
            yield "indented as the continuation", -2.0
        elif abs(here - start) < step:
            yield "indented as the start", 2.5
    elif here > above + step and not first.mark:
        yield "a hanging line", -2.5
    elif here < above - step:
        yield "further left", 3.0
