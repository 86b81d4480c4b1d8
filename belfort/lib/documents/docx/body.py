"""The body of a DOCX in one pass: paragraphs, tables, text boxes, notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..characters import SYMBOLS
from ..lines import Cell, Line
from ..soft_breaks import split_pieces
from .names import (
    MC,
    P_PR,
    R_PR,
    TBL,
    TC,
    TR,
    TYPE,
    P,
    R,
    T,
    W,
    child,
    first,
    number,
    value,
)
from .styles import left_indent, with_paragraph, with_run

if TYPE_CHECKING:
    from lxml import etree

    from .numbering import Mark, Numbering
    from .styles import Style, Styles

PAGE_BREAK = "\f"
MAX_TABLE_DEPTH = 8
# Wrappers whose content reads as if they were not there.
INSIDE = frozenset(
    W + name
    for name in (
        "body",
        "sdt",
        "sdtContent",
        "customXml",
        "smartTag",
        "ins",
        "moveTo",
        "hyperlink",
        "fldSimple",
        "dir",
        "bdo",
    )
)
SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "\xad",
}
BOXES = frozenset({W + "drawing", W + "pict", W + "object", MC + "AlternateContent"})
BR, SYM = W + "br", W + "sym"
BOX = W + "txbxContent"
NOTES = {
    "footnotes": ("footnote", "footnote text"),
    "endnotes": ("endnote", "endnote text"),
}


@dataclass(slots=True)
class Gathered:
    """What the runs of one paragraph add up to."""

    texts: list[str] = field(default_factory=list)
    size: float | None = None
    bold: bool = True
    italic: bool = True
    boxes: list[etree._Element] = field(default_factory=list)


@dataclass(slots=True)
class Shape:
    """What a paragraph is, apart from its text; the indent in points."""

    number: int
    style: Style
    indent: float
    mark: Mark | None
    cell: Cell | None


class BodyReader:
    """Turns the elements of a body into lines, counting paragraphs and tables."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.lines: list[Line] = []
        self._styles = styles
        self._numbering = numbering
        self._paragraphs = 0
        self._tables = 0
        self._depth = 0
        self._blank = 0
        self._breaks = False
        self._note_style = ""

    def read_body(self, root: etree._Element) -> None:
        """Add the lines of a document's root."""
        for element in root:
            if element.tag == W + "body":
                self._read_blocks(element, None)

    def read_notes(self, root: etree._Element, kind: str) -> None:
        """Add the footnotes or endnotes, without the separators Word keeps there."""
        name, self._note_style = NOTES[kind]
        for note in root.iterfind(W + name):
            if note.get(TYPE, "normal") == "normal":
                self._read_blocks(note, None)

    def _read_blocks(self, parent: etree._Element, cell: Cell | None) -> None:
        for element in parent:
            tag = element.tag
            if tag == P:
                self._read_paragraph(element, cell)
            elif tag == TBL:
                self._read_table(element)
            elif tag in INSIDE:
                self._read_blocks(element, cell)
            elif tag == MC + "AlternateContent":
                self._read_blocks(chosen(element), cell)

    def _read_table(self, table: etree._Element) -> None:
        if self._depth >= MAX_TABLE_DEPTH:
            return
        place = self._tables
        self._tables, self._depth = self._tables + 1, self._depth + 1
        for number_of_row, row in enumerate(children_inside(table, TR)):
            column = 0
            properties = child(row, "trPr")
            if properties is not None:
                if child(properties, "del") is not None:
                    continue
                column = number(value(properties, "gridBefore")) or 0
            for cell in children_inside(row, TC):
                self._read_blocks(cell, Cell(place, number_of_row, column))
                column += max(1, number(value(child(cell, "tcPr"), "gridSpan")) or 1)
        self._depth -= 1

    def _read_paragraph(self, paragraph: etree._Element, cell: Cell | None) -> None:
        self._paragraphs += 1
        here = self._paragraphs
        properties = first(paragraph, P_PR)
        style_id = None
        style = own_style = self._styles.paragraph
        if properties is not None:
            style_id = value(properties, "pStyle")
            style = self._styles[style_id]
            own_style = with_paragraph(style, properties)
        gathered = Gathered()
        self._gather(paragraph, own_style, gathered)
        text = "".join(gathered.texts)
        if text and not text.isspace():
            mark = self._count(properties, style, own_style, style_id)
            indent = own_style.indent
            if mark and mark.indent is not None and left_indent(properties) is None:
                indent = mark.indent
            shape = Shape(here, own_style, indent or 0.0, mark, cell)
            self._add(text, gathered, shape)
        else:
            self._blank += 1
            self._breaks = self._breaks or own_style.page_break or PAGE_BREAK in text
        self._breaks = self._breaks or own_style.ends_page
        for box in gathered.boxes:
            self._read_blocks(box, cell)

    def _gather(self, parent: etree._Element, style: Style, gathered: Gathered) -> None:
        for element in parent:
            tag = element.tag
            if tag == R:
                self._gather_run(element, style, gathered)
            elif tag in INSIDE:
                self._gather(element, style, gathered)
            elif tag in BOXES:
                gathered.boxes.extend(find_boxes(element))

    def _gather_run(
        self, run: etree._Element, style: Style, gathered: Gathered
    ) -> None:
        shown = False
        for element in run:
            tag = element.tag
            if tag == T:
                if text := element.text:
                    gathered.texts.append(text)
                    shown = shown or not text.isspace()
            elif tag == R_PR:  # stands first where it stands at all
                style = self._run_style(element, style)
                if style.hidden:
                    return
            elif tag in SIGNS:
                gathered.texts.append(SIGNS[tag])
            elif tag == BR:
                is_page = element.get(TYPE) == "page"
                gathered.texts.append(PAGE_BREAK if is_page else "\n")
            elif tag == SYM:
                gathered.texts.append(symbol(element))
            elif tag in BOXES:
                gathered.boxes.extend(find_boxes(element))
        if shown:
            gathered.size = gathered.size or style.size
            gathered.bold = gathered.bold and bool(style.bold)
            gathered.italic = gathered.italic and bool(style.italic)

    def _run_style(self, properties: etree._Element, style: Style) -> Style:
        name = value(properties, "rStyle")
        if name is not None:
            of_text = self._styles[name]
            style = with_text_style(style, of_text)
        return with_run(style, properties)

    def _count(
        self,
        properties: etree._Element | None,
        style: Style,
        own: Style,
        style_id: str | None,
    ) -> Mark | None:
        """Return the list mark; list 0 takes the style's own list away."""
        if own.list_id is None or own.list_id == "0":
            return None
        depth = number(value(child(properties, "numPr"), "ilvl"))
        if depth is None:
            depth = self._numbering.level_of_style(own.list_id, style_id)
        return self._numbering.count(own.list_id, depth or style.level or 0)

    def _add(self, text: str, gathered: Gathered, shape: Shape) -> None:
        before = after = False
        if PAGE_BREAK in text:
            before, after = split_break(text)
            text = text.replace(PAGE_BREAK, "\n")
        breaks = self._breaks or shape.style.page_break or before
        mark, noted = shape.mark, self._note_style
        for place, piece in enumerate(split_pieces(text)):
            leads = place == 0
            self.lines.append(
                Line(
                    piece,
                    page=1,
                    line=shape.number,
                    indent=shape.indent,
                    size=gathered.size or shape.style.size,
                    bold=gathered.bold,
                    italic=gathered.italic,
                    style=noted or shape.style.name,
                    outline=None if noted else shape.style.outline,
                    mark=mark.text if mark and leads else "",
                    depth=mark.depth if mark else None,
                    cell=shape.cell,
                    page_break=leads and breaks and bool(self.lines),
                    blank_before=self._blank if leads else 0,
                )
            )
            self._blank = 0
        self._breaks = after


def with_text_style(style: Style, of_text: Style) -> Style:
    """Return the paragraph's style with what a character style says of its text."""
    return style._replace(
        size=style.size if of_text.size is None else of_text.size,
        bold=style.bold if of_text.bold is None else of_text.bold,
        italic=style.italic if of_text.italic is None else of_text.italic,
        hidden=style.hidden if of_text.hidden is None else of_text.hidden,
    )


def split_break(text: str) -> tuple[bool, bool]:
    """Return whether a page break stands before the text, and whether after it."""
    first, last = text.find(PAGE_BREAK), text.rfind(PAGE_BREAK)
    before = not text[:first].strip()
    return before, not text[last:].strip() and (first != last or not before)


def symbol(element: etree._Element) -> str:
    """Return the sign that ``w:sym`` draws, ``•`` where its font keeps it secret."""
    try:
        code = int(element.get(W + "char", ""), 16)
    except ValueError:
        return ""
    if code < 0x100:
        code += 0xF000
    if 0xF000 <= code <= 0xF0FF:
        return SYMBOLS.get(code) or "•"
    return chr(code) if code < 0xD800 else ""


def children_inside(parent: etree._Element, tag: str) -> list[etree._Element]:
    """Return the children with this tag, also those inside a content control."""
    found: list[etree._Element] = []
    for element in parent:
        if element.tag == tag:
            found.append(element)
        elif element.tag in INSIDE:
            found.extend(children_inside(element, tag))
    return found


def find_boxes(element: etree._Element) -> list[etree._Element]:
    """Return the outermost text boxes of a drawing, each once."""
    if element.tag == BOX:
        return [element]
    if element.tag == MC + "AlternateContent":
        element = chosen(element)
    return [box for part in element for box in find_boxes(part)]


def chosen(element: etree._Element) -> etree._Element:
    """Return the first choice that holds text; the fallback repeats it in old form."""
    for part in element:
        if next(part.iter(T), None) is not None:
            return part
    return element[0] if len(element) else element
