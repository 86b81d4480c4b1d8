"""What to do now: every room offers its own lines for the start page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Task:
    """One line on the start page: something that waits for this person."""

    title: str
    text: str
    address: str
    icon: str = "flag"


Offer = Callable[[Any], Iterable[Task]]
"""Gets the actor of the request."""

OFFERS: list[Offer] = []


def register(offer: Offer) -> None:
    """Add a room's offer; the same one twice counts once."""
    if offer not in OFFERS:
        OFFERS.append(offer)


def tasks_for(actor: Any) -> list[Task]:
    """What waits for this person, in the order of the rooms."""
    return [task for offer in OFFERS for task in offer(actor)]
