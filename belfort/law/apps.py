"""The room as a Django application: parameters checked, a place in the menu."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from belfort.ui.navigation import Entry, register


class LawConfig(AppConfig):
    name = "belfort.law"
    verbose_name = _("legal parameters")

    def ready(self) -> None:
        from belfort.law import checks  # noqa: F401
        from belfort.law.parameters import parameters

        parameters()
        register(Entry(710, _("Legal parameters"), "law:parameters", everyone, "law"))


def everyone(actor: Any) -> bool:
    """The law is for whoever signed in."""
    return True
