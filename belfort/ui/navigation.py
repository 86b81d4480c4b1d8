"""The navigation: every room registers its own entries at start-up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class Entry:
    """A link in the navigation. ``shown_to`` gets the actor of the request."""

    order: int
    label: Any
    url_name: str
    shown_to: Callable[[Any], bool]
    icon: str = ""
    """Name of a symbol in ``ui/icons.svg``."""
    personal: bool = False
    """Whether it stands in the menu under the person's name, role or not."""


ENTRIES: list[Entry] = []


class EntryTwice(Exception):
    """Two rooms registered the same place in the navigation."""


def register(entry: Entry) -> None:
    """Add an entry. Raises EntryTwice when its address is there already."""
    if any(known.url_name == entry.url_name for known in ENTRIES):
        raise EntryTwice(entry.url_name)
    ENTRIES.append(entry)
    ENTRIES.sort(key=lambda known: known.order)


def entries_for(actor: Any) -> list[Entry]:
    """What this actor sees in the navigation; nothing without a role."""
    if actor is None:
        return []
    return [entry for entry in ENTRIES if not entry.personal and entry.shown_to(actor)]


def personal_entries_for(actor: Any) -> list[Entry]:
    """What stands under the person's name; the actor is None without a role."""
    return [entry for entry in ENTRIES if entry.personal and entry.shown_to(actor)]


class Tab(NamedTuple):
    """One view on a thing: its address and its words."""

    address: str
    label: str
    is_current: bool
    pending: int | None = None
    """A number beside the words, where there is something to count."""
