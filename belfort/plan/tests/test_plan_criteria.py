"""Criteria are proposed by reading, and judged by people."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from belfort.audit.models import Event
from belfort.indicators.models import Criterion, Indicator
from belfort.plan.actions.criteria import (
    confirm_criteria,
    confirm_criterion,
    remove_criterion,
    save_criterion,
)
from belfort.plan.actions.versions import advance
from belfort.plan.models import Node, Version
from belfort.plan.states import State
from belfort.plan.tests.small import ROUNDS, find, stored
from belfort.workflow.actions import Refused

pytestmark = pytest.mark.every_database

DAY = date(2025, 2, 3)


@pytest.fixture
def version(cast: SimpleNamespace) -> Version:
    return stored(cast.alice)


@pytest.fixture
def indicator(version: Version) -> Indicator:
    return Indicator.objects.get(node=find(version, ROUNDS).node)


def test_a_proposal_is_confirmed_as_it_stands(
    cast: SimpleNamespace, indicator: Indicator
) -> None:
    criterion = indicator.criteria.get()
    assert not criterion.is_confirmed
    confirm_criterion(criterion, by=cast.alice)
    criterion.refresh_from_db()
    assert criterion.is_confirmed
    assert criterion.confirmed_by == cast.alice
    history = Criterion.history.filter(id=criterion.pk).first()
    assert history
    assert history.history_user == cast.alice.user


def test_who_writes_a_criterion_confirms_it(
    cast: SimpleNamespace, indicator: Indicator
) -> None:
    criterion = indicator.criteria.get()
    save_criterion(indicator, by=cast.alice, criterion=criterion, target=Decimal(60))
    added = save_criterion(
        indicator, by=cast.alice, kind="existence", aggregate="exists", period="plan"
    )
    assert [c.target for c in indicator.criteria.all()] == [60, None]
    assert added.position == 1
    assert not Criterion.objects.unconfirmed().exists()
    remove_criterion(added, by=cast.alice)
    assert indicator.criteria.count() == 1
    verbs = Event.objects.values_list("verb", flat=True)
    assert "plan.criterion_removed" in verbs


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("due", {"due": "31 maart"}),
        ("due", {"due": "--02-30"}),
        ("valid_to", {"valid_from": DAY, "valid_to": date(2025, 1, 1)}),
        ("target", {"comparator": ">=", "target": None}),
        ("kind", {"kind": "guess"}),
    ],
)
def test_what_cannot_be_right_is_refused_by_field(
    cast: SimpleNamespace,
    indicator: Indicator,
    field: str,
    values: dict[str, Any],
) -> None:
    with pytest.raises(ValidationError) as refused:
        save_criterion(indicator, by=cast.alice, **{"kind": "count", **values})
    assert field in refused.value.message_dict
    assert indicator.criteria.count() == 1


def test_criteria_outlive_approval_but_not_the_version(
    cast: SimpleNamespace, version: Version, indicator: Indicator
) -> None:
    advance(version, State.COLLEGE, by=cast.alice, day=DAY)
    nodes = Node.objects.filter(version=version)
    assert confirm_criteria(version, nodes, by=cast.alice) == 1
    assert confirm_criteria(version, nodes, by=cast.alice) == 0
    advance(version, State.WITHDRAWN, by=cast.alice, day=DAY, reason="Vervalt.")
    with pytest.raises(Refused, match="criteria"):
        remove_criterion(indicator.criteria.get(), by=cast.alice)


def test_only_the_planners_of_the_city_judge(
    cast: SimpleNamespace, indicator: Indicator
) -> None:
    criterion = indicator.criteria.get()
    for actor in (cast.bob, cast.charlie, cast.gina):
        with pytest.raises(PermissionDenied):
            confirm_criterion(criterion, by=actor)
        with pytest.raises(PermissionDenied):
            save_criterion(indicator, by=actor, kind="count")
    criterion.refresh_from_db()
    assert not criterion.is_confirmed
