"""Whoever changes the trail with the database's password is found out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from belfort.audit.jobs import seal
from belfort.audit.links import Link, link_hash
from belfort.audit.models import Checkpoint, Event, Head
from belfort.audit.tests.trail import (
    ONE,
    OTHER,
    head_of,
    sealed_trail,
    sql,
    write_events,
)
from belfort.audit.verification import (
    Break,
    links_of,
    signed_heads,
    verify,
)

pytestmark = [pytest.mark.every_database, pytest.mark.django_db]


def change(column: str, value: Any, number: int = 3) -> None:
    sentence = f"UPDATE audit_event SET {column} = %s WHERE chain = %s AND number = %s"
    assert sql(sentence, value, ONE, number) == 1


def cut(number: int) -> None:
    assert sql("DELETE FROM audit_event WHERE chain=%s AND number>=%s", ONE, number)


def rewind_head(number: int) -> None:
    digest = Event.objects.get(chain=ONE, number=number).hash
    sentence = "UPDATE audit_head SET number = %s, hash = %s WHERE chain = %s"
    sql(sentence, number, digest, ONE)


def rewind_to_four() -> None:
    rewind_head(4)
    cut(5)


def hide_and_renumber() -> None:
    """Take out one event and compute the rest of the chain anew, without the key."""
    links = [link for _, link in links_of(ONE) if link.number != 3]
    sql("DELETE FROM audit_event WHERE chain = %s AND number = 3", ONE)
    digest = ""
    for number, link in enumerate(links, start=1):
        digest = link_hash(digest, Link(*link)._replace(number=number))
        sentence = "UPDATE audit_event SET number = %s, hash = %s WHERE id = %s"
        sql(sentence, number, digest, link.id)
    sql("UPDATE audit_head SET number=5, hash=%s WHERE chain=%s", digest, ONE)


def forge_checkpoint() -> None:
    """Pass the signature of the head off as that of a trimming."""
    head = head_of()
    Checkpoint.objects.create(
        chain=ONE,
        number=head.number,
        hash=head.hash,
        moment=datetime(2020, 1, 1, tzinfo=UTC),
        key_id=head.key_id,
        signature=head.signature,
    )
    sql("DELETE FROM audit_event WHERE chain = %s", ONE)


TAMPERINGS: dict[str, tuple[Callable[[], Any], int, str]] = {
    "another actor": (lambda: change("actor", "x"), 3, "changed_event"),
    "another verb": (lambda: change("verb", "x"), 3, "changed_event"),
    "another object": (lambda: change("object", "x"), 3, "changed_event"),
    "another outcome": (lambda: change("outcome", "refused"), 3, "changed_event"),
    "other values": (lambda: change("digest", "0" * 64), 3, "changed_event"),
    "another key": (lambda: change("key_id", "0009-12345678"), 3, "changed_event"),
    "other rows": (lambda: change("rows", 99), 3, "changed_event"),
    "another hash": (lambda: change("hash", "0" * 64), 3, "changed_event"),
    "another id": (lambda: change("id", 99999), 3, "changed_event"),
    "another moment": (
        lambda: change("moment", "2020-01-01 00:00:00+00"),
        3,
        "changed_event",
    ),
    "unsealed again": (
        lambda: sql(
            "UPDATE audit_event SET number=NULL, hash='' WHERE chain=%s AND number=3",
            ONE,
        ),
        3,
        "missing_number",
    ),
    "one taken out": (
        lambda: sql("DELETE FROM audit_event WHERE chain=%s AND number=3", ONE),
        3,
        "missing_number",
    ),
    "the beginning taken out": (
        lambda: sql("DELETE FROM audit_event WHERE chain=%s AND number<3", ONE),
        1,
        "missing_number",
    ),
    "the tail cut": (lambda: cut(5), 5, "cut_tail"),
    "the tail cut and the head put back": (
        rewind_to_four,
        4,
        "changed_head",
    ),
    "one taken out and the chain computed anew": (hide_and_renumber, 5, "changed_head"),
    "the head taken out": (
        lambda: sql("DELETE FROM audit_head WHERE chain=%s", ONE),
        6,
        "changed_head",
    ),
    "the head of another key": (
        lambda: sql("UPDATE audit_head SET key_id='0009-12345678' WHERE chain=%s", ONE),
        6,
        "unknown_key",
    ),
    "a checkpoint with the signature of the head": (
        forge_checkpoint,
        6,
        "changed_checkpoint",
    ),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_the_first_broken_link_is_named(name: str) -> None:
    tamper, number, what = TAMPERINGS[name]
    sealed_trail()
    assert verify().is_whole
    tamper()
    report = verify()
    assert [(b.chain, b.number, b.what) for b in report.breaks] == [
        (str(ONE), number, what)
    ]
    assert verify(OTHER).is_whole


def test_two_events_that_changed_places_are_found() -> None:
    sealed_trail()
    for old, new in ((2, 99), (4, 2), (99, 4)):
        change("number", new, number=old)
    assert verify().breaks[0].number == 2


def test_an_event_moved_to_another_chain_breaks_both() -> None:
    sealed_trail()
    sentence = "UPDATE audit_event SET chain = %s, number = 7 WHERE chain = %s "
    sql(sentence + "AND number = 4", OTHER, ONE)
    found = {link.chain: (link.number, link.what) for link in verify().breaks}
    assert found == {
        str(ONE): (4, "missing_number"),
        str(OTHER): (7, "changed_event"),
    }


def test_values_that_the_column_cannot_hold_are_reported_or_refused() -> None:
    sealed_trail()
    if connection.vendor == "postgresql":
        with pytest.raises(DataError), transaction.atomic():
            change("moment", "gisteren", number=2)
        return
    change("moment", "gisteren", number=2)
    sql("UPDATE audit_head SET chain = 'nergens' WHERE chain = %s", OTHER)
    found = {link.chain: link.what for link in verify().breaks}
    assert found == {
        "nergens": "unreadable",
        str(ONE): "changed_event",
        str(OTHER): "changed_head",
    }


def test_a_chain_gone_with_its_head_is_found_by_the_head_kept_elsewhere() -> None:
    sealed_trail()
    kept = signed_heads()
    for table in ("audit_event", "audit_head"):
        sql(f"DELETE FROM {table} WHERE chain = %s", ONE)
    assert verify().is_whole
    assert verify(kept=kept).breaks == [
        Break(
            str(ONE),
            1,
            "cut_tail",
            "the chain ends at 0; the head kept elsewhere says 6",
        )
    ]


def test_an_old_head_put_back_is_found_by_the_head_kept_elsewhere() -> None:
    write_events(4)
    seal()
    old = Head.objects.values().get(chain=ONE)
    write_events(2)
    seal()
    kept = signed_heads()
    cut(5)
    Head.objects.filter(chain=ONE).update(**old)
    assert verify().is_whole
    assert verify(kept=kept).breaks[0].what == "cut_tail"


def test_a_chain_that_grew_fits_the_head_kept_before() -> None:
    write_events(4)
    seal()
    kept = signed_heads()
    write_events(2)
    seal()
    assert verify(kept=kept).is_whole


def test_without_the_keys_the_trail_is_not_called_whole(
    settings: Settings, tmp_path: Path
) -> None:
    sealed_trail()
    settings.KEYS = tmp_path
    assert [link.what for link in verify().breaks] == ["unknown_key", "unknown_key"]


def test_events_that_nobody_seals_are_reported_after_a_minute() -> None:
    write_events(2)
    assert verify().is_whole
    old = datetime.now(UTC) - timedelta(minutes=2)
    sql("UPDATE audit_event SET moment = %s", old)
    report = verify()
    assert (report.late, report.is_whole, report.breaks) == (2, False, [])


def texts(longest: int) -> st.SearchStrategy[str]:
    letters = st.characters(codec="utf-8", exclude_characters="\0")
    return st.text(letters, max_size=longest)


COLUMNS: dict[str, st.SearchStrategy[Any]] = {
    "id": st.integers(1, 2**40),
    "chain": st.sampled_from([OTHER, uuid4()]) | st.uuids(),
    "number": st.integers(1, 2**40) | st.integers(1, 12),
    "actor": texts(120),
    "verb": texts(60),
    "object": texts(120),
    "outcome": texts(10),
    "moment": st.datetimes(
        datetime(1900, 1, 1), datetime(2999, 1, 1), timezones=st.just(UTC)
    ),
    "digest": texts(64),
    "key_id": texts(16),
    "rows": st.integers(0, 2**31 - 1),
    "hash": texts(64),
}


def contents() -> list[dict[str, Any]]:
    return [dict(row) for row in Event.objects.order_by("id").values()]


@given(st.data())
@hypothesis_settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_single_change_of_a_sealed_event_is_found(data: st.DataObject) -> None:
    with transaction.atomic():
        sealed_trail(5)
        column = data.draw(st.sampled_from(sorted(COLUMNS)))
        value = data.draw(COLUMNS[column])
        number = data.draw(st.integers(1, 5))
        before = contents()
        try:
            with transaction.atomic():
                change(column, value, number)
        except (IntegrityError, DataError):
            assume(False)
        assume(contents() != before)
        assert verify().breaks
        transaction.set_rollback(True)


@given(st.integers(1, 5), st.sampled_from([ONE, OTHER]))
@hypothesis_settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_sealed_event_taken_out_is_found(number: int, chain: UUID) -> None:
    with transaction.atomic():
        sealed_trail(5)
        sql("DELETE FROM audit_event WHERE chain=%s AND number=%s", chain, number)
        assert [link.number for link in verify().breaks] == [number]
        transaction.set_rollback(True)
