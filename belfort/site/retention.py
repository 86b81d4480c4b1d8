"""How long the rows of the libraries' models are kept, and why.

The house's own models say it themselves; here stand those whose code is not ours.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.apps import apps
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from belfort.audit.declarations import Words, declare_for
from belfort.audit.retention import Retention

TASK = gettext_noop("task in the public interest (GDPR art. 6.1.e)")
SIGNING_IN = gettext_noop("letting people sign in")
NO_PERSON = gettext_noop("no personal data")

WORKINGS = Retention(
    period="retention.configuration",
    ground=NO_PERSON,
    purpose=gettext_noop("the workings of the platform itself"),
)
"""Tables that a library fills to know its own models, or that stay empty here."""

LIBRARIES = {
    "auth.Group": WORKINGS,
    "auth.Permission": WORKINGS,
    "contenttypes.ContentType": WORKINGS,
    "socialaccount.SocialApp": WORKINGS,
    "sessions.Session": Retention(
        period="retention.sessions",
        ground=TASK,
        purpose=SIGNING_IN,
        about="staff",
        clock="expire_date",
    ),
    "account.EmailAddress": Retention(
        period="with_parent",
        ground=TASK,
        purpose=SIGNING_IN,
        about="staff",
        personal=("email",),
        subject="user_id",
    ),
    "account.EmailConfirmation": Retention(
        period="with_parent", ground=TASK, purpose=SIGNING_IN, about="staff"
    ),
    "mfa.Authenticator": Retention(
        period="with_parent",
        ground=TASK,
        purpose=gettext_noop("asking more than a password"),
        about="staff",
        personal=("type", "created_at", "last_used_at"),
        subject="user_id",
    ),
    "socialaccount.SocialAccount": Retention(
        period="with_parent",
        ground=TASK,
        purpose=SIGNING_IN,
        about="staff",
        personal=("provider", "uid", "last_login", "date_joined"),
        subject="user_id",
    ),
    "socialaccount.SocialToken": Retention(
        period="with_parent", ground=TASK, purpose=SIGNING_IN, about="staff"
    ),
}

ATTEMPT = Retention(
    period="retention.sessions",
    ground=TASK,
    purpose=gettext_noop("stopping people who guess passwords and codes"),
    about="staff",
    personal=("username", "ip_address", "user_agent", "attempt_time"),
    subject="username",
    clock="attempt_time",
)

ATTEMPTS = {
    "axes.AccessAttempt": ATTEMPT,
    "axes.AccessFailureLog": ATTEMPT,
    "axes.AccessLog": ATTEMPT,
    "axes.AccessAttemptExpiration": replace(
        ATTEMPT, period="with_parent", personal=(), subject="", clock=""
    ),
}


TRIED = {
    "username": _("digest of the e-mail address that was tried"),
    "ip_address": _("address of the computer"),
    "user_agent": _("browser"),
    "attempt_time": _("moment"),
}

WORDS = {
    "auth.Group": Words(_("group of a library, not used here")),
    "auth.Permission": Words(_("permission of a library, not used here")),
    "contenttypes.ContentType": Words(_("list of the kinds of records")),
    "socialaccount.SocialApp": Words(_("identity provider of a library, not used")),
    "sessions.Session": Words(_("content of a session")),
    "account.EmailAddress": Words(
        _("e-mail address to sign in with"), {"email": _("e-mail address")}
    ),
    "account.EmailConfirmation": Words(_("confirmation of an address, not used here")),
    "mfa.Authenticator": Words(
        _("second factor"),
        {
            "type": _("kind"),
            "created_at": _("made at"),
            "last_used_at": _("last used at"),
        },
    ),
    "socialaccount.SocialAccount": Words(
        _("link to an identity provider, not used here"),
        {
            "provider": _("provider"),
            "uid": _("number at the provider"),
            "last_login": _("last sign-in"),
            "date_joined": _("first sign-in"),
        },
    ),
    "socialaccount.SocialToken": Words(_("key to an identity provider, not used here")),
    "axes.AccessAttempt": Words(_("wrong passwords, counted"), TRIED),
    "axes.AccessFailureLog": Words(_("list of wrong passwords, not used here"), TRIED),
    "axes.AccessLog": Words(_("list of sign-ins, not used here"), TRIED),
    "axes.AccessAttemptExpiration": Words(_("end of a count, not used here")),
}

EARLIER = {"history_user": _("changed by"), "history_date": _("changed at")}


def declare_libraries() -> None:
    """Declare every model of a library, and every model of earlier values."""
    for label, retention in {**LIBRARIES, **ATTEMPTS}.items():
        declare_for(label, retention, WORDS[label])
    for model in apps.get_models():
        if hasattr(model, "history_user"):
            latest: Any = getattr(model, "instance_type", None)
            name = format_lazy("{}: {}", _("earlier values"), latest._meta.verbose_name)
            retention = history_of(latest.retention)
            declare_for(model._meta.label, retention, Words(name, EARLIER))


def history_of(retention: Retention) -> Retention:
    """Earlier values are kept as long as the latest, and name who changed them."""
    return replace(
        retention,
        about="staff",
        personal=("history_user", "history_date"),
        subject="history_user_id",
        clock="",
    )
