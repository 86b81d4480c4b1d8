"""Every model names a retention period that the parameters know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from belfort.audit.declarations import declared_models
from belfort.law.parameters import parameters


@register()
def retention_periods_are_known(
    app_configs: Sequence[AppConfig] | None, **options: Any
) -> list[CheckMessage]:
    """A period that no file gives would keep records for ever."""
    faults: list[CheckMessage] = []
    for model, retention in declared_models():
        if retention.period not in {"with_parent", *parameters()}:
            text = f"The retention period “{retention.period}” is not in belfort/law."
            faults.append(Error(text, obj=model, id="law.E001"))
    return faults
