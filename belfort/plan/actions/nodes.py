"""Editing the tree of a draft, node by node."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from belfort.accounts.models import Membership
from belfort.audit.actions import record
from belfort.audit.receipts import keep, once, request_digest
from belfort.indicators.models import Indicator
from belfort.lib.history import sign
from belfort.plan.actions.guards import lock_draft
from belfort.plan.importer.limits import MAX_PROGRAMMES, PROGRAMME, writable
from belfort.plan.models import (
    CHILDREN,
    ActionProgramme,
    ChapterKind,
    Node,
    NodeKind,
    NodeQuerySet,
    Version,
)
from belfort.workflow.actions import Refused


@transaction.atomic
def add_node(
    version: Version,
    kind: str,
    text: str,
    *,
    by: Membership,
    parent: Node | None = None,
    position: int | None = None,
    number: str = "",
    intro: str = "",
    chapter_kind: str = "",
    key: UUID | None = None,
) -> Node:
    """Put a node under a parent, or a chapter at the top; last where no place is
    given. Places count from 0 among the nodes of the same kind. Raises Refused."""
    version = lock_draft(version.pk, by)
    asked = {
        "version": str(version.pk),
        "parent": str(parent.pk if parent else ""),
        "kind": kind,
        "text": text,
        "number": number,
        "intro": intro,
        "chapter_kind": chapter_kind,
    }
    digest = request_digest(asked)
    if key and (earlier := once(by, key, digest)):
        return _found(earlier)
    if parent:
        parent = _fresh(version, parent)
    _refuse_place(parent, kind)
    chapter_kind = _chapter_kind(version, kind, chapter_kind)
    siblings = _siblings(version, parent, kind)
    node = Node(
        version=version,
        kind=kind,
        parent=parent,
        text=_text(text),
        number=writable(number).strip(),
        intro=writable(intro).strip(),
        chapter_kind=chapter_kind,
        position=len(siblings),
    )
    if kind == NodeKind.INDICATOR:
        node.indicator = _new_indicator(version, node, by)
    _save(node, by)
    if position is not None and position < len(siblings):
        siblings.insert(max(position, 0), node)
        _renumber(siblings)
    record("plan.node_added", node, by=by, changes=asked)
    if key:
        keep(by, key, digest, node)
    return node


@transaction.atomic
def edit_node(
    node: Node,
    *,
    by: Membership,
    text: str | None = None,
    number: str | None = None,
    intro: str | None = None,
    programmes: Iterable[str] | None = None,
) -> Node:
    """Change what a node says; what is left out stays. The change confirms it.

    ``programmes`` are the names of a chapter's action programmes; a name that the
    version does not know makes one. Raises Refused.
    """
    version = lock_draft(node.version_id, by)
    node = _fresh(version, node)
    changes: dict[str, Any] = {}
    if text is not None:
        changes["text"] = node.text = _text(text)
    if number is not None:
        changes["number"] = node.number = writable(number).strip()
    if intro is not None:
        changes["intro"] = node.intro = writable(intro).strip()
    node.confirmed = True
    _save(node, by)
    if node.indicator and node.indicator.text != node.text:
        node.indicator.text = node.text
        sign(node.indicator, by.user)
        node.indicator.save(update_fields=["text"])
    if programmes is not None:
        changes["programmes"] = _put_programmes(node, programmes)
    record("plan.node_changed", node, by=by, changes=changes)
    return node


@transaction.atomic
def move_node(
    node: Node, *, by: Membership, parent: Node | None, position: int | None = None
) -> Node:
    """Put a node, with all under it, at another place. Raises Refused."""
    version = lock_draft(node.version_id, by)
    node = _fresh(version, node)
    if parent:
        parent = _fresh(version, parent)
    _refuse_place(parent, node.kind)
    former = node.parent_id
    node.parent = parent
    siblings = [
        other for other in _siblings(version, parent, node.kind) if other.pk != node.pk
    ]
    place = len(siblings) if position is None else max(0, min(position, len(siblings)))
    node.position = place
    _save(node, by)
    siblings.insert(place, node)
    _renumber(siblings)
    if former != node.parent_id:
        _renumber(list(version.nodes.filter(parent=former, kind=node.kind)))
    changes = {"parent": str(node.parent_id or ""), "position": place}
    record("plan.node_moved", node, by=by, changes=changes)
    return node


@transaction.atomic
def remove_node(node: Node, *, by: Membership) -> int:
    """Take a node and all under it out of the draft; how many went. Raises Refused."""
    version = lock_draft(node.version_id, by)
    node = _fresh(version, node)
    branch = next(b for b in version.tree().walk() if b.node.pk == node.pk)
    gone = [below.node for below in branch.walk()]
    record(
        "plan.node_removed",
        node,
        by=by,
        changes={"texts": [below.text for below in gone]},
        rows=len(gone),
    )
    for below in reversed(gone):
        indicator = below.indicator
        sign(below, by.user)
        below.delete()
        if indicator:
            sign(indicator, by.user)
            indicator.delete()
    _renumber(list(_siblings(version, node.parent, node.kind)))
    return len(gone)


@transaction.atomic
def confirm_nodes(version: Version, nodes: NodeQuerySet, *, by: Membership) -> int:
    """Say that these nodes of a draft were read right; how many were not confirmed
    before. Raises Refused."""
    version = lock_draft(version.pk, by)
    waiting = list(nodes.filter(version=version, confirmed=False))
    for node in waiting:
        node.confirmed = True
    if waiting:
        bulk_update_with_history(
            waiting, Node, ["confirmed"], batch_size=200, default_user=by.user
        )
        keys = [str(node.pk) for node in waiting]
        changes = {"confirmed": keys}
        record("plan.confirmed", version, by=by, changes=changes, rows=len(keys))
    return len(waiting)


def _found(reference: str) -> Node:
    """The node that a key led to. Raises Refused where it was removed since."""
    node = Node.objects.filter(pk=UUID(reference.rpartition("/")[2])).first()
    if node is None:
        raise Refused(_("This was added before, and has been removed since."))
    return node


def _fresh(version: Version, node: Node) -> Node:
    """The node as it stands, now that its version is locked. Raises Refused."""
    found = version.nodes.select_related("indicator", "parent").filter(pk=node.pk)
    fresh = found.first()
    if fresh is None:
        raise Refused(
            _("This part of the plan was removed, or belongs to another version.")
        )
    return fresh


def _refuse_place(parent: Node | None, kind: str) -> None:
    above = parent.kind if parent else ""
    if kind in CHILDREN[above]:
        return
    if parent is None:
        raise Refused(_("Only a chapter stands at the top of a plan."))
    raise Refused(
        _("“%(kind)s” does not stand under “%(parent)s”.")
        % {
            "kind": NodeKind(kind).label,
            "parent": NodeKind(parent.kind).label,
        }
    )


def _chapter_kind(version: Version, kind: str, chapter_kind: str) -> str:
    if kind != NodeKind.CHAPTER:
        return ""
    chosen = chapter_kind or ChapterKind.PHENOMENON
    chapters = version.nodes.filter(kind=kind, chapter_kind=chosen)
    if chosen == ChapterKind.COORDINATION and chapters.exists():
        raise Refused(_("A plan has one chapter on coordination, and this one has it."))
    return chosen


def _text(text: str) -> str:
    """One line without doubled spaces. Raises Refused where nothing is left."""
    plain = " ".join(writable(text).split())
    if not plain:
        raise Refused(_("Write the text of this part of the plan."))
    return plain


def _new_indicator(version: Version, node: Node, by: Membership) -> Indicator:
    indicator = Indicator(
        organisation_id=version.plan.organisation_id,
        lineage=node.lineage,
        text=node.text,
    )
    sign(indicator, by.user)
    indicator.save()
    return indicator


def _siblings(version: Version, parent: Node | None, kind: str) -> list[Node]:
    return list(version.nodes.filter(parent=parent, kind=kind).order_by("position"))


def _renumber(nodes: list[Node]) -> None:
    """Give the places 0, 1, 2…; a shift by a neighbour is no history of a node."""
    shifted = []
    for place, node in enumerate(nodes):
        if node.position != place:
            node.position = place
            shifted.append(node)
    Node.objects.bulk_update(shifted, ["position"])


def _save(node: Node, by: Membership) -> None:
    sign(node, by.user)
    node.save()


def _put_programmes(node: Node, names: Iterable[str]) -> list[str]:
    if node.kind != NodeKind.CHAPTER:
        raise Refused(_("Only a chapter belongs to an action programme."))
    plain = (" ".join(writable(name).split()) for name in names)
    wanted = [name for name in dict.fromkeys(plain) if name]
    if len(wanted) > MAX_PROGRAMMES or any(len(n) > PROGRAMME for n in wanted):
        raise Refused(
            _(
                "A chapter belongs to at most %(most)s action programmes, and the name"
                " of each has at most %(limit)s letters."
            )
            % {"most": MAX_PROGRAMMES, "limit": PROGRAMME}
        )
    version = node.version
    known = {programme.name: programme for programme in version.programmes.all()}
    for name in wanted:
        if name not in known:
            known[name] = ActionProgramme.objects.create(
                version=version, name=name, position=len(known)
            )
    node.programmes.set([known[name] for name in wanted])
    version.programmes.filter(chapters=None).delete()
    return wanted
