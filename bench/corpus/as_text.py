"""Plans as text: clean, wrapped, and as extraction from PDF leaves it."""

from __future__ import annotations

import textwrap
from random import Random

from belfort.plan.importer.reading import PlanReading

from .layouts import Layout
from .outline import Block, footer_text, outline, shown, table_rows

_ITEMS = {"operational", "result", "indicator"}
_HEADINGS = {"title", "chapter", "section", "strategic", "heading"}
_WIDE = 124


def render_text(plan: PlanReading, layout: Layout, seed: int = 0) -> bytes:
    """The plan as text, in the encoding of the layout."""
    blocks = outline(plan, layout, seed)
    typist = _Typist(plan, layout, Random(f"text {layout.name} {seed}"))
    text = typist.type(blocks)
    if layout.encoding == "cp1252":
        text = text.replace("\n", "\r\n")
    return text.encode(layout.encoding)


class _Typist:
    def __init__(self, plan: PlanReading, layout: Layout, rng: Random) -> None:
        self.plan, self.layout, self.rng = plan, layout, rng
        self.damage = layout.damage
        self.pages: list[list[str]] = [[]]
        self.numbers_page = 0

    def type(self, blocks: list[Block]) -> str:
        index = 0
        while index < len(blocks):
            index += self._block(blocks, index)
        return self._assemble()

    def _block(self, blocks: list[Block], index: int) -> int:
        """Type one block, or a few that damage runs together; return how many."""
        block = blocks[index]
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if block.kind == "break":
            if self.damage.pages and self.pages[-1]:
                self.pages.append([])
            return 1
        if block.table is not None:
            self._table(block)
            return 1
        if block.kind == "contents":
            dots = "." * max(4, 70 - len(shown(block)))
            self._put([f"{'  ' * block.level}{shown(block)} {dots} {block.page}"])
            return 1
        glue = self.layout.labels == "glued" and block.kind == "label"
        if glue and following and following.kind in _ITEMS and self.rng.random() < 0.6:
            self._put(self._wrap(f"{block.text} {shown(following)}", ""))
            return 2
        self._space(block)
        if block.kind in _ITEMS and self._item(block, blocks, index):
            return 1
        if block.kind == "item":
            self._sub_item(block, blocks, index)
            return 1
        mark = f"{block.mark} " if block.mark else ""
        self._put(self._wrap(shown(block), mark))
        return 1

    def _item(self, block: Block, blocks: list[Block], index: int) -> bool:
        """Type an item whose dash is damaged; false where it is whole."""
        chance = self.rng.random()
        if not block.mark or not self._decidable(block, blocks, index):
            return False
        if chance < self.damage.lost_dash:
            width = self.rng.choice((self.layout.width, _WIDE))
            self._put(textwrap.wrap(block.text, width, break_on_hyphens=False))
            return True
        if chance < self.damage.lost_dash + self.damage.lone_dash:
            self._put([block.mark, ""])
            self._put(self._wrap(block.text, ""))
            return True
        return False

    def _decidable(self, block: Block, blocks: list[Block], index: int) -> bool:
        """Whether a reader could still tell this item from a wrapped line.

        He cannot where the line above is so full that the first word would not
        have fitted, nor where this text begins with a small letter.
        """
        if block.text[0].islower() or not self.pages[-1]:
            return False
        above = next((line for line in reversed(self.pages[-1]) if line), "")
        before = blocks[index - 1].kind
        if before == "label":
            return True
        if before not in _ITEMS:
            return False
        first = block.text.split()[0]
        ended = above.endswith(".")
        return ended or len(above) + 1 + len(first) <= self.layout.width - 4

    def _sub_item(self, block: Block, blocks: list[Block], index: int) -> None:
        chance = self.rng.random() if self.damage.circles else 1.0
        amid = blocks[index - 1].kind == "item" and blocks[index + 1].kind == "item"
        page = self.pages[-1]
        if chance < 0.1:
            last = max((i for i, line in enumerate(page) if line), default=None)
            if last is not None:
                page[last] += " o"
                self._put(self._wrap(block.text, ""))
                return
        if chance < 0.2:
            self._put(self._wrap(f"o o {block.text}", ""))
        elif chance < 0.25 and amid and len(page[-1]) < self.layout.width // 2:
            self._put(self._wrap(block.text, ""))
        elif chance < 0.4:
            self._put(self._wrap(f"o  {block.text}", ""))
        else:
            self._put(self._wrap(f"o {block.text}", "  " if not chance < 1 else ""))

    def _wrap(self, text: str, mark: str) -> list[str]:
        if not self.layout.width:
            return [text]
        indent = " " * len(mark) if self.layout.hanging else ""
        return textwrap.wrap(
            text,
            self.layout.width,
            subsequent_indent=indent,
            break_on_hyphens=False,
            break_long_words=False,
        )

    def _space(self, block: Block) -> None:
        page = self.pages[-1]
        if not page or self.damage.blank_lines:
            return
        unmarked = block.kind in _ITEMS and not block.mark
        if unmarked or block.kind in _HEADINGS | {"label", "paragraph"}:
            page.append("")

    def _table(self, block: Block) -> None:
        assert block.table is not None
        rows = table_rows(self.plan, block.table)
        if self.layout.flat_table == "rows":
            self._put([" ".join(cell for cell in row if cell) for row in rows])
            return
        self._put([" ".join(cell for cell in rows[0] if cell)])
        for row in rows[1:-1]:
            label, count, formula, amount = row
            self._put([f"{label} {count}".strip()])
            self._put([cell for cell in (formula, amount) if cell])
        self._put([f"{rows[-1][0]} {rows[-1][-1]}"])

    def _put(self, lines: list[str]) -> None:
        for line in lines:
            full = self.damage.pages and len(self.pages[-1]) >= self.damage.pages
            if full and line:
                self._foot()
                self.pages.append([])
            self.pages[-1].append(line)

    def _foot(self) -> None:
        """The footer that stands between the lines of a list."""
        self.numbers_page += 1
        if self.layout.footer:
            self.pages[-1] += [
                f"{self.numbers_page}",
                f"{footer_text(self.plan)} {self.numbers_page + 4}",
            ]

    def _assemble(self) -> str:
        if not self.damage.blank_lines:
            joint = "\f" if self.damage.form_feed else "\n"
            return joint.join("\n".join(page) + "\n" for page in self.pages)
        texts = []
        for page in self.pages:
            # Extraction leaves a space at the end of lines, and one at the head
            # of a page.
            texts.append(" " + "\n\n".join(f"{line} " if line else "" for line in page))
        return "\n".join(texts) + "\n"
