"""The documents that are timed: the real text, and files of given lengths."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from .corpus import LAYOUTS, make_plan
from .corpus.rendering import render
from .measure import ROOT

SEED_TEXT = ROOT.parent / "shared" / "seeds" / "002_6ae9f40de0075be4.txt"

_CHARACTERS = 92


def pdf_of_seed(pages: int = 45) -> bytes:
    """The real text as a PDF of so many pages, a line of text on a line."""
    lines = [
        line.strip()
        for line in SEED_TEXT.read_text("utf-8").splitlines()
        if line.strip()
    ]
    per_page = -(-len(lines) // pages)
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for start in range(0, len(lines), per_page):
        canvas.setFont("Helvetica", 9)
        height = A4[1] - 60
        for line in lines[start : start + per_page]:
            listed = line.startswith(("- ", "• ", "o "))
            canvas.drawString(66 if listed else 56, height, line)
            height -= 13
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def pdf_of_pages(pages: int) -> bytes:
    """A plan set by reportlab, cut off after exactly so many pages."""
    layout = next(each for each in LAYOUTS if each.name == "pdf-reportlab")
    plan = make_plan(11, "nl", chapters=2 * pages)
    document = pypdfium2.PdfDocument(render(plan, layout))
    if len(document) < pages:
        message = f"The plan fills only {len(document)} of {pages} pages."
        raise ValueError(message)
    short = pypdfium2.PdfDocument.new()
    short.import_pages(document, list(range(pages)))
    out = BytesIO()
    short.save(out)
    return out.getvalue()


def docx_of_plan(chapters: int) -> bytes:
    """A plan with Word's own styles."""
    layout = next(each for each in LAYOUTS if each.name == "docx-styles")
    return render(make_plan(12, "nl", chapters=chapters), layout)


def put(folder: Path, name: str, data: bytes) -> Path:
    """The data as a file in the folder."""
    path = folder / name
    path.write_bytes(data)
    return path
