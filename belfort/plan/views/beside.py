"""What was read, laid beside the lines it was read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from belfort.lib.documents import DocumentRefused, Line, read_document
from belfort.plan.models import Import, NodeKind

ABOVE, BELOW = 6, 30
"""How many lines around a node are shown with it."""

Place = tuple[int, int]
"""Page and line."""


@dataclass(slots=True)
class Read:
    """One node as it was read, with what stands under it."""

    id: str
    kind: NodeKind
    number: str
    text: str
    place: Place
    criteria: list[dict[str, Any]] = field(default_factory=list)
    children: list[Read] = field(default_factory=list)

    def walk(self) -> Iterator[Read]:
        yield self
        for child in self.children:
            yield from child.walk()


BELOW_OF: dict[NodeKind, tuple[tuple[str, NodeKind], ...]] = {
    NodeKind.CHAPTER: (
        ("general_objectives", NodeKind.GENERAL),
        ("strategic_objectives", NodeKind.STRATEGIC),
    ),
    NodeKind.STRATEGIC: (("operational_objectives", NodeKind.OPERATIONAL),),
    NodeKind.OPERATIONAL: (
        ("results", NodeKind.RESULT),
        ("indicators", NodeKind.INDICATOR),
    ),
}
"""Where the contract keeps what stands under a node of a kind."""


def outline(reading: dict[str, Any]) -> list[Read]:
    """The chapters of a reading with everything under them."""
    chapters = reading.get("chapters") or []
    return [read_node(chapter, NodeKind.CHAPTER) for chapter in chapters]


def read_node(found: dict[str, Any], kind: NodeKind) -> Read:
    source = found.get("source") or {"page": 1, "line": 1}
    place = (source["page"], source["line"])
    node = Read(
        id=found["id"],
        kind=kind,
        number=found.get("number", ""),
        text=found.get("title") or found.get("text", ""),
        place=place,
        criteria=found.get("criteria") or [],
    )
    for key, below in BELOW_OF.get(kind, ()):
        node.children += [read_node(child, below) for child in found.get(key) or []]
    for place_in_list, item in enumerate(found.get("items") or []):
        part = Read(f"{node.id}-{place_in_list}", NodeKind.ITEM, "", item, place)
        node.children.append(part)
    return node


def counted(reading: dict[str, Any]) -> dict[str, int]:
    """Number of nodes per kind, and of phenomena among the chapters."""
    found = {str(kind): 0 for kind in NodeKind}
    for chapter in outline(reading):
        for node in chapter.walk():
            found[str(node.kind)] += 1
    chapters = reading.get("chapters") or []
    found["phenomenon"] = sum(c.get("kind") == "phenomenon" for c in chapters)
    return found


def lines_of(imported: Import) -> tuple[Line, ...]:
    """The lines of the original; none where it is no document of lines."""
    if imported.format in {"json", "xlsx"} or not imported.file:
        return ()
    return read_lines(imported.file.path, imported.sha256)


@lru_cache(maxsize=4)
def read_lines(path: str, _sha256: str) -> tuple[Line, ...]:
    with open(path, "rb") as file:
        data = file.read()
    try:
        return read_document(data).lines
    except DocumentRefused:
        return ()


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some lines of the original; ``of_node`` marks those of the chosen node."""

    lines: list[tuple[Line, bool]]
    page: int
    pages: int
    before: int | None
    """Place of the line at which the excerpt before this one begins."""
    after: int | None


def excerpt(
    lines: tuple[Line, ...], place: Place | None, end: Place | None, begin: int | None
) -> Excerpt | None:
    """The lines around a node that runs from a place to the next node's place.

    ``begin`` asks for the lines from there instead, for paging up and down.
    """
    if not lines:
        return None
    places = [(line.page, line.line) for line in lines]
    first = position(places, place) if place else 0
    last = position(places, end) if end and place and end > place else first + 1
    start = max(0, first - ABOVE) if begin is None else min(begin, len(lines) - 1)
    stop = start + ABOVE + BELOW if begin is not None else max(last, first) + BELOW
    stop = min(stop, start + 3 * BELOW, len(lines))
    shown = [
        (lines[index], bool(place) and first <= index < max(last, first + 1))
        for index in range(start, stop)
    ]
    return Excerpt(
        lines=shown,
        page=shown[0][0].page,
        pages=lines[-1].page,
        before=max(0, start - ABOVE - BELOW) if start else None,
        after=stop if stop < len(lines) else None,
    )


def position(places: list[Place], place: Place) -> int:
    """The index of the line at this place, or of the next one there is."""
    return next(
        (i for i, known in enumerate(places) if known >= place), len(places) - 1
    )


def ends(nodes: list[Read]) -> dict[str, Place | None]:
    """Where each node ends: at the place of the next one further on.

    From the last node to the first, with the places that one before may end at: a
    place with an earlier one in front of it ends nothing any more.
    """
    flat = [node for chapter in nodes for node in chapter.walk()]
    found: dict[str, Place | None] = {}
    later: list[Place] = []
    for node in reversed(flat):
        while later and later[-1] <= node.place:
            later.pop()
        found[node.id] = later[-1] if later else None
        later.append(node.place)
    return found
