"""The pages of the shell itself: colour, theme, accessibility, errors."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from belfort.ui.accent import accent_of
from belfort.ui.theme import COOKIE, THEMES

YEAR = 365 * 24 * 60 * 60


@require_safe
@cache_control(public=True, immutable=True, max_age=YEAR)
def accent(request: HttpRequest, digits: str) -> HttpResponse:
    """The stylesheet of one accent colour; the address says all, so it stays."""
    context = {"accent": accent_of(digits)}
    return render(request, "ui/accent.css", context, content_type="text/css")


@require_safe
@cache_control(public=True, max_age=24 * 60 * 60)
def example_mark(request: HttpRequest, language: str) -> HttpResponse:
    """The stylesheet that marks every printed page of an invented city."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    with override(language):
        return render(request, "ui/example.css", content_type="text/css")


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or the device's own, and go back to the page."""
    chosen = request.POST.get("theme", "")
    if chosen not in THEMES:
        return HttpResponseBadRequest()
    response = redirect(safe_next(request))
    response.set_cookie(
        COOKIE,
        chosen,
        max_age=YEAR,
        samesite="Lax",
        secure=request.is_secure(),
        httponly=True,
    )
    return response


def safe_next(request: HttpRequest) -> str:
    """The page to go back to: one of this site, or the start page."""
    wanted = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if own else "/"


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/accessibility.html")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent cannot be understood, or is larger than is taken in."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)
