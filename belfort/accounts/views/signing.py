"""Pages around signing in: locked out, language."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from belfort.accounts.actions.profile import change_language
from belfort.accounts.forms import LanguageForm
from belfort.accounts.language import remember_language


def locked_out(
    request: HttpRequest, response: Any = None, credentials: Any = None
) -> HttpResponse:
    """What axes shows instead of the page, after too many wrong passwords."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)


@require_POST
def choose_language(request: Any) -> HttpResponse:
    """Keep the language in a cookie and, of whoever signed in, in the profile."""
    form = LanguageForm(request.POST)
    response = HttpResponseRedirect(_way_back(request))
    if form.is_valid():
        language = form.cleaned_data["language"]
        remember_language(response, language)
        if request.user.is_authenticated:
            change_language(request.user, language)
    return response


def _way_back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return "/"
