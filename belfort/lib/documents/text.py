"""Plain text, and text that was once taken out of a PDF, into lines."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace

from .characters import plain
from .lines import Document, DocumentRefused, Line

TAB = 8
# Of a text, hardly one sign in a thousand is a control character.
MAX_CONTROL_SHARE = 0.001
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MULTIBYTE = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}")
_HIGH = re.compile(rb"[\x80-\xff]")
# Drawn under a heading or between two parts; one sign alone is a list mark.
_RULE = re.compile(r"([-=~*+—–─━═])(?: ?\1){3,} *|\*(?: \*){2}")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read_text(data: bytes) -> Document:
    """Return the text's lines with their physical numbers, gaps and page breaks."""
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    lines = number_lines(text)
    if not lines:
        raise DocumentRefused("empty")
    if "\f" not in text:
        lines = number_pages(mark_page_breaks(lines))
    if not any(line.indent for line in lines):
        lines = [replace(line, indent=None) for line in lines]
    return Document("text", tuple(lines), pages=lines[-1].page, wrapped=True)


def decode(data: bytes) -> str:
    """Return the text of these bytes; refuse binary and broken text."""
    encoding, start = find_encoding(data)
    try:
        text = data[start:].decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentRefused("unreadable_encoding") from error
    controls = len(_CONTROLS.findall(text))
    if controls > max(2, len(text) * MAX_CONTROL_SHARE):
        raise DocumentRefused("unknown_format", kind="other")
    return text


def find_encoding(data: bytes) -> tuple[str, int]:
    """Return the name of the encoding, and where the text begins after its mark."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding, len(bom)
    if b"\0" in data:
        return guess_utf16(data), 0
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return guess_single_byte(data), 0
    return "utf-8", 0


def guess_utf16(data: bytes) -> str:
    """Return which UTF-16 this is by where its zero bytes stand; else refuse."""
    sample = data[:4096]
    half = max(1, len(sample) // 2)
    zeros_odd, zeros_even = sample[1::2].count(0) / half, sample[::2].count(0) / half
    if zeros_odd > 0.6 and zeros_even < 0.1:
        return "utf-16-le"
    if zeros_even > 0.6 and zeros_odd < 0.1:
        return "utf-16-be"
    raise DocumentRefused("unknown_format", kind="other")


def guess_single_byte(data: bytes) -> str:
    """Return Windows-1252; broken UTF-8 is refused, it would become nonsense."""
    if len(_CONTROLS.findall(data[:65536].decode("latin-1"))) > len(data) / 50:
        raise DocumentRefused("unknown_format", kind="other")
    pairs = _MULTIBYTE.findall(data)
    if sum(map(len, pairs)) * 2 > len(_HIGH.findall(data)):
        raise DocumentRefused("unreadable_encoding")
    return "cp1252"


def number_lines(text: str) -> list[Line]:
    """Return the lines that hold text; a form feed begins a page within a line.

    A rule drawn with signs is white space, as in formats that can draw.
    """
    lines: list[Line] = []
    page, blank, breaks = 1, 0, False
    for number, physical in enumerate(text.split("\n"), 1):
        found = False
        for place, piece in enumerate(physical.split("\f")):
            if place:
                page, breaks = page + 1, True
            spelled = plain(piece).expandtabs(TAB).rstrip()
            if not (body := spelled.lstrip()) or _RULE.fullmatch(body):
                continue
            lines.append(
                Line(
                    body,
                    page=page,
                    line=number,
                    indent=float(len(spelled) - len(body)),
                    page_break=breaks and bool(lines),
                    blank_before=blank,
                )
            )
            found, breaks, blank = True, False, 0
        blank += not found
    return lines


def mark_page_breaks(lines: list[Line]) -> list[Line]:
    """Return the lines with the page breaks of text that was taken out of a PDF.

    There a page leaves only a single space before its first line, and the blank
    line that stands before every other line is missing.
    """
    if not is_spaced(lines):
        return lines
    marked = []
    for place, line in enumerate(lines):
        near = lines[max(0, place - 1) : place] + lines[place + 1 : place + 2]
        alone = line.indent == 1 and not any(other.indent for other in near)
        breaks = alone and line.blank_before == 0 and place > 0
        marked.append(
            replace(line, page_break=breaks, indent=0.0 if alone else line.indent)
        )
    return marked


def is_spaced(lines: list[Line]) -> bool:
    """Whether nearly every line has a blank one before it."""
    spaced = sum(1 for line in lines if line.blank_before)
    return spaced >= 0.9 * (len(lines) - 1)


def number_pages(lines: list[Line]) -> list[Line]:
    """Return the lines with the page that their page breaks give them."""
    page, numbered = 1, []
    for line in lines:
        page += line.page_break
        numbered.append(replace(line, page=page))
    return numbered
