"""What has been kept long enough goes, with proof; the rest stays."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.management import call_command

from belfort.audit.actions import proves
from belfort.audit.jobs import seal
from belfort.audit.jobs.disposal import NotAnonymised, dispose, dispose_of, trim
from belfort.audit.models import Checkpoint, Event, Receipt
from belfort.audit.retention import Retention
from belfort.audit.tests.trail import ONE, OTHER, sql, write_events
from belfort.audit.verification import signed_heads, verify

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

TODAY = date(2026, 11, 22)
OLD = datetime(2016, 5, 1, 12, tzinfo=UTC)


def cutoff(key: str, today: date) -> date | None:
    """Ten years for all but what is kept while it is used."""
    return None if key == "retention.configuration" else date(2016, 11, 22)


def make_receipt(moment: datetime) -> Receipt:
    return Receipt.objects.create(
        chain=ONE, key=uuid4(), digest="0" * 64, object="a/b/1", moment=moment
    )


def disposed(model: str, **options: Any) -> int:
    found = {one.model: one for one in dispose(cutoff, TODAY, **options)}
    return found[model].disposed


def write_at(moment: datetime, count: int = 3) -> None:
    with time_machine.travel(moment, tick=False):
        write_events(count)


def test_rows_go_when_their_time_has_come_and_an_event_says_so() -> None:
    old = [make_receipt(OLD) for _ in range(3)]
    kept = make_receipt(datetime(2016, 11, 22, 12, tzinfo=UTC))
    references = [f"audit/receipt/{row.pk}" for row in old]
    assert disposed("audit.Receipt") == 3
    assert list(Receipt.objects.all()) == [kept]
    event = Event.objects.get(verb="audit.disposed")
    assert (event.object, event.rows, event.actor) == (
        "audit/receipt",
        3,
        "system/purge",
    )
    assert proves(event, {"rows": references})
    assert disposed("audit.Receipt") == 0


def test_a_trial_counts_and_changes_nothing() -> None:
    make_receipt(OLD)
    write_at(OLD)
    seal()
    events = Event.objects.count()
    assert disposed("audit.Receipt", trial=True) == 1
    assert disposed("audit.Event", trial=True) == 3
    assert (Receipt.objects.count(), Event.objects.count()) == (1, events)
    assert not Checkpoint.objects.exists()


def test_the_trail_is_trimmed_and_the_rest_still_verified() -> None:
    write_at(OLD, 5)
    write_events(4)
    seal()
    kept = signed_heads()
    assert disposed("audit.Event") == 5
    seal()
    numbers = list(Event.objects.filter(chain=ONE).values_list("number", flat=True))
    assert numbers == [6, 7, 8, 9, 10]
    assert Event.objects.get(chain=ONE, number=10).verb == "audit.trimmed"
    report = verify(kept=kept)
    assert report.is_whole
    assert report.events == 5


def test_an_old_event_behind_a_later_one_stays() -> None:
    write_at(OLD, 2)
    write_events(1)
    write_at(OLD, 2)
    seal()
    assert trim(ONE, date(2016, 11, 22)) == 2
    assert Event.objects.filter(number__gt=2, chain=ONE).count() == 3


def test_events_that_were_not_sealed_stay() -> None:
    write_at(OLD, 2)
    seal()
    write_at(OLD, 2)
    assert trim(ONE, date(2016, 11, 22)) == 2
    seal()
    assert verify().is_whole


def test_a_chain_may_be_trimmed_again_and_again() -> None:
    for year in (2010, 2011, 2012):
        write_at(datetime(year, 1, 1, tzinfo=UTC), 2)
        seal()
    for year, number in ((2011, 2), (2012, 4)):
        assert trim(ONE, date(year, 1, 1)) == 2
        seal()
        assert Checkpoint.objects.get().number == number
        assert verify().is_whole


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("UPDATE audit_checkpoint SET number = 4", "changed_checkpoint"),
        ("UPDATE audit_checkpoint SET hash = 'x'", "changed_checkpoint"),
        ("UPDATE audit_checkpoint SET signature = 'x'", "changed_checkpoint"),
        ("UPDATE audit_checkpoint SET key_id = '0009-12345678'", "unknown_key"),
        ("DELETE FROM audit_checkpoint", "missing_number"),
        ("DELETE FROM audit_event WHERE number = 6", "missing_number"),
    ],
)
def test_whoever_changes_the_checkpoint_is_found_out(change: str, what: str) -> None:
    write_at(OLD, 5)
    write_events(4)
    seal()
    trim(ONE, date(2016, 11, 22))
    seal()
    sql(change)
    assert [link.what for link in verify().breaks] == [what]


def test_the_checkpoint_of_another_chain_does_not_fit() -> None:
    write_at(OLD, 5)
    with time_machine.travel(OLD, tick=False):
        write_events(5, OTHER)
    write_events(1)
    seal()
    trim(ONE, date(2016, 11, 22))
    seal()
    sql("DELETE FROM audit_event WHERE chain = %s", OTHER)
    sql("UPDATE audit_checkpoint SET chain = %s", OTHER)
    whats = {link.chain: link.what for link in verify().breaks}
    assert whats[str(OTHER)] == "changed_checkpoint"


def test_rows_of_a_model_that_only_anonymises_must_know_how() -> None:
    make_receipt(OLD)
    keeps = Retention("retention.receipts", "", "", clock="moment", erase=False)
    with pytest.raises(NotAnonymised):
        dispose_of(Receipt, keeps, cutoff, TODAY)


def test_rows_that_only_anonymise_are_kept_and_anonymised(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def anonymise(row: Receipt) -> None:
        Receipt.objects.filter(pk=row.pk).update(object="")

    monkeypatch.setattr(Receipt, "anonymise", anonymise, raising=False)
    make_receipt(OLD)
    keeps = Retention("retention.receipts", "", "", clock="moment", erase=False)
    assert dispose_of(Receipt, keeps, cutoff, TODAY).disposed == 1
    assert Receipt.objects.get().object == ""


def test_the_command_prints_what_went_per_model() -> None:
    with time_machine.travel(datetime.now(UTC) - timedelta(days=366 * 6)):
        make_receipt(datetime.now(UTC))
    outputs = []
    for words in (("--dry-run",), ("--json",), ("--json",)):
        out = StringIO()
        call_command("purge", *words, stdout=out)
        outputs.append(out.getvalue())
    assert "audit.Receipt: 1 would go" in outputs[0]
    assert "1 rows would go." in outputs[0]
    listed = [json.loads(text)["models"] for text in outputs[1:]]
    found = [{one["model"]: one for one in models} for models in listed]
    assert found[0]["audit.Receipt"]["disposed"] == 1
    assert found[1]["audit.Receipt"]["disposed"] == 0
    assert found[0]["places.Municipality"]["note"] == "kept as long as it is used"
