"""Plans as DOCX: with styles, with automatic numbering, typed by hand, in tables."""

from __future__ import annotations

from html import escape
from io import BytesIO
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from belfort.plan.importer.reading import PlanReading

from .layouts import Layout
from .outline import Block, outline, shown, table_rows

_LEVELS = {"chapter": 1, "section": 2, "strategic": 3, "label": 4, "heading": 2}
_SIZES = {"title": 22, "chapter": 16, "section": 13, "heading": 12, "strategic": 12}
_LISTED = {"general", "operational", "result", "indicator", "bullet"}
_OUTLINE_ID = 77

_NUMBERING = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    f'<w:lvlText w:val="{"".join(f"%{n}." for n in range(1, level + 2))}"/>'
    f'<w:lvlJc w:val="left"/></w:lvl>'
    for level in range(3)
)


def render_docx(plan: PlanReading, layout: Layout, seed: int = 0) -> bytes:
    """The plan as DOCX."""
    blocks = outline(plan, layout, seed)
    return _WRITERS.get(layout.wording, _Styled)(plan, layout).write(blocks)


class _Styled:
    """Headings and lists by their styles; chapters numbered by Word or by hand."""

    def __init__(self, plan: PlanReading, layout: Layout) -> None:
        self.plan, self.layout = plan, layout
        self.document = docx.Document()
        self.automatic = layout.wording == "numbering"
        if self.automatic:
            self._define_numbering()

    def write(self, blocks: list[Block]) -> bytes:
        index = 0
        while index < len(blocks):
            index += self.put(blocks, index)
        out = BytesIO()
        self.document.save(out)
        return out.getvalue()

    def put(self, blocks: list[Block], index: int) -> int:
        """Write one block, or those that belong together; return how many."""
        block = blocks[index]
        if block.kind == "break":
            paragraph = self.document.add_paragraph()
            paragraph.add_run().add_break(WD_BREAK.PAGE)
        elif block.table is not None:
            self.table(table_rows(self.plan, block.table))
        else:
            self.paragraph(block)
        return 1

    def table(self, rows: list[list[str]]) -> None:
        table = self.document.add_table(rows=0, cols=len(rows[0]))
        table.style = "Table Grid"
        for row in rows:
            cells = table.add_row().cells
            for cell, text in zip(cells, row, strict=True):
                cell.text = text

    def paragraph(self, block: Block) -> None:
        if block.kind == "title":
            self.document.add_paragraph(block.text, style="Title")
        elif block.kind in _LEVELS:
            self._heading(block)
        elif block.kind == "item":
            self.document.add_paragraph(block.text, style="List Bullet 2")
        elif block.kind in _LISTED and block.mark:
            self.document.add_paragraph(block.text, style="List Bullet")
        elif block.kind == "goal" and self.automatic:
            self.document.add_paragraph(block.text, style="List Number")
        elif block.kind == "general" and self.automatic:
            paragraph = self.document.add_paragraph(block.text)
            self._number(paragraph, 2)
        elif block.kind in _LISTED and block.number:
            self.document.add_paragraph(f"{block.number} {block.text}")
        else:
            self.document.add_paragraph(shown(block))

    def _heading(self, block: Block) -> None:
        level = _LEVELS[block.kind]
        if not self.automatic:
            self.document.add_heading(shown(block), level)
            return
        paragraph = self.document.add_heading(block.text, level)
        if block.number and level < 4:
            self._number(paragraph, level - 1)

    def _number(self, paragraph: Any, level: int) -> None:
        properties = paragraph._p.get_or_add_pPr()
        properties.append(
            parse_xml(
                f"<w:numPr {nsdecls('w')}>"
                f'<w:ilvl w:val="{level}"/><w:numId w:val="{_OUTLINE_ID}"/></w:numPr>'
            )
        )

    def _define_numbering(self) -> None:
        numbering = self.document.part.numbering_part.element
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_OUTLINE_ID}">'
            f'<w:multiLevelType w:val="multilevel"/>{_NUMBERING}</w:abstractNum>'
        )
        # Word wants every definition before the first use.
        first = numbering.find(qn("w:num"))
        if first is None:
            numbering.append(abstract)
        else:
            first.addprevious(abstract)
        numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{_OUTLINE_ID}">'
                f'<w:abstractNumId w:val="{_OUTLINE_ID}"/></w:num>'
            )
        )


class _Typed(_Styled):
    """No styles at all: bold and larger letters, marks typed before the text."""

    def paragraph(self, block: Block) -> None:
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(shown(block))
        if block.kind in _SIZES:
            run.bold = True
            run.font.size = Pt(_SIZES[block.kind])
        elif block.kind == "label":
            run.italic = True
        elif block.kind == "item":
            paragraph.paragraph_format.left_indent = Pt(36)


class _InTable(_Styled):
    """Under each strategic objective a table: objectives, results, indicators."""

    def put(self, blocks: list[Block], index: int) -> int:
        block = blocks[index]
        if block.kind != "label":
            return super().put(blocks, index)
        end = index
        while end < len(blocks) and blocks[end].kind in _LISTED | {"label", "item"}:
            end += 1
        self._grid(blocks[index:end])
        return end - index

    def _grid(self, blocks: list[Block]) -> None:
        heads: list[str] = []
        for block in blocks:
            if block.kind == "label" and block.text not in heads:
                heads.append(block.text)
        table = self.document.add_table(rows=1, cols=3)
        table.style = "Table Grid"
        for cell, head in zip(table.rows[0].cells, heads, strict=True):
            cell.text = head
        cells: Any = None
        for block in blocks:
            if block.kind == "operational":
                cells = table.add_row().cells
                cells[0].text = block.text
            elif block.kind in {"result", "item"}:
                _into(cells[1], block)
            elif block.kind == "indicator":
                _into(cells[2], block)


class _Outlined(_Styled):
    """The city's own styles, whose outline level tells what they are."""

    def _heading(self, block: Block) -> None:
        name = f"Stijl {block.kind}"
        if name not in self.document.styles:
            style = self.document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            level = _LEVELS[block.kind] - 1
            style.element.get_or_add_pPr().append(
                parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{level}"/>')
            )
        self.document.add_paragraph(shown(block), style=name)


class _Breaking(_Typed):
    """A list is one paragraph, its items apart by line breaks."""

    def put(self, blocks: list[Block], index: int) -> int:
        kinds = {"result", "indicator", "item"}
        end = index
        while end < len(blocks) and blocks[end].kind in kinds:
            end += 1
        if end == index:
            return super().put(blocks, index)
        run = self.document.add_paragraph().add_run()
        for position, block in enumerate(blocks[index:end]):
            if position:
                run.add_break()
            run.add_text(shown(block))
        return end - index


class _Tracked(_Styled):
    """Changes are still being tracked: what was deleted is in the file."""

    def paragraph(self, block: Block) -> None:
        super().paragraph(block)
        if block.kind not in {"result", "indicator", "operational"}:
            return
        paragraph = self.document.paragraphs[-1]
        properties = 'w:id="9" w:author="X" w:date="2020-01-01T00:00:00Z"'
        words = block.text.split(" ")
        half = len(words) // 2
        for run in list(paragraph.runs):
            holder = run._r.getparent()
            assert holder is not None
            holder.remove(run._r)
        paragraph.add_run(" ".join(words[:half]) + " ")
        for tag, text_tag, text in (
            ("del", "delText", "geschrapt supprimé "),
            ("ins", "t", " ".join(words[half:])),
        ):
            paragraph._p.append(
                parse_xml(
                    f"<w:{tag} {nsdecls('w')} {properties}><w:r>"
                    f'<w:{text_tag} xml:space="preserve">{escape(text)}</w:{text_tag}>'
                    f"</w:r></w:{tag}>"
                )
            )


class _Pairs(_Styled):
    """Per operational objective a table of two columns: the label, what it holds."""

    def put(self, blocks: list[Block], index: int) -> int:
        if blocks[index].kind != "label":
            return super().put(blocks, index)
        end = index
        while end < len(blocks) and blocks[end].kind in _LISTED | {"label", "item"}:
            end += 1
        label = blocks[index].text
        table: Any = None
        cell: Any = None
        for block in blocks[index + 1 : end]:
            if block.kind == "operational":
                table = self.document.add_table(rows=0, cols=2)
                table.style = "Table Grid"
                cell = self._row(table, label)
                cell.paragraphs[0].text = block.text
            elif block.kind == "label":
                cell = self._row(table, block.text)
            else:
                _into(cell, block)
        return end - index

    def _row(self, table: Any, label: str) -> Any:
        cells = table.add_row().cells
        cells[0].text = label
        return cells[1]


def _into(cell: Any, block: Block) -> None:
    """Add an item to a cell, in its first paragraph where that is empty."""
    style = "List Bullet 2" if block.kind == "item" else "List Bullet"
    first = cell.paragraphs[0]
    if first.text:
        cell.add_paragraph(block.text, style=style)
    else:
        first.text = block.text
        first.style = style


_WRITERS: dict[str, type[_Styled]] = {
    "typed": _Typed,
    "table": _InTable,
    "outline": _Outlined,
    "breaks": _Breaking,
    "tracked": _Tracked,
    "pairs": _Pairs,
}
