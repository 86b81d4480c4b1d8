"""Columns, tables and margins of a PDF are read in the order people read them."""

from __future__ import annotations

from typing import Any

import pytest

from belfort.lib.documents import Cell, Document, read_document
from belfort.lib.tests.samples import drawn_pdf, typst_pdf

WORDS = (
    "overleg",
    "buurt",
    "toezicht",
    "preventie",
    "wijk",
    "jongeren",
    "plan",
    "doel",
)
PAGE = "#set page(width: 500pt, height: 400pt, margin: 50pt)\n#set text(size: 9pt)\n"


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines]


def prose(name: str, rows: int) -> list[str]:
    return [
        f"{name}{row} " + " ".join(WORDS[(row + n) % 8] for n in range(4))
        for row in range(rows)
    ]


def draw_columns(left: list[str], right: list[str], *, across: bool) -> bytes:
    """Two columns, drawn one after the other or line by line across the page."""

    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(60, 800, "Stad Voorbeeld")
        canvas.drawRightString(530, 800, "Plan")
        canvas.drawCentredString(300, 30, "12")
        placed = [(60, n, text) for n, text in enumerate(left)]
        placed += [(310, n, text) for n, text in enumerate(right)]
        if across:
            placed.sort(key=lambda place: place[1])
        for x, row, text in placed:
            canvas.drawString(x, 740 - 12 * row, text)

    return drawn_pdf(draw)


@pytest.mark.parametrize("across", [False, True])
def test_two_columns_are_read_one_after_the_other(across: bool) -> None:
    left, right = prose("links", 20), prose("rechts", 18)
    document = read_document(draw_columns(left, right, across=across))
    assert texts(document) == ["Stad Voorbeeld  Plan", *left, *right, "12"]


def test_two_columns_of_typst_under_a_title_are_read_in_order() -> None:
    items = [f"Punt {n}: " + " ".join(WORDS) for n in range(16)]
    source = (
        PAGE + "#text(size: 15pt)[Een titel over de hele breedte van dit blad, lang]\n"
        "#columns(2)[#for p in json(bytes(sys.inputs.items)) [#p \\\n]]"
    )
    document = read_document(typst_pdf(source, items=items))
    read = texts(document)
    assert read[0].startswith("Een titel")
    places = [" ".join(read).index(f"Punt {n}:") for n in range(16)]
    assert places == sorted(places)
    assert len({line.indent for line in document.lines}) >= 2


def test_a_table_of_amounts_keeps_its_rows() -> None:
    rows = [(f"Loonkosten dienst {n}", f"{n} VTE", f"{n}.000,00 EUR") for n in range(9)]
    source = (
        PAGE + "#table(columns: (1fr, 1fr, 1fr), stroke: none, "
        "..json(bytes(sys.inputs.rows)).flatten())"
    )
    document = read_document(typst_pdf(source, rows=rows))
    assert texts(document) == ["  ".join(row) for row in rows]


def test_wrapped_cells_are_not_mixed_with_their_neighbours() -> None:
    cells = [" ".join([f"cel{n}", *WORDS, *WORDS, *WORDS]) for n in range(8)]
    source = (
        PAGE + "#table(columns: (1fr, 1fr), stroke: none, gutter: 12pt, "
        "..json(bytes(sys.inputs.cells)))"
    )
    document = read_document(typst_pdf(source, cells=cells))
    assert " ".join(texts(document)) == " ".join(cells)
    found = [line.cell for line in document.lines if line.text.startswith("cel")]
    assert found == [Cell(0, row, column) for row in range(4) for column in range(2)]


def test_each_line_of_a_wide_table_knows_its_cell() -> None:
    rows = [["Resultaat", "Indicator", "Streefwaarde", "Termijn"]] + [
        [
            " ".join(WORDS),
            f"Aantal {' '.join(WORDS[n:])} per jaar",
            f"{n}",
            "31/12/2026",
        ]
        for n in range(4)
    ]
    source = (
        PAGE + "#table(columns: (1fr, 1fr, 1fr, 1fr), gutter: 6pt, "
        "..json(bytes(sys.inputs.rows)).flatten())"
    )
    document = read_document(typst_pdf(source, rows=rows))
    cells: dict[Cell, list[str]] = {}
    for line in document.lines:
        assert line.cell is not None
        cells.setdefault(line.cell, []).append(line.text)
    assert {place: " ".join(text) for place, text in cells.items()} == {
        Cell(0, row, column): text
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    }


def test_columns_of_running_text_are_no_table() -> None:
    document = read_document(
        draw_columns(prose("links", 20), prose("rechts", 18), across=False)
    )
    assert not any(line.cell for line in document.lines)


def test_a_contents_page_keeps_each_title_with_its_page() -> None:
    def draw(canvas: Any) -> None:
        for row in range(14):
            canvas.drawString(
                60, 740 - 20 * row, f"{row}. Hoofdstuk over {WORDS[row % 8]}"
            )
            canvas.drawRightString(530, 740 - 20 * row, str(row + 3))

    read = texts(read_document(drawn_pdf(draw)))
    assert read == [f"{r}. Hoofdstuk over {WORDS[r % 8]}  {r + 3}" for r in range(14)]


def test_a_footer_that_is_printed_first_is_read_last() -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(60, 30, "Voettekst")
        canvas.drawRightString(530, 30, "7")
        canvas.drawString(60, 810, "Koptekst")
        for row in range(12):
            canvas.drawString(60, 740 - 14 * row, f"Regel {row}")

    read = texts(read_document(drawn_pdf(draw)))
    assert read == ["Koptekst", *(f"Regel {n}" for n in range(12)), "Voettekst  7"]


def test_a_paragraph_that_ends_above_the_footer_stays_in_its_column() -> None:
    left, right = prose("links", 50), prose("rechts", 20)

    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(60, 812, "Stad Voorbeeld")
        for n, text in enumerate(left):
            canvas.drawString(60, 770 - 13 * n, text)
        canvas.drawString(60, 100, "Verwachte resultaten")
        for n, text in enumerate(right):
            canvas.drawString(310, 770 - 13 * n, text)
        canvas.drawCentredString(300, 30, "3/9")

    read = texts(read_document(drawn_pdf(draw)))
    assert read == ["Stad Voorbeeld", *left, "Verwachte resultaten", *right, "3/9"]


def test_columns_without_a_header_begin_at_the_top_of_the_page() -> None:
    """A gap between two paragraphs near the top parts no running header."""
    left, right = prose("links", 30), prose("rechts", 30)

    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 9)
        for x, column in ((60, left), (310, right)):
            for n, text in enumerate(column):
                lower = 8 * (n > 1) + 8 * (n > 20)
                canvas.drawString(x, 790 - 12 * n - lower, text)
        canvas.drawCentredString(300, 30, "4")

    read = texts(read_document(drawn_pdf(draw)))
    assert read == [*left, *right, "4"]


def test_lines_of_two_columns_that_nearly_touch_are_parted() -> None:
    left, right = prose("links", 20), prose("rechts", 20)
    left[4] = "Een lange regel die tot dicht bij de kolom ernaast"

    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 9)
        for n, (one, other) in enumerate(zip(left, right, strict=True)):
            canvas.drawString(60, 740 - 12 * n, one)
            canvas.drawString(267, 740 - 12 * n, other)

    assert texts(read_document(drawn_pdf(draw))) == [*left, *right]


def test_a_number_hung_before_its_heading_is_one_line() -> None:
    def draw(canvas: Any) -> None:
        for row in range(6):
            canvas.drawString(60, 700 - 20 * row, f"1.{row}.")
            canvas.drawString(95, 700 - 20 * row, "Sociale overlast verminderen")

    read = texts(read_document(drawn_pdf(draw)))
    assert read == [f"1.{n}. Sociale overlast verminderen" for n in range(6)]
