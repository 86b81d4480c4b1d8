"""How the sign-in library behaves here: who may enter, in which words."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from belfort.accounts.actions.signing import note_refusal
from belfort.accounts.language import remember_language
from belfort.accounts.letters import send
from belfort.accounts.models import User
from belfort.lib.keys import read_or_make


def may_enter(user: User) -> bool:
    """Whether a person may sign in by any road; the example's in the demo only."""
    return user.is_active and (settings.DEMO or not user.is_example)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in by e-mail for people that an administrator made."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "This e-mail address and this password do not go together."
        ),
        "enter_current_password": _("This is not your current password."),
        "incorrect_code": _("This code is not right. Wait for the next one."),
        "incorrect_password": _("This is not your password."),
        "invalid_or_expired_key": _("This link was used or is too old."),
        "invalid_password_reset": _("This link was used or is too old."),
        "too_many_login_attempts": _(
            "Too many wrong attempts. Wait ten minutes and try again."
        ),
        "rate_limited": _("Too many attempts. Wait a little and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/account/profile/"

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Send one of the library's letters, in our words."""
        site = get_current_site(self.request)
        words = {"request": self.request, "current_site": site, **context}
        send(self.render_mail(template_prefix, email, words))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Wrong passwords are counted by axes, per person and address."""

    def _rollback_login_failed_rl_usage(self) -> None:
        """Nothing was counted before the password was checked."""

    def pre_login(
        self, request: HttpRequest, user: User, **kwargs: Any
    ) -> HttpResponse | None:
        if not may_enter(user):
            note_refusal("signed_in", user)
            user.is_active = False
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return response

    def post_login(
        self, request: HttpRequest, user: User, **kwargs: Any
    ) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        remember_language(response, user.language)
        return response


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of second factors unreadable in the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _(
            "You cannot remove this: a second factor is required."
        ),
        "cannot_generate_recovery_codes": _("Set up a second factor first."),
        "incorrect_code": _("This code is not right. Wait for the next one."),
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; an unreadable one matches no code.

        That happens when a backup of the database comes back without its keys.
        """
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as fault:
            raise SecondFactorKeyLost from fault

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002
        number = user.authenticator_set.filter(type=type).count() + 1  # type: ignore[attr-defined]
        return str(_("Key %(number)s") % {"number": number})


class SecondFactorKeyLost(Exception):
    """The key file of the second factors is not the one they were stored with.

    Put the key folder of the same backup back, or reset the second factors with
    ``belfort reset_second_factor``.
    """


def _cipher() -> Fernet:
    """The cipher of the key file ``second-factor.key``, made at first use."""

    text = read_or_make(settings.KEYS / "second-factor.key")
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()))


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Signs in known people whom the identity provider vouches for.

    The match is the verified e-mail address, at every sign-in again: nothing of
    the provider's is stored, and nobody unknown is made.
    """

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise PermissionDenied
        if not _same_person(sociallogin.account.extra_data):
            self.on_authentication_error(request, None)
        vouched = [
            address.email.lower()
            for address in sociallogin.email_addresses
            if address.verified is True
        ]
        user = User.objects.filter(email__in=vouched).first()
        if user is None or not may_enter(user):
            note_refusal("signed_in", user)
            raise ImmediateHttpResponse(
                render(
                    request,
                    "socialaccount/unknown_person.html",
                    {"vouched": bool(vouched)},
                    status=403,
                )
            )
        sociallogin.user = user

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, **kwargs: Any
    ) -> None:
        if kwargs.get("error") == AuthError.CANCELLED:
            return
        note_refusal("signed_in", None)
        raise ImmediateHttpResponse(
            render(request, "socialaccount/authentication_error.html", status=403)
        )


def _same_person(answer: dict[str, Any]) -> bool:
    """Whether the signed token and the user's data speak of one person."""
    token, data = answer.get("id_token"), answer.get("userinfo")
    if not token or not data:
        return False
    return bool(token.get("sub")) and token["sub"] == data.get("sub")
