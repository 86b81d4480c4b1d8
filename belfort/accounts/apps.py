"""The room as a Django application: its receivers and its places in the menu."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "belfort.accounts"
    verbose_name = _("people and access")

    def ready(self) -> None:
        from belfort.accounts import receivers  # noqa: F401
        from belfort.accounts.navigation import register_entries
        from belfort.accounts.verbs import VERBS
        from belfort.audit import verbs

        register_entries()
        verbs.register(VERBS)
