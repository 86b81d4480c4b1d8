"""The room's entries in the navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from belfort.accounts.models import Membership, Role
from belfort.ui.navigation import Entry, register


def is_administrator(actor: Membership) -> bool:
    return actor.role == Role.ADMINISTRATOR


def is_privacy_officer(actor: Membership) -> bool:
    return actor.role == Role.PRIVACY_OFFICER


def everyone(actor: Membership | None) -> bool:
    return True


ENTRIES = (
    Entry(800, _("People"), "accounts:people", is_administrator, "people"),
    Entry(810, _("Services"), "accounts:services", is_administrator, "building"),
    Entry(820, _("Organisation"), "accounts:organisation", is_administrator, "gear"),
    Entry(850, _("Access trail"), "accounts:trail", is_privacy_officer, "history"),
    Entry(
        860,
        _("Record of processing"),
        "accounts:processing",
        is_privacy_officer,
        "shield",
    ),
    Entry(870, _("Data of a person"), "accounts:subjects", is_privacy_officer, "lock"),
    Entry(900, _("Your profile"), "accounts:profile", everyone, "person", True),
    Entry(910, _("Choose your role"), "accounts:role", everyone, "people", True),
    Entry(920, _("Second factor"), "mfa_index", everyone, "key", True),
    Entry(
        930,
        _("Where you are signed in"),
        "accounts:sessions",
        everyone,
        "globe",
        True,
    ),
)


def register_entries() -> None:
    for entry in ENTRIES:
        register(entry)
