"""DOCX into paragraphs in body order, with style, list mark and table cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..archive import parse_xml
from ..lines import Document, DocumentRefused, Line
from .body import BodyReader
from .names import STRICT, TRANSITIONAL
from .numbering import Numbering
from .styles import Styles

if TYPE_CHECKING:
    from lxml import etree

    from ..archive import Archive

__all__ = ["read_docx"]


def read_docx(archive: Archive) -> Document:
    """Return the paragraphs; footnotes come last, with the style ``footnote text``.

    Tracked insertions are read as text, tracked deletions and hidden text are not.
    A text box follows the paragraph it is anchored in.
    """
    main = archive.main_part or "word/document.xml"
    parts = archive.relations(main)
    root = word_xml(archive, main)
    styles = Styles(optional_xml(archive, parts.get("styles")))
    numbering = Numbering(optional_xml(archive, parts.get("numbering")))
    reader = BodyReader(styles, numbering)
    reader.read_body(root)
    for kind in ("footnotes", "endnotes"):
        notes = optional_xml(archive, parts.get(kind))
        if notes is not None:
            reader.read_notes(notes, kind)
    lines: tuple[Line, ...] = tuple(reader.lines)
    if not lines:
        raise DocumentRefused("no_text")
    return Document("docx", lines, pages=1, wrapped=False)


def optional_xml(archive: Archive, name: str | None) -> etree._Element | None:
    """Return the root of a part that a document may lack."""
    return word_xml(archive, name) if name and name in archive else None


def word_xml(archive: Archive, name: str) -> etree._Element:
    """Return the root of a part, in the usual namespace if it uses the strict one."""
    data = archive.read(name)
    if STRICT not in data:
        return archive.xml(name)
    return parse_xml(data.replace(STRICT, TRANSITIONAL))
