"""Texts compared and searched without regard to case, accents and spacing."""

from __future__ import annotations

import unicodedata

_ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


def fold(text: str) -> str:
    """The text in small letters without accents, quotes and dashes made alike.

    Databases differ in what they take for the same letter; what is folded here
    is the same letter in every one of them.
    """
    plain = unicodedata.normalize("NFKD", text.translate(_ALIKE))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(bare.casefold().split())
