"""Linking committed events into their chain, seconds after they were written."""

from __future__ import annotations

from uuid import UUID

from django.db import connection, transaction

from belfort.audit.keys import current_key
from belfort.audit.links import FIELDS, Link, link_hash, sign
from belfort.audit.models import Event, Head

BATCH = 1000
"""Events per transaction: a second of work at most, so nobody waits long."""

WRITE_LINK = "UPDATE audit_event SET number = %s, hash = %s WHERE id = %s"


def seal(batch: int = BATCH) -> int:
    """Link every committed, unsealed event to its chain; the number linked.

    Any number of processes may do this at once: whoever holds the row of a head
    works on that chain, and the others find nothing left to do.
    """
    sealed = 0
    for chain in chains_waiting():
        while count := seal_batch(chain, batch):
            sealed += count
    return sealed


def chains_waiting() -> list[UUID]:
    unsealed = Event.objects.unsealed().order_by()
    return list(unsealed.values_list("chain", flat=True).distinct())


@transaction.atomic
def seal_batch(chain: UUID, size: int) -> int:
    """Link the oldest unsealed events of one chain; the number linked."""
    Head.objects.get_or_create(chain=chain)
    head = Head.objects.select_for_update().get(chain=chain)
    # Read after the lock: what another sealer linked is no longer unsealed.
    events = (
        Event.objects.unsealed()
        .filter(chain=chain)
        .order_by("id")
        .values_list(*FIELDS)[:size]
    )
    links = []
    for columns in events:
        head.number += 1
        link = Link(*columns)._replace(number=head.number)
        head.hash = link_hash(head.hash, link)
        links.append((link.number, head.hash, link.id))
    if not links:
        return 0
    with connection.cursor() as cursor:
        cursor.executemany(WRITE_LINK, links)
    sign_head(head)
    return len(links)


def sign_head(head: Head) -> None:
    head.key_id, key = current_key()
    head.signature = sign("head", head.chain, head.number, head.hash, key)
    head.save(update_fields=["number", "hash", "key_id", "signature"])
