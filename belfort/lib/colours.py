"""Contrast between colours, as WCAG 2.2 defines it."""

from __future__ import annotations

READABLE = 4.5
"""The least contrast of text on its ground (WCAG 2.2, 1.4.3, level AA)."""


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1, of ``#rrggbb`` (WCAG 2.2, definitions)."""
    red, green, blue = (
        _linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    if channel <= 0.04045:
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """The ratio, 1 to 21, between two colours in ``#rrggbb``."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
