"""Cells that a spreadsheet program takes as text, whatever stands in them."""

from __future__ import annotations

from typing import Any

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters that make a program compute a cell (OWASP, CSV injection)."""


def harmless(cell: Any) -> Any:
    """The cell; a text that would run as a formula gets an apostrophe before it."""
    if isinstance(cell, str) and cell.startswith(STARTS_FORMULA):
        return f"'{cell}"
    return cell
