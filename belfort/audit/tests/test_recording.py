"""Every event is written with the thing itself, and without the values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from django.db import transaction
from pytest_django.fixtures import Settings

from belfort.audit.actions import (
    NoTransaction,
    System,
    proves,
    record,
    record_refusal,
)
from belfort.audit.canonical import NoCanonicalForm
from belfort.audit.keys import KeyMissing
from belfort.audit.models import PLATFORM, Event, Outcome, TrailIsAppendOnly
from belfort.audit.tests.trail import ONE, OTHER, Someone, work_that_fails, write_events

pytestmark = pytest.mark.every_database


@pytest.mark.django_db(transaction=True)
def test_without_a_transaction_nothing_is_recorded() -> None:
    with pytest.raises(NoTransaction):
        record("plan.changed", "plan/plan/1", by=Someone())
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_event_goes_when_the_work_fails() -> None:
    with work_that_fails():
        record("plan.changed", "plan/plan/1", by=Someone())
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_refusal_is_kept_and_cannot_hide_in_another_transaction() -> None:
    record_refusal("plan.read", "plan/plan/1", by=Someone())
    with pytest.raises(RuntimeError), transaction.atomic():
        record_refusal("plan.read", "plan/plan/2", by=Someone())
    event = Event.objects.get()
    assert (event.outcome, event.object) == (Outcome.REFUSED, "plan/plan/1")


@pytest.mark.django_db
def test_the_event_goes_to_the_chain_of_who_controls_the_record() -> None:
    with transaction.atomic():
        own = record("plan.read", "plan/plan/1", by=Someone(ONE))
        others = record("plan.read", "plan/plan/2", by=Someone(ONE), chain=OTHER)
        platform = record("audit.purged", "audit/event", by=System("purge"))
    assert (own.chain, others.chain, platform.chain) == (ONE, OTHER, PLATFORM)
    assert platform.actor == "system/purge"


VALUES = {
    "text": "Wijk Zuid",
    "day": date(2020, 4, 27),
    "amount": Decimal("40320.00"),
    "by": UUID(int=7),
    "labels": {"b", "a"},
}


@pytest.mark.django_db
def test_the_values_are_proved_by_the_event_and_not_kept_in_it() -> None:
    with transaction.atomic():
        made = record("plan.changed", "plan/plan/1", by=Someone(), changes=VALUES)
    event = Event.objects.get(pk=made.pk)
    assert "Wijk" not in repr(list(Event.objects.values()))
    assert proves(event, dict(reversed(VALUES.items())) | {"amount": Decimal(40320)})
    for name in VALUES:
        assert not proves(event, VALUES | {name: "iets anders"})
    assert not proves(event, {**VALUES, "more": 1})


@pytest.mark.django_db
def test_equal_values_do_not_look_equal() -> None:
    with transaction.atomic():
        first = record("plan.changed", "plan/plan/1", by=Someone(), changes={"a": 1})
        second = record("plan.changed", "plan/plan/1", by=Someone(), changes={"a": 1})
        empty = record("plan.read", "plan/plan/1", by=Someone())
    assert first.digest != second.digest
    assert proves(second, {"a": 1})
    assert not proves(empty, {})


@pytest.mark.django_db
def test_a_value_without_one_text_is_refused() -> None:
    with transaction.atomic(), pytest.raises(NoCanonicalForm):
        record("plan.changed", "plan/plan/1", by=Someone(), changes={"a": object()})


@pytest.mark.django_db
def test_another_key_under_the_same_name_is_not_taken_for_the_one_gone(
    settings: Settings, tmp_path: Path
) -> None:
    settings.KEYS = tmp_path / "first"
    with transaction.atomic():
        event = record("plan.changed", "plan/plan/1", by=Someone(), changes={"a": 1})
    settings.KEYS = tmp_path / "second"
    with pytest.raises(KeyMissing):
        proves(event, {"a": 1})
    write_events(2)
    with pytest.raises(KeyMissing):
        proves(event, {"a": 1})


@pytest.mark.django_db
def test_a_second_key_is_used_and_the_first_still_proves(
    settings: Settings, tmp_path: Path
) -> None:
    settings.KEYS = tmp_path
    with transaction.atomic():
        old = record("plan.changed", "plan/plan/1", by=Someone(), changes={"a": 1})
        (tmp_path / "audit-0002.key").write_text("another secret", encoding="ascii")
        late = record("plan.changed", "plan/plan/1", by=Someone(), changes={"a": 1})
    assert late.key_id.startswith("0002-")
    assert proves(old, {"a": 1})
    assert proves(late, {"a": 1})


@pytest.mark.django_db
def test_an_event_is_neither_changed_nor_deleted() -> None:
    event = write_events(1)[0]
    event.actor = "someone/else"
    for attempt in (event.save, event.delete, Event.objects.all().delete):
        with pytest.raises(TrailIsAppendOnly):
            attempt()
    with pytest.raises(TrailIsAppendOnly):
        Event.objects.update(actor="someone/else")
    assert Event.objects.get().actor == Someone().reference
