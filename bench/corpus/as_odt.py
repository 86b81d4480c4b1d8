"""Plans as ODT: with heading and list elements, and typed by hand."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from odf.opendocument import OpenDocumentText
from odf.style import ParagraphProperties, Style, TextProperties
from odf.table import Table, TableCell, TableRow
from odf.text import H, List, ListItem, ListLevelStyleBullet, ListStyle, P

from belfort.plan.importer.reading import PlanReading

from .layouts import Layout
from .outline import Block, outline, shown, table_rows

_LEVELS = {"chapter": 1, "section": 2, "heading": 2, "strategic": 3, "label": 4}
_SIZES = {"title": 22, "chapter": 16, "section": 13, "heading": 12, "strategic": 12}
_LISTED = {"general", "operational", "result", "indicator", "bullet"}


def render_odt(plan: PlanReading, layout: Layout, seed: int = 0) -> bytes:
    """The plan as ODT."""
    return _Writer(plan, layout).write(outline(plan, layout, seed))


class _Writer:
    def __init__(self, plan: PlanReading, layout: Layout) -> None:
        self.plan, self.layout = plan, layout
        self.document = OpenDocumentText()
        self.typed = layout.wording == "typed"
        self.list: Any = None
        """The open list, and in it the open list of sub-items."""
        self.inner: Any = None
        self._define_styles()

    def write(self, blocks: list[Block]) -> bytes:
        index = 0
        while index < len(blocks):
            index += self._some(blocks, index)
        out = BytesIO()
        self.document.write(out)
        return out.getvalue()

    def _define_styles(self) -> None:
        for kind, size in _SIZES.items():
            style = Style(name=f"Big {kind}", family="paragraph")
            style.addElement(TextProperties(fontsize=f"{size}pt", fontweight="bold"))
            self.document.styles.addElement(style)
        indented = Style(name="Indented", family="paragraph")
        indented.addElement(ParagraphProperties(marginleft="36pt"))
        self.document.styles.addElement(indented)
        bullets = ListStyle(name="Bullets")
        for level in (1, 2):
            mark = self.layout.bullet if level == 1 else "o"
            bullets.addElement(ListLevelStyleBullet(level=level, bulletchar=mark))
        self.document.styles.addElement(bullets)

    def _some(self, blocks: list[Block], index: int) -> int:
        """Write one block, or the table of an objective; return how many."""
        in_table = self.layout.wording == "table" and blocks[index].kind == "label"
        if not in_table:
            self._put(blocks[index])
            return 1
        end = index
        while end < len(blocks) and blocks[end].kind in _LISTED | {"label", "item"}:
            end += 1
        self._grid(blocks[index:end])
        return end - index

    def _grid(self, blocks: list[Block]) -> None:
        """Objectives, results and indicators side by side, marks typed."""
        heads = list(dict.fromkeys(b.text for b in blocks if b.kind == "label"))
        rows: list[list[list[str]]] = [[[head] for head in heads]]
        for block in blocks:
            if block.kind == "operational":
                rows.append([[block.text], [], []])
            elif block.kind in {"result", "item"}:
                rows[-1][1].append(shown(block))
            elif block.kind == "indicator":
                rows[-1][2].append(shown(block))
        self.list = self.inner = None
        self._cells("objectives", rows)

    def _put(self, block: Block) -> None:
        body = self.document.text
        listed = block.kind in _LISTED and block.mark and not self.typed
        if listed:
            self._listed(block)
            return
        if block.kind == "item" and not self.typed:
            self._sub_item(block)
            return
        self.list = self.inner = None
        if block.kind == "break":
            return
        if block.table is not None:
            self._table(block)
        elif self.typed:
            name = f"Big {block.kind}" if block.kind in _SIZES else None
            name = "Indented" if block.kind == "item" else name
            more = {"stylename": name} if name else {}
            body.addElement(P(text=shown(block), **more))
        elif block.kind in _LEVELS:
            level = _LEVELS[block.kind]
            body.addElement(H(outlinelevel=level, text=shown(block)))
        else:
            body.addElement(P(text=shown(block)))

    def _listed(self, block: Block) -> None:
        if self.list is None:
            self.list = List(stylename="Bullets")
            self.document.text.addElement(self.list)
        item = ListItem()
        item.addElement(P(text=block.text))
        self.list.addElement(item)
        self.inner = None
        self.last = item

    def _sub_item(self, block: Block) -> None:
        if self.inner is None:
            self.inner = List()
            self.last.addElement(self.inner)
        item = ListItem()
        item.addElement(P(text=block.text))
        self.inner.addElement(item)

    def _table(self, block: Block) -> None:
        assert block.table is not None
        rows = [[[text] for text in row] for row in table_rows(self.plan, block.table)]
        self._cells(block.table.title, rows)

    def _cells(self, name: str, rows: list[list[list[str]]]) -> None:
        """A table of rows of cells of paragraphs."""
        table = Table(name=name)
        for cells in rows:
            row = TableRow()
            for texts in cells:
                cell = TableCell()
                for text in texts:
                    cell.addElement(P(text=text))
                row.addElement(cell)
            table.addElement(row)
        self.document.text.addElement(table)
