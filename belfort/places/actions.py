"""Bringing the list of municipalities up to that of the package."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from belfort.audit.actions import Actor, System, record
from belfort.places.models import Municipality, Regime

SOURCE = Path(__file__).parent / "data" / "municipalities.csv"

NAMES = ("name_nl", "name_fr", "name_de", "regime", "valid_from", "valid_to")


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many municipalities were added, changed and left as they were."""

    added: int
    changed: int
    same: int


class ListRefused(Exception):
    """The packaged list has a line that cannot be right; the text names it."""


@transaction.atomic
def load_municipalities(by: Actor | None = None) -> Loaded:
    """Add and correct every municipality of the packaged list.

    Doing it again changes nothing; other municipalities, such as the invented
    example, stay as they are. Raises ListRefused.
    """
    wanted = {row["code"]: row for row in read_list()}
    known = {m.code: m for m in Municipality.objects.prefetch_related("successors")}
    added = [build(row) for code, row in wanted.items() if code not in known]
    Municipality.objects.bulk_create(added)
    changed = [
        code
        for code in wanted.keys() & known.keys()
        if correct(known[code], wanted[code])
    ]
    linked = [m.code for m in (*added, *known.values()) if link(m, wanted.get(m.code))]
    touched = set(changed) | set(linked) - {one.code for one in added}
    if added or touched:
        record(
            "places.loaded",
            "places/municipality",
            by=by or System("load_municipalities"),
            changes={"codes": sorted({*touched, *(one.code for one in added)})},
            rows=len(added) + len(touched),
        )
    return Loaded(len(added), len(touched), len(wanted) - len(added) - len(touched))


def read_list() -> Iterator[dict[str, str]]:
    """The lines of the packaged list, each checked on its own."""
    with SOURCE.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["regime"] not in Regime.values:
                message = f"{SOURCE.name}: {row['code']} has no known regime."
                raise ListRefused(message)
            if bool(row["valid_to"]) != bool(row["successors"]):
                message = f"{SOURCE.name}: {row['code']} ended without successor."
                raise ListRefused(message)
            yield row


def build(row: dict[str, str]) -> Municipality:
    municipality = Municipality(code=row["code"])
    fill(municipality, row)
    return municipality


def fill(municipality: Municipality, row: dict[str, str]) -> None:
    for name in NAMES[:4]:
        setattr(municipality, name, row[name])
    municipality.valid_from = date.fromisoformat(row["valid_from"])
    ended = row["valid_to"]
    municipality.valid_to = date.fromisoformat(ended) if ended else None


def correct(municipality: Municipality, row: dict[str, str]) -> bool:
    """Bring a known municipality up to the list; whether anything differed."""
    before = [getattr(municipality, name) for name in NAMES]
    fill(municipality, row)
    if before == [getattr(municipality, name) for name in NAMES]:
        return False
    municipality.save(update_fields=NAMES)
    return True


def link(municipality: Municipality, row: dict[str, str] | None) -> bool:
    """Set what it went up in; whether anything differed."""
    if row is None:
        return False
    wanted = set(row["successors"].split())
    if {one.code for one in municipality.successors.all()} == wanted:
        return False
    municipality.successors.set(Municipality.objects.filter(pk__in=wanted))
    return True
