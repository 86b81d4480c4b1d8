"""The layouts in which plans are rendered: each is one way a city writes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, get_args

from belfort.lib.documents import Format

FORMATS: tuple[Format, ...] = get_args(Format)

Engine = Literal["text", "typst", "reportlab", "docx", "odt"]
Labels = Literal["plain", "colon", "caps", "numbered", "glued"]
Headings = Literal["size", "bold", "caps"]
Wording = Literal[
    "styles", "typed", "numbering", "table", "outline", "breaks", "tracked", "pairs"
]


@dataclass(frozen=True, slots=True)
class Damage:
    """What extraction from PDF did to a text; the shares are of items."""

    blank_lines: bool = False
    """Every line is followed by an empty one."""
    lost_dash: float = 0.0
    lone_dash: float = 0.0
    """The dash stands alone, its text some lines on."""
    circles: bool = False
    """The "o" of sub-items is stranded, doubled or lost."""
    pages: int = 0
    """Lines on a page; a page begins with a space, or a form feed."""
    form_feed: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """One way of setting a plan."""

    name: str
    format: Format
    engine: Engine
    numbered: bool = True
    restart: bool = False
    """Numbering begins again after the coordination chapter."""
    prefix: bool = False
    """Chapters are called "Phenomenon 3: title"."""
    caps: bool = True
    """Chapter titles in capitals."""
    bullet: str = "-"
    """The mark of items; ``1.`` and ``a)`` count in every list, empty is none."""
    spelled: bool = False
    """Objectives say what they are: "Strategic objective 2.1: text"."""
    decision: bool = True
    contents: bool = False
    labels: Labels = "plain"
    each_operational: bool = False
    """A label before every operational objective, which has no bullet then."""
    goals: bool = False
    """Numbered policy goals in the introduction of the coordination chapter."""
    flowing: bool = False
    """Chapters follow one another on the page, so lists run over page edges."""
    footer: bool = False
    running_header: bool = False
    columns: int = 1
    headings: Headings = "size"
    serif: bool = False
    width: int = 0
    """Characters on a line of text; 0 does not wrap."""
    hanging: bool = False
    flat_table: Literal["rows", "cells"] = "rows"
    damage: Damage = Damage()
    wording: Wording = "styles"
    hyphens: bool = False
    """Justified lines, with words broken at their ends."""
    encoding: str = "utf-8"
    """Windows-1252 comes with Windows line ends."""


_EXTRACTED = Layout(
    "text-extracted",
    "text",
    "text",
    goals=True,
    width=92,
    flat_table="cells",
    damage=Damage(blank_lines=True, pages=46),
)

LAYOUTS: tuple[Layout, ...] = (
    Layout("text-clean", "text", "text"),
    Layout(
        "text-wrapped",
        "text",
        "text",
        numbered=False,
        caps=False,
        bullet="•",
        labels="colon",
        decision=False,
        width=80,
        hanging=True,
    ),
    Layout(
        "text-form-feeds",
        "text",
        "text",
        flowing=True,
        contents=True,
        footer=True,
        width=96,
        hanging=True,
        damage=Damage(pages=52, form_feed=True),
    ),
    _EXTRACTED,
    replace(
        _EXTRACTED,
        name="text-damaged",
        footer=True,
        damage=Damage(
            blank_lines=True, lost_dash=0.08, lone_dash=0.02, circles=True, pages=44
        ),
    ),
    replace(
        _EXTRACTED,
        name="text-glued",
        labels="glued",
        prefix=True,
        restart=True,
        width=84,
        flat_table="rows",
        damage=Damage(blank_lines=True, lost_dash=0.04, circles=True, pages=50),
    ),
    Layout(
        "text-counted",
        "text",
        "text",
        bullet="1.",
        labels="colon",
        width=88,
        caps=False,
    ),
    Layout(
        "text-spelled",
        "text",
        "text",
        spelled=True,
        bullet="•",
        width=100,
        encoding="cp1252",
        labels="colon",
        caps=False,
    ),
    Layout("text-unmarked", "text", "text", bullet="", width=90, goals=True),
    Layout("pdf-typst", "pdf", "typst", goals=True),
    Layout("pdf-typst-hyphens", "pdf", "typst", hyphens=True, flowing=True, serif=True),
    Layout(
        "pdf-typst-counted", "pdf", "typst", bullet="a)", footer=True, labels="caps"
    ),
    Layout(
        "pdf-reportlab-spelled",
        "pdf",
        "reportlab",
        spelled=True,
        numbered=False,
        bullet="•",
        flowing=True,
        running_header=True,
    ),
    Layout("pdf-reportlab-unmarked", "pdf", "reportlab", bullet="", labels="colon"),
    Layout(
        "pdf-typst-columns",
        "pdf",
        "typst",
        flowing=True,
        columns=2,
        bullet="•",
        labels="colon",
        footer=True,
        decision=False,
    ),
    Layout(
        "pdf-typst-unnumbered",
        "pdf",
        "typst",
        numbered=False,
        caps=False,
        bullet="–",
        contents=True,
        running_header=True,
        serif=True,
        each_operational=True,
    ),
    Layout(
        "pdf-reportlab", "pdf", "reportlab", flowing=True, footer=True, headings="bold"
    ),
    Layout(
        "pdf-reportlab-contents",
        "pdf",
        "reportlab",
        contents=True,
        restart=True,
        bullet="•",
        running_header=True,
        footer=True,
        labels="numbered",
        serif=True,
    ),
    Layout(
        "pdf-reportlab-capitals",
        "pdf",
        "reportlab",
        flowing=True,
        numbered=False,
        prefix=True,
        headings="caps",
        labels="caps",
        bullet="–",
        goals=True,
    ),
    Layout("docx-styles", "docx", "docx", caps=False, numbered=False),
    Layout("docx-numbering", "docx", "docx", wording="numbering", goals=True),
    Layout("docx-typed", "docx", "docx", wording="typed", labels="colon"),
    Layout("docx-table", "docx", "docx", wording="table", prefix=True, decision=False),
    Layout("docx-outline", "docx", "docx", wording="outline", numbered=False),
    Layout("docx-breaks", "docx", "docx", wording="breaks"),
    Layout("docx-tracked", "docx", "docx", wording="tracked", caps=False),
    Layout("docx-pairs", "docx", "docx", wording="pairs", decision=False),
    Layout("docx-spelled", "docx", "docx", wording="typed", spelled=True, bullet="1."),
    Layout("odt-table", "odt", "odt", wording="table", decision=False),
    Layout("odt-styles", "odt", "odt", caps=False, bullet="•"),
    Layout("odt-unnumbered", "odt", "odt", numbered=False, decision=False),
    Layout("odt-typed", "odt", "odt", wording="typed", labels="caps", goals=True),
)


def layouts_of(format_: Format) -> list[Layout]:
    """The layouts of one format, in a fixed order."""
    return [layout for layout in LAYOUTS if layout.format == format_]
