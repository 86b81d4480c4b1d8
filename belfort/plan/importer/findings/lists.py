"""Which phenomena a sentence lists, under which names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..reading import Chapter
from ..vocabulary import Vocabulary
from .words import Words, bare, plain

_MENTION = "\u00a7"
"""Stands in a text where a phenomenon was found under its own title."""

_STEM = 7
_ALIKE = 1 / 3


@dataclass(slots=True)
class Listed:
    """Phenomena by chapter id; ``variants`` has the wording where it differs."""

    chapters: set[str] = field(default_factory=set)
    variants: dict[str, str] = field(default_factory=dict)


def listed(
    text: str, chapters: list[Chapter], known: Words, vocabulary: Vocabulary
) -> Listed:
    """The phenomena of the longest list in the text; empty under three."""
    best = Listed()
    for zone in _zones(plain(text), known):
        found = _in_zone(zone, chapters, known, vocabulary)
        if len(found.chapters) > len(best.chapters):
            best = found
    return best if len(best.chapters) >= 3 else Listed()


def _zones(text: str, known: Words) -> Iterator[str]:
    for lead in known.list_lead.finditer(text):
        rest = text[lead.end() :]
        end = known.list_end.search(rest)
        rest = rest[: end.start()] if end else rest
        yield rest.split(". ")[0].strip(" :.")


def _in_zone(
    zone: str, chapters: list[Chapter], known: Words, vocabulary: Vocabulary
) -> Listed:
    found = Listed()
    for chapter in sorted(chapters, key=lambda c: -len(c.title)):
        pattern = r"\W+".join(map(re.escape, plain(chapter.title).split()))
        zone, times = re.subn(rf"(?<!\w){pattern}(?!\w)", _MENTION, zone)
        if times:
            found.chapters.add(chapter.id)
    for item in _items(zone, chapters, known, vocabulary):
        chapter_id = closest(item, chapters, vocabulary)
        if chapter_id and chapter_id not in found.chapters:
            found.chapters.add(chapter_id)
            found.variants[chapter_id] = item
    return found


def _items(
    zone: str, chapters: list[Chapter], known: Words, vocabulary: Vocabulary
) -> Iterator[str]:
    """The pieces between commas that are not a title; whole before halved."""
    for piece in re.split(rf"[,;:()]|{_MENTION}", zone):
        item = re.sub(rf"^(?:{known.joiner}\s+)+|\s+{known.joiner}$", "", piece.strip())
        if not item or len(item.split()) > 8:
            continue
        if closest(item, chapters, vocabulary):
            yield item
        else:
            yield from re.split(rf"\s{known.joiner}\s", item)


def closest(name: str, chapters: list[Chapter], vocabulary: Vocabulary) -> str:
    """The id of the one chapter whose title a name resembles most, or empty."""
    own = stems(name, vocabulary)
    scores = sorted(
        (
            (_overlap(own, stems(chapter.title, vocabulary)), chapter.id)
            for chapter in chapters
        ),
        reverse=True,
    )
    if not own or not scores or scores[0][0] < _ALIKE:
        return ""
    tie = len(scores) > 1 and scores[1][0] == scores[0][0]
    return "" if tie else scores[0][1]


def stems(name: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The beginnings of the words that carry the meaning of a name."""
    return frozenset(
        word[:_STEM]
        for word in bare(name).split()
        if len(word) > 1 and word not in vocabulary.functions
    )


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0
