"""What the styles of an ODT say of a paragraph, through the styles they follow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .names import FO, OFFICE, STYLE, TEXT, count, points

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

PLAIN_SIZE = 12.0  # points, ODF's own default where a document states none
BOLD_WEIGHT = 600
TEXT_DISPLAY = TEXT + "display"


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph or text style with all that it inherits."""

    name: str = ""
    outline: int | None = None
    indent: float | None = None
    own_indent: float | None = None
    """The indent that an automatic style states itself; it wins over a list's."""
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool = False
    page_break: bool = False
    list_name: str = ""


class Styles:
    """The named and automatic styles of a document, by family and name."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self._elements: dict[tuple[str, str], etree._Element] = {}
        self._automatic: set[tuple[str, str]] = set()
        self._styles: dict[tuple[str, str], Style] = {}
        self._default = Style(size=PLAIN_SIZE)
        for root in roots:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        for group in root:
            is_automatic = group.tag == OFFICE + "automatic-styles"
            if not is_automatic and group.tag != OFFICE + "styles":
                continue
            for element in group:
                family = element.get(STYLE + "family", "")
                if element.tag == STYLE + "style":
                    key = family, element.get(STYLE + "name", "")
                    self._elements[key] = element
                    (self._automatic.add if is_automatic else self._automatic.discard)(
                        key
                    )
                elif element.tag == STYLE + "default-style" and family == "paragraph":
                    self._default = changed(self._default, element)

    def paragraph(self, name: str | None) -> Style:
        """Return the paragraph style of this name, or the default."""
        return self._find("paragraph", name or "Standard", frozenset())

    def text(self, name: str | None) -> Style:
        """Return the text style of this name: only what it changes."""
        return self._find("text", name or "", frozenset())

    def _find(self, family: str, name: str, seen: frozenset[str]) -> Style:
        key = family, name
        if key not in self._styles:
            self._styles[key] = self._resolve(key, seen | {name})
        return self._styles[key]

    def _resolve(self, key: tuple[str, str], seen: frozenset[str]) -> Style:
        family, name = key
        plain = self._default if family == "paragraph" else Style()
        element = self._elements.get(key)
        if element is None:
            return replace(plain, name=name.lower())
        parent = element.get(STYLE + "parent-style-name")
        if parent and parent not in seen:
            plain = self._find(family, parent, seen)
        if key in self._automatic:
            automatic = changed(plain, element)
            return replace(automatic, own_indent=own_indent(element))
        shown = element.get(STYLE + "display-name") or name.replace("_20_", " ")
        return changed(replace(plain, name=shown.lower()), element)


def changed(style: Style, element: etree._Element) -> Style:
    """Return the style with what this element states itself."""
    if list_name := element.get(STYLE + "list-style-name"):
        style = replace(style, list_name=list_name)
    if level := element.get(STYLE + "default-outline-level"):
        style = replace(style, outline=count(level))
    if element.get(STYLE + "master-page-name"):
        style = replace(style, page_break=True)
    paragraph = element.find(STYLE + "paragraph-properties")
    if paragraph is not None:
        indent = points(paragraph.get(FO + "margin-left"))
        breaks = paragraph.get(FO + "break-before")
        style = replace(
            style,
            indent=style.indent if indent is None else indent,
            page_break=style.page_break if breaks is None else breaks == "page",
        )
    text = element.find(STYLE + "text-properties")
    return style if text is None else with_text(style, text)


def with_text(style: Style, text: etree._Element) -> Style:
    """Return the style with what these text properties change."""
    weight, slant = text.get(FO + "font-weight"), text.get(FO + "font-style")
    size, display = text.get(FO + "font-size"), text.get(TEXT_DISPLAY)
    return replace(
        style,
        size=scaled(size, style.size),
        bold=style.bold if weight is None else is_bold(weight),
        italic=style.italic if slant is None else slant in ("italic", "oblique"),
        hidden=style.hidden if display is None else display == "none",
    )


def scaled(size: str | None, inherited: float | None) -> float | None:
    """Return the size in points; a percentage is of the inherited size."""
    if size is None:
        return inherited
    if size.endswith("%") and inherited is not None:
        return round(inherited * count(size[:-1], 100) / 100, 1)
    found = points(size)
    return inherited if found is None else found


def is_bold(weight: str) -> bool:
    """Whether a font weight, in a word or a number, is bold."""
    return weight == "bold" or (weight.isdigit() and int(weight) >= BOLD_WEIGHT)


def own_indent(element: etree._Element) -> float | None:
    """Return the indent in points that this element itself states."""
    paragraph = element.find(STYLE + "paragraph-properties")
    return None if paragraph is None else points(paragraph.get(FO + "margin-left"))


def with_text_style(style: Style, of_text: Style) -> Style:
    """Return the style with what a text style says of a span."""
    return replace(
        style,
        size=style.size if of_text.size is None else of_text.size,
        bold=style.bold if of_text.bold is None else of_text.bold,
        italic=style.italic if of_text.italic is None else of_text.italic,
        hidden=style.hidden or of_text.hidden,
    )
