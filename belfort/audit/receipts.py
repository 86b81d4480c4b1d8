"""The same request twice leads to one record: what a client-made key was used for.

Inside one transaction: ask ``once``; where it answers with a reference, that is
the record; where it answers ``None``, make the record and ``keep`` it.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils.timezone import now

from belfort.audit.actions import Actor, NoTransaction
from belfort.audit.canonical import keyed_digest, reference_to
from belfort.audit.keys import first_key
from belfort.audit.models import Receipt


class ReceiptConflict(Exception):
    """The key was used for a request with other content (HTTP 409)."""


class NoReceipt(Exception):
    """``keep`` without ``once`` before it in the same transaction."""


def request_digest(content: Any) -> str:
    """The keyed digest of what a request asks, in whatever order it came.

    The oldest key is used, so that a resend after a change of keys compares equal.
    """
    return keyed_digest(content, first_key()[1])


def once(actor: Actor, key: UUID, digest: str) -> str | None:
    """The reference that this key led to before; ``None`` takes the key.

    Of two processes with one key, the second waits here until the first commits or
    fails. Raises ReceiptConflict where the key stands for other content. Keys of
    different organisations never meet.
    """
    if not transaction.get_connection().in_atomic_block:
        raise NoTransaction("once")
    claim = Receipt(chain=actor.chain, key=key, digest=digest, moment=now())
    Receipt.objects.bulk_create([claim], ignore_conflicts=True)
    receipt = Receipt.objects.get(chain=actor.chain, key=key)
    if receipt.digest != digest:
        raise ReceiptConflict
    return receipt.object or None


def keep(actor: Actor, key: UUID, digest: str, record: models.Model | str) -> None:
    """Keep which record the key led to. Raises NoReceipt without ``once`` before."""
    reference = record if isinstance(record, str) else reference_to(record)
    changed = Receipt.objects.filter(
        chain=actor.chain, key=key, digest=digest, object=""
    ).update(object=reference)
    if changed != 1:
        raise NoReceipt
