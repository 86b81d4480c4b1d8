"""The room as a Django application: its place in the menu, what it asks of people."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanConfig(AppConfig):
    name = "belfort.plan"
    verbose_name = _("plan")

    def ready(self) -> None:
        from belfort.audit import verbs
        from belfort.plan.navigation import offer_tasks, sees_plans
        from belfort.plan.verbs import VERBS
        from belfort.ui import tasks
        from belfort.ui.navigation import Entry, register

        register(Entry(100, _("Plans"), "plan:plans", sees_plans, "plan"))
        tasks.register(offer_tasks)
        verbs.register(VERBS)
