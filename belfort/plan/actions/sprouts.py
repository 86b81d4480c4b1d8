"""A tree on its way into the database: read from a document or copied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any
from uuid import UUID, uuid4

from simple_history.utils import bulk_create_with_history

from belfort.accounts.models import Membership
from belfort.indicators.criteria import Criterion as ReadCriterion
from belfort.indicators.models import Criterion, Indicator
from belfort.lib.folding import fold
from belfort.plan.importer import reading as read
from belfort.plan.models import ActionProgramme, Branch, Node, NodeKind, Tree, Version

BATCH = 200
PROGRAMME_SEPARATOR = "; "
"""Between the names in the contract where a chapter is in several programmes."""

READ = tuple(known.name for known in fields(ReadCriterion))
COPIED = ("position", *READ, "confirmed_by_id", "confirmed_at")


@dataclass(slots=True, eq=False)
class Sprout:
    """A node that is not stored yet, with what will stand under it."""

    kind: str
    text: str
    number: str = ""
    intro: str = ""
    chapter_kind: str = ""
    programmes: list[str] = field(default_factory=list)
    page: int | None = None
    line: int | None = None
    confirmed: bool = False
    criteria: list[Criterion] = field(default_factory=list)
    children: list[Sprout] = field(default_factory=list)
    lineage: UUID = field(default_factory=uuid4)

    def walk(self) -> Iterator[Sprout]:
        yield self
        for child in self.children:
            yield from child.walk()


def sprouts_of_reading(plan: read.PlanReading) -> list[Sprout]:
    """The tree as the document gives it; nobody has confirmed any of it."""
    return [_chapter(chapter) for chapter in plan.chapters]


def sprouts_of_tree(tree: Tree) -> list[Sprout]:
    """A copy of a stored tree: the same lineages, the same confirmations."""
    return [_copy(branch) for branch in tree.chapters]


def criterion_of(found: ReadCriterion, position: int) -> Criterion:
    """The criterion as proposed, in the form in which it is stored."""
    values = {name: getattr(found, name) for name in READ}
    values["comparator"] = found.comparator or ""
    return Criterion(position=position, **values)


def plant(
    version: Version,
    sprouts: list[Sprout],
    *,
    by: Membership,
    programme_lineages: dict[str, UUID] | None = None,
) -> int:
    """Store the tree under an empty version, with history; the number of nodes."""
    programmes = _plant_programmes(version, sprouts, programme_lineages or {})
    laid = list(_lay(version, sprouts, None))
    nodes = [node for node, _sprout in laid]
    indicators = [node.indicator for node in nodes if node.indicator]
    criteria = [criterion for _node, sprout in laid for criterion in sprout.criteria]
    for rows, model in ((indicators, Indicator), (criteria, Criterion), (nodes, Node)):
        bulk_create_with_history(rows, model, batch_size=BATCH, default_user=by.user)
    membership = Node.programmes.through
    membership.objects.bulk_create(
        membership(node_id=node.pk, actionprogramme_id=programmes[name])
        for node, sprout in laid
        for name in sprout.programmes
    )
    return len(nodes)


def _lay(
    version: Version, sprouts: list[Sprout], parent: Node | None
) -> Iterator[tuple[Node, Sprout]]:
    """A node per sprout, not stored yet; places count within one kind."""
    places: dict[str, int] = {}
    for sprout in sprouts:
        place = places.get(sprout.kind, 0)
        places[sprout.kind] = place + 1
        node = Node(
            version=version,
            lineage=sprout.lineage,
            kind=sprout.kind,
            parent=parent,
            position=place,
            number=sprout.number,
            text=sprout.text,
            intro=sprout.intro,
            chapter_kind=sprout.chapter_kind,
            page=sprout.page,
            line=sprout.line,
            confirmed=sprout.confirmed,
        )
        if sprout.kind == NodeKind.INDICATOR:
            node.indicator = Indicator(
                organisation_id=version.plan.organisation_id,
                lineage=sprout.lineage,
                text=sprout.text,
            )
            for criterion in sprout.criteria:
                criterion.indicator = node.indicator
        yield node, sprout
        yield from _lay(version, sprout.children, node)


def _plant_programmes(
    version: Version, sprouts: list[Sprout], lineages: dict[str, UUID]
) -> dict[str, UUID]:
    """The key of each programme by its name."""
    names = dict.fromkeys(name for sprout in sprouts for name in sprout.programmes)
    programmes = [
        ActionProgramme(
            version=version,
            lineage=lineages.get(fold(name)) or uuid4(),
            name=name,
            position=position,
        )
        for position, name in enumerate(names)
    ]
    ActionProgramme.objects.bulk_create(programmes)
    return {programme.name: programme.pk for programme in programmes}


def _chapter(chapter: read.Chapter) -> Sprout:
    names = chapter.action_programme.split(PROGRAMME_SEPARATOR)
    return Sprout(
        NodeKind.CHAPTER,
        chapter.title,
        chapter.number,
        chapter.intro,
        chapter.kind,
        [name for name in dict.fromkeys(n.strip() for n in names) if name],
        **_place(chapter.source),
        children=[
            *(_numbered(NodeKind.GENERAL, o) for o in chapter.general_objectives),
            *(_strategic(o) for o in chapter.strategic_objectives),
        ],
    )


def _numbered(
    kind: NodeKind, objective: read.Objective | read.StrategicObjective
) -> Sprout:
    source = _place(objective.source)
    return Sprout(kind, objective.text, objective.number, **source)


def _strategic(objective: read.StrategicObjective) -> Sprout:
    sprout = _numbered(NodeKind.STRATEGIC, objective)
    sprout.children = [_operational(o) for o in objective.operational_objectives]
    return sprout


def _operational(objective: read.OperationalObjective) -> Sprout:
    return Sprout(
        NodeKind.OPERATIONAL,
        objective.text,
        **_place(objective.source),
        children=[
            *(_result(result) for result in objective.results),
            *(_indicator(indicator) for indicator in objective.indicators),
        ],
    )


def _result(result: read.Result) -> Sprout:
    place = _place(result.source)
    items = [Sprout(NodeKind.ITEM, item, **place) for item in result.items]
    return Sprout(NodeKind.RESULT, result.text, **place, children=items)


def _indicator(indicator: read.Indicator) -> Sprout:
    return Sprout(
        NodeKind.INDICATOR,
        indicator.text,
        **_place(indicator.source),
        criteria=[criterion_of(c, n) for n, c in enumerate(indicator.criteria)],
    )


def _place(source: read.Source) -> dict[str, Any]:
    """Where it stands; a plan made by hand stands nowhere and has zeros."""
    return {"page": source.page or None, "line": source.line or None}


def _copy(branch: Branch) -> Sprout:
    node = branch.node
    return Sprout(
        node.kind,
        node.text,
        node.number,
        node.intro,
        node.chapter_kind,
        [programme.name for programme in node.programmes.all()],
        node.page,
        node.line,
        node.confirmed,
        _copy_criteria(node),
        [_copy(child) for child in branch.children],
        node.lineage,
    )


def _copy_criteria(node: Node) -> list[Criterion]:
    if node.indicator is None:
        return []
    return [
        Criterion(**{name: getattr(criterion, name) for name in COPIED})
        for criterion in node.indicator.criteria.all()
    ]
