"""Who is measured: our reading, and the peers, each as a function of one file.

``prepare`` imports what the contestant needs and returns the work, so that
start-up is outside the measured time. Each returns what it read, for the
correctness gate: a fingerprint that peers must agree on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

Work = Callable[[], object]


class NotInstalledError(Exception):
    """The peer's package is not in this environment."""


def our_plan(path: Path) -> Work:
    """From the bytes of a document to the plan."""
    from belfort.lib.documents import read_document
    from belfort.plan.importer import read_plan
    from belfort.plan.importer.reading import count

    data = path.read_bytes()

    def work() -> object:
        return count(read_plan(read_document(data, name=path.name)))

    return work


def our_document(path: Path) -> Work:
    """From the bytes of a document to its lines."""
    from belfort.lib.documents import read_document

    data = path.read_bytes()

    def work() -> object:
        document = read_document(data, name=path.name)
        return word_count(line.text for line in document.lines)

    return work


def python_docx(path: Path) -> Work:
    """Texts, styles and lists in body order, by python-docx."""
    try:
        import docx
        from docx.table import Table
    except ImportError as missing:
        raise NotInstalledError("python-docx") from missing
    data = path.read_bytes()

    def work() -> object:
        texts = []
        for part in docx.Document(BytesIO(data)).iter_inner_content():
            if isinstance(part, Table):
                cells = [cell for row in part.rows for cell in row.cells]
                paragraphs = [p for cell in cells for p in cell.paragraphs]
            else:
                paragraphs = [part]
            for paragraph in paragraphs:
                style = paragraph.style.name if paragraph.style else ""
                bold = any(run.bold for run in paragraph.runs)
                texts.append((paragraph.text, style, bold))
        return word_count(text for text, _, _ in texts)

    return work


def pdfplumber(path: Path) -> Work:
    """Words with font and size, by pdfplumber."""
    try:
        import pdfplumber
    except ImportError as missing:
        raise NotInstalledError("pdfplumber") from missing
    data = path.read_bytes()

    def work() -> object:
        words: list[str] = []
        with pdfplumber.open(BytesIO(data)) as document:
            for page in document.pages:
                found = page.extract_words(extra_attrs=["fontname", "size"])
                words += [word["text"] for word in found]
                page.close()
        return word_count(words)

    return work


def word_count(texts: object) -> dict[str, int]:
    """How often each word of three letters or more occurs."""
    assert hasattr(texts, "__iter__")
    words = Counter(
        word for text in texts for word in re.findall(r"\w{3,}", str(text).casefold())
    )
    return dict(words)


CONTESTANTS: dict[str, Callable[[Path], Work]] = {
    "our_plan": our_plan,
    "our_document": our_document,
    "python_docx": python_docx,
    "pdfplumber": pdfplumber,
}
