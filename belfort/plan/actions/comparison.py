"""Two versions side by side: what was added, removed, changed and moved."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from difflib import SequenceMatcher
from typing import Literal
from uuid import UUID

from belfort.indicators.criteria import Criterion as ReadCriterion
from belfort.indicators.models import Criterion
from belfort.lib.folding import fold
from belfort.plan.models import Branch, Node, Version

Piece = tuple[Literal["same", "added", "removed"], str]
CRITERION_FIELDS = [known.name for known in fields(ReadCriterion)]
MOST_WORDS = 1_000_000
"""Product of the words of two texts that are compared word by word."""
MOST_PAIRS = 40_000_000
"""Sum of these products in one comparison; beyond it whole texts are shown."""
FACTS = ("number", "intro", "chapter_kind")


@dataclass(slots=True)
class Change:
    """One node that differs; ``old`` or ``new`` is missing where there is none."""

    old: Branch | None
    new: Branch | None
    words: list[Piece] = field(default_factory=list)
    """The two texts word by word, where they differ."""
    facts: list[str] = field(default_factory=list)
    """Which else differs: ``number``, ``intro``, ``chapter_kind``, ``programmes``,
    ``criteria``."""
    moved: bool = False

    @property
    def node(self) -> Node:
        branch = self.new or self.old
        if branch is None:
            raise ValueError(self)
        return branch.node


@dataclass(slots=True)
class Comparison:
    """What differs between two versions, in the order of the newer one."""

    old: Version
    new: Version
    added: list[Change] = field(default_factory=list)
    removed: list[Change] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    moved: list[Change] = field(default_factory=list)
    """Those that stand elsewhere and are otherwise the same."""

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed or self.changed or self.moved)


def compare(old: Version, new: Version) -> Comparison:
    """Compare the trees by lineage, and what has none in common by its text."""
    before, after = list(old.tree().walk()), list(new.tree().walk())
    pairs = _pairs(before, after)
    found = Comparison(old, new)
    stayed = _in_place(before, after, pairs)
    continued = {id(left) for left in pairs.values()}
    effort = MOST_PAIRS
    for branch in after:
        earlier = pairs.get(branch.node.pk)
        if earlier is None:
            found.added.append(Change(None, branch))
            continue
        moved = branch.node.pk not in stayed
        change = _change(earlier, branch, moved=moved, most=min(effort, MOST_WORDS))
        effort -= len(earlier.node.text) * len(branch.node.text) if change.words else 0
        if change.words or change.facts:
            found.changed.append(change)
        elif change.moved:
            found.moved.append(change)
    found.removed = [Change(b, None) for b in before if id(b) not in continued]
    return found


def word_difference(old: str, new: str, most: int = MOST_WORDS) -> list[Piece]:
    """The pieces of both texts in reading order, cut between words.

    Texts whose words multiply to more than ``most`` are given whole.
    """
    left, right = _words(old), _words(new)
    if len(left) * len(right) > most:
        return [("removed", old), ("added", new)]
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(("same", "".join(left[i1:i2])))
            continue
        if i2 > i1:
            pieces.append(("removed", "".join(left[i1:i2])))
        if j2 > j1:
            pieces.append(("added", "".join(right[j1:j2])))
    return pieces


def _words(text: str) -> list[str]:
    """Words and the spaces between them, so that joining gives the text again."""
    return re.findall(r"\s+|\w+|[^\w\s]", text)


def _pairs(before: list[Branch], after: list[Branch]) -> dict[UUID, Branch]:
    """The older branch of each newer node that continues one."""
    by_lineage = {branch.node.lineage: branch for branch in before}
    pairs = {
        branch.node.pk: by_lineage[branch.node.lineage]
        for branch in after
        if branch.node.lineage in by_lineage
    }
    taken = {id(branch) for branch in pairs.values()}
    left = _by_text(branch for branch in before if id(branch) not in taken)
    right = _by_text(branch for branch in after if branch.node.pk not in pairs)
    for key, branches in right.items():
        for newer, earlier in zip(branches, left.get(key, []), strict=False):
            pairs[newer.node.pk] = earlier
    return pairs


def _by_text(branches: Iterator[Branch]) -> dict[tuple[str, str], list[Branch]]:
    groups: dict[tuple[str, str], list[Branch]] = {}
    for branch in branches:
        key = (branch.node.kind, fold(branch.node.text))
        groups.setdefault(key, []).append(branch)
    return groups


def _in_place(
    before: list[Branch], after: list[Branch], pairs: dict[UUID, Branch]
) -> set[UUID]:
    """The newer nodes that kept their parent and their order among the others.

    The longest run that kept its order stays; what had to move is the rest.
    """
    places = {id(branch): place for place, branch in enumerate(before)}
    groups: dict[UUID | None, list[tuple[int, UUID]]] = {}
    for branch in after:
        earlier = pairs.get(branch.node.pk)
        if earlier is None or not _same_parent(earlier, branch, pairs):
            continue
        parent = branch.parent.node.pk if branch.parent else None
        groups.setdefault(parent, []).append((places[id(earlier)], branch.node.pk))
    return {key for group in groups.values() for key in _longest_rise(group)}


def _same_parent(earlier: Branch, branch: Branch, pairs: dict[UUID, Branch]) -> bool:
    if branch.parent is None or earlier.parent is None:
        return branch.parent is earlier.parent
    return pairs.get(branch.parent.node.pk) is earlier.parent


def _longest_rise(places: list[tuple[int, UUID]]) -> Iterator[UUID]:
    """The keys of a longest rising run of places (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int | None] = []
    for index, (place, _key) in enumerate(places):
        pile = bisect_left(tops, place)
        before.append(piles[pile - 1] if pile else None)
        if pile == len(tops):
            tops.append(place)
            piles.append(index)
        else:
            tops[pile], piles[pile] = place, index
    last: int | None = piles[-1] if piles else None
    while last is not None:
        yield places[last][1]
        last = before[last]


def _change(old: Branch, new: Branch, *, moved: bool, most: int) -> Change:
    change = Change(old, new, moved=moved)
    if old.node.text != new.node.text:
        change.words = word_difference(old.node.text, new.node.text, most)
    change.facts = [
        name for name in FACTS if getattr(old.node, name) != getattr(new.node, name)
    ]
    if _programmes(old.node) != _programmes(new.node):
        change.facts.append("programmes")
    if _criteria(old.node) != _criteria(new.node):
        change.facts.append("criteria")
    return change


def _programmes(node: Node) -> set[str]:
    return {programme.name for programme in node.programmes.all()}


def _criteria(node: Node) -> list[tuple[object, ...]]:
    if node.indicator is None:
        return []
    return [_values(criterion) for criterion in node.indicator.criteria.all()]


def _values(criterion: Criterion) -> tuple[object, ...]:
    return tuple(getattr(criterion, name) for name in CRITERION_FIELDS)
