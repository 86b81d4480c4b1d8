"""The navigation: every room registers its own entries at start-up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """A link in the navigation. ``shown_to`` gets the actor of the request."""

    order: int
    label: Any
    url_name: str
    shown_to: Callable[[Any], bool]
    icon: str = ""
    """Name of a symbol in ``ui/icons.svg``."""


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
    """What this actor sees; nothing where nobody signed in."""
    if actor is None:
        return []
    return [entry for entry in ENTRIES if entry.shown_to(actor)]
