"""The accent colour of a city, made readable on light and on dark pages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from belfort.lib.colours import contrast

Colour = tuple[int, int, int]
"""Red, green and blue, from 0 to 255."""

DEFAULT = "1f5f8b"
WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)
LIGHT_GROUND: Colour = (0xEF, 0xED, 0xE8)
DARK_GROUND: Colour = (0x31, 0x37, 0x3E)
INK_ON_DARK: Colour = (0x10, 0x15, 0x1A)
ENOUGH = 4.8
"""AA asks 4.5; the rest is room for the tinted grounds."""


@dataclass(frozen=True, slots=True)
class Accent:
    """The colours of one accent, as six hexadecimal digits each."""

    light: str
    on_light: str
    dark: str
    on_dark: str


def accent_of(digits: str) -> Accent:
    """The accent as readable colours; its hue is kept, its lightness moves."""
    colour = parse(digits)
    return Accent(
        light=write(readable(colour, LIGHT_GROUND, BLACK)),
        on_light=write(WHITE),
        dark=write(readable(colour, DARK_GROUND, WHITE)),
        on_dark=write(INK_ON_DARK),
    )


def digits_of(colour: str) -> str:
    """The six digits of ``#1F5F8B``; the house's own where it is no colour."""
    found = re.fullmatch(r"#([0-9a-fA-F]{6})", colour)
    return found[1].lower() if found else DEFAULT


def readable(colour: Colour, ground: Colour, towards: Colour) -> Colour:
    """The colour, moved as little as needed until it is readable on the ground."""
    for step in range(101):
        moved = mix(colour, towards, step / 100)
        if contrast(f"#{write(moved)}", f"#{write(ground)}") >= ENOUGH:
            return moved
    return towards


def mix(colour: Colour, other: Colour, share: float) -> Colour:
    """``share`` is that of the other colour, from 0 to 1."""
    red, green, blue = (
        round(a + (b - a) * share) for a, b in zip(colour, other, strict=True)
    )
    return red, green, blue


def parse(digits: str) -> Colour:
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue


def write(colour: Colour) -> str:
    return bytes(colour).hex()
