"""The words of a printed line made into a Line, its list mark set apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..characters import BULLETS, GLYPHS
from ..lines import Line
from .fragments import APART

if TYPE_CHECKING:
    from .glyphs import TextPage, Word
    from .layout import Printed

# A gap after a mark that is wider than a space, in sizes of type.
MARK_GAP = 0.4
# Pieces printed out of turn that touch belong to one word.
TOUCHING = 0.06


def to_line(
    page: TextPage, printed: Printed, number: int, place: int, *, page_break: bool
) -> Line:
    """Return the printed line; ``number`` is of the page, ``place`` on it, from 1."""
    mark, words = split_mark(page, printed.words)
    first, last = page.type_of(words[0].first), page.type_of(words[-1].last)
    return Line(
        join(words),
        page=number,
        line=place,
        indent=round(words[0].left, 1),
        right=round(max(word.right for word in words), 1),
        top=round(words[0].base - first.size, 1),
        size=first.size,
        bold=first.bold and last.bold,
        italic=first.italic and last.italic,
        style="footnote text" if printed.note else "",
        mark=mark,
        cell=printed.cell,
        page_break=page_break,
    )


def split_mark(page: TextPage, words: list[Word]) -> tuple[str, list[Word]]:
    """Return the list mark that stands apart from the words, and the words."""
    head = words[0]
    if len(head.text) > 1 and head.text[0] in GLYPHS and head.last > head.first:
        # A bullet without a space: its own width is not worth asking for.
        rest = head._replace(text=head.text[1:], first=head.first + 1)
        return head.text[0], [rest, *words[1:]]
    if len(words) == 1 or head.text not in BULLETS:
        return "", words
    if head.text in GLYPHS or stands_apart(page, head, words[1]):
        return head.text, words[1:]
    return "", words


def stands_apart(page: TextPage, mark: Word, word: Word) -> bool:
    """Whether the layout keeps the mark from the word: a wide gap or its own run."""
    if word.left - mark.right > MARK_GAP * mark.size:
        return True
    return not page.same_run(mark.first, word.first)


def join(words: list[Word]) -> str:
    """Return the words as text, two spaces where they stand far apart."""
    pieces = [words[0].text]
    before = words[0]
    for word in words[1:]:
        gap = word.left - before.right
        if gap > APART * word.size and not is_label(pieces):
            pieces.append("  ")
        elif not touches(before, word, gap):
            pieces.append(" ")
        pieces.append(word.text)
        before = word
    return "".join(pieces)


def is_label(pieces: list[str]) -> bool:
    """Whether the line holds only a number so far: a heading's, or an item's."""
    return len(pieces) == 1 and pieces[0].strip("().").replace(".", "").isdigit()


def touches(before: Word, word: Word, gap: float) -> bool:
    """Whether two words are one, printed in two turns without a space between."""
    in_turn = word.first > before.last and word.first - before.last <= 3
    return not in_turn and abs(gap) < TOUCHING * word.size
