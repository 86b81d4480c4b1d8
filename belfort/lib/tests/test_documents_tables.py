"""Tables of a PDF are known as such: under titles, over pages, in narrow columns."""

from __future__ import annotations

from typing import Any

from belfort.lib.documents import Cell, Document, read_document
from belfort.lib.tests.samples import drawn_pdf, typst_pdf

HEAD = ("Doel van de dienst", "Resultaat", "Indicator")
ROW = (
    "De buurt voelt zich thuis op het plein en komt er graag",
    "Elke week is er een begeleid spelmoment voor kinderen",
    "Aantal kinderen dat aan de spelmomenten deelneemt",
)
PAGE = (
    "#set page(width: 500pt, height: 400pt, margin: 50pt)\n"
    '#set text(size: 9pt, font: "Libertinus Serif")\n'
)


def cells(document: Document) -> dict[Cell, str]:
    found: dict[Cell, list[str]] = {}
    for line in document.lines:
        if line.cell:
            found.setdefault(line.cell, []).append(line.text)
    return {place: " ".join(texts) for place, texts in found.items()}


def outside(document: Document) -> list[str]:
    return [line.text for line in document.lines if line.cell is None]


def numbered(n: int) -> list[str]:
    return [f"{text} {n}" for text in ROW]


def table(rows: list[list[str]]) -> str:
    body = ",".join(f"[{text}]" for row in rows for text in row)
    return f"#table(columns: (1fr, 1fr, 1fr), {body})\n\n"


def test_titles_between_tables_of_one_row_are_no_cells() -> None:
    source = PAGE + "".join(
        f"*Titel {n} van een deel*\n\n" + table([list(HEAD), numbered(n)])
        for n in range(3)
    )
    document = read_document(typst_pdf(source))
    assert outside(document) == [f"Titel {n} van een deel" for n in range(3)]
    assert cells(document) == {
        Cell(n, row, column): text
        for n in range(3)
        for row, texts in enumerate([HEAD, numbered(n)])
        for column, text in enumerate(texts)
    }


def test_a_table_goes_on_over_the_page() -> None:
    rows = [list(HEAD), *map(numbered, range(12))]
    document = read_document(typst_pdf(PAGE + table(rows) + "Slot van het deel"))
    assert document.pages > 1
    assert outside(document) == ["Slot van het deel"]
    assert cells(document) == {
        Cell(0, row, column): text
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    }


def test_a_page_that_repeats_the_head_of_a_table_begins_another() -> None:
    body = ",".join(f"[{text}]" for n in range(12) for text in numbered(n))
    head = ",".join(f"[{text}]" for text in HEAD)
    source = f"#table(columns: (1fr, 1fr, 1fr), table.header({head}), {body})"
    document = read_document(typst_pdf(PAGE + source))
    heads = [place for place, text in cells(document).items() if text == HEAD[0]]
    assert heads == [Cell(n, 0, 0) for n in range(document.pages)]
    assert not outside(document)


def draw_narrow(rows: list[list[list[str]]]) -> Any:
    """Return how to draw a table cell by cell, with hardly any white between."""

    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 11)
        top = 700
        for row in rows:
            for left, lines in zip((90, 180, 287), row, strict=True):
                for n, text in enumerate(lines):
                    canvas.drawString(left, top - 13 * n, text)
            top -= 13 * max(map(len, row)) + 6

    return draw


def test_cells_that_nearly_touch_are_parted_where_columns_begin() -> None:
    rows = [
        [["Objectif général"], ["Résultats attendus"], ["Indicateurs"]],
        *(
            [
                [f"Former {n}", "le personnel"],
                ["Une formation", "par agent"],
                ["Nombre", "d'agents"],
            ]
            for n in range(3)
        ),
    ]
    document = read_document(drawn_pdf(draw_narrow(rows)))
    assert cells(document) == {
        Cell(0, row, column): " ".join(lines)
        for row, parts in enumerate(rows)
        for column, lines in enumerate(parts)
    }


def test_two_rows_are_a_table_where_the_first_is_its_head() -> None:
    head = ("Resultaat", "Indicator")
    body = "\\ ".join(["Elke week is er een spelmoment", "De buurt komt samen"])
    source = PAGE + (
        "Doel 1: het plein\n\n#table(columns: (1fr, 1fr),"
        f"[{head[0]}],[{head[1]}],[{body}],[{body} \\ Aantal kinderen])\n"
    )
    document = read_document(typst_pdf(source))
    text = body.replace("\\ ", " ")
    assert cells(document) == {
        Cell(0, 0, 0): head[0],
        Cell(0, 0, 1): head[1],
        Cell(0, 1, 0): text,
        Cell(0, 1, 1): f"{text} Aantal kinderen",
    }
