"""The names of OpenDocument that are read (ODF 1.3, part 3)."""

from __future__ import annotations

import re

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT = "{" + _NS + "text:1.0}"
TABLE = "{" + _NS + "table:1.0}"
STYLE = "{" + _NS + "style:1.0}"
OFFICE = "{" + _NS + "office:1.0}"
DRAW = "{" + _NS + "drawing:1.0}"
FO = "{" + _NS + "xsl-fo-compatible:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"

_LENGTH = re.compile(r"(-?[0-9]*\.?[0-9]+)(cm|mm|in|pt|pc|px)$")
_POINTS = {"cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72, "pt": 1, "pc": 12, "px": 0.75}


def points(length: str | None) -> float | None:
    """Return an ODF length in points; ``None`` where it is missing or relative."""
    match = _LENGTH.match(length or "")
    if match is None:
        return None
    return round(float(match.group(1)) * _POINTS[match.group(2)], 2)


def count(text: str | None, default: int = 1, *, most: int = 10_000) -> int:
    """Return the whole number in an attribute, within 0 and ``most``."""
    try:
        return min(max(int(text or default), 0), most)
    except ValueError:
        return default
