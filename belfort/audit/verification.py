"""Reading a chain from its beginning and naming the first link that breaks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from django.db.models import CharField, Model
from django.db.models.functions import Cast
from django.utils.timezone import now

from belfort.audit.keys import KeyMissing, key_named
from belfort.audit.links import FIELDS, Link, Purpose, fits, link_hash, sign
from belfort.audit.models import Checkpoint, Event, Head

LATE = timedelta(minutes=1)
"""An event that waits longer than this means that nobody seals."""

What = Literal[
    "changed_event",
    "missing_number",
    "cut_tail",
    "unknown_key",
    "changed_head",
    "changed_checkpoint",
    "other_head",
    "unreadable",
]


@dataclass(frozen=True, slots=True)
class Break:
    """The first link of a chain that does not fit, and why."""

    chain: str
    number: int | None
    what: What
    text: str


@dataclass(frozen=True, slots=True)
class SignedHead:
    """A head as it was kept elsewhere."""

    chain: UUID
    number: int
    hash: str
    key_id: str
    signature: str


class HeadsUnreadable(Exception):
    """A file of signed heads does not hold signed heads."""


@dataclass(slots=True)
class Report:
    """What verifying found; ``late`` counts events that wait too long."""

    chains: int = 0
    events: int = 0
    breaks: list[Break] = field(default_factory=list)
    late: int = 0
    late_since: datetime | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return not self.breaks and not self.late


class BrokenLink(Exception):
    """Raised while reading a chain; verification turns it into a Break."""

    def __init__(self, number: int | None, what: What, text: str) -> None:
        super().__init__(text)
        self.number, self.what, self.text = number, what, text


def verify(only: UUID | None = None, kept: Iterable[SignedHead] = ()) -> Report:
    """Check every chain, or one; ``kept`` are heads that were kept elsewhere."""
    report = Report()
    elsewhere: dict[UUID, list[SignedHead]] = {}
    for head in kept:
        elsewhere.setdefault(head.chain, []).append(head)
    known = stored_chains(report) | elsewhere.keys()
    for chain in sorted(known if only is None else {only}, key=str):
        report.chains += 1
        try:
            verify_chain(chain, elsewhere.get(chain, []), report)
        except BrokenLink as broken:
            link = Break(str(chain), broken.number, broken.what, broken.text)
            report.breaks.append(link)
    count_late(report, only)
    return report


def stored_chains(report: Report) -> set[UUID]:
    """The chains that any table speaks of; an unreadable one is reported."""
    chains: set[UUID] = set()
    models: tuple[type[Model], ...] = (Event, Head, Checkpoint)
    for model in models:
        texts = (
            model._base_manager.order_by()
            .annotate(text=Cast("chain", CharField()))
            .values_list("text", flat=True)
            .distinct()
        )
        for text in texts:
            try:
                chains.add(UUID(text))
            except ValueError:
                sentence = f"“{text}” in {model._meta.db_table} names no chain."
                report.breaks.append(Break(str(text), None, "unreadable", sentence))
    return chains


def count_late(report: Report, only: UUID | None) -> None:
    late = Event.objects.waiting_since(now() - LATE)
    if only is not None:
        late = late.filter(chain=only)
    report.late = late.count()
    if report.late:
        report.late_since = late.order_by("moment").values_list("moment", flat=True)[0]


def verify_chain(chain: UUID, kept: list[SignedHead], report: Report) -> None:
    """Read the chain from its beginning or last trimming; raises BrokenLink."""
    try:
        number, digest = beginning(chain)
        report.events -= number
        wanted = checked_heads(kept, number, report)
        for stored, link in links_of(chain):
            number, digest = follow(number, digest, stored, link)
            compare_kept(wanted.pop(number, None), digest)
        report.events += number
        compare_tail(chain, number, digest, wanted)
    except (ValueError, TypeError, OverflowError) as error:
        text = f"a value could not be read as what its column holds ({error})"
        raise BrokenLink(None, "unreadable", text) from error


def beginning(chain: UUID) -> tuple[int, str]:
    """The number and hash on which the first event there must hang."""
    checkpoint = Checkpoint.objects.filter(chain=chain).order_by("-number").first()
    if checkpoint is None:
        return 0, ""
    number, digest = checkpoint.number, checkpoint.hash
    if not signature_fits("trimmed", chain, checkpoint):
        text = "the checkpoint of the last trimming has another signature"
        raise BrokenLink(number, "changed_checkpoint", text)
    return number, digest


def signature_fits(
    purpose: Purpose, chain: UUID, row: Checkpoint | Head | SignedHead
) -> bool:
    """Whether a signed row is as it was signed; raises BrokenLink without the key."""
    try:
        key = key_named(row.key_id)
    except KeyMissing as missing:
        text = f"the key {row.key_id or '(none)'} that signed it is not there"
        raise BrokenLink(row.number, "unknown_key", text) from missing
    wanted = sign(purpose, chain, row.number, row.hash, key)
    return fits(wanted, row.signature)


def links_of(chain: UUID) -> Iterator[tuple[str, Link]]:
    """The sealed events of a chain in order, with the hash each of them holds."""
    rows = (
        Event.objects.filter(chain=chain, number__isnull=False)
        .order_by("number")
        .values_list("hash", *FIELDS)
    )
    for stored, *columns in rows.iterator(chunk_size=2000):
        yield stored, Link(*columns)


def follow(number: int, digest: str, stored: str, link: Link) -> tuple[int, str]:
    """The next number and hash; raises BrokenLink where the event does not hang."""
    if link.number <= number:
        text = "it stands before the place up to which the chain was trimmed"
        raise BrokenLink(link.number, "changed_event", text)
    if link.number > number + 1:
        text = f"the numbers {number + 1} to {link.number - 1} are missing"
        raise BrokenLink(number + 1, "missing_number", text)
    digest = link_hash(digest, link)
    if digest != stored:
        text = "the event is not the one that was sealed"
        raise BrokenLink(link.number, "changed_event", text)
    if link.key_id or link.digest:
        check_key(link)
    return link.number, digest


def check_key(link: Link) -> None:
    try:
        key_named(link.key_id)
    except KeyMissing as missing:
        text = f"the key {link.key_id or '(none)'} of its values is not there"
        raise BrokenLink(link.number, "unknown_key", text) from missing


def checked_heads(
    kept: list[SignedHead], trimmed: int, report: Report
) -> dict[int, SignedHead]:
    """The heads kept elsewhere by number; raises BrokenLink for a forged one."""
    wanted: dict[int, SignedHead] = {}
    for head in kept:
        if not signature_fits("head", head.chain, head):
            text = "the head kept elsewhere has another signature than this key gives"
            raise BrokenLink(head.number, "changed_head", text)
        other = wanted.setdefault(head.number, head)
        if other.hash != head.hash:
            text = "two heads kept elsewhere differ under one number"
            raise BrokenLink(head.number, "other_head", text)
    for number in [number for number in wanted if number < trimmed]:
        del wanted[number]
        report.notes.append(
            f"{kept[0].chain}: the head {number} kept elsewhere lies before the "
            f"last trimming ({trimmed}) and was not compared."
        )
    return wanted


def compare_kept(head: SignedHead | None, digest: str) -> None:
    if head is not None and head.hash != digest:
        text = "the chain is not the one whose head was kept elsewhere"
        raise BrokenLink(head.number, "other_head", text)


def compare_tail(
    chain: UUID, number: int, digest: str, wanted: dict[int, SignedHead]
) -> None:
    """Compare the end of the chain with its head and with those kept elsewhere."""
    compare_kept(wanted.pop(number, None), digest)
    if wanted:
        last = max(wanted)
        text = f"the chain ends at {number}; the head kept elsewhere says {last}"
        raise BrokenLink(number + 1, "cut_tail", text)
    head = Head.objects.filter(chain=chain).first()
    if head is None:
        if number:
            text = "the row with the head of the chain is gone"
            raise BrokenLink(number, "changed_head", text)
        return
    if head.number > number:
        text = f"the chain ends at {number}; its head says {head.number}"
        raise BrokenLink(number + 1, "cut_tail", text)
    if (head.number, head.hash) != (number, digest):
        text = f"the head ({head.number}) is not that of the last event ({number})"
        raise BrokenLink(number, "changed_head", text)
    if not signature_fits("head", chain, head):
        text = "the head has another signature than this key gives"
        raise BrokenLink(number, "changed_head", text)


def signed_heads(only: UUID | None = None) -> list[SignedHead]:
    """The heads as they stand, to be kept elsewhere."""
    heads = Head.objects.filter(number__gt=0).order_by("chain")
    if only is not None:
        heads = heads.filter(chain=only)
    return [
        SignedHead(head.chain, head.number, head.hash, head.key_id, head.signature)
        for head in heads
    ]


def write_heads(heads: Iterable[SignedHead]) -> str:
    """Signed heads as text, one JSON object per line."""
    return "".join(
        json.dumps(asdict(head) | {"chain": str(head.chain)}) + "\n" for head in heads
    )


def read_heads(text: str) -> list[SignedHead]:
    """The signed heads in a text; empty lines are allowed. Raises HeadsUnreadable."""
    heads = []
    for place, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            heads.append(read_head(line, place))
    return heads


def read_head(line: str, place: int) -> SignedHead:
    try:
        data: dict[str, Any] = json.loads(line)
        return SignedHead(
            chain=UUID(data["chain"]),
            number=int(data["number"]),
            hash=str(data["hash"]),
            key_id=str(data["key_id"]),
            signature=str(data["signature"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"Line {place} is not a signed head as --print-head writes it."
        raise HeadsUnreadable(message) from error
