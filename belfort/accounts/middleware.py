"""Every request acts through one membership of whoever signed in."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from belfort.accounts.models import Membership, User

SESSION_KEY = "membership"


class ActorRequest(HttpRequest):
    """A request of someone who signed in and has a current role."""

    user: User
    actor: Membership


class ActorMiddleware:
    """Sets ``request.actor``: the chosen membership, the first one, or ``None``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = find_actor(request)  # type: ignore[attr-defined]
        return self.get_response(request)


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
