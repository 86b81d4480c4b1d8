"""Amounts of money as people write them: ``810.560,- euro``, ``€ 1.100,58``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = r"\d{1,3}(?:[.\s]\d{3})+(?!\d)|\d+"
_PLAIN = r"\d{1,3}(?:\.?\d{3})*,\d{2}(?!\d|\s*(?:€|eur))"
_AMOUNT = re.compile(
    rf"(?P<before>(?:€|\beuro?s?\b|\beur\b)\s*)?"
    rf"(?<![\d.,])(?P<whole>{_NUMBER})(?P<cents>,\d{{2}}(?!\d)|,[-–=]{{1,2}})?"
    # In “346  € 18.250,40” the sign belongs to the number after it.
    rf"(?P<after>\s*(?:€|\beur(?:os?)?\b)(?!\s*{_PLAIN}))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """An amount in euro and the span of text that states it."""

    value: Decimal
    start: int
    end: int


def find_amounts(text: str) -> list[FoundAmount]:
    """Return the amounts of the text in order.

    A number is an amount when a currency stands beside it, or when it ends in
    ``,-``; other numbers are quantities, years or articles.
    """
    found = []
    for hit in _AMOUNT.finditer(text):
        cents = hit["cents"] or ""
        stated = bool(hit["before"] or hit["after"])
        dashed = bool(cents) and not cents[1:].isdigit()
        if not stated and not dashed:
            continue
        whole = re.sub(r"[.\s]", "", hit["whole"])
        fraction = cents[1:] if cents[1:].isdigit() else "00" if cents else ""
        value = Decimal(f"{whole}.{fraction}" if fraction else whole)
        start = hit.start("before") if hit["before"] else hit.start("whole")
        found.append(FoundAmount(value, start, hit.end()))
    return found


def as_number(text: str) -> Decimal:
    """Return the value of a number as written in Belgium: ``1.234,50``."""
    return Decimal(re.sub(r"[.\s]", "", text).replace(",", "."))
