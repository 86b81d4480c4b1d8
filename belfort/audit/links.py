"""How one event hangs on the one before it, and how a head is signed."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any, Literal, NamedTuple
from uuid import UUID

from belfort.audit.canonical import canonical, keyed_digest

FIELDS = (
    "id",
    "chain",
    "number",
    "actor",
    "verb",
    "object",
    "outcome",
    "moment",
    "digest",
    "key_id",
    "rows",
)
"""The columns of an event that its hash covers, in this order."""

Purpose = Literal["head", "trimmed"]
"""What a signature says: this is the last event, or everything up to it went."""


class Link(NamedTuple):
    """The covered columns of one event."""

    id: Any
    chain: Any
    number: Any
    actor: Any
    verb: Any
    object: Any
    outcome: Any
    moment: Any
    digest: Any
    key_id: Any
    rows: Any


def link_hash(previous: str, link: Link) -> str:
    """SHA-256 (hex) of the previous hash and the event's canonical text."""
    return hashlib.sha256(f"{previous}\n{canonical(link)}".encode()).hexdigest()


def sign(purpose: Purpose, chain: UUID, number: int, digest: str, key: bytes) -> str:
    """The signature of a place in a chain; a head's is no good for a trimming."""
    return keyed_digest([purpose, chain, number, digest], key)


def fits(wanted: str, signature: str) -> bool:
    """Whether a signature is the wanted one, in the same time for every answer."""
    return hmac.compare_digest(wanted.encode(), signature.encode())
