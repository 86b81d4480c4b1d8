"""Where a person is signed in: begun, seen, ended."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest
from django.utils.timezone import now

from belfort.accounts.actions.signing import actor_for
from belfort.accounts.models import Session, User
from belfort.audit.actions import Actor, record

RECORD_KEY = "record"
SEEN_EVERY = timedelta(minutes=1)

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
"""Mark in the user agent → name; the first that fits, since many pose as another."""

SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def device_of(user_agent: str) -> str:
    """The family of browser and system, such as “Firefox, Windows”; no versions."""
    found = [
        next((name for mark, name in marks if mark in user_agent), "")
        for marks in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(name for name in found if name)


def begin_session(request: HttpRequest, user: User) -> Session:
    """Note that a person signed in here; drops what is left of expired ones."""
    Session.objects.filter(user=user).exclude(
        pk__in=Session.objects.open().filter(user=user).values("pk")
    ).delete()
    session = Session.objects.create(
        user=user, device=device_of(request.headers.get("user-agent", ""))
    )
    request.session[RECORD_KEY] = str(session.pk)
    return session


def record_of(request: HttpRequest) -> Session | None:
    """The open session this request belongs to, if it was not ended."""
    known = request.session.get(RECORD_KEY)
    if not known or not request.user.is_authenticated:
        return None
    return Session.objects.open().filter(pk=known, user=request.user).first()


def touch(session: Session) -> None:
    """Note that a session is in use, at most once a minute."""
    moment = now()
    if moment - session.last_seen >= SEEN_EVERY:
        Session.objects.filter(pk=session.pk).update(last_seen=moment)


@transaction.atomic
def end_sessions(user: User, *, by: Actor, only: UUID | None = None) -> int:
    """End one session of a person, or all of them; gives how many were open."""
    sessions = Session.objects.filter(user=user)
    if only is not None:
        sessions = sessions.filter(pk=only)
    ended, _ = sessions.delete()
    if ended:
        record("accounts.session_ended", user, by=by, rows=ended)
    return ended


@transaction.atomic
def end_other_sessions(user: User, *, keep: UUID) -> int:
    """End every session of a person but one; gives how many were open."""
    ended, _ = Session.objects.filter(user=user).exclude(pk=keep).delete()
    if ended:
        record("accounts.session_ended", user, by=actor_for(user), rows=ended)
    return ended
