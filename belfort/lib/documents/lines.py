"""The common form in which every readable document is handed on: its lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Format = Literal["text", "pdf", "docx", "odt"]
Refusal = Literal[
    "empty",
    "too_large",
    "unknown_format",
    "encrypted",
    "damaged",
    "no_text",
    "archive_bomb",
    "macros",
    "external_entities",
    "unreadable_encoding",
]


@dataclass(frozen=True, slots=True)
class Cell:
    """The place of a line inside a table: which table, row and column, from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the reader sees it, with the layout that the format gives.

    ``line`` is the physical line of a text (blank lines count), the line on the
    page of a PDF, the paragraph of a DOCX or ODT; all from 1. ``page`` is 1 for a
    text without page breaks and for DOCX and ODT. Lengths are in points, but the
    indent of a text is in columns. What a format does not know is ``None`` (or
    empty), never a guess.

    ``text`` is never blank. Pieces that stand apart on one line, as in a table
    without cells, have two spaces or more between them.
    """

    text: str
    page: int
    line: int
    indent: float | None = None
    """Where the text begins, after its list mark, from the page or margin.

    ``None`` throughout a text in which nothing is indented.
    """
    right: float | None = None
    top: float | None = None
    size: float | None = None
    bold: bool = False
    """The whole line, not a word of it; so too for ``italic``."""
    italic: bool = False
    style: str = ""
    """The paragraph style's own name in lower case, e.g. ``heading 1``."""
    outline: int | None = None
    """Heading level from the style or outline, 1 is the highest."""
    mark: str = ""
    """The list mark that the layout keeps apart from the text: ``•``, ``-``, ``1.``

    A mark that stands alone on its line, or is typed as part of it, is ``text``.
    """
    depth: int | None = None
    """Depth in a list, 0 is the outermost."""
    cell: Cell | None = None
    page_break: bool = False
    """A page begins with this line; not said of the document's first line."""
    blank_before: int = 0
    """Blank lines (DOCX, ODT: empty paragraphs) between this line and the one above."""


@dataclass(frozen=True, slots=True)
class Document:
    """The lines of a document in reading order, and where they came from.

    In PDF and text one ``Line`` is one printed line, so a sentence may be wrapped
    over several; in DOCX and ODT one ``Line`` is one paragraph or cell paragraph.
    A soft line break inside such a paragraph begins another ``Line`` with the same
    ``line`` number, unless what follows it begins with a small letter: that only
    continues the sentence, and is joined with a space.
    """

    format: Format
    lines: tuple[Line, ...]
    pages: int
    wrapped: bool
    """Whether sentences are wrapped over lines (text, PDF) or not (DOCX, ODT)."""


class DocumentRefused(Exception):
    """A document that cannot or may not be read; ``code`` says why.

    The details of too_large are ``limit``, ``size`` and ``unit`` (bytes, pages,
    characters); of unknown_format ``kind`` (doc, rtf, html, spreadsheet,
    presentation, image, archive, other).
    """

    def __init__(self, code: Refusal, **details: str | int) -> None:
        self.code = code
        self.details = details
        super().__init__(code)
