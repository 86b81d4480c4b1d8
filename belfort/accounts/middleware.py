"""Every request acts through one membership, in a session that was not ended."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

from belfort.accounts.access import needs_second_factor
from belfort.accounts.actions.sessions import record_of, touch
from belfort.accounts.models import Membership, User

SESSION_KEY = "membership"

Next = Callable[[HttpRequest], HttpResponse]

WITHOUT_SECOND_FACTOR = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "account_set_password",
        "language",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_download_recovery_codes",
        "mfa_index",
        "mfa_view_recovery_codes",
    }
)
"""What a person may open before the second factor is there: what makes it."""


class ActorRequest(HttpRequest):
    """A request of someone who signed in and has a current role."""

    user: User
    actor: Membership


class PersonRequest(HttpRequest):
    """A request of someone who signed in, with or without a current role."""

    user: User
    actor: Membership | None


class SessionMiddleware:
    """Signs out whoever's session was ended elsewhere, lay idle or grew old."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            record = record_of(request)
            if record is None:
                logout(request)
            else:
                touch(record)
        return self.get_response(request)


class ActorMiddleware:
    """Sets ``request.actor``: the chosen membership, the first one, or ``None``."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = find_actor(request)  # type: ignore[attr-defined]
        return self.get_response(request)


class SecondFactorMiddleware:
    """Leads a person who needs a second factor and has none to making one."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            request.user.is_authenticated
            and not request.path.startswith(settings.STATIC_URL)
            and needs_second_factor(request.user)
            and _name_of(request) not in WITHOUT_SECOND_FACTOR
        ):
            return redirect("mfa_index")
        return self.get_response(request)


def _name_of(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


def find_actor(request: HttpRequest) -> Membership | None:
    """The membership this request acts through, if there is a current one."""
    if not request.user.is_authenticated:
        return None
    own = (
        Membership.objects.current()
        .filter(user_id=request.user.pk)
        .select_related("user", "organisation__municipality", "service")
    )
    chosen = request.session.get(SESSION_KEY)
    return (own.filter(pk=chosen).first() if chosen else None) or own.first()
