"""The room as a Django application: sealing the trail every two seconds."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from belfort.lib.schedule import every


class AuditConfig(AppConfig):
    name = "belfort.audit"
    verbose_name = _("trail and retention")

    def ready(self) -> None:
        from belfort.audit.jobs import seal

        every(2, seal)
