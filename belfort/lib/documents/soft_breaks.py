"""Soft line breaks inside a paragraph: another line, or the sentence going on."""

from __future__ import annotations

import re

from .characters import plain

_SPACES = re.compile(r"[ \u00a0]*\t[ \t\u00a0]*")


def split_pieces(text: str) -> list[str]:
    """Return the lines of a paragraph's text, in which ``\\n`` is a soft break.

    A piece that begins with a small letter continues the one before it; a lone
    ``o`` is a bullet. Tabs become two spaces.
    """
    if "\n" not in text and "\t" not in text:
        return [whole] if (whole := plain(text).strip()) else []
    pieces: list[str] = []
    for raw in text.split("\n"):
        piece = plain(_SPACES.sub("  ", raw)).strip()
        if not piece:
            continue
        if pieces and piece[0].islower() and not piece.startswith("o "):
            pieces[-1] += " " + piece
        else:
            pieces.append(piece)
    return pieces
