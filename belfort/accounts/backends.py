"""Who may sign in with a password."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]
    """Signs in active people; the example's only where the demo is switched on."""

    def user_can_authenticate(self, user: Any) -> bool:
        if user.is_example and not settings.DEMO:
            return False
        return bool(super().user_can_authenticate(user))
