"""An authenticator app for tests."""

from __future__ import annotations

from typing import Any

from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)

from belfort.accounts.models import User

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_now(secret: str = SECRET, *, ahead: int = 0) -> str:
    """The six digits that an app shows; ``ahead`` periods of thirty seconds on."""
    middle = sorted(yield_hotp_counters_from_time())[1]
    return str(format_hotp_value(hotp_value(secret, middle + ahead)))


def give_app(user: User) -> Any:
    """Set up an app with ``SECRET`` for a person."""
    return TOTP.activate(user, SECRET)
