"""Writing to the trail, in the same transaction as the thing itself."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any, Protocol
from uuid import UUID

from django.db import models, transaction
from django.utils.timezone import now

from belfort.audit.keys import current_key
from belfort.audit.models import Event, Outcome


class Actor(Protocol):
    """Whoever acts: a reference, and the organisation whose chain it goes to."""

    @property
    def reference(self) -> str: ...

    @property
    def chain(self) -> UUID: ...


class NoTransaction(Exception):
    """An event outside a transaction could stay behind when the work fails."""


def reference_to(row: models.Model) -> str:
    """The reference of a row: ``room/model/key``."""
    return f"{row._meta.app_label}/{row._meta.model_name}/{row.pk}"


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
    return _write(verb, subject, Outcome.DONE, by, changes, rows, chain)


def record_refusal(verb: str, subject: models.Model | str, *, by: Actor) -> Event:
    """Write one event of something refused, in a transaction of its own."""
    with transaction.atomic():
        return _write(verb, subject, Outcome.REFUSED, by, None, 1, None)


def _write(
    verb: str,
    subject: models.Model | str,
    outcome: Outcome,
    by: Actor,
    changes: Mapping[str, Any] | None,
    rows: int,
    chain: UUID | None,
) -> Event:
    digest, key_id = "", ""
    if changes is not None:
        key_id, key = current_key()
        digest = digest_of(changes, key)
    return Event.objects.create(
        chain=chain or by.chain,
        actor=by.reference,
        verb=verb,
        object=subject if isinstance(subject, str) else reference_to(subject),
        outcome=outcome,
        moment=now(),
        digest=digest,
        key_id=key_id,
        rows=rows,
    )


def digest_of(values: Mapping[str, Any], key: bytes) -> str:
    """The HMAC-SHA-256 (hex) of values in a canonical form."""
    text = json.dumps(values, sort_keys=True, default=str, ensure_ascii=False)
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
