"""A PDF becomes printed lines with place, type and list mark, from any engine."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest

from belfort.lib.documents import Document, Line, read_document
from belfort.lib.tests.samples import PROSE, drawn_pdf, flowing_pdf, typst_pdf

PAGE = """
#set page(width: 400pt, height: 500pt, margin: 50pt)
#set text(size: 10pt, font: "Libertinus Serif", lang: "nl")
"""


def typeset(source: str) -> Document:
    return read_document(typst_pdf(PAGE + source))


def one(document: Document, start: str) -> Line:
    (line,) = [line for line in document.lines if line.text.startswith(start)]
    return line


def test_typst_lines_carry_place_size_and_weight() -> None:
    document = typeset(
        f"#text(size: 16pt, weight: 700)[Sociale overlast]\n\n{PROSE}\n\n_Cursief_"
    )
    title, *prose, slanted = document.lines
    assert (title.text, title.size, title.bold, title.italic) == (
        "Sociale overlast",
        16.0,
        True,
        False,
    )
    assert " ".join(line.text for line in prose).replace("- ", "") == PROSE
    assert not any(line.bold for line in prose)
    assert slanted.italic
    assert title.indent == pytest.approx(50, abs=1)
    assert title.top is not None
    assert title.top == pytest.approx(50, abs=8)
    assert max(line.right or 0 for line in document.lines) <= 351
    assert [line.line for line in document.lines] == list(
        range(1, len(document.lines) + 1)
    )


def test_reportlab_lines_carry_place_size_and_weight() -> None:
    document = read_document(
        flowing_pdf([("Heading1", "Sociale overlast"), ("BodyText", PROSE)])
    )
    title, *prose = document.lines
    assert (title.text, title.bold) == ("Sociale overlast", True)
    assert " ".join(line.text for line in prose) == PROSE
    assert {line.indent for line in prose} == {prose[0].indent}
    assert not any(line.bold for line in prose)
    tops = [line.top for line in document.lines]
    assert all(a < b for a, b in pairwise(tops) if a is not None and b is not None)


def test_a_line_is_bold_only_if_all_of_it_is() -> None:
    document = typeset("*Doel:* meer toezicht\n\n*Alleen vet*")
    assert not one(document, "Doel").bold
    assert one(document, "Alleen").bold


def test_a_scaled_font_has_the_size_it_is_seen_in() -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 1)
        canvas.scale(12, 12)
        canvas.drawString(5, 50, "Geschaald")

    (line,) = read_document(drawn_pdf(draw)).lines
    assert line.size == 12.0


@pytest.mark.parametrize("mark", ["•", "–", "-", "▪", "o"])
def test_a_list_mark_set_apart_by_typst_is_kept_apart(mark: str) -> None:
    document = typeset(
        f"#set list(marker: [{mark if mark != '-' else '#sym.hyph'}])\n"
        "- Een overleg per maand\n- Een jaarverslag\n"
    )
    assert [(line.mark, line.text) for line in document.lines] == [
        (mark, "Een overleg per maand"),
        (mark, "Een jaarverslag"),
    ]


def test_a_bullet_of_reportlab_is_kept_apart_and_wrapped_text_hangs() -> None:
    document = read_document(flowing_pdf([("bullet", PROSE)]))
    head, *rest = document.lines
    assert head.mark == "•"
    assert head.text.startswith("De gemeente")
    assert rest
    assert all(line.mark == "" for line in rest)


def test_a_dash_typed_in_the_sentence_stays_text() -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(70, 700, "- Een overleg per maand")
        canvas.drawString(70, 680, "o")
        canvas.drawString(70, 660, "12. Een genummerde zin")

    lines = read_document(drawn_pdf(draw)).lines
    assert [(line.mark, line.text) for line in lines] == [
        ("", "- Een overleg per maand"),
        ("", "o"),
        ("", "12. Een genummerde zin"),
    ]


def test_a_bullet_drawn_in_another_turn_finds_its_line() -> None:
    def draw(canvas: Any) -> None:
        for row in range(3):
            canvas.drawString(90, 700 - 20 * row, f"Punt {row}")
        for row in range(3):
            canvas.drawString(70, 700 - 20 * row, "•")

    lines = read_document(drawn_pdf(draw)).lines
    assert [(line.mark, line.text) for line in lines] == [
        ("•", "Punt 0"),
        ("•", "Punt 1"),
        ("•", "Punt 2"),
    ]


def test_a_hyphen_at_the_end_of_a_line_stays_and_ligatures_are_spelled_out() -> None:
    document = typeset(
        "#set text(hyphenate: true)\n#set par(justify: true)\n#block(width: 90pt)"
        "[gemeenschapswachtenvaststellers officiële fietsafhandeling]"
    )
    text = [line.text for line in document.lines]
    assert text[0].endswith("-")
    assert "".join(text).replace("-", "").replace(" ", "") == (
        "gemeenschapswachtenvaststellersofficiëlefietsafhandeling"
    )


@pytest.mark.parametrize("size", [10, 11, 12])
def test_halves_of_a_word_with_hyphens_stay_on_their_lines(size: int) -> None:
    text = (
        "Gelet op het koninklijk besluit betreffende de verlenging 2020 van de "
        "strategische veiligheids- en preventieplannen 2018-2019 van de gemeente;"
    )
    document = typeset(
        f"#set page(width: 595pt, margin: 102pt)\n#set text(size: {size}pt, "
        f"hyphenate: true)\n#set par(justify: true)\n{text}\n\n{text}"
    )
    joined = " ".join(line.text for line in document.lines)
    assert re.sub(r"- (?!en )", "", joined) == f"{text} {text}"


def test_pages_count_and_each_begins_with_a_break() -> None:
    document = typeset("een #pagebreak() #pagebreak() drie")
    assert document.pages == 3
    assert [(line.text, line.page, line.page_break) for line in document.lines] == [
        ("een", 1, False),
        ("drie", 3, True),
    ]


def test_a_page_shown_on_its_side_reads_as_it_is_shown() -> None:
    def draw(canvas: Any) -> None:
        canvas.setPageRotation(90)
        canvas.translate(300, 0)
        canvas.rotate(90)
        canvas.drawString(20, 150, "Eerste regel")
        canvas.drawString(40, 130, "Tweede regel")

    lines = read_document(drawn_pdf(draw, pagesize=(300, 200))).lines
    assert [line.text for line in lines] == ["Eerste regel", "Tweede regel"]
    assert [line.indent for line in lines] == [20.0, 40.0]


def test_text_printed_up_the_margin_comes_after_the_page() -> None:
    def draw(canvas: Any) -> None:
        canvas.saveState()
        canvas.rotate(90)
        canvas.drawString(200, -30, "Stad Voorbeeld")
        canvas.restoreState()
        for row in range(5):
            canvas.drawString(70, 700 - 14 * row, f"Regel {row}")

    lines = read_document(drawn_pdf(draw)).lines
    assert [line.text for line in lines][:5] == [f"Regel {row}" for row in range(5)]
    assert lines[5].text == "Stad Voorbeeld"


def test_a_file_without_an_extension_is_known_by_its_content() -> None:
    data = typst_pdf(PAGE + "Doel")
    assert read_document(data, name="plan.txt").format == "pdf"
