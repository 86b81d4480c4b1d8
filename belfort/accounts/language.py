"""The language of the screens: in a cookie, and with whoever signed in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse

YEAR = 365 * 24 * 60 * 60


def remember_language(response: HttpResponse, language: str) -> None:
    """Set the cookie from which every next page takes its language."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=YEAR,
        path="/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
