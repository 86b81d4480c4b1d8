"""What must be so before anybody is served.

These checks run under ``serve`` and wherever the WSGI application is loaded, not
under the commands that put things right.
"""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register, run_checks
from django.core.management.base import SystemCheckError
from django.db import DatabaseError

from belfort.accounts.models import Organisation, User
from belfort.site import environment as env

SERVING = "serving"
OTHERS = 0o077
"""The permissions of a file that anybody but its owner has."""

Configs = Sequence[AppConfig] | None


def refuse_unsafe_start() -> None:
    """Raise SystemCheckError, with one sentence per fault, where it is unsafe."""
    faults = [
        fault
        for fault in run_checks(tags=[SERVING], include_deployment_checks=True)
        if fault.is_serious()
    ]
    if faults:
        lines = "\n".join(
            f"- {fault.msg} {fault.hint or ''}".rstrip() for fault in faults
        )
        message = f"Belfort does not start, since this would be unsafe:\n{lines}"
        raise SystemCheckError(message)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine only; a name other than localhost is not."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def bound_host() -> str:
    """The host of ``BELFORT_BIND``; an empty one listens everywhere."""
    host, _, _ = settings.BIND.rpartition(":")
    return str(host)


def address_host() -> str:
    return urlsplit(settings.ADDRESS).hostname or ""


@register(SERVING, deploy=True)
def demo_stays_on_this_machine(
    app_configs: Configs, **options: Any
) -> list[CheckMessage]:
    """The ready-made sign-ins are for whoever sits at the machine."""
    if not settings.DEMO:
        return []
    faults: list[CheckMessage] = []
    for setting, host in ((env.BIND, bound_host()), (env.ADDRESS, address_host())):
        if not is_loopback(host):
            faults.append(
                Error(
                    f"The demo is on ({env.DEMO.name}=1) and {setting.name} is not a "
                    "loopback address: everybody on the network could sign in.",
                    hint=f"Set {setting.name} to 127.0.0.1, or leave out "
                    f"{env.DEMO.name}.",
                    id="belfort.E001",
                )
            )
    return faults


@register(SERVING, deploy=True)
def examples_stay_in_the_demo(
    app_configs: Configs, **options: Any
) -> list[CheckMessage]:
    """A database with the example's people has passwords that anybody can read."""
    if settings.DEMO:
        return []
    try:
        people = User.objects.filter(is_example=True).exists()
        organisations = Organisation.objects.filter(is_example=True).exists()
    except DatabaseError:
        return []
    if not people and not organisations:
        return []
    return [
        Error(
            "The database holds the invented example with its ready-made sign-ins, "
            f"and the demo is off ({env.DEMO.name} is not 1).",
            hint=f"Use another {env.DATA.name} or {env.DATABASE.name} for real work.",
            id="belfort.E002",
        )
    ]


@register(SERVING, deploy=True)
def address_is_encrypted(app_configs: Configs, **options: Any) -> list[CheckMessage]:
    """Passwords never cross a network in the clear."""
    parts = urlsplit(settings.ADDRESS)
    if parts.scheme == "https" or (
        parts.scheme == "http" and is_loopback(parts.hostname or "")
    ):
        return []
    return [
        Error(
            f"{env.ADDRESS.name} is {settings.ADDRESS}: passwords would cross the "
            "network in the clear.",
            hint="Give the https address that people type; a proxy in front of "
            "Belfort does the encryption.",
            id="belfort.E003",
        )
    ]


@register(SERVING, deploy=True)
def keys_are_private(app_configs: Configs, **options: Any) -> list[CheckMessage]:
    """A key that others can read is no secret."""
    folder = Path(settings.KEYS)
    exposed = [
        path for path in sorted(folder.glob("*.key")) if path.stat().st_mode & OTHERS
    ]
    return [
        Error(
            f"The secret key {path} can be read by others on this machine.",
            hint=f"chmod 600 {path}; and make a new key if others may have read it.",
            id="belfort.E004",
        )
        for path in exposed
    ]
