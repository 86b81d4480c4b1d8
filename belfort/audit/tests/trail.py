"""A small trail to test on, and ways to change it behind the platform's back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from belfort.audit.actions import record
from belfort.audit.jobs import seal
from belfort.audit.models import Event, Head

ONE = UUID("11111111-1111-4111-8111-111111111111")
OTHER = UUID("22222222-2222-4222-8222-222222222222")


@dataclass(frozen=True)
class Someone:
    """An actor of one organisation."""

    chain: UUID = ONE
    reference: str = "accounts/membership/alice"


def write_events(count: int, chain: UUID = ONE) -> list[Event]:
    """Events with different content; every second one has values."""
    with transaction.atomic():
        return [
            record(
                "plan.changed",
                f"plan/node/{place}",
                by=Someone(chain),
                changes={"text": f"tekst {place}"} if place % 2 else None,
                rows=place + 1,
            )
            for place in range(count)
        ]


def sealed_trail(count: int = 6) -> None:
    """Two chains of sealed events."""
    write_events(count, ONE)
    write_events(count, OTHER)
    seal()


def sql(sentence: str, *values: Any) -> int:
    """Run SQL as someone with the database's password would; the rows it met."""
    with connection.cursor() as cursor:
        cursor.execute(sentence, [as_stored(value) for value in values])
        return int(cursor.rowcount)


def as_stored(value: Any) -> Any:
    """A UUID as the database holds it."""
    if isinstance(value, UUID) and connection.vendor == "sqlite":
        return value.hex
    return value


def head_of(chain: UUID = ONE) -> Head:
    return Head.objects.get(chain=chain)


@contextmanager
def work_that_fails() -> Iterator[None]:
    """A transaction that is rolled back at its end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
