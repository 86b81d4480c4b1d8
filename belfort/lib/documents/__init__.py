"""Reading the documents that people send: text, PDF, DOCX, ODT, safely."""

from .lines import Cell, Document, DocumentRefused, Format, Line
from .reading import MAX_BYTES, read_document, read_file

__all__ = [
    "MAX_BYTES",
    "Cell",
    "Document",
    "DocumentRefused",
    "Format",
    "Line",
    "read_document",
    "read_file",
]
