"""One door to the engines that set a plan."""

from __future__ import annotations

from collections.abc import Callable

from belfort.plan.importer.reading import PlanReading

from .as_docx import render_docx
from .as_odt import render_odt
from .as_reportlab import render_reportlab
from .as_text import render_text
from .as_typst import render_typst
from .layouts import Engine, Layout

_ENGINES: dict[Engine, Callable[[PlanReading, Layout, int], bytes]] = {
    "text": render_text,
    "typst": render_typst,
    "reportlab": render_reportlab,
    "docx": render_docx,
    "odt": render_odt,
}

_ENDINGS = {"text": "txt"}


def render(plan: PlanReading, layout: Layout, seed: int = 0) -> bytes:
    """The plan as a file in this layout; the same arguments give the same text."""
    return _ENGINES[layout.engine](plan, layout, seed)


def file_name(layout: Layout) -> str:
    """A name whose ending tells the format."""
    return f"{layout.name}.{_ENDINGS.get(layout.format, layout.format)}"
