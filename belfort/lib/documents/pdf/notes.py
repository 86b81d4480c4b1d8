"""Footnotes: small print at the foot of a page, and the raised figures that call it.

The notes get the style of those in other formats, for they stand in the middle of
whatever runs on over the page; the figures are no part of the sentences.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .glyphs import TextPage, Word
    from .layout import Printed

# A raised figure's size against that of the text, and a note's against the body's.
RAISED_SIZE = 0.8
NOTE_SIZE = 0.95
_CALL = re.compile(r"(?<=\D)\d{1,2}$")
_HEAD = re.compile(r"\d{1,2}(?=\D)")


def tell_notes(page: TextPage, printed: Sequence[Printed]) -> list[Printed]:
    """Return the lines, the notes that a raised figure above them calls told apart."""
    calls = {
        (row, place): word.text[-figures:]
        for row, line in enumerate(printed)
        for place, word in enumerate(line.words)
        if (figures := called(page, word))
    }
    heads = [(row, number(page, line.words)) for row, line in enumerate(printed)]
    notes = {
        text: row
        for row, text in heads
        if text and any(c == text and at < row for (at, _), c in calls.items())
    }
    if not notes:
        return list(printed)
    small = set(note_rows(page, printed, calls, notes))
    return [
        line._replace(
            words=[
                shorten(word, calls[row, place])
                if calls.get((row, place)) in notes
                else word
                for place, word in enumerate(line.words)
            ],
            note=row in small,
        )
        for row, line in enumerate(printed)
    ]


def called(page: TextPage, word: Word) -> int:
    """Return how many raised figures end the word."""
    hit = _CALL.search(word.text)
    if hit is None:
        return 0
    figures = len(hit.group())
    small = page.type_of(word.last).size
    usual = page.type_of(word.last - figures).size
    return figures if small <= RAISED_SIZE * usual else 0


def number(page: TextPage, words: Sequence[Word]) -> str:
    """Return the small figures with which a line begins, or nothing."""
    head = words[0]
    if head.text.isdecimal() and len(head.text) <= 2 and len(words) > 1:
        figures, after = head.text, words[1].first
    elif hit := _HEAD.match(head.text):
        figures, after = hit.group(), head.first + hit.end()
    else:
        return ""
    small = page.type_of(head.first).size <= RAISED_SIZE * page.type_of(after).size
    return figures if small else ""


def note_rows(
    page: TextPage,
    printed: Sequence[Printed],
    calls: dict[tuple[int, int], str],
    notes: dict[str, int],
) -> Iterator[int]:
    """Yield the lines of each note: its first, and the small print below it."""
    for (row, _), text in calls.items():
        if text not in notes:
            continue
        usual = page.type_of(printed[row].words[0].first).size
        for place in range(notes[text], len(printed)):
            size = page.type_of(printed[place].words[-1].last).size
            if size > NOTE_SIZE * usual:
                break
            yield place


def shorten(word: Word, figures: str) -> Word:
    """Return the word without the figures at its end."""
    return word._replace(text=word.text[: -len(figures)], last=word.last - len(figures))
