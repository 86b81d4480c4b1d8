"""What one organisation sees is never another's, whatever the role and state.

For every model with ``visible_to``, Hypothesis makes rows in two cities and asks
as everybody. A model without a maker here fails.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import models
from django.utils.timezone import localdate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from belfort.accounts.models import Membership, Organisation, Role, Service, User
from belfort.accounts.tests.cast import make_city, make_federal, make_member
from belfort.plan.models import Import, Node, NodeKind, Plan, Version
from belfort.plan.states import ImportState, State

_numbers = itertools.count()


@dataclass(frozen=True)
class Kind:
    """How to make a row in a city, whose a row is, and who may look over the fence."""

    make: Callable[[Organisation, Any], models.Model]
    owners: Callable[[Any], set[UUID]]
    draw: Callable[[], st.SearchStrategy[Any]] = st.none
    shared: Callable[[Membership, Any], bool] = lambda actor, row: False


def make_plan(city: Organisation) -> Plan:
    assert city.municipality
    return Plan.objects.create(
        organisation=city,
        municipality=city.municipality,
        title=f"Plan {next(_numbers)}",
        start=date(2020, 1, 1),
        end=date(2025, 12, 31),
    )


def make_version(city: Organisation, state: str) -> Version:
    plan = make_plan(city)
    author = make_member(f"Schrijver {next(_numbers)}", city, Role.PREVENTION_OFFICER)
    return Version.objects.create(
        plan=plan, number=1, state=state, created_by=author, header={}
    )


def make_node(city: Organisation, state: str) -> Node:
    version = make_version(city, state)
    return Node.objects.create(
        version=version, kind=NodeKind.CHAPTER, position=0, text="Inbraak"
    )


def make_import(city: Organisation, state: str) -> Import:
    author = make_member(f"Schrijver {next(_numbers)}", city, Role.PREVENTION_OFFICER)
    return Import.objects.create(
        organisation=city,
        name="plan.txt",
        state=state,
        created_by=author,
        reading={},
    )


def make_membership(city: Organisation, drawn: tuple[Role, int]) -> Membership:
    role, days = drawn
    return make_member(
        f"Iemand {next(_numbers)}",
        city,
        role,
        end=localdate() + timedelta(days=days),
    )


def submitted(actor: Membership, row: Any) -> bool:
    """What was submitted to it, the federal government reads of every city."""
    if isinstance(row, Plan):
        versions = list(row.versions.all())
    else:
        versions = [row.version if isinstance(row, Node) else row]
    decided = {State.FEDERAL, State.IN_FORCE, State.REPLACED}
    return actor.role == Role.FEDERAL_READER and any(
        version.state in decided for version in versions
    )


def plan_states() -> st.SearchStrategy[str]:
    return st.sampled_from(State.values)


KINDS: dict[type[models.Model], Kind] = {
    Membership: Kind(
        make_membership,
        lambda row: {row.organisation_id},
        lambda: st.tuples(st.sampled_from(Role), st.integers(-300, 300)),
    ),
    User: Kind(
        lambda city, drawn: make_membership(city, drawn).user,
        lambda row: set(row.memberships.values_list("organisation_id", flat=True)),
        lambda: st.tuples(st.sampled_from(Role), st.integers(-300, 300)),
    ),
    Service: Kind(
        lambda city, drawn: Service.objects.create(
            organisation=city, name=f"Dienst {next(_numbers)}"
        ),
        lambda row: {row.organisation_id},
    ),
    Plan: Kind(
        lambda city, state: make_version(city, state).plan,
        lambda row: {row.organisation_id},
        plan_states,
        submitted,
    ),
    Version: Kind(
        make_version,
        lambda row: {row.plan.organisation_id},
        plan_states,
        submitted,
    ),
    Node: Kind(
        make_node,
        lambda row: {row.version.plan.organisation_id},
        plan_states,
        submitted,
    ),
    Import: Kind(
        make_import,
        lambda row: {row.organisation_id},
        lambda: st.sampled_from(ImportState.values),
    ),
}

SCOPED = [
    model
    for model in apps.get_models()
    if hasattr(model._default_manager, "visible_to")
]


def test_every_model_that_is_scoped_is_tested_here() -> None:
    assert set(SCOPED) == set(KINDS)


def check(model: type[models.Model], data: st.DataObject) -> None:
    """Make some rows on both sides, and ask as one person."""
    kind = KINDS[model]
    city, other = make_city("Voorbeeld"), make_city("Elders")
    for organisation in (city, other):
        for drawn in data.draw(st.lists(kind.draw(), min_size=1, max_size=3)):
            kind.make(organisation, drawn)
    role = data.draw(st.sampled_from(Role))
    home = make_federal() if role == Role.FEDERAL_READER else city
    actor = make_member(f"Kijker {next(_numbers)}", home, role)
    manager: Any = model._default_manager
    for row in manager.visible_to(actor):
        own = actor.organisation_id in kind.owners(row)
        assert own or kind.shared(actor, row), f"{role} sees {row!r} of another city"


@pytest.mark.every_database
class ScopeTests(TestCase):
    @given(model=st.sampled_from(SCOPED), data=st.data())
    @settings(
        max_examples=120,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    def test_nobody_sees_what_is_another_organisations(
        self, model: type[models.Model], data: st.DataObject
    ) -> None:
        check(model, data)

    def test_own_rows_are_seen_by_whoever_should(self) -> None:
        city = make_city()
        seen_by = {
            Membership: Role.ADMINISTRATOR,
            User: Role.ADMINISTRATOR,
            Service: Role.ADMINISTRATOR,
            Plan: Role.PREVENTION_OFFICER,
            Version: Role.PREVENTION_OFFICER,
            Node: Role.PREVENTION_OFFICER,
            Import: Role.PREVENTION_OFFICER,
        }
        assert set(seen_by) == set(KINDS)
        examples: dict[type[models.Model], Any] = {
            Membership: (Role.MEDIATOR, 10),
            User: (Role.MEDIATOR, 10),
            Service: None,
            Plan: State.DRAFT,
            Version: State.DRAFT,
            Node: State.DRAFT,
            Import: ImportState.REVIEW,
        }
        for model, role in seen_by.items():
            row = KINDS[model].make(city, examples[model])
            actor = make_member(f"Kijker {next(_numbers)}", city, role)
            manager: Any = model._default_manager
            assert row in manager.visible_to(actor), model
