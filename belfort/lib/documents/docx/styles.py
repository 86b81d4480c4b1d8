"""What the styles of a DOCX say of a paragraph, through the styles they follow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from .names import OFF, TYPE, VAL, W, child, number, value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml import etree

    Change = Mapping[str, float | bool | str | None]
    Reading = Mapping[str, Callable[[etree._Element], Change]]

TWIPS, HALF_POINTS = 20, 2  # to the point
WORD_SIZE = 10.0  # points, where a document states no size at all
BODY_LEVEL = 9
_HEADING = re.compile(r"(?:heading|kop|titre|überschrift) ?([1-9])$")


class Style(NamedTuple):
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
    ends_page: bool = False
    """A section ends with the paragraph itself, and the next begins a page."""


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
        self.paragraph = self._default._replace(name="normal")
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
        own = with_run(base._replace(name=name), child(element, "rPr"))
        own = with_paragraph(own, child(element, "pPr"))
        heading = _HEADING.match(name)
        if heading and own.outline is None:
            own = own._replace(outline=int(heading.group(1)))
        return own


def with_run(style: Style, run: etree._Element | None) -> Style:
    """Return the style with what these run properties change."""
    return style if run is None else changed(style, run, RUN)


def with_paragraph(style: Style, paragraph: etree._Element | None) -> Style:
    """Return the style with what these paragraph properties change."""
    return style if paragraph is None else changed(style, paragraph, PARAGRAPH)


def changed(style: Style, properties: etree._Element, reading: Reading) -> Style:
    """Return the style with what the properties change that this reading knows."""
    changes: dict[str, Any] = {}
    for element in properties:
        if (read := reading.get(element.tag)) is not None:
            changes.update(read(element))
    return style._replace(**changes) if changes else style


def read_switch(name: str) -> Callable[[etree._Element], Change]:
    """Return the reader of a property that is on unless it says that it is off."""
    return lambda element: {name: element.get(VAL) not in OFF}


def read_size(element: etree._Element) -> Change:
    """Return the type size, given in half points."""
    half = number(element.get(VAL))
    return {} if half is None else {"size": half / HALF_POINTS}


def read_list(element: etree._Element) -> Change:
    """Return the list and the level in it, as far as they are said."""
    level, list_id = number(value(element, "ilvl")), value(element, "numId")
    said = {"level": level, "list_id": list_id}
    return {name: change for name, change in said.items() if change is not None}


def read_outline(element: etree._Element) -> Change:
    """Return the heading level."""
    level = number(element.get(VAL))
    return {} if level is None else {"outline": heading_level(level)}


def read_section(element: etree._Element) -> Change:
    """Return whether the section that ends here leaves its page."""
    return {"ends_page": value(element, "type") not in ("continuous", "nextColumn")}


def read_indent(element: etree._Element) -> Change:
    """Return the left indent in points, where ``w:ind`` says one."""
    twips = number(element.get(W + "left", element.get(W + "start")))
    return {} if twips is None else {"indent": twips / TWIPS}


RUN: Reading = {
    W + "b": read_switch("bold"),
    W + "i": read_switch("italic"),
    W + "vanish": read_switch("hidden"),
    W + "sz": read_size,
}
PARAGRAPH: Reading = {
    W + "pageBreakBefore": read_switch("page_break"),
    W + "numPr": read_list,
    W + "outlineLvl": read_outline,
    W + "ind": read_indent,
    W + "sectPr": read_section,
}


def heading_level(outline: int) -> int | None:
    """Return the level from 1; the outline counts from 0, and 9 is body text."""
    return outline + 1 if 0 <= outline < BODY_LEVEL else None


def left_indent(properties: etree._Element | None) -> float | None:
    """Return the left indent in points, where these properties say one."""
    return with_paragraph(Style(), properties).indent
