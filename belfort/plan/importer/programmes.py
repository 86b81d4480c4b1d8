"""The action programme that a chapter's introduction names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from .vocabulary import Vocabulary, fold

_QUOTED = re.compile(
    r"^\s*[:,]?\s*(?:['‘’]([^'’]{3,80})['’]|[\"“”«]\s*([^\"”»]{3,80}?)\s*[\"”»])"
)
_LONGEST = 9
"""The most words that the name of a programme has."""


def find_programme(intro: str, words: Vocabulary) -> str:
    """Return the name of the first action programme named; empty without one."""
    return next(_names(intro, words), "")


def _names(intro: str, words: Vocabulary) -> Iterator[str]:
    text = " ".join(intro.split())
    for end in _mentions(text, words):
        quoted = _QUOTED.match(text[end:])
        name = (quoted[1] or quoted[2]) if quoted else _bare_name(text[end:], words)
        if name:
            yield name


def _mentions(text: str, words: Vocabulary) -> Iterator[int]:
    """Yield where a name may begin: after “actieprogramma”, also misspelled."""
    folded = fold(text)
    known = "|".join(map(re.escape, words.programme_names))
    ends = {hit.end() for hit in re.finditer(rf"\b(?:{known})\b(?!['’]s\b)", folded)}
    single = [name for name in words.programme_names if " " not in name]
    for hit in re.finditer(r"\b\w{9,}\b", folded):
        alike = [name for name in single if _may_be(hit.group(), name)]
        if get_close_matches(hit.group(), alike, n=1, cutoff=0.85):
            plural = hit.group().endswith("s") or folded[hit.end() :].startswith("'s")
            if not plural:
                ends.add(hit.end())
    yield from sorted(ends)


def _may_be(word: str, name: str) -> bool:
    """Whether the word is worth comparing: as long, and with the same first letter."""
    return word[0] == name[0] and abs(len(word) - len(name)) <= 2


def _bare_name(text: str, words: Vocabulary) -> str:
    """Return the words up to the verb or the stop that ends the name."""
    name: list[str] = []
    for word in text.split():
        bare = fold(word).strip(".,;:()'\"«»")
        if bare in words.programme_stops or not bare:
            break
        if not name and bare in words.functions:
            return ""
        if len(name) == _LONGEST:
            return ""
        name.append(word.rstrip(".,;:)"))
        if word[-1] in ".,;:)":
            break
    while name and fold(name[-1]) in words.functions:
        name.pop()
    return " ".join(name)
