"""An ODT becomes paragraphs in body order, with style, list mark and cell."""

from __future__ import annotations

import pytest
from odf import style as odf_style
from odf import table as odf_table
from odf import text as odf_text

from belfort.lib.documents import Cell, Line, read_document
from belfort.lib.tests.samples import PROSE, odt_document, raw_odt, saved_odt

NUMBERS = (
    '<text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="."><style:list-level-properties>'
    '<style:list-level-label-alignment fo:margin-left="1.27cm"/>'
    "</style:list-level-properties></text:list-level-style-number>"
    '<text:list-level-style-number text:level="2" style:num-format="1" '
    'text:display-levels="2" style:num-suffix="."/>'
    '<text:list-level-style-bullet text:level="3" text:bullet-char="–"/>'
    "</text:list-style>"
)


def read_body(body: str, styles: str = "") -> tuple[Line, ...]:
    return read_document(raw_odt(body, styles)).lines


def listed(*items: str, more: str = "") -> str:
    return f'<text:list text:style-name="L"{more}>{"".join(items)}</text:list>'


def item(text: str, inner: str = "") -> str:
    return f"<text:list-item><text:p>{text}</text:p>{inner}</text:list-item>"


def test_headings_and_styles_made_with_odfpy_are_kept() -> None:
    document = odt_document()
    big = odf_style.Style(name="Kop", displayname="Grote Kop", family="paragraph")
    big.addElement(odf_style.TextProperties(fontsize="18pt", fontweight="bold"))
    big.addElement(odf_style.ParagraphProperties(marginleft="1in"))
    document.styles.addElement(big)
    document.text.addElement(
        odf_text.H(outlinelevel=2, stylename="Kop", text="Sociale overlast")
    )
    document.text.addElement(odf_text.P(text=PROSE))
    read = read_document(saved_odt(document))
    assert (read.format, read.pages, read.wrapped) == ("odt", 1, False)
    heading, prose = read.lines
    assert (heading.text, heading.style, heading.outline) == (
        "Sociale overlast",
        "grote kop",
        2,
    )
    assert (heading.size, heading.bold, heading.indent) == (18, True, 72)
    assert (prose.text, prose.bold, prose.outline, prose.line) == (
        PROSE,
        False,
        None,
        2,
    )


def test_a_table_made_with_odfpy_keeps_its_cells() -> None:
    document = odt_document()
    table = odf_table.Table()
    for row in (("Resultaat", "Indicator"), ("", "Aantal")):
        line = odf_table.TableRow()
        for text in row:
            cell = odf_table.TableCell()
            cell.addElement(odf_text.P(text=text))
            line.addElement(cell)
        table.addElement(line)
    document.text.addElement(table)
    lines = read_document(saved_odt(document)).lines
    assert [(line.text, line.cell) for line in lines] == [
        ("Resultaat", Cell(0, 0, 0)),
        ("Indicator", Cell(0, 0, 1)),
        ("Aantal", Cell(0, 1, 1)),
    ]


def test_repeated_and_covered_cells_keep_the_columns_right() -> None:
    cell = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>"
    lines = read_body(
        "<table:table><table:table-header-rows><table:table-row>"
        + cell.format(' table:number-columns-spanned="2"', "Breed")
        + "<table:covered-table-cell/>"
        + cell.format("", "Rechts")
        + "</table:table-row></table:table-header-rows><table:table-row>"
        + '<table:table-cell table:number-columns-repeated="2"/>'
        + cell.format("", "Onder")
        + "</table:table-row></table:table>"
    )
    assert [(line.text, line.cell) for line in lines] == [
        ("Breed", Cell(0, 0, 0)),
        ("Rechts", Cell(0, 0, 2)),
        ("Onder", Cell(0, 1, 2)),
    ]


def test_numbers_are_counted_as_the_list_shows_them() -> None:
    deepest = listed(item("diep"))
    deeper = listed(item("twee", deepest), item("drie"))
    lines = read_body(listed(item("een", deeper), item("vier")), NUMBERS)
    assert [(line.text, line.mark, line.depth) for line in lines] == [
        ("een", "1.", 0),
        ("twee", "1.1.", 1),
        ("diep", "–", 2),
        ("drie", "1.2.", 1),
        ("vier", "2.", 0),
    ]
    assert lines[0].indent == pytest.approx(36)


def test_a_list_begins_anew_unless_it_says_that_it_goes_on() -> None:
    again = listed(item("c"))
    going_on = listed(item("c"), more=' text:continue-numbering="true"')
    first = listed(item("a"), item("b"))
    assert [line.mark for line in read_body(first + again, NUMBERS)][-1] == "1."
    assert [line.mark for line in read_body(first + going_on, NUMBERS)][-1] == "3."


def test_a_second_paragraph_of_an_item_has_no_mark() -> None:
    two = "<text:list-item><text:p>a</text:p><text:p>b</text:p></text:list-item>"
    lines = read_body(listed(two), NUMBERS)
    assert [(line.mark, line.depth) for line in lines] == [("1.", 0), ("", 0)]


def test_spaces_tabs_and_breaks_are_read_as_text() -> None:
    lines = read_body(
        '<text:p>een<text:s text:c="2"/>twee<text:tab/>drie<text:line-break/>'
        "- vier<text:line-break/>vijf</text:p>"
    )
    assert [(line.text, line.line) for line in lines] == [
        ("een  twee  drie", 1),
        ("- vier vijf", 1),
    ]


def test_deletions_and_comments_are_not_read_and_insertions_are() -> None:
    lines = read_body(
        "<text:tracked-changes><text:changed-region><text:deletion>"
        "<text:p>weg</text:p></text:deletion></text:changed-region>"
        "</text:tracked-changes><text:p>Het <text:change-start/>nieuwe"
        "<text:change-end/> plan<office:annotation><text:p>nota</text:p>"
        "</office:annotation></text:p>"
    )
    assert [line.text for line in lines] == ["Het nieuwe plan"]


def test_footnotes_come_last_and_boxes_after_their_paragraph() -> None:
    lines = read_body(
        "<text:p>Anker<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>Noot</text:p></text:note-body></text:note>"
        "<draw:frame><draw:text-box><text:p>Kader</text:p></draw:text-box>"
        "</draw:frame><draw:custom-shape><text:p>Vorm</text:p></draw:custom-shape>"
        "</text:p><text:p>Einde</text:p>"
    )
    assert [(line.text, line.style) for line in lines] == [
        ("Anker", "standard"),
        ("Kader", "standard"),
        ("Vorm", "standard"),
        ("Einde", "standard"),
        ("Noot", "footnote"),
    ]


def test_a_line_is_bold_only_if_every_span_is_and_breaks_begin_pages() -> None:
    styles = (
        '<style:style style:name="B" style:family="text">'
        '<style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="N" style:family="paragraph" '
        'style:parent-style-name="Standard">'
        '<style:paragraph-properties fo:break-before="page"/></style:style>'
    )
    bold = '<text:span text:style-name="B">vet</text:span>'
    lines = read_body(
        f'<text:p>{bold}</text:p><text:p text:style-name="N">{bold} niet</text:p>',
        styles,
    )
    assert [(line.bold, line.page_break) for line in lines] == [
        (True, False),
        (False, True),
    ]
    assert lines[1].style == "standard"
