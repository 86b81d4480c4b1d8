"""What the sign-in libraries tell, written to the trail and the sessions."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account_signals
from allauth.mfa import signals as factor_signals
from allauth.mfa.models import Authenticator
from axes.signals import user_locked_out
from django.contrib.auth import signals as auth_signals
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest

from belfort.accounts.actions.sessions import RECORD_KEY, begin_session
from belfort.accounts.actions.signing import note_refusal, note_sign, person_tried
from belfort.accounts.models import Session, User


@receiver(auth_signals.user_logged_in)
def session_begins(request: HttpRequest, user: User, **kwargs: Any) -> None:
    begin_session(request, user)


@receiver(account_signals.user_logged_in)
def signed_in(user: User, **kwargs: Any) -> None:
    note_sign("signed_in", user)


@receiver(auth_signals.user_logged_out)
def signed_out(request: HttpRequest, user: User | None, **kwargs: Any) -> None:
    if user is None or not user.pk:
        return
    known = request.session.get(RECORD_KEY)
    if known and Session.objects.filter(pk=known, user=user).delete()[0]:
        note_sign("signed_out", user)


@receiver(auth_signals.user_login_failed)
def sign_in_failed(credentials: dict[str, Any], **kwargs: Any) -> None:
    tried = credentials.get("email") or credentials.get("username") or ""
    note_refusal("signed_in", person_tried(str(tried)))


@receiver(user_locked_out)
def locked_out(request: HttpRequest, **kwargs: Any) -> None:
    note_refusal("locked_out", person_tried(request.POST.get("login", "")))


@receiver(factor_signals.authentication_failed)
def second_factor_failed(user: User, **kwargs: Any) -> None:
    note_refusal("second_factor_used", user)


@receiver(post_save, sender=Authenticator)
def second_factor_added(instance: Authenticator, created: bool, **kwargs: Any) -> None:
    """The library's own signal comes after the commit, too late for the trail."""
    if created:
        codes = instance.type == Authenticator.Type.RECOVERY_CODES
        verb = "recovery_codes_made" if codes else "second_factor_added"
        note_sign(verb, instance.user)


@receiver(factor_signals.authenticator_removed)
def second_factor_removed(user: User, **kwargs: Any) -> None:
    note_sign("second_factor_removed", user)


@receiver(account_signals.password_changed)
@receiver(account_signals.password_set)
@receiver(account_signals.password_reset)
def password_changed(user: User, **kwargs: Any) -> None:
    note_sign("password_changed", user)
