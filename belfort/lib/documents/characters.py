"""Characters that only look different: one spelling for every reader."""

from __future__ import annotations

import re
import unicodedata

# A font's private bullets (Symbol, Wingdings) as the sign they draw.
SYMBOLS = {
    0xF02D: "-",
    0xF06C: "●",
    0xF06E: "■",
    0xF06F: "o",
    0xF071: "❑",
    0xF076: "❖",
    0xF0A7: "▪",
    0xF0A8: "◻",
    0xF0B7: "•",
    0xF0D8: "➢",
    0xF0E0: "→",
    0xF0E8: "➔",
    0xF0FC: "✓",
}
BULLETS = frozenset("•◦▪▫●○■□∙·‣⁃–—-➢➔→✓✔❖❑◻◆◇►▶o*")
"""Signs that are a list mark when the layout keeps them apart from the text."""
GLYPHS = BULLETS - frozenset("–—-o*·")
"""Signs that are a list mark at the head of a line, kept apart or not."""

_TABLE: dict[int, str | None] = {
    **dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F], None),
    **dict.fromkeys(range(0x2000, 0x200B), " "),
    **dict.fromkeys([0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF], None),
    **SYMBOLS,
    0x02: "-",
    0xFFFE: "-",
    0xA0: " ",
    0x202F: " ",
    0x2028: " ",
    0x2029: " ",
    0xAD: None,
    0x2010: "-",
    0x2011: "-",
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_ODD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xa0\xad\u0300-\u036f\u2000-\u200f\u2010\u2011"
    "\u2028\u2029\u202f\u2060\uf000-\uf0ff\ufb00-\ufb06\ufeff\ufffe\ud800-\udfff]"
)


def plain(text: str) -> str:
    """Return the text with ligatures, odd spaces and hidden signs spelled plainly.

    A soft hyphen at the end becomes ``-``, since it is printed there; elsewhere it
    goes. Whether to join the halves of a broken word is the reader's decision.
    """
    if not _ODD.search(text):
        return text
    if text.rstrip().endswith("\xad"):
        text = text.rstrip()[:-1] + "-"
    text = unicodedata.normalize("NFC", text.translate(_TABLE))
    return text.encode("utf-8", "replace").decode("utf-8")
