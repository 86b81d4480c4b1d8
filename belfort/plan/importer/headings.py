"""Finding the line with which a chapter begins, by named clues."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .blocks import Block
from .habits import Habits, begins_small, gap, last_word
from .items import question_id
from .ordinals import MARKS
from .rows import DASHES, Row, join
from .vocabulary import Vocabulary, fold

Clue = tuple[str, float]
Look = tuple[float | None, bool, str, int | None, bool, str]

SURE = 5.0
"""The weight a line needs to begin a chapter where none has to begin."""
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


@dataclass(frozen=True, slots=True)
class Choice:
    """The two likeliest lines, and which was taken for the heading."""

    rows: tuple[Row, Row]
    taken: int


@dataclass(slots=True)
class Heading:
    """A chapter's heading: where it stands in its block and what it says."""

    start: int
    end: int
    score: float
    number: str
    title: str
    coordination: bool
    choice: Choice | None = None
    """Set where another line is nearly as likely to be the heading."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What stands around a possible heading."""

    subject: frozenset[str]
    """The words of the general objective that follows."""
    number: str
    """The number of the label that follows."""
    count: int
    """The chapters that begin above."""


@dataclass(slots=True)
class Search:
    """Looks for chapter headings with what the document has shown so far."""

    words: Vocabulary
    habits: Habits
    known: frozenset[str] = frozenset()
    """The words of the document, to heal a broken title."""
    looks: Counter[Look] = field(default_factory=Counter)
    """The looks of the headings that are sure."""
    answers: Mapping[str, int] = field(default_factory=dict)

    def find(self, block: Block, after: Block | None, count: int) -> Heading | None:
        """Return the most likely heading among the block's lines, with its weight.

        ``after`` is the block that follows, whose general objective names the
        phenomenon; ``count`` is the number of chapters that begin above.
        """
        subject = content_words(_subject(after), self.words) if after else frozenset()
        subject -= self.words.plan_words
        below = after.label.row.number if after and after.label else ""
        scene = Scene(subject, below, count)
        scored = []
        for place in range(len(block.rows)):
            clues = self._clues(block, place, scene)
            scored.append((sum(weight for _, weight in clues), -place))
        if not scored:
            return None
        (score, first), *rest = sorted(scored, reverse=True)
        if score < SURE and rest and rest[0][0] > score - 1:
            return self._doubtful(block, -first, -rest[0][1], score)
        return self._extend(block.rows, -first, score)

    def _doubtful(self, block: Block, best: int, rival: int, score: float) -> Heading:
        """Return the line a person chose of the two, else the likelier one."""
        rows = block.rows[best], block.rows[rival]
        taken = self.answers.get(question_id("heading", rows[0]), 0)
        heading = self._extend(block.rows, rival if taken else best, score)
        heading.choice = Choice(rows, int(taken > 0))
        return heading

    def _clues(self, block: Block, place: int, scene: Scene) -> Iterator[Clue]:
        row = block.rows[place]
        before = block.rows[place - 1] if place else None
        title = fold(row.rest if row.number and row.stopped else row.text)
        if row.mark and row.mark not in MARKS:
            yield "a list mark", -5.0
        if prefixed(row, self.words):
            yield "named as a phenomenon or chapter", 5.0
            title = fold(prefixed(row, self.words) or title)
        own = content_words(title, self.words)
        if is_coordination(title, self.words):
            yield "the coordination device", 6.0
        elif own and scene.subject:
            shared = len(own & scene.subject) / len(own)
            yield "the general objective names it", 5.0 * shared - 1.0
        if any(topic in title for topic in self.words.phenomena):
            yield "a phenomenon of the list", 1.5
        yield from self._number(row, scene)
        yield from self._form(row, title)
        yield from self._place(before, row)
        if place + 1 < len(block.rows) and self._runs_on(row, block.rows[place + 1]):
            yield "the sentence goes on below", -2.0
        if self.looks:
            most, _ = self.looks.most_common(1)[0]
            if look(row) == most and _shows(most):
                yield "looks like the other headings", 2.5
            elif _shows(most):
                yield "does not look like the other headings", -1.5

    def _number(self, row: Row, scene: Scene) -> Iterator[Clue]:
        if not row.number:
            return
        if row.dotted:
            yield "a number of a lower level", -3.0
            return
        value = as_integer(row.number)
        if not row.stopped and not row.capitals and value is not None:
            yield "a quantity, perhaps", -0.5
            return
        below = scene.number
        if "." in below:
            same = below.split(".")[0] == row.number
            yield "the number of the label below", 4.0 if same else -2.0
        elif value == scene.count + 1:
            yield "the next number", 2.5
        else:
            yield "a number", 0.5

    def _runs_on(self, row: Row, below: Row) -> bool:
        same = look(row)[:5] == look(below)[:5] and not row.capitals
        return self.habits.wrapped and same and not below.mark and begins_small(below)

    @staticmethod
    def _form(row: Row, title: str) -> Iterator[Clue]:
        text = row.text
        if row.capitals:
            yield "capitals", 2.5
        if text.endswith((".", ";", ",", ":")):
            yield "ends as a sentence", -2.5
        if len(title) > 110:
            yield "too long for a heading", -4.0
        elif len(title) > 80:
            yield "long for a heading", -1.5
        if begins_small(row):
            yield "a small letter", -3.0
        if row.line.outline is not None:
            yield "a heading by its outline", 4.0 if row.line.outline <= 2 else 1.5
        elif row.line.style.startswith(("title", "titel", "titre")):
            yield "a title by its style", 1.0

    def _place(self, before: Row | None, row: Row) -> Iterator[Clue]:
        if row.line.page_break:
            yield "a page begins here", 1.5
        if row.line.bold:
            yield "bold", 1.5
        if before is None:
            return
        sizes = before.line.size, row.line.size
        if sizes[0] and sizes[1] and sizes[1] > sizes[0] + 0.6:
            yield "larger than the line above", 3.0
        step = gap(before, row)
        evidence = self.habits.gap_evidence("intro", step)
        if evidence > 0:
            yield "the gap above", min(1.0, evidence)
        if last_word(before) in self.habits.words.functions:
            yield "the line above is not finished", -4.0

    def _extend(self, rows: Sequence[Row], place: int, score: float) -> Heading:
        """Return the heading that begins here with the lines it is wrapped over."""
        first = rows[place]
        end = place + 1
        most = place + (5 if first.capitals else 3)
        while end < min(len(rows), most) and self._goes_on(rows, place, end):
            end += 1
        named = prefixed(first, self.words)
        titled = named if named is not None else first.text
        number = ""
        if named is not None:
            number = prefix_number(first, self.words)
        elif first.number and (first.stopped or first.capitals):
            titled, number = first.rest, first.number
        if not titled and end < len(rows):
            titled = rows[end].text
            end += 1
        else:
            more = [row.text for row in rows[place + 1 : end]]
            titled = join([titled, *more], self.words, self.known)
        titled = titled.strip().rstrip(":").strip()
        coordination = is_coordination(fold(titled), self.words)
        if not number and place and (alone := _number_alone(rows[place - 1], first)):
            place, number = place - 1, alone
        return Heading(place, end, score, number, titled, coordination)

    def _goes_on(self, rows: Sequence[Row], place: int, end: int) -> bool:
        first, before, row = rows[place], rows[end - 1], rows[end]
        if row.mark or row.number or before.text.endswith((".", ":")):
            return False
        if look(first)[:4] != look(row)[:4]:
            return False
        if first.capitals and row.capitals:
            return True
        plain = not _shows(look(first))
        if plain:
            return begins_small(row) and self.habits.wrapped and gap(before, row) == 0
        if first.capitals != row.capitals:
            return False
        wrapped = self.habits.wrapped and begins_small(row)
        return wrapped and (first.line.bold or bool(first.line.size))


def look(row: Row) -> Look:
    """Return what a heading looks like: size, weight, style, outline, capitals."""
    line = row.line
    kind = "" if not row.number else "dotted" if row.dotted else _kind(row.number)
    size = round(line.size * 2) / 2 if line.size else None
    return size, line.bold, line.style, line.outline, row.capitals, kind


def _shows(seen: Look) -> bool:
    """Whether this look says more than that of any line."""
    size, bold, style, outline, capitals, kind = seen
    plain_style = style in {
        "",
        "normal",
        "standard",
        "standaard",
        "body text",
        "default",
    }
    return bool(size or bold or outline or capitals or kind) or not plain_style


def _number_alone(row: Row, title: Row) -> str:
    """Return the number that stands above a title on a line of its own, if one does."""
    found = re.fullmatch(r"(\d{1,2}|[IVXL]{1,5}|[A-Z])[.)]", row.text)
    alike = look(row)[:4] == look(title)[:4] and _shows(look(title))
    return found[1] if found and alike else ""


def _kind(number: str) -> str:
    if number.isdigit():
        return "digits"
    return "letter" if len(number) == 1 and number not in _ROMAN else "roman"


def as_integer(number: str) -> int | None:
    """Return the value of ``7``, ``VII`` or ``G``."""
    if number.isdigit():
        return int(number)
    if number and all(sign in _ROMAN for sign in number):
        values = [_ROMAN[sign] for sign in number]
        pairs = zip(values, [*values[1:], 0], strict=True)
        return sum(-one if one < after else one for one, after in pairs)
    return ord(number) - 64 if len(number) == 1 and "A" <= number <= "Z" else None


_PREFIX = (
    r"^(?P<name>{names})\s*(?P<number>(?:nr\.?|n°)?\s*(?:\d{{1,2}}|[ivxl]{{1,5}})\b)?\s*"
    r"(?P<stop>[" + DASHES + r".:]*)\s*"
)


def _prefix(row: Row, words: Vocabulary) -> tuple[re.Match[str], str] | None:
    pattern = re.compile(_PREFIX.format(names="|".join(words.labels["chapter"])))
    for text in dict.fromkeys((row.text, row.rest)):
        hit = pattern.match(fold(text))
        if hit and (hit["number"] or hit["stop"]):
            return hit, text
    return None


def prefixed(row: Row, words: Vocabulary) -> str | None:
    """Return the title after “Fenomeen 3:” or “Chapitre II –”, if it begins so."""
    found = _prefix(row, words)
    return None if found is None else found[1][found[0].end() :].strip()


def prefix_number(row: Row, words: Vocabulary) -> str:
    """Return the number in “Fenomeen 3:”; the row's own number else."""
    found = _prefix(row, words)
    if found is None:
        return row.number
    bare = re.sub(r"^(?:nr\.?|n°)\s*", "", found[0]["number"] or "").strip()
    return bare.upper() or row.number


def is_coordination(title: str, words: Vocabulary) -> bool:
    """Whether the folded title is that of the coordination device."""
    return bool(re.match(rf"^\W*{words.pattern('coordination')}\W*$", title)) or (
        len(title) < 70
        and bool(re.match(rf"^\W*{words.pattern('coordination')}\b", title))
    )


def content_words(text: str, words: Vocabulary) -> frozenset[str]:
    """Return the folded words of the text that carry meaning, cut to their stem."""
    found = re.findall(r"[a-z']{4,}", fold(text))
    return frozenset(
        word.split("'")[-1][:7] for word in found if word not in words.functions
    )


def _subject(block: Block) -> str:
    return " ".join(row.text for row in block.rows[:6])
