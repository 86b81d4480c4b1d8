"""Writing to the trail, in the same transaction as the thing itself."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import models, transaction
from django.utils.timezone import now

from belfort.audit.canonical import instant, keyed_digest, reference_to
from belfort.audit.keys import current_key, key_named
from belfort.audit.models import PLATFORM, Event, Outcome

__all__ = [
    "Actor",
    "NoTransaction",
    "System",
    "digest_of",
    "proves",
    "record",
    "record_refusal",
    "reference_to",
]


class Actor(Protocol):
    """Whoever acts: a reference, and the organisation whose chain it goes to."""

    @property
    def reference(self) -> str: ...

    @property
    def chain(self) -> UUID: ...


@dataclass(frozen=True, slots=True)
class System:
    """The platform itself as an actor: a job, a command, a stranger's sign-in."""

    name: str
    chain: UUID = PLATFORM

    @property
    def reference(self) -> str:
        return f"system/{self.name}"


class NoTransaction(Exception):
    """An event outside a transaction could stay behind when the work fails."""


def record(
    verb: str,
    subject: models.Model | str,
    *,
    by: Actor,
    changes: Mapping[str, Any] | None = None,
    rows: int = 1,
    chain: UUID | None = None,
) -> Event:
    """Write one event of something done or read; ``verb`` is ``room.what``.

    ``changes`` are the values that changed; only their HMAC is kept. ``chain`` is
    given where another organisation controls the record. Raises NoTransaction
    outside a transaction: no trail, no action.
    """
    if not transaction.get_connection().in_atomic_block:
        raise NoTransaction(verb)
    return _write(
        verb, subject, by=by, changes=changes, rows=rows, chain=chain or by.chain
    )


def record_refusal(
    verb: str, subject: models.Model | str, *, by: Actor, chain: UUID | None = None
) -> Event:
    """Write one event of something refused, in a transaction of its own.

    Inside another transaction it raises RuntimeError: what rolls back there would
    take the refusal with it.
    """
    with transaction.atomic(durable=True):
        return _write(
            verb, subject, by=by, outcome=Outcome.REFUSED, chain=chain or by.chain
        )


def _write(
    verb: str,
    subject: models.Model | str,
    *,
    by: Actor,
    chain: UUID,
    outcome: Outcome = Outcome.DONE,
    changes: Mapping[str, Any] | None = None,
    rows: int = 1,
) -> Event:
    reference = subject if isinstance(subject, str) else reference_to(subject)
    moment, digest, key_id = now(), "", ""
    if changes is not None:
        key_id, key = current_key()
        digest = digest_of(changes, key, verb=verb, reference=reference, moment=moment)
    return Event.objects.create(
        chain=chain,
        actor=by.reference,
        verb=verb,
        object=reference,
        outcome=outcome,
        moment=moment,
        digest=digest,
        key_id=key_id,
        rows=rows,
    )


def digest_of(
    values: Mapping[str, Any],
    key: bytes,
    *,
    verb: str,
    reference: str,
    moment: datetime,
) -> str:
    """The HMAC-SHA-256 (hex) of values and the event they belong to.

    The moment is in it, so that two events with the same values look different.
    """
    return keyed_digest([verb, reference, instant(moment), values], key)


def proves(event: Event, values: Mapping[str, Any]) -> bool:
    """Whether these are the values that the event was written for.

    Raises KeyMissing where the key of the event is gone.
    """
    if not event.digest:
        return False
    digest = digest_of(
        values,
        key_named(event.key_id),
        verb=event.verb,
        reference=event.object,
        moment=event.moment,
    )
    return hmac.compare_digest(digest, event.digest)
