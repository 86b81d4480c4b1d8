"""Plans as PDF, set by typst."""

from __future__ import annotations

import json
from typing import Any

import typst

from belfort.plan.importer.reading import PlanReading

from .layouts import Layout
from .outline import Block, footer_text, outline, running_text, table_rows

# The blocks come in as data, so that no text can be read as markup.
_TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#let look = data.look
#let hang(indent, mark, body) = block(
  inset: (left: indent), width: 100%,
  grid(columns: (14pt, 1fr), text(mark), body),
)
#let lead(b) = if b.number == "" { b.text } else { b.number + " " + b.text }
#set page(
  paper: "a4",
  margin: (x: 56pt, y: 64pt),
  columns: look.columns,
  header: if look.header == "" { none } else { text(size: 8pt, look.header) },
  footer: if look.footer == "" { none } else {
    context text(size: 8pt)[#look.footer #h(1fr) #counter(page).display()]
  },
)
#set text(font: look.font, size: 10pt, lang: look.language, hyphenate: look.hyphens)
#set par(justify: look.hyphens, leading: 0.62em, spacing: 0.9em)
#let strong-line(size, above, body) = block(
  above: above, below: 0.8em, sticky: true, text(size: size, weight: "bold", body),
)
#for (i, b) in data.blocks.enumerate() {
  let kind = b.kind
  if kind == "break" {
    if look.columns == 1 { pagebreak(weak: true) } else { colbreak(weak: true) }
  } else if kind == "title" {
    block(above: 3em, below: 2em, text(size: 20pt, weight: "bold", b.text))
  } else if kind == "chapter" {
    strong-line(16pt, 1.4em, lead(b))
  } else if kind == "section" or kind == "heading" {
    strong-line(13pt, 1.4em, lead(b))
  } else if kind == "strategic" {
    strong-line(11pt, 1.3em, lead(b))
  } else if kind == "label" {
    block(above: 1.1em, below: 0.7em, sticky: true, emph(lead(b)))
  } else if kind == "contents" {
    block(below: 0.4em, inset: (left: 12pt * b.level), width: 100%)[
      #lead(b) #box(width: 1fr, repeat[.]) #b.page
    ]
  } else if kind == "table" {
    table(columns: b.rows.at(0).len(), ..b.rows.flatten())
  } else if kind == "item" {
    hang(28pt, b.mark, b.text)
  } else if b.mark != "" {
    hang(8pt, b.mark, b.text)
  } else {
    par(lead(b))
  }
}
"""


def render_typst(plan: PlanReading, layout: Layout, seed: int = 0) -> bytes:
    """The plan as PDF; one text block per paragraph, hanging marks."""
    data = {
        "blocks": [_block(block, plan) for block in outline(plan, layout, seed)],
        "look": {
            "columns": layout.columns,
            "hyphens": layout.hyphens,
            "header": running_text(plan) if layout.running_header else "",
            "footer": footer_text(plan) if layout.footer else "",
            # Both fonts are inside the typst wheel.
            "font": "Libertinus Serif" if layout.serif else "New Computer Modern",
            "language": plan.header.language,
        },
    }
    pdf: bytes = typst.compile(
        _TEMPLATE.encode(), sys_inputs={"data": json.dumps(data)}
    )
    return pdf


def _block(block: Block, plan: PlanReading) -> dict[str, Any]:
    rows = table_rows(plan, block.table) if block.table else []
    return {
        "kind": block.kind,
        "text": block.text,
        "number": block.number,
        "mark": block.mark,
        "level": block.level,
        "page": block.page,
        "rows": rows,
    }
