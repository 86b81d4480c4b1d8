"""ODT into paragraphs in body order, with style, list mark and table cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lines import Document, DocumentRefused
from .body import BodyReader
from .lists import Lists
from .styles import Styles

if TYPE_CHECKING:
    from ..archive import Archive

__all__ = ["read_odt"]


def read_odt(archive: Archive) -> Document:
    """Return the paragraphs; footnotes come last, with the style ``footnote``.

    Tracked insertions are read as text; deletions, which ODF keeps apart from the
    text, and comments are not. A text box follows the paragraph it is anchored in.
    """
    content = archive.xml("content.xml")
    roots = [content]
    if "styles.xml" in archive:
        roots.insert(0, archive.xml("styles.xml"))
    styles = Styles(roots)
    reader = BodyReader(styles, Lists(roots))
    reader.read_body(content)
    if not reader.lines:
        raise DocumentRefused("no_text")
    return Document("odt", tuple(reader.lines), pages=1, wrapped=False)
