"""One word spelled two ways within a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from belfort.lib.documents import Document

from ..reading import PlanReading
from .draft import Draft, Text, texts

_LONG = 8
_USUAL = 2
"""How often the other spelling must stand in the plan to be taken as the usual."""


def search(plan: PlanReading, document: Document) -> Iterator[Draft]:
    counts: Counter[str] = Counter()
    first: dict[str, Text] = {}
    for text in texts(plan):
        for word in re.findall(r"[^\W\d_]+", text.text):
            if len(word) >= _LONG:
                counts[word.lower()] += 1
                first.setdefault(word.lower(), text)
    usual = [word for word, times in counts.items() if times >= _USUAL]
    by_letters = {_letters(word): word for word in usual}
    shorter = _without_one_letter(usual)
    for word, times in counts.items():
        if times > 1:
            continue
        meant = by_letters.get(_letters(word)) or shorter.get(word)
        if meant and meant != word and meant[:2] == word[:2]:
            place = first[word]
            yield Draft(
                "misspelling",
                "notice",
                place.source,
                place.node,
                {"word": word, "other": meant, "times": str(counts[meant])},
            )


def _letters(word: str) -> str:
    """The letters in order of the alphabet, and the ending, which inflection turns."""
    return "".join(sorted(word)) + word[-3:]


def _without_one_letter(usual: list[str]) -> dict[str, str]:
    """Each usual word less one inner letter, but for the joining s of a compound."""
    shorter: dict[str, str] = {}
    for word in usual:
        for at in range(2, len(word) - 4):
            if word[at] != "s":
                shorter.setdefault(word[:at] + word[at + 1 :], word)
    return shorter
