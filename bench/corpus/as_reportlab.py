"""Plans as PDF, set by reportlab."""

from __future__ import annotations

from html import escape
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Table,
    TableStyle,
)

from belfort.plan.importer.reading import PlanReading

from .layouts import Layout
from .outline import (
    Block,
    footer_text,
    outline,
    page_text,
    running_text,
    shown,
    table_rows,
)

_SIZES = {"title": 20, "chapter": 16, "section": 13, "heading": 12, "strategic": 11}
_SHOUTED = {"chapter", "section", "heading"}
_MARGIN = 60


def render_reportlab(plan: PlanReading, layout: Layout, seed: int = 0) -> bytes:
    """The plan as PDF, with bullets drawn apart from their paragraphs."""
    setter = _Setter(plan, layout)
    return setter.set(outline(plan, layout, seed))


class _Setter:
    def __init__(self, plan: PlanReading, layout: Layout) -> None:
        self.plan, self.layout = plan, layout
        self.font = "Times-Roman" if layout.serif else "Helvetica"
        self.bold = "Times-Bold" if layout.serif else "Helvetica-Bold"
        self.italic = "Times-Italic" if layout.serif else "Helvetica-Oblique"
        self.width = A4[0] - 2 * _MARGIN
        self.pages = 0

    def set(self, blocks: list[Block]) -> bytes:
        if self.layout.footer:
            # "Page 3 of 12" is only known once the plan has been set.
            self._build(blocks)
        return self._build(blocks)

    def _build(self, blocks: list[Block]) -> bytes:
        out = BytesIO()
        document = SimpleDocTemplate(
            out, pagesize=A4, leftMargin=_MARGIN, rightMargin=_MARGIN, invariant=1
        )
        flow = [self._flowable(block) for block in blocks]
        document.build(flow, onFirstPage=self._edges, onLaterPages=self._edges)
        self.pages = document.page
        return out.getvalue()

    def _edges(self, canvas: Canvas, document: Any) -> None:
        page = canvas.getPageNumber()
        canvas.saveState()
        canvas.setFont(self.font, 8)
        if self.layout.running_header:
            canvas.drawString(_MARGIN, A4[1] - 40, running_text(self.plan))
        if self.layout.footer:
            canvas.drawString(_MARGIN, 36, footer_text(self.plan))
            canvas.drawRightString(
                A4[0] - _MARGIN, 36, page_text(self.plan, page, self.pages)
            )
        canvas.restoreState()

    def _flowable(self, block: Block) -> Any:
        if block.kind == "break":
            return PageBreak()
        if block.table is not None:
            return self._table(block)
        if block.kind == "contents":
            return self._contents(block)
        if block.kind in _SIZES or block.kind == "label":
            return Paragraph(escape(shown(block)), self._heading(block))
        if block.mark:
            return self._listed(block)
        style = ParagraphStyle(
            "text", fontName=self.font, fontSize=10, leading=13, spaceAfter=5
        )
        return Paragraph(escape(shown(block)), style)

    def _heading(self, block: Block) -> ParagraphStyle:
        size = _SIZES.get(block.kind, 10)
        font = self.italic if block.kind == "label" else self.bold
        if self.layout.headings == "bold":
            size, font = (size if block.kind == "title" else 10), self.bold
        elif self.layout.headings == "caps":
            size = 10
            font = self.bold if block.kind == "strategic" else self.font
        return ParagraphStyle(
            block.kind,
            fontName=font,
            fontSize=size,
            leading=size * 1.25,
            spaceBefore=10,
            spaceAfter=6,
            keepWithNext=1,
        )

    def _listed(self, block: Block) -> Paragraph:
        left = 44 if block.kind == "item" else 24
        style = ParagraphStyle(
            block.kind,
            fontName=self.font,
            bulletFontName=self.font,
            fontSize=10,
            bulletFontSize=10,
            leading=12.5,
            leftIndent=left,
            bulletIndent=left - 12,
            spaceAfter=3,
        )
        text = f"{block.number} {block.text}".strip()
        return Paragraph(escape(text), style, bulletText=block.mark)

    def _contents(self, block: Block) -> Any:
        style = ParagraphStyle("contents", fontName=self.font, fontSize=10, leading=13)
        dots = "." * max(6, 100 - len(shown(block)))
        indent = "&nbsp;" * 4 * (block.level - 1)
        return Paragraph(f"{indent}{escape(shown(block))} {dots} {block.page}", style)

    def _table(self, block: Block) -> Any:
        assert block.table is not None
        style = ParagraphStyle("cell", fontName=self.font, fontSize=9, leading=11)
        rows = [
            [Paragraph(escape(cell), style) for cell in row]
            for row in table_rows(self.plan, block.table)
        ]
        table = Table(rows, colWidths=[self.width / 4] * 4)
        table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "#888888")]))
        return table
