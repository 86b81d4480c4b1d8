"""The body of an ODT in one pass: paragraphs, lists, tables, boxes, notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..archive import is_remote
from ..lines import Cell, DocumentRefused, Line
from ..soft_breaks import split_pieces
from .lists import OUTLINE, Counter, Level, Lists
from .names import DRAW, OFFICE, TABLE, TEXT, XLINK, count
from .styles import with_text_style

if TYPE_CHECKING:
    from lxml import etree

    from .styles import Style, Styles

H, P = TEXT + "h", TEXT + "p"
LIST, ITEM, HEADER = TEXT + "list", TEXT + "list-item", TEXT + "list-header"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
MAX_REPEAT = 1_000
# What stands among the text and is not part of it.
ASIDE = frozenset(
    {
        TEXT + "tracked-changes",
        OFFICE + "annotation",
        OFFICE + "forms",
        TEXT + "sequence-decls",
        TEXT + "variable-decls",
        TEXT + "user-field-decls",
        TEXT + "bibliography-mark",
        TEXT + "ruby-text",
    }
)
FETCHED = frozenset({TEXT + "section-source", OFFICE + "dde-source"})
SIGNS = {TEXT + "tab": "\t", TEXT + "line-break": "\n"}
ROWS_INSIDE = frozenset(
    {
        TABLE + "table-header-rows",
        TABLE + "table-rows",
        TABLE + "table-row-group",
    }
)


@dataclass(slots=True)
class Gathered:
    """What the spans of one paragraph add up to."""

    texts: list[str] = field(default_factory=list)
    size: float | None = None
    bold: bool = True
    italic: bool = True
    boxes: list[etree._Element] = field(default_factory=list)

    def add(self, text: str, style: Style) -> None:
        """Add text printed in this style."""
        if style.hidden:
            return
        self.texts.append(text)
        if text.strip():
            self.size = self.size or style.size
            self.bold = self.bold and bool(style.bold)
            self.italic = self.italic and bool(style.italic)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands: its cell, and its list with the mark it shows."""

    cell: Cell | None = None
    depth: int | None = None
    mark: str = ""
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """What a paragraph is, apart from its text."""

    number: int
    style: Style
    place: Place
    outline: int | None


class BodyReader:
    """Turns the elements of a body into lines, counting paragraphs and tables."""

    def __init__(self, styles: Styles, lists: Lists) -> None:
        self.lines: list[Line] = []
        self._styles = styles
        self._lists = lists
        self._outline = Counter(lists, OUTLINE)
        self._counters: dict[str, Counter] = {}
        self._latest: dict[str, Counter] = {}
        self._notes: list[etree._Element] = []
        self._note_style = ""
        self._paragraphs = 0
        self._tables = 0
        self._blank = 0
        self._breaks = False

    def read_body(self, root: etree._Element) -> None:
        """Add the lines of a document's root, and its notes after them."""
        body = root.find(f"{OFFICE}body/{OFFICE}text")
        if body is None:
            raise DocumentRefused("damaged")
        self._read_blocks(body, Place())
        notes, self._notes = self._notes, []
        self._note_style = "footnote"
        for note in notes:
            self._read_blocks(note, Place())

    def _read_blocks(self, parent: etree._Element, place: Place) -> None:
        for element in parent:
            tag = element.tag
            if tag in (P, H):
                self._read_paragraph(element, place)
                # Only the first paragraph of an item shows its mark.
                if place.mark:
                    place = Place(place.cell, place.depth, "", place.level)
            elif tag == LIST:
                self._read_list(element, place.cell)
            elif tag == TABLE + "table":
                self._read_table(element)
            elif tag in FETCHED:
                refuse_fetched(element)
            elif tag not in ASIDE:
                self._read_blocks(element, place)

    def _read_list(self, element: etree._Element, cell: Cell | None) -> None:
        name = element.get(TEXT + "style-name", "")
        self._read_items(element, self._counter(element, name), 0, cell)

    def _counter(self, element: etree._Element, name: str) -> Counter:
        """Return the counter that goes on here, or a fresh one."""
        continued = element.get(TEXT + "continue-list")
        goes_on = element.get(TEXT + "continue-numbering") == "true"
        if continued in self._counters and continued is not None:
            counter = self._counters[continued]
        elif goes_on and name in self._latest:
            counter = self._latest[name]
        else:
            counter = Counter(self._lists, name)
        if identifier := element.get(XML_ID):
            self._counters[identifier] = counter
        self._latest[name] = counter
        return counter

    def _read_items(
        self, parent: etree._Element, counter: Counter, depth: int, cell: Cell | None
    ) -> None:
        for item in parent:
            if item.tag not in (ITEM, HEADER):
                continue
            place = Place(cell, depth)
            # An item that only wraps a deeper list shows no mark, and is not counted.
            if item.tag == ITEM and has_text(item):
                start = item.get(TEXT + "start-value")
                level = counter.step(depth, None if start is None else count(start))
                place = Place(cell, depth, counter.show(depth), level)
            for element in item:
                if element.tag == LIST:
                    self._read_inner(element, counter, depth + 1, cell)
                elif element.tag in (P, H):
                    self._read_paragraph(element, place)
                    place = Place(cell, depth, "", place.level)
                elif element.tag == TABLE + "table":
                    self._read_table(element)

    def _read_inner(
        self, element: etree._Element, counter: Counter, depth: int, cell: Cell | None
    ) -> None:
        """Add a list inside a list; it may have a style of its own."""
        name = element.get(TEXT + "style-name", counter.name)
        if name != counter.name:
            counter = self._counter(element, name)
        self._read_items(element, counter, depth, cell)

    def _read_table(self, table: etree._Element) -> None:
        place = self._tables
        self._tables += 1
        number = 0
        for row in table_rows(table):
            column = 0
            for cell in row:
                if cell.tag == TABLE + "table-cell":
                    self._read_blocks(cell, Place(Cell(place, number, column)))
                repeat = cell.get(TABLE + "number-columns-repeated")
                column += count(repeat, most=MAX_REPEAT)
            number += count(row.get(TABLE + "number-rows-repeated"), most=MAX_REPEAT)

    def _read_paragraph(self, element: etree._Element, place: Place) -> None:
        self._paragraphs += 1
        here = self._paragraphs
        style = self._styles.paragraph(element.get(TEXT + "style-name"))
        gathered = Gathered()
        self._gather(element, style, gathered)
        pieces = split_pieces("".join(gathered.texts))
        outline = heading_level(element, style)
        if pieces and element.tag == H and place.depth is None:
            place = self._number_heading(element, outline or 1, place)
        self._breaks = self._breaks or style.page_break
        if not pieces:
            self._blank += 1
        for number, piece in enumerate(pieces):
            shape = Shape(here, style, place, outline)
            self._add(piece, gathered, shape, first=number == 0)
        for box in gathered.boxes:
            self._read_blocks(box, Place(place.cell))

    def _number_heading(
        self, element: etree._Element, outline: int, place: Place
    ) -> Place:
        if element.get(TEXT + "is-list-header") == "true":
            return place
        restart = element.get(TEXT + "restart-numbering") == "true"
        start = element.get(TEXT + "start-value")
        begin = count(start) if restart and start else None
        level = self._outline.step(outline - 1, begin)
        return Place(place.cell, None, self._outline.show(outline - 1), level)

    def _gather(self, parent: etree._Element, style: Style, gathered: Gathered) -> None:
        """Gather the text of an element and its tails; lines of the file are spaces."""
        if parent.text:
            gathered.add(parent.text.replace("\n", " "), style)
        for element in parent:
            tag = element.tag
            if tag in SIGNS:
                gathered.add(SIGNS[tag], style)
            elif tag == TEXT + "s":
                spaces = count(element.get(TEXT + "c"), most=MAX_REPEAT)
                gathered.add(" " * spaces, style)
            elif tag == TEXT + "note":
                self._keep_note(element)
            elif tag.startswith(DRAW):
                gathered.boxes.append(element)
            elif tag == TEXT + "span":
                of_text = self._styles.text(element.get(TEXT + "style-name"))
                self._gather(element, with_text_style(style, of_text), gathered)
            elif tag not in ASIDE:
                self._gather(element, style, gathered)
            if element.tail:
                gathered.add(element.tail.replace("\n", " "), style)

    def _keep_note(self, note: etree._Element) -> None:
        body = note.find(TEXT + "note-body")
        if body is not None:
            self._notes.append(body)

    def _add(
        self, piece: str, gathered: Gathered, shape: Shape, *, first: bool
    ) -> None:
        place, style = shape.place, shape.style
        self.lines.append(
            Line(
                piece,
                page=1,
                line=shape.number,
                indent=indent_of(style, place),
                size=gathered.size or style.size,
                bold=gathered.bold,
                italic=gathered.italic,
                style=self._note_style or style.name,
                outline=None if self._note_style else shape.outline,
                mark=place.mark if first else "",
                depth=place.depth,
                cell=place.cell,
                page_break=first and self._breaks and bool(self.lines),
                blank_before=self._blank if first else 0,
            )
        )
        self._blank, self._breaks = 0, False


def indent_of(style: Style, place: Place) -> float:
    """Return the indent in points: the paragraph's own, its list's, its style's."""
    of_list = place.level.indent if place.level else None
    for indent in (style.own_indent, of_list, style.indent):
        if indent is not None:
            return indent
    return 0.0


def heading_level(element: etree._Element, style: Style) -> int | None:
    """Return a heading's level from 1; a paragraph has the one of its style."""
    if element.tag == H:
        return max(1, count(element.get(TEXT + "outline-level"), most=10))
    return style.outline or None


def has_text(item: etree._Element) -> bool:
    """Whether a list item holds a paragraph of its own, before any deeper list."""
    return any(element.tag in (P, H) for element in item)


def table_rows(table: etree._Element) -> list[etree._Element]:
    """Return the rows of a table, also those in its groups."""
    rows: list[etree._Element] = []
    for element in table:
        if element.tag == TABLE + "table-row":
            rows.append(element)
        elif element.tag in ROWS_INSIDE:
            rows.extend(table_rows(element))
    return rows


def refuse_fetched(element: etree._Element) -> None:
    """Refuse a section whose content comes from another machine."""
    dde = element.tag == OFFICE + "dde-source"
    if dde or is_remote(element.get(XLINK + "href", "")):
        raise DocumentRefused("external_entities")
