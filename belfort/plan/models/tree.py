"""The tree of a version as it is shown, built from one list of its nodes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from belfort.plan.models.nodes import Node


@dataclass(slots=True)
class Branch:
    """A node with what stands under it, in order."""

    node: Node
    depth: int
    parent: Branch | None = None
    children: list[Branch] = field(default_factory=list)

    def walk(self) -> Iterator[Branch]:
        """This branch and everything under it, as the document would print it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def of_kind(self, kind: str) -> list[Branch]:
        return [child for child in self.children if child.node.kind == kind]

    @property
    def general_objectives(self) -> list[Branch]:
        return self.of_kind("general_objective")

    @property
    def strategic_objectives(self) -> list[Branch]:
        return self.of_kind("strategic_objective")

    @property
    def operational_objectives(self) -> list[Branch]:
        return self.of_kind("operational_objective")

    @property
    def results(self) -> list[Branch]:
        return self.of_kind("result")

    @property
    def items(self) -> list[Branch]:
        return self.of_kind("item")

    @property
    def indicators(self) -> list[Branch]:
        return self.of_kind("indicator")

    @property
    def path(self) -> list[Node]:
        """The nodes above this one, the chapter first."""
        above: list[Node] = []
        branch = self.parent
        while branch:
            above.insert(0, branch.node)
            branch = branch.parent
        return above


@dataclass(slots=True)
class Tree:
    """The whole tree of one version."""

    chapters: list[Branch]

    def walk(self) -> Iterator[Branch]:
        """Every branch, in the order of the document."""
        for chapter in self.chapters:
            yield from chapter.walk()

    def counts(self) -> Counter[str]:
        """Number of nodes per kind, and of phenomena among the chapters."""
        found = Counter(str(branch.node.kind) for branch in self.walk())
        found["phenomenon"] = sum(
            chapter.node.chapter_kind == "phenomenon" for chapter in self.chapters
        )
        return found

    def by_programme(self) -> dict[UUID | None, list[Branch]]:
        """The chapters of every action programme; under ``None`` those of none."""
        groups: dict[UUID | None, list[Branch]] = {}
        for chapter in self.chapters:
            keys: list[UUID | None] = [p.pk for p in chapter.node.programmes.all()]
            for key in keys or [None]:
                groups.setdefault(key, []).append(chapter)
        return groups


def grow(nodes: Iterable[Node]) -> Tree:
    """The tree of these nodes, which are all those of one version.

    Within one parent the kinds stand in the template's order, and within a kind
    the nodes by their position.
    """
    branches = {node.pk: Branch(node, 0) for node in nodes}
    top: list[Branch] = []
    for branch in branches.values():
        parent = branches.get(branch.node.parent_id) if branch.node.parent_id else None
        branch.parent = parent
        (parent.children if parent else top).append(branch)
    for group in [top, *(branch.children for branch in branches.values())]:
        group.sort(key=lambda branch: (branch.node.rank, branch.node.position))
    for branch in top:
        _set_depth(branch, 0)
    return Tree(top)


def _set_depth(branch: Branch, depth: int) -> None:
    branch.depth = depth
    for child in branch.children:
        _set_depth(child, depth + 1)
