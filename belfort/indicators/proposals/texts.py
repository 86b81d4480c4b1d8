"""A sentence made comparable, and parts of it covered once they are understood."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOMENT, PERIOD, ASIDE = "\ue000", "\ue001", "\ue002"
"""What stands in place of a date, a period, a number that is no target."""

COVERED = f"[{MOMENT}{PERIOD}{ASIDE}]"

Span = tuple[int, int]

_SAME = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
        "\u2265": "\u2265",
        "\u2a7e": "\u2265",
        "\u2a7d": "\u2264",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\t": " ",
    }
)


def normal(sentence: str) -> str:
    """The sentence in small letters, with one kind of quote, dash and space."""
    return re.sub(r" {2,}", " ", sentence.translate(_SAME)).strip().lower()


def cover(text: str, span: Span, mask: str) -> str:
    """The text with ``span`` hidden behind as many ``mask`` signs."""
    begin, end = span
    return text[:begin] + mask * (end - begin) + text[end:]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the sentence with its place in the whole."""

    begin: int
    end: int

    def holds(self, span: Span) -> bool:
        return self.begin <= span[0] < self.end
