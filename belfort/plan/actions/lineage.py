"""Which node of an earlier version a node continues, so that its figures go on."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from belfort.lib.folding import fold
from belfort.plan.actions.sprouts import Sprout

ALIKE = 0.72
"""Share of equal letters from which two sentences in one place are the same node."""
MOST_PAIRS = 10_000
"""Pairs under one parent that are weighed at all; a plan has hundreds."""
MOST_COMPARED = 5_000
"""Pairs of a whole plan that are compared letter by letter."""
LONGEST = 300
"""Letters of a sentence that are compared: the time grows with their square."""


@dataclass(slots=True)
class Effort:
    """How many pairs may still be compared letter by letter."""

    left: int = MOST_COMPARED


def continue_lineages(old: list[Sprout], new: list[Sprout]) -> int:
    """Give each node the lineage of the one it continues; how many do.

    Under one pair of parents the same sentence goes first, then the most similar
    one. What is left is sought elsewhere, as the same sentence of the same kind,
    where that is no guess because it stands once on both sides.
    """
    pairs: list[tuple[Sprout, Sprout]] = []
    effort = Effort()
    waiting = [(old, new)]
    while waiting:
        for pair in _pair(*waiting.pop(), effort):
            pairs.append(pair)
            waiting.append((pair[0].children, pair[1].children))
    taken = {id(left) for left, _right in pairs}
    placed = {id(right) for _left, right in pairs}
    pairs += _moved(
        [left for left in _walk(old) if id(left) not in taken],
        [right for right in _walk(new) if id(right) not in placed],
    )
    for left, right in pairs:
        right.lineage = left.lineage
    return len(pairs)


def _walk(sprouts: list[Sprout]) -> Iterator[Sprout]:
    for sprout in sprouts:
        yield from sprout.walk()


def _pair(
    old: list[Sprout], new: list[Sprout], effort: Effort
) -> Iterator[tuple[Sprout, Sprout]]:
    """The pairs among the children of one pair of parents."""
    same: dict[tuple[str, str], deque[Sprout]] = {}
    for left in old:
        same.setdefault(_key(left), deque()).append(left)
    taken: set[int] = set()
    unmatched = []
    for right in new:
        if group := same.get(_key(right)):
            left = group.popleft()
            taken.add(id(left))
            yield left, right
        else:
            unmatched.append(right)
    left_over = [left for left in old if id(left) not in taken]
    if len(left_over) * len(unmatched) > MOST_PAIRS:
        return
    for _score, left, right in _by_likeness(left_over, unmatched, effort):
        if not taken & {id(left), id(right)}:
            taken |= {id(left), id(right)}
            yield left, right


def _by_likeness(
    old: list[Sprout], new: list[Sprout], effort: Effort
) -> list[tuple[float, Sprout, Sprout]]:
    """Pairs that are alike enough, the most alike first."""
    scored = [
        (score, left, right)
        for left in old
        for right in new
        if left.kind == right.kind
        and (score := _likeness(left, right, effort)) >= ALIKE
    ]
    return sorted(scored, key=lambda row: -row[0])


def _likeness(left: Sprout, right: Sprout, effort: Effort) -> float:
    """Between 0 and 1; the cheap bounds first, since most pairs are far apart."""
    texts = fold(left.text)[:LONGEST], fold(right.text)[:LONGEST]
    matcher = SequenceMatcher(None, *texts, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    if effort.left <= 0:
        return 0.0
    effort.left -= 1
    return matcher.ratio()


def _moved(old: list[Sprout], new: list[Sprout]) -> Iterator[tuple[Sprout, Sprout]]:
    """Sentences that stand once on both sides, wherever they stand."""
    there = _once(old)
    here = _once(new)
    for key, right in here.items():
        if key in there:
            yield there[key], right


def _once(sprouts: list[Sprout]) -> dict[tuple[str, str], Sprout]:
    seen: dict[tuple[str, str], list[Sprout]] = {}
    for sprout in sprouts:
        seen.setdefault(_key(sprout), []).append(sprout)
    return {key: group[0] for key, group in seen.items() if len(group) == 1}


def _key(sprout: Sprout) -> tuple[str, str]:
    return sprout.kind, fold(sprout.text)
