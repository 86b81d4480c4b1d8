"""Disposing of rows whose time has come, and trimming the trail."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from django.core.files.storage import Storage
from django.db import models, transaction
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.db.models.fields.files import FieldFile
from django.utils.timezone import make_aware, now

from belfort.audit.actions import Actor, System, record, reference_to
from belfort.audit.declarations import declared_models
from belfort.audit.keys import current_key
from belfort.audit.links import sign
from belfort.audit.models import Checkpoint, Event, Head
from belfort.audit.retention import Retention

BATCH = 500

NO_CLOCK = "names no date from which its period runs, so nothing goes by itself"

PURGE = System("purge")

Cutoff = Callable[[str, date], date | None]
"""The day before which rows under a retention key have had their time."""


@dataclass(frozen=True, slots=True)
class Disposal:
    """What was, or in a trial would be, disposed of in one model."""

    model: str
    period: str
    before: date | None
    disposed: int
    referenced: int = 0
    """Rows whose time has come but that others still point to."""
    note: str = ""


class NotAnonymised(TypeError):
    """A model that keeps its rows has no ``anonymise``."""


def dispose(
    cutoff: Cutoff, today: date, *, trial: bool = False, by: Actor = PURGE
) -> list[Disposal]:
    """Dispose of everything whose retention has passed, model by model.

    In a trial nothing changes and the counts are those of what would go.
    """
    return [
        dispose_of(model, retention, cutoff, today, trial=trial, by=by)
        for model, retention in declared_models()
        if retention.period != "with_parent"
    ]


def dispose_of(
    model: type[models.Model],
    retention: Retention,
    cutoff: Cutoff,
    today: date,
    *,
    trial: bool = False,
    by: Actor = PURGE,
) -> Disposal:
    """Dispose of the rows of one model whose retention has passed."""
    label, period = model._meta.label, retention.period
    before = cutoff(period, today)
    if before is None:
        return Disposal(label, period, None, 0, note="kept as long as it is used")
    if model is Event:
        count = sum(trim(chain, before, trial=trial, by=by) for chain in chains())
        return Disposal(label, period, before, count)
    if not retention.clock:
        return Disposal(label, period, before, 0, note=NO_CLOCK)
    due = model._base_manager.filter(
        **{f"{retention.clock}__lt": moment_for(model, retention.clock, before)}
    )
    if trial:
        return Disposal(label, period, before, due.count())
    disposed = referenced = 0
    for keys in batches(due.order_by("pk").values_list("pk", flat=True)):
        went, stayed = dispose_batch(model, keys, erase=retention.erase, by=by)
        disposed, referenced = disposed + went, referenced + stayed
    return Disposal(label, period, before, disposed, referenced)


def moment_for(model: type[models.Model], clock: str, before: date) -> date:
    """The day, or its first moment where the clock is a moment."""
    path = clock.split("__")
    field: Any = model._meta.get_field(path[0])
    for name in path[1:]:
        field = field.related_model._meta.get_field(name)
    if isinstance(field, models.DateTimeField):
        return make_aware(datetime.combine(before, time()))
    return before


def batches(keys: Iterable[Any]) -> Iterator[list[Any]]:
    known = list(keys)
    for start in range(0, len(known), BATCH):
        yield known[start : start + BATCH]


@transaction.atomic
def dispose_batch(
    model: type[models.Model], keys: list[Any], *, erase: bool, by: Actor
) -> tuple[int, int]:
    """Dispose of rows by key; how many went, and how many are still pointed to.

    One event tells how many, with a digest of which.
    """
    gone: list[str] = []
    for row in model._base_manager.select_for_update().filter(pk__in=keys):
        reference = reference_to(row)
        if erase_row(row) if erase else anonymise_row(row):
            gone.append(reference)
    if gone:
        record(
            "audit.disposed",
            f"{model._meta.app_label}/{model._meta.model_name}",
            by=by,
            changes={"rows": gone},
            rows=len(gone),
        )
    return len(gone), len(keys) - len(gone)


def erase_row(row: models.Model) -> bool:
    """Delete a row with what belongs to it; whether nothing else points to it."""
    try:
        with transaction.atomic():
            taken = collect(row)
            row.delete()
            for one in taken:
                forget_history(one)
    except (ProtectedError, RestrictedError):
        return False
    for one in taken:
        forget_files(one)
    return True


class Taken(NamedTuple):
    """A row that goes: its model, its key, and its files by storage and name."""

    model: type[models.Model]
    key: Any
    files: list[tuple[Storage, str]]


def collect(row: models.Model) -> list[Taken]:
    """The row and everything that is deleted with it."""
    collector = Collector(using=row._state.db or "default", origin=row)
    # One by one, also where the database could do it at once: files and earlier
    # values of each row have to go with it.
    collector.can_fast_delete = lambda *args, **kwargs: False  # type: ignore[method-assign]
    collector.collect([row])
    found = [one for rows in collector.data.values() for one in rows]
    return [Taken(type(one), one.pk, files_of(one)) for one in found]


def files_of(row: models.Model) -> list[tuple[Storage, str]]:
    fields = [f for f in row._meta.concrete_fields if isinstance(f, models.FileField)]
    files: list[FieldFile] = [getattr(row, field.name) for field in fields]
    return [(file.storage, file.name) for file in files if file.name]


def forget_history(taken: Taken) -> None:
    """Earlier values go with the latest: a history would outlive its row."""
    model = getattr(getattr(taken.model, "history", None), "model", None)
    if model is not None:
        key = taken.model._meta.pk.attname
        model._base_manager.filter(**{key: taken.key}).delete()


def forget_files(taken: Taken) -> None:
    """Delete the files of a row, once the database says that the row went."""
    for storage, name in taken.files:
        transaction.on_commit(partial(storage.delete, name))


def anonymise_row(row: models.Model) -> bool:
    anonymise = getattr(row, "anonymise", None)
    if anonymise is None:
        raise NotAnonymised(row._meta.label)
    anonymise()
    return True


def chains() -> list[UUID]:
    return list(Head.objects.order_by("chain").values_list("chain", flat=True))


@transaction.atomic
def trim(chain: UUID, before: date, *, trial: bool = False, by: Actor = PURGE) -> int:
    """Dispose of a chain's oldest events; how many went.

    Only an unbroken beginning goes: the first event that must be kept keeps all
    that follow. A signed checkpoint says up to where, so that the rest can still
    be verified.
    """
    Head.objects.select_for_update().get(chain=chain)
    limit = make_aware(datetime.combine(before, time()))
    sealed = Event.objects.filter(chain=chain, number__isnull=False)
    kept = sealed.filter(moment__gte=limit).order_by("number").first()
    going = sealed.filter(moment__lt=limit)
    if kept is not None:
        going = going.filter(number__lt=kept.number)
    last = going.order_by("-number").first()
    if last is None or last.number is None:
        return 0
    count = going.count()
    if trial:
        return count
    key_id, key = current_key()
    Checkpoint.objects.filter(chain=chain).delete()
    Checkpoint.objects.create(
        chain=chain,
        number=last.number,
        hash=last.hash,
        moment=now(),
        key_id=key_id,
        signature=sign("trimmed", chain, last.number, last.hash, key),
    )
    models.QuerySet(Event).filter(chain=chain, number__lte=last.number).delete()
    record(
        "audit.trimmed",
        "audit/event",
        by=by,
        chain=chain,
        changes={"up_to": last.number, "hash": last.hash},
        rows=count,
    )
    return count
