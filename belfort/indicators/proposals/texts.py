"""A sentence made comparable, and parts of it covered once they are understood."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOMENT, PERIOD, ASIDE = "\ue000", "\ue001", "\ue002"
"""What stands in place of a date, a period, a number that is no target."""

COVERED = f"[{MOMENT}{PERIOD}{ASIDE}]"

_SHARE = "\ue003"
_FIRST_SHARE = 0xF0000
SHARE = f"[\U000f0000-\U000f2710]{_SHARE}*+"
"""A share written in words; its first sign tells it in hundredths of a per cent."""

NEAR = 80
"""Letters before a number or date in which its comparator or preposition stands."""

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


def even(sentence: str) -> str:
    """The sentence with one kind of quote, dash and space."""
    return re.sub(r" {2,}", " ", sentence.translate(_SAME)).strip()


def small(sentence: str) -> str:
    """The sentence in small letters, as long as it was."""
    lower = sentence.lower()
    same = len(lower) == len(sentence)
    text = lower if same else "".join(c.lower()[:1] for c in sentence)
    return re.sub(r"\beén\b", "één", text)


def normal(sentence: str) -> str:
    """The sentence in small letters, with one kind of quote, dash and space."""
    return small(even(sentence))


def cover_share(text: str, span: Span, hundredths: int) -> str:
    """The text with a share in words hidden; ``share_of`` reads it again."""
    begin, end = span
    mask = chr(_FIRST_SHARE + hundredths) + _SHARE * (end - begin - 1)
    return text[:begin] + mask + text[end:]


def share_of(sign: str) -> int | None:
    """The share that a sign tells, in hundredths of a per cent."""
    return ord(sign) - _FIRST_SHARE if ord(sign) >= _FIRST_SHARE else None


def share_ends(sign: str) -> bool:
    """Whether a covered share ends with this sign."""
    return sign == _SHARE or share_of(sign) is not None


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
