"""PDF into printed lines, column by column, with their place and type."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from ..lines import Document, DocumentRefused, Line
from .glyphs import TextPage
from .layout import order_lines
from .marks import to_line
from .notes import tell_notes
from .tables import Tables

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["MAX_PAGES", "read_pdf"]

MAX_PAGES = 2_000
MAX_CHARACTERS = 12_000_000
END_WITHIN = 4096
# The library keeps its state for the process: one thread at a time.
_ONE_READER = Lock()


def read_pdf(data: bytes) -> Document:
    """Return the printed lines of every page; refuse what holds no readable text."""
    refuse_truncated(data)
    with _ONE_READER:
        handle = open_pdf(data)
        try:
            pages = count_pages(handle)
            lines = tuple(read_pages(handle, pages))
        finally:
            pdfium.FPDF_CloseDocument(handle)
    refuse_unreadable(lines)
    return Document("pdf", lines, pages=pages, wrapped=True)


def refuse_truncated(data: bytes) -> None:
    """Refuse a file without its end mark: half a plan must not pass for a whole."""
    if b"%%EOF" not in data.rstrip(b"\0 \t\r\n")[-END_WITHIN:]:
        raise DocumentRefused("damaged")


def open_pdf(data: bytes) -> Any:
    """Return the library's handle on the document; the bytes must outlive it."""
    handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if handle:
        return handle
    error = pdfium.FPDF_GetLastError()
    locked = error in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
    raise DocumentRefused("encrypted" if locked else "damaged")


def count_pages(handle: Any) -> int:
    """Return the number of pages, if there are any and not too many."""
    pages = int(pdfium.FPDF_GetPageCount(handle))
    if pages < 1:
        raise DocumentRefused("damaged")
    if pages > MAX_PAGES:
        raise DocumentRefused("too_large", limit=MAX_PAGES, size=pages, unit="pages")
    return pages


def read_pages(handle: Any, pages: int) -> Iterator[Line]:
    """Yield the lines of all pages in reading order."""
    characters, begun, tables = 0, False, Tables()
    for number in range(1, pages + 1):
        page = pdfium.FPDF_LoadPage(handle, number - 1)
        if not page:
            raise DocumentRefused("damaged")
        try:
            with TextPage(page) as text:
                characters += text.length
                refuse_flood(characters)
                printed = tell_notes(
                    text, order_lines(list(text.words()), text.height, tables)
                )
                for place, row in enumerate(printed, 1):
                    breaks = begun and place == 1
                    yield to_line(text, row, number, place, page_break=breaks)
                begun = begun or bool(printed)
        finally:
            pdfium.FPDF_ClosePage(page)


def refuse_flood(characters: int) -> None:
    """Refuse a file with more characters than any plan has."""
    if characters > MAX_CHARACTERS:
        raise DocumentRefused(
            "too_large", limit=MAX_CHARACTERS, size=characters, unit="characters"
        )


def refuse_unreadable(lines: tuple[Line, ...]) -> None:
    """Refuse pages without text, and text whose fonts do not say what they show."""
    signs = "".join(line.text for line in lines).replace(" ", "")
    if not any(map(str.isalnum, signs)):
        raise DocumentRefused("no_text")
    strange = sum("\ue000" <= sign <= "\uf8ff" or sign == "\ufffd" for sign in signs)
    if strange * 2 > len(signs):
        raise DocumentRefused("unreadable_encoding")
