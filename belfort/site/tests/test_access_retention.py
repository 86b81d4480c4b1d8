"""Every stored model says how long its rows are kept, why, and of whom they speak."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models

from belfort.audit.declarations import (
    FOREIGN,
    DeclaredTwice,
    Undeclared,
    declare_for,
    retention_of,
    stored_models,
)
from belfort.audit.retention import Retention
from belfort.law.parameters import parameters

MODELS = stored_models()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_model_is_declared_and_its_declaration_holds(
    model: type[models.Model],
) -> None:
    retention = retention_of(model)
    assert retention.period == "with_parent" or retention.period in parameters()
    assert retention.ground
    assert retention.purpose
    named = [*retention.personal, retention.subject, retention.clock]
    for name in filter(None, named):
        model._meta.get_field(name.removesuffix("_id"))
    if retention.personal:
        assert retention.about != "none", "personal fields are somebody's"
        assert retention.subject, "an export must find whose they are"


def test_a_model_without_a_declaration_fails() -> None:
    class Undeclared_(models.Model):  # noqa: DJ008, N801
        class Meta:
            app_label = "plan"
            managed = False

    try:
        with pytest.raises(Undeclared, match="Undeclared_"):
            retention_of(Undeclared_)
    finally:
        from django.apps import apps

        del apps.all_models["plan"]["undeclared_"]
        apps.clear_cache()


def test_a_library_is_declared_once() -> None:
    retention = Retention("retention.plan", ground="g", purpose="p")
    with pytest.raises(DeclaredTwice):
        declare_for("Sessions.Session", retention)


def test_no_declaration_is_left_over_from_a_library_that_is_gone() -> None:
    there = {model._meta.label_lower for model in MODELS}
    assert set(FOREIGN) <= there


def test_earlier_values_are_kept_as_long_as_the_latest() -> None:
    histories: list[Any] = [m for m in MODELS if hasattr(m, "history_user")]
    assert histories
    for model in histories:
        latest = retention_of(model.instance_type)
        assert retention_of(model).period == latest.period
