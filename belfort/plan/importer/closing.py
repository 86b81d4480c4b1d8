"""Where a plan ends: its signatures and its annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .habits import last_word
from .rows import Row
from .vocabulary import Vocabulary, fold


def closing_at(rows: Sequence[Row], words: Vocabulary) -> int:
    """Return the place of the first row of the signatures or the annexes.

    That is the number of rows where there are none. The first row never is one.
    """
    for place, row in enumerate(rows):
        if not place or row.mark or last_word(rows[place - 1]) in words.functions:
            continue
        wrapped = " ".join(part.text for part in rows[place : place + 3])
        texts = fold(row.text), fold(row.rest), fold(wrapped)
        if any(map(words.closing.match, texts)) or _are_offices(row, words):
            return place
    return len(rows)


def _are_offices(row: Row, words: Vocabulary) -> bool:
    """Whether a row holds nothing but titles of those who sign, two or set apart."""
    if not row.text[0].isupper():
        return False
    folded = fold(row.text)
    found = re.findall(r"f\.f|[a-z']+", folded)
    titles = [word.split("'")[-1] in words.offices for word in found]
    named = [word for word, title in zip(found, titles, strict=True) if title]
    small = [word in words.functions or word in {"l'", "f"} for word in found]
    only = all(one or other for one, other in zip(titles, small, strict=True))
    return (only and len(named) > 1) or (only and bool(named) and folded.endswith(","))
