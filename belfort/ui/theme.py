"""Light, dark, or as the device has it: remembered in a cookie."""

from __future__ import annotations

from django.http import HttpRequest

COOKIE = "theme"
THEMES = ("light", "dark", "auto")


def theme_of(request: HttpRequest) -> str:
    """The theme this browser asked for; ``auto`` where it never did."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in THEMES else "auto"
