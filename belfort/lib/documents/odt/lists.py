"""The numbers and bullets that an ODT shows, counted through the document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..characters import plain
from ..marks import write_number
from .names import FO, OFFICE, STYLE, TEXT, count, points

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

OUTLINE = "\0outline"
MAX_LEVEL = 10


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its bullet, or how it counts; the indent in points."""

    bullet: str = ""
    format: str = ""
    prefix: str = ""
    suffix: str = ""
    shown_levels: int = 1
    start: int = 1
    indent: float | None = None


class Lists:
    """The list styles of a document by name."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self._styles: dict[str, dict[int, Level]] = {}
        for root in roots:
            for group in root:
                if group.tag in (OFFICE + "automatic-styles", OFFICE + "styles"):
                    self._read(group)

    def _read(self, group: etree._Element) -> None:
        for element in group:
            if element.tag == TEXT + "list-style":
                self._styles[element.get(STYLE + "name", "")] = read_levels(element)
            elif element.tag == TEXT + "outline-style":
                self._styles[OUTLINE] = read_levels(element)

    def level(self, name: str, depth: int) -> Level:
        """Return the level at this depth from 0; a plain one where none is defined."""
        return self._styles.get(name, {}).get(depth, Level())


class Counter:
    """How far one list has counted at each depth."""

    def __init__(self, lists: Lists, name: str) -> None:
        self._lists = lists
        self.name = name
        self._counts: dict[int, int] = {}

    def restart(self, depth: int) -> None:
        """Begin anew at this depth and below."""
        for deeper in [n for n in self._counts if n >= depth]:
            del self._counts[deeper]

    def step(self, depth: int, start: int | None = None) -> Level:
        """Count one item at this depth from 0, from ``start`` if it says so."""
        self.restart(depth + 1)
        level = self._lists.level(self.name, depth)
        if start is not None:
            self._counts[depth] = start
        else:
            self._counts[depth] = self._counts.get(depth, level.start - 1) + 1
        return level

    def show(self, depth: int) -> str:
        """Return the mark of the item that was counted last at this depth."""
        level = self._lists.level(self.name, depth)
        if not level.format:
            return level.bullet
        first = max(0, depth - level.shown_levels + 1)
        numbers = []
        for place in range(first, depth + 1):
            other = self._lists.level(self.name, place)
            if other.format:
                shown = self._counts.get(place, other.start)
                numbers.append(write_number(shown, other.format))
        return plain(level.prefix + ".".join(numbers) + level.suffix).strip()


def read_levels(element: etree._Element) -> dict[int, Level]:
    """Return the levels that a list style defines, by depth from 0."""
    levels = {}
    for level in element:
        depth = count(level.get(TEXT + "level"), most=MAX_LEVEL) - 1
        levels[depth] = Level(
            bullet=plain(level.get(TEXT + "bullet-char", "")).strip()
            or ("•" if level.tag == TEXT + "list-level-style-image" else ""),
            format=level.get(STYLE + "num-format", ""),
            prefix=level.get(STYLE + "num-prefix", ""),
            suffix=level.get(STYLE + "num-suffix", ""),
            shown_levels=count(level.get(TEXT + "display-levels"), most=MAX_LEVEL),
            start=count(level.get(TEXT + "start-value")),
            indent=level_indent(level),
        )
    return levels


def level_indent(level: etree._Element) -> float | None:
    """Return where a level's text begins, in points; ODF has two notations."""
    properties = level.find(STYLE + "list-level-properties")
    if properties is None:
        return None
    alignment = properties.find(STYLE + "list-level-label-alignment")
    if alignment is not None:
        return points(alignment.get(FO + "margin-left"))
    before = points(properties.get(TEXT + "space-before")) or 0.0
    width = points(properties.get(TEXT + "min-label-width")) or 0.0
    return before + width
