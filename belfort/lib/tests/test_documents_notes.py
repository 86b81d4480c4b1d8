"""Footnotes of a PDF stay out of the sentences."""

from __future__ import annotations

from belfort.lib.documents import read_document
from belfort.lib.tests.samples import typst_pdf

PAGE = (
    '#set page(width: 400pt, height: 300pt)\n#set text(font: "Libertinus Serif")\n'
    "#set super(typographic: false)\n"
)


def spelled(source: str) -> list[str]:
    lines = read_document(typst_pdf(PAGE + source)).lines
    return [line.text for line in lines if line.style != "footnote text"]


def test_a_note_and_its_figure_stand_apart() -> None:
    source = (
        "Wie verhuist krijgt advies.#footnote[De adviseurs volgden een opleiding die"
        " door de dienst van de stad werd gegeven, en later ook door de politie.]\n\n"
        "Elke buurt heeft een netwerk.#footnote[Zie ook de website.]\n\n"
    )
    assert spelled(source) == [
        "Wie verhuist krijgt advies.",
        "Elke buurt heeft een netwerk.",
    ]


def test_a_raised_figure_without_a_note_stays() -> None:
    assert spelled("Het plein meet 400 m#super[2] en is verlicht.") == [
        "Het plein meet 400 m2 en is verlicht."
    ]


def test_small_print_that_nothing_calls_stays() -> None:
    source = "Het plein is verlicht.\n\n#text(size: 7pt)[1 Een kleine regel.]\n"
    assert spelled(source)[-1] == "1 Een kleine regel."
