"""How lists write their numbers, for the formats that count while they are read."""

from __future__ import annotations

from typing import Final

_ROMAN: Final = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
# Beyond these a number is written in figures, as word processors do.
MAX_ROMAN = 3_999
MAX_LETTER = 26 * 30


def write_number(count: int, form: str) -> str:
    """Return the count as ``1``, ``01``, ``a``, ``A``, ``i``, ``I``, or not at all."""
    if not form:
        return ""
    if form == "01":
        return f"{count:02d}"
    if form in "aA" and 0 < count <= MAX_LETTER:
        return cased(write_letters(count), form)
    if form in "iI" and 0 < count <= MAX_ROMAN:
        return cased(write_roman(count), form)
    return str(count)


def write_letters(count: int) -> str:
    """Return a, b … z, aa, bb …, as lists count on after the alphabet."""
    times, place = divmod(count - 1, 26)
    return chr(ord("a") + place) * (times + 1)


def write_roman(count: int) -> str:
    """Return the Roman numeral in small letters."""
    written = ""
    for size, sign in _ROMAN:
        times, count = divmod(count, size)
        written += sign * times
    return written


def cased(written: str, form: str) -> str:
    """Return the letters in the case of the form's own letter."""
    return written.upper() if form.isupper() else written
