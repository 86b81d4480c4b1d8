"""The numbers and bullets that Word shows, counted through the document."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..characters import SYMBOLS, plain
from ..marks import write_number
from .names import W, child, number, switch, value
from .styles import left_indent

if TYPE_CHECKING:
    from lxml import etree

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
# Fonts that draw symbols at the places of ordinary letters.
_SYMBOL_FONTS = ("symbol", "wingdings", "webdings")
FORMATS = {
    "decimalZero": "01",
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
    "none": "",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts, and what it shows."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    indent: float | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """What a list shows before a paragraph; the indent in points."""

    text: str
    depth: int
    indent: float | None


class Numbering:
    """The lists of a document, and how far each has counted."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._by_link: dict[str, str] = {}
        self._links: dict[str, str] = {}
        self._lists: dict[str, tuple[str, dict[int, Level], set[int]]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        for element in root.iterfind(W + "abstractNum"):
            identifier = element.get(W + "abstractNumId", "")
            self._abstract[identifier] = read_levels(element)
            if name := value(element, "styleLink"):
                self._by_link[name] = identifier
            if name := value(element, "numStyleLink"):
                self._links[identifier] = name
        for element in root.iterfind(W + "num"):
            self._read_list(element)

    def _read_list(self, element: etree._Element) -> None:
        abstract = value(element, "abstractNumId") or ""
        if abstract in self._links:
            abstract = self._by_link.get(self._links[abstract], abstract)
        levels = dict(self._abstract.get(abstract, {}))
        restarts: set[int] = set()
        for override in element.iterfind(W + "lvlOverride"):
            place = number(override.get(W + "ilvl")) or 0
            own, start = (
                child(override, "lvl"),
                number(value(override, "startOverride")),
            )
            if own is not None:
                levels[place] = read_level(own)
            if start is not None:
                levels[place] = replace(levels.get(place, Level()), start=start)
                restarts.add(place)
        self._lists[element.get(W + "numId", "")] = (abstract, levels, restarts)

    def level_of_style(self, list_id: str, style: str | None) -> int:
        """Return the level that a list gives to a paragraph style, else the first."""
        levels = self._lists.get(list_id, ("", {}, set()))[1]
        return next(
            (n for n, level in levels.items() if style and level.style == style), 0
        )

    def count(self, list_id: str, depth: int) -> Mark | None:
        """Count one paragraph at this depth from 0, and return what it shows."""
        if list_id not in self._lists:
            return None
        abstract, levels, restarts = self._lists[list_id]
        depth = min(max(depth, 0), LEVELS - 1)
        level = levels.get(depth)
        if level is None:
            return None
        counters = self._counters.setdefault(abstract, {})
        if depth in restarts and (list_id, depth) not in self._begun:
            counters.pop(depth, None)
        self._begun.add((list_id, depth))
        counters[depth] = counters.get(depth, level.start - 1) + 1
        for deeper in [n for n in counters if n > depth]:
            if restarts_after(levels.get(deeper, Level()), deeper, depth):
                del counters[deeper]
        return Mark(show(level, levels, counters), depth, level.indent)


def restarts_after(level: Level, deeper: int, depth: int) -> bool:
    """Whether a level begins anew after a paragraph at a higher one."""
    if level.restart is None:
        return True
    return level.restart > 0 and depth < min(level.restart, deeper)


def show(level: Level, levels: dict[int, Level], counters: dict[int, int]) -> str:
    """Return the mark with its places filled from the counters."""
    if level.format == "bullet":
        return level.text

    def fill(match: re.Match[str]) -> str:
        place = int(match.group(1)) - 1
        other = levels.get(place, Level())
        form = "1" if level.legal else FORMATS.get(other.format, "1")
        return write_number(counters.get(place, other.start), form)

    return plain(_PLACE.sub(fill, level.text)).strip()


def read_levels(element: etree._Element) -> dict[int, Level]:
    """Return the levels that a list defines, by depth from 0."""
    return {
        number(level.get(W + "ilvl")) or 0: read_level(level)
        for level in element.iterfind(W + "lvl")
    }


def read_level(element: etree._Element) -> Level:
    """Return one level; a bullet is spelled as the sign its font draws."""
    form = value(element, "numFmt") or "decimal"
    text = value(element, "lvlText") or ""
    start = number(value(element, "start"))
    return Level(
        format=form,
        text=bullet(element, text) if form == "bullet" else text,
        start=1 if start is None else start,
        restart=number(value(element, "lvlRestart")),
        legal=bool(switch(element, "isLgl")),
        indent=left_indent(child(element, "pPr")),
        style=value(element, "pStyle"),
    )


def bullet(element: etree._Element, text: str) -> str:
    """Return the bullet's sign; an unknown sign of a symbol font is ``•``."""
    if child(element, "lvlPicBulletId") is not None or not text.strip():
        return "•" if child(element, "lvlPicBulletId") is not None else ""
    fonts = child(child(element, "rPr"), "rFonts")
    font = "" if fonts is None else fonts.get(W + "ascii", "").lower()
    sign = ord(text.strip()[0])
    if 0xF000 <= sign <= 0xF0FF:
        return SYMBOLS.get(sign) or "•"
    if font.startswith(_SYMBOL_FONTS) and sign < 0x100:
        return SYMBOLS.get(0xF000 + sign) or "•"
    return plain(text).strip()
