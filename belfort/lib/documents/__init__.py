"""Reading the documents that people send: text, PDF, DOCX, ODT, safely."""

from .lines import Cell, Document, DocumentRefused, Format, Line

__all__ = ["Cell", "Document", "DocumentRefused", "Format", "Line"]
