"""By what axes counts wrong passwords: a person and an address, together."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def username_digest(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """A keyed digest of the e-mail address that was tried.

    Not the address itself: people type passwords in that field by mistake.
    """
    given = credentials or {}
    tried = given.get("email") or given.get("username")
    if not tried and request is not None:
        tried = request.POST.get("login") or getattr(request.user, "email", "")
    return email_digest(str(tried or ""))


def email_digest(email: str) -> str:
    """What stands in the counts of wrong passwords instead of an address."""
    return salted_hmac("belfort.accounts.limits", email.strip().lower()).hexdigest()


def client_address(request: HttpRequest) -> str:
    """The address of the browser, seen past the proxies that are trusted."""
    if not request.META.get("REMOTE_ADDR"):
        return "127.0.0.1"
    return str(get_adapter(request).get_client_ip(request))
