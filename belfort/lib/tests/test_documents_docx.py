"""A DOCX becomes paragraphs in body order, with style, list mark and cell."""

from __future__ import annotations

from typing import Any

import pytest

from belfort.lib.documents import Cell, Document, Line, read_document
from belfort.lib.tests.samples import (
    PROSE,
    docx_parts,
    paragraph,
    raw_docx,
    word_docx,
    zipped,
)

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines]


def read_body(body: str, **parts: str) -> tuple[Line, ...]:
    return read_document(raw_docx(body, **parts)).lines


def level(depth: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'{more}<w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{360 * (depth + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
    )


def lists(*levels: str, more: str = "") -> str:
    """Numbering in which list 1 and list 2 count with the same levels."""
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{more}</w:num>'
    )


def item(text: str, depth: int = 0, list_id: int = 1) -> str:
    return paragraph(
        text,
        f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>',
    )


def test_word_styles_give_name_outline_size_and_weight() -> None:
    def build(document: Any) -> None:
        document.add_heading("Sociale overlast", 2)
        document.add_paragraph(PROSE)
        document.add_paragraph().add_run("Schuin").italic = True

    document = read_document(word_docx(build))
    assert (document.format, document.pages, document.wrapped) == ("docx", 1, False)
    heading, prose, slanted = document.lines
    assert (heading.style, heading.outline, heading.bold) == ("heading 2", 2, True)
    assert heading.size == 13
    assert (prose.text, prose.style, prose.outline) == (PROSE, "normal", None)
    assert (prose.bold, prose.size) == (False, 11)
    assert slanted.italic
    assert [line.line for line in document.lines] == [1, 2, 3]


def test_a_dutch_style_identifier_has_the_name_of_the_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Eigen"><w:name w:val="Eigen kop"/>'
        '<w:basedOn w:val="Kop1"/><w:rPr><w:b/><w:sz w:val="30"/></w:rPr></w:style>'
    )
    (line,) = read_body(paragraph("Kop", '<w:pStyle w:val="Eigen"/>'), styles=styles)
    assert (line.style, line.outline, line.bold, line.size) == (
        "eigen kop",
        1,
        True,
        15,
    )


def test_a_line_is_bold_only_if_every_run_is() -> None:
    bold, plain = (
        "<w:r><w:rPr><w:b/></w:rPr><w:t>Doel</w:t></w:r>",
        "<w:r><w:t> A</w:t></w:r>",
    )
    off = '<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>niet</w:t></w:r>'
    lines = read_body(f"<w:p>{bold}</w:p><w:p>{bold}{plain}</w:p><w:p>{off}</w:p>")
    assert [line.bold for line in lines] == [True, False, False]


def test_numbers_are_counted_as_word_shows_them() -> None:
    numbering = lists(
        level(0, "decimal", "%1."),
        level(1, "decimal", "%1.%2."),
        level(2, "lowerLetter", "%3)"),
    )
    body = "".join(
        item(text, depth)
        for text, depth in zip("ABCDEFGH", (0, 1, 1, 2, 2, 0, 1, 2), strict=True)
    )
    lines = read_body(body, numbering=numbering)
    assert [(line.mark, line.depth, line.indent) for line in lines] == [
        ("1.", 0, 18.0),
        ("1.1.", 1, 36.0),
        ("1.2.", 1, 36.0),
        ("a)", 2, 54.0),
        ("b)", 2, 54.0),
        ("2.", 0, 18.0),
        ("2.1.", 1, 36.0),
        ("a)", 2, 54.0),
    ]


def test_a_list_that_restarts_begins_anew_and_one_that_does_not_goes_on() -> None:
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = item("A") + item("B") + item("C", list_id=2) + item("D", list_id=2)
    levels = (level(0, "upperRoman", "%1."),)
    going_on = read_body(body, numbering=lists(*levels))
    anew = read_body(body, numbering=lists(*levels, more=restart))
    assert [line.mark for line in going_on] == ["I.", "II.", "III.", "IV."]
    assert [line.mark for line in anew] == ["I.", "II.", "I.", "II."]


@pytest.mark.parametrize(
    ("font", "sign", "shown"),
    [
        ("Symbol", "\uf0b7", "•"),
        ("Wingdings", "\uf0a7", "▪"),
        ("Courier New", "o", "o"),
        ("Calibri", "–", "–"),
        ("Calibri", "-", "-"),
        ("Wingdings", "\uf04a", "•"),
    ],
)
def test_a_bullet_is_the_sign_its_font_draws(font: str, sign: str, shown: str) -> None:
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>'
    bullet = level(0, "bullet", sign).replace("</w:lvl>", f"{fonts}</w:lvl>")
    (line,) = read_body(item("Een overleg"), numbering=lists(bullet))
    assert (line.mark, line.text, line.depth) == (shown, "Een overleg", 0)


def test_a_style_may_number_its_paragraphs_and_a_paragraph_may_opt_out() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for n in (1, 2)
    )
    numbering = lists(
        level(0, "decimal", "%1.", '<w:pStyle w:val="H1"/>'),
        level(1, "decimal", "%1.%2", '<w:pStyle w:val="H2"/>'),
    )
    out = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = "".join(
        paragraph(text, f'<w:pStyle w:val="H{n}"/>{more}')
        for text, n, more in zip(
            "ABCDE", (1, 2, 2, 1, 1), ("", "", "", out, ""), strict=True
        )
    )
    lines = read_body(body, styles=styles, numbering=numbering)
    assert [line.mark for line in lines] == ["1.", "1.1", "1.2", "", "2."]
    assert [line.depth for line in lines] == [0, 1, 1, None, 0]


def test_soft_breaks_before_dashes_make_lines_of_one_paragraph() -> None:
    body = (
        "<w:p><w:r><w:t>Resultaten</w:t><w:br/><w:t>- een overleg</w:t><w:br/>"
        "<w:t>- een verslag</w:t><w:br/><w:t>dat ieder leest</w:t></w:r></w:p>"
    )
    lines = read_body(body)
    assert [(line.text, line.line) for line in lines] == [
        ("Resultaten", 1),
        ("- een overleg", 1),
        ("- een verslag dat ieder leest", 1),
    ]


def test_tables_keep_their_cells_where_they_stand() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("Voor")
        table = document.add_table(rows=2, cols=3)
        table.rows[0].cells[0].merge(table.rows[0].cells[1]).text = "Breed"
        table.rows[0].cells[2].text = "Rechts"
        table.rows[1].cells[1].text = "Midden"
        table.rows[1].cells[1].add_paragraph("Onder")
        document.add_table(rows=1, cols=1).rows[0].cells[0].text = "Tweede"

    lines = read_document(word_docx(build)).lines
    assert [(line.text, line.cell) for line in lines] == [
        ("Voor", None),
        ("Breed", Cell(0, 0, 0)),
        ("Rechts", Cell(0, 0, 2)),
        ("Midden", Cell(0, 1, 1)),
        ("Onder", Cell(0, 1, 1)),
        ("Tweede", Cell(1, 0, 0)),
    ]


def test_tracked_insertions_are_read_and_deletions_are_not() -> None:
    body = (
        "<w:p><w:r><w:t>Het plan </w:t></w:r>"
        "<w:del><w:r><w:delText>oud</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>nieuw</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t> weg</w:t></w:r></w:moveFrom></w:p>"
    )
    assert [line.text for line in read_body(body)] == ["Het plan nieuw"]


def test_hidden_text_and_field_codes_are_not_read() -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText>'
        '<w:fldChar w:fldCharType="separate"/><w:t>7</w:t></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r></w:p>"
    )
    assert [line.text for line in read_body(body)] == ["7"]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('In het kader')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>Anker</w:t><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>" + paragraph("Erna")
    )
    assert [line.text for line in read_body(body)] == ["Anker", "In het kader", "Erna"]


def test_footnotes_come_last_and_say_what_they_are() -> None:
    notes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        f'<w:footnote w:id="1">{paragraph("Zie de omzendbrief")}</w:footnote>'
    )
    lines = read_body(paragraph("Tekst") + paragraph("Einde"), footnotes=notes)
    assert [(line.text, line.style) for line in lines] == [
        ("Tekst", "normal"),
        ("Einde", "normal"),
        ("Zie de omzendbrief", "footnote text"),
    ]


def test_pages_begin_where_word_breaks_them() -> None:
    page = '<w:r><w:br w:type="page"/></w:r>'
    section = "<w:pPr><w:sectPr/></w:pPr>"
    body = (
        paragraph("A")
        + f"<w:p>{page}</w:p>"
        + paragraph("B")
        + f"<w:p>{page}<w:r><w:t>C</w:t></w:r></w:p>"
        + paragraph("D", "<w:pageBreakBefore/>")
        + f"<w:p>{section}<w:r><w:t>E</w:t></w:r></w:p>"
        + paragraph("F")
        + f"<w:p><w:r><w:t>G</w:t></w:r>{page}</w:p>"
        + paragraph("H")
    )
    breaks = {line.text for line in read_body(body) if line.page_break}
    assert breaks == {"B", "C", "D", "F", "H"}


def test_empty_paragraphs_count_as_the_gap() -> None:
    lines = read_body(paragraph("A") + "<w:p/><w:p/>" + paragraph("B"))
    assert [(line.text, line.line, line.blank_before) for line in lines] == [
        ("A", 1, 0),
        ("B", 4, 2),
    ]


def test_content_controls_links_and_signs_are_part_of_the_text() -> None:
    body = (
        f"<w:sdt><w:sdtContent>{paragraph('In een veld')}</w:sdtContent></w:sdt>"
        "<w:p><w:hyperlink><w:r><w:t>Een</w:t></w:r></w:hyperlink>"
        "<w:r><w:tab/><w:t>twee</w:t><w:noBreakHyphen/><w:t>drie</w:t>"
        '<w:sym w:font="Wingdings" w:char="F0E0"/><w:softHyphen/><w:t>vier</w:t></w:r>'
        "</w:p>"
    )
    assert [line.text for line in read_body(body)] == [
        "In een veld",
        "Een  twee-drie→vier",
    ]


def test_the_strict_form_of_the_format_reads_the_same() -> None:
    parts = docx_parts(paragraph("Doel"))
    strict = {
        name: part.replace(TRANSITIONAL, STRICT) if isinstance(part, str) else part
        for name, part in parts.items()
    }
    assert texts(read_document(zipped(strict))) == ["Doel"]


def test_the_main_part_may_have_another_name() -> None:
    parts = {
        name.replace("document.xml", "document2.xml"): part.replace(
            "document.xml", "document2.xml"
        )
        for name, part in docx_parts(paragraph("Doel")).items()
        if isinstance(part, str)
    }
    assert texts(read_document(zipped(parts))) == ["Doel"]
