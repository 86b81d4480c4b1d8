"""By what axes counts wrong passwords: a person and an address, together."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

HOUSEHOLD = 64
"""Bits of an IPv6 address that are the same for everybody on one connection."""


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
    """The address of the browser, seen past the proxies that are trusted.

    Of IPv6 it is the first address of the network: a home or a rented server has
    2⁶⁴ of them, and would guess anew from each.
    """
    if not request.META.get("REMOTE_ADDR"):
        return "127.0.0.1"
    found = str(get_adapter(request).get_client_ip(request))
    try:
        address = ip_address(found)
    except ValueError:
        return found
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        network = ip_network((address, HOUSEHOLD), strict=False)
        return str(network.network_address)
    return found
