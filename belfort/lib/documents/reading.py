"""What a document is, by its first bytes, and the reader it is handed to.

The readers are imported where they are called, so that only those who read a PDF
wait for its library.
"""

from __future__ import annotations

from pathlib import Path

from .lines import Document, DocumentRefused

MAX_BYTES = 50 * 1024 * 1024

# What is told apart only to say which format to save in.
FOREIGN = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
HTML = (b"<!doctype html", b"<html")


def read_file(path: Path | str) -> Document:
    """Return the document at this path; a file over the limit is not opened."""
    path = Path(path)
    refuse_size(path.stat().st_size)
    with path.open("rb") as file:
        return read_document(file.read(MAX_BYTES + 1), name=path.name)


def read_document(data: bytes, *, name: str = "") -> Document:
    """Return the document in its lines, or raise DocumentRefused, and only that.

    The content decides the format; the name is not trusted, it only tells an old
    Word file from another of its family in the refusal.
    """
    try:
        return _read(data, name)
    except DocumentRefused:
        raise
    except Exception as error:
        # What the readers did not foresee in broken bytes; the cause stays chained.
        raise DocumentRefused("damaged") from error


def _read(data: bytes, name: str) -> Document:
    refuse_size(len(data))
    if not data.strip(b"\0 \t\r\n\f\xef\xbb\xbf"):
        raise DocumentRefused("empty")
    if b"%PDF-" in data[:1024]:
        from .pdf import read_pdf

        return read_pdf(data)
    if data.startswith(ZIP):
        return _read_archive(data)
    refuse_foreign(data, name)
    from .text import read_text

    return read_text(data)


def _read_archive(data: bytes) -> Document:
    from .archive import Archive

    archive = Archive(data)
    kind = archive.kind()
    archive.refuse_dangers()
    if kind == "docx":
        from .docx import read_docx

        return read_docx(archive)
    if kind == "odt":
        from .odt import read_odt

        return read_odt(archive)
    raise DocumentRefused("unknown_format", kind=kind)


def refuse_size(size: int) -> None:
    """Refuse what is larger than an upload may be; ``size`` in bytes."""
    if size > MAX_BYTES:
        raise DocumentRefused("too_large", limit=MAX_BYTES, size=size, unit="bytes")


def refuse_foreign(data: bytes, name: str) -> None:
    """Refuse a format that is known not to be read, saying which it is."""
    if data.startswith(OLE):
        refuse_ole(data, name)
    for signature, kind in FOREIGN:
        if data.startswith(signature):
            raise DocumentRefused("unknown_format", kind=kind)
    # A PDF that lost its head reads like text at first.
    if b"endobj" in data and b"endstream" in data:
        raise DocumentRefused("damaged")
    if data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(HTML):
        raise DocumentRefused("unknown_format", kind="html")


def refuse_ole(data: bytes, name: str) -> None:
    """Refuse the family of old Office files, to which encrypted DOCX belong."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise DocumentRefused("encrypted")
    is_word = "WordDocument".encode("utf-16-le") in data
    old_word = is_word or name.lower().endswith(".doc")
    raise DocumentRefused("unknown_format", kind="doc" if old_word else "other")
