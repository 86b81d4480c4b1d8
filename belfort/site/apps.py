"""The top room as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from belfort.lib.schedule import DAY, every


class SiteConfig(AppConfig):
    name = "belfort.site"
    label = "belfort_site"

    def ready(self) -> None:
        from belfort.audit import verbs
        from belfort.site import checks  # noqa: F401
        from belfort.site.jobs import clear_sessions, purge
        from belfort.site.retention import declare_libraries
        from belfort.site.verbs import VERBS
        from belfort.ui.navigation import Entry, register

        declare_libraries()
        verbs.register(VERBS)
        every(DAY, purge)
        every(DAY, clear_sessions)
        register(Entry(0, _("Start"), "home", lambda actor: True, "home"))
