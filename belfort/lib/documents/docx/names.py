"""The names of WordprocessingML that are read (ECMA-376, part 1, chapter 17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
W = "{" + TRANSITIONAL.decode() + "}"
VAL = W + "val"
TYPE = W + "type"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

P, R, T, TBL, TR, TC = (W + name for name in ("p", "r", "t", "tbl", "tr", "tc"))
P_PR, R_PR = W + "pPr", W + "rPr"
OFF = frozenset({"0", "false", "off", "none"})


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child with this name in the main namespace."""
    return None if element is None else first(element, W + name)


def first(element: etree._Element, tag: str) -> etree._Element | None:
    """Return the first child with this tag; faster here than ``find``."""
    return next(element.iterchildren(tag), None)


def value(element: etree._Element | None, name: str) -> str | None:
    """Return the value of a named child, if it is there."""
    found = child(element, name)
    return None if found is None else found.get(VAL)


def switch(element: etree._Element | None, name: str) -> bool | None:
    """Return whether a property is on or off; ``None`` where it is not said."""
    found = child(element, name)
    return None if found is None else found.get(VAL, "1") not in OFF


def number(text: str | None) -> int | None:
    """Return the whole number in an attribute, or ``None`` where there is none."""
    try:
        return int(float(text)) if text is not None else None
    except (ValueError, OverflowError):
        return None
