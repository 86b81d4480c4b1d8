"""Every model names a retention period that the parameters know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, register

from belfort.audit.retention import Retention
from belfort.law.parameters import parameters


@register()
def retention_periods_are_known(
    app_configs: Sequence[AppConfig] | None, **options: Any
) -> list[CheckMessage]:
    """A period that no file gives would keep records for ever."""
    faults: list[CheckMessage] = []
    for model in apps.get_models():
        retention = getattr(model, "retention", None)
        if not isinstance(retention, Retention) or retention.period == "with_parent":
            continue
        if retention.period not in parameters():
            text = f"The retention period “{retention.period}” is not in belfort/law."
            faults.append(Error(text, obj=model, id="law.E001"))
    return faults
