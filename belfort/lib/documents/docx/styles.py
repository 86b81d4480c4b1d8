"""What the styles of a DOCX say of a paragraph, through the styles they follow."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .names import TYPE, W, child, number, switch, value

if TYPE_CHECKING:
    from lxml import etree

TWIPS, HALF_POINTS = 20, 2  # to the point
WORD_SIZE = 10.0  # points, where a document states no size at all
BODY_LEVEL = 9
_HEADING = re.compile(r"(?:heading|kop|titre|überschrift) ?([1-9])$")


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph or character style with all that it inherits."""

    name: str = ""
    outline: int | None = None
    indent: float | None = None
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    page_break: bool = False
    list_id: str | None = None
    level: int | None = None


class Styles:
    """The styles of a document by their identifier."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._styles: dict[str, Style] = {}
        self._default = Style(size=WORD_SIZE)
        self.paragraph = Style(name="normal", size=WORD_SIZE)
        if root is not None:
            self._read(root)

    def __getitem__(self, identifier: str | None) -> Style:
        """Return the style, or the default paragraph's where it is not known."""
        if identifier is None:
            return self.paragraph
        if identifier not in self._styles:
            self._styles[identifier] = self._resolve(identifier, frozenset())
        return self._styles[identifier]

    def _read(self, root: etree._Element) -> None:
        run = child(child(child(root, "docDefaults"), "rPrDefault"), "rPr")
        self._default = with_run(self._default, run)
        self.paragraph = replace(self._default, name="normal")
        for element in root.iterfind(W + "style"):
            self._elements[element.get(W + "styleId", "")] = element
        for identifier, element in self._elements.items():
            is_default = element.get(W + "default") in ("1", "true", "on")
            if is_default and element.get(TYPE) == "paragraph":
                self.paragraph = self[identifier]

    def _resolve(self, identifier: str, seen: frozenset[str]) -> Style:
        element = self._elements.get(identifier)
        if element is None or identifier in seen:
            return self.paragraph
        # A character style says only what it changes.
        of_text = element.get(TYPE) == "character"
        base = Style() if of_text else self._default
        parent = value(element, "basedOn")
        if parent in self._elements and parent is not None:
            base = self._resolve(parent, seen | {identifier})
        name = (value(element, "name") or identifier).lower()
        own = with_run(replace(base, name=name), child(element, "rPr"))
        own = with_paragraph(own, child(element, "pPr"))
        heading = _HEADING.match(name)
        if heading and own.outline is None:
            own = replace(own, outline=int(heading.group(1)))
        return own


def with_run(style: Style, run: etree._Element | None) -> Style:
    """Return the style with what these run properties change."""
    if run is None:
        return style
    half = number(value(run, "sz"))
    bold, italic = switch(run, "b"), switch(run, "i")
    hidden = switch(run, "vanish")
    return replace(
        style,
        size=style.size if half is None else half / HALF_POINTS,
        bold=style.bold if bold is None else bold,
        italic=style.italic if italic is None else italic,
        hidden=style.hidden if hidden is None else hidden,
    )


def with_paragraph(style: Style, paragraph: etree._Element | None) -> Style:
    """Return the style with what these paragraph properties change."""
    if paragraph is None:
        return style
    numbering = child(paragraph, "numPr")
    indent, breaks = left_indent(paragraph), switch(paragraph, "pageBreakBefore")
    level, list_id = number(value(numbering, "ilvl")), value(numbering, "numId")
    outline = number(value(paragraph, "outlineLvl"))
    return replace(
        style,
        outline=style.outline if outline is None else heading_level(outline),
        indent=style.indent if indent is None else indent,
        page_break=style.page_break if breaks is None else breaks,
        list_id=style.list_id if list_id is None else list_id,
        level=style.level if level is None else level,
    )


def heading_level(outline: int) -> int | None:
    """Return the level from 1; the outline counts from 0, and 9 is body text."""
    return outline + 1 if 0 <= outline < BODY_LEVEL else None


def left_indent(properties: etree._Element | None) -> float | None:
    """Return the left indent in points, where these properties say one."""
    found = child(properties, "ind")
    if found is None:
        return None
    twips = number(found.get(W + "left", found.get(W + "start")))
    return None if twips is None else twips / TWIPS
