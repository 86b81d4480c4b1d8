"""Pages of one node of the tree: read it, add, change, move, remove, confirm."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from belfort.accounts.access import member_required
from belfort.accounts.middleware import ActorRequest
from belfort.plan.access import get_node, get_version
from belfort.plan.actions.criteria import confirm_criteria
from belfort.plan.actions.nodes import (
    add_node,
    confirm_nodes,
    edit_node,
    move_node,
    remove_node,
)
from belfort.plan.forms import MoveForm, NewNodeForm, NodeForm
from belfort.plan.models import (
    CHILDREN,
    Branch,
    ChapterKind,
    Node,
    NodeKind,
    Tree,
    Version,
)
from belfort.plan.views.pages import (
    Crumb,
    address_of,
    answers_conflict,
    crumbs_of_version,
    may_change,
    may_plan_for,
    said,
    version_page,
)
from belfort.workflow.actions import Refused

HISTORY = 20
WORDS = 7
"""How many words of a text name it in the way to a page."""


@require_safe
@member_required
def detail(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A node with what stands under it; alone, or as the panel beside the tree."""
    node = get_node(request.actor, pk)
    version = get_version(request.actor, node.version.plan_id, node.version.number)
    grown = version.tree()
    context = version_page(request, version, "node")
    context |= node_context(request, node, version, grown)
    if request.htmx and not request.htmx.history_restore_request:  # type: ignore[attr-defined]
        response = render(request, "plan/_node.html", context)
        response["HX-Replace-Url"] = with_node(request, node)
        return response
    branch = context["branch"]
    context["crumbs"] = crumbs_of_version(version, *crumbs_above(branch))
    return render(request, "plan/node.html", context)


def node_context(
    request: ActorRequest, node: Node, version: Version, grown: Tree
) -> dict[str, Any]:
    """What the panel of a node shows."""
    branch = next(b for b in grown.walk() if b.node.pk == node.pk)
    siblings = branch.parent.children if branch.parent else grown.chapters
    alike = [other for other in siblings if other.node.kind == node.kind]
    place = alike.index(branch)
    return {
        "node": branch.node,
        "branch": branch,
        "path": branch.path,
        "is_first": place == 0,
        "is_last": place == len(alike) - 1,
        "kinds_below": [NodeKind(kind) for kind in CHILDREN[node.kind]],
        "waiting_below": sum(not b.node.confirmed for b in branch.walk()),
        "history": past_of(branch.node),
        "source": getattr(version, "made_from", None),
        "may_change": may_change(request, version),
        "may_plan": may_plan_for(request, version),
    }


def past_of(node: Node) -> list[dict[str, Any]]:
    """Who changed the node when, the last one first, and what it said before."""
    rows = list(node.history.select_related("history_user")[: HISTORY + 1])
    changes = []
    for row, before in zip(rows, [*rows[1:], None], strict=True):
        changes.append(
            {
                "moment": row.history_date,
                "user": row.history_user,
                "kind": row.history_type,
                "was": before.text if before and before.text != row.text else "",
                "confirmed": bool(before and row.confirmed and not before.confirmed),
            }
        )
    return changes[:HISTORY]


def with_node(request: ActorRequest, node: Node) -> str:
    """The address of the tree on screen, with this node as the chosen one."""
    current = request.htmx.current_url_abs_path or ""  # type: ignore[attr-defined]
    path, _mark, query = current.partition("?")
    state = QueryDict(query, mutable=True)
    state["node"] = str(node.pk)
    return f"{path}?{state.urlencode()}"


def crumbs_above(branch: Branch) -> list[Crumb]:
    """The nodes above this one and the node itself, named by their first words."""
    above = [(above.get_absolute_url(), first_words(above)) for above in branch.path]
    return [*above, ("", first_words(branch.node))]


def first_words(node: Node) -> str:
    words = str(node).split()
    return " ".join(words[:WORDS]) + (" …" if len(words) > WORDS else "")


def crumbs_below(node: Node, label: str) -> list[Crumb]:
    """The way to a page about this node."""
    own = (node.get_absolute_url(), first_words(node))
    return crumbs_of_version(node.version, own, ("", label))


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@answers_conflict
def add_chapter(request: ActorRequest, pk: UUID, number: int) -> HttpResponse:
    """A chapter at the top of the tree."""
    version = get_version(request.actor, pk, number, to_change=True)
    crumbs = crumbs_of_version(version, ("", _("Add a chapter")))
    return add_under(request, version, None, NodeKind.CHAPTER, crumbs)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@answers_conflict
def add(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A node under this one; ``kind`` in the address says which."""
    parent = get_node(request.actor, pk, to_change=True)
    allowed = CHILDREN[parent.kind]
    kind = request.GET.get("kind", "")
    if kind not in allowed:
        if not allowed:
            return redirect(parent)
        kind = allowed[0]
    label = _("Add: %(kind)s") % {"kind": NodeKind(kind).label}
    crumbs = crumbs_below(parent, label)
    return add_under(request, parent.version, parent, kind, crumbs)


def add_under(
    request: ActorRequest,
    version: Version,
    parent: Node | None,
    kind: str,
    crumbs: list[Crumb],
) -> HttpResponse:
    begun = version.nodes.filter(kind=NodeKind.CHAPTER).exists()
    form = NewNodeForm(
        request.POST or None,
        kind=kind,
        is_new=True,
        # A plan begins with its coordination; what follows are phenomena.
        initial={"chapter_kind": ChapterKind.PHENOMENON} if begun else None,
    )
    if form.is_valid():
        try:
            node = add_node(
                version, kind, by=request.actor, parent=parent, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Added to the plan."))
            return redirect(node)
    context = {
        "form": form,
        "version": version,
        "plan": version.plan,
        "parent": parent,
        "kind": NodeKind(kind),
        "crumbs": crumbs,
        "cancel": address_of(parent, version),
    }
    return render(
        request, "plan/add_node.html", context, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def edit(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Change what a node says."""
    node = get_node(request.actor, pk, to_change=True)
    form = NodeForm(request.POST or None, kind=node.kind, initial=as_typed(node))
    if form.is_valid():
        said_before = node.text
        try:
            node = edit_node(node, by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Changed. The text before stays in the history.")
            )
            if node.text != said_before and criteria_of(node):
                messages.warning(
                    request,
                    _("The criteria did not change with the text. Do they still hold?"),
                )
            return redirect(node)
    context = {
        "form": form,
        "node": node,
        "plan": node.version.plan,
        "crumbs": crumbs_below(node, _("Change")),
    }
    return render(
        request, "plan/edit_node.html", context, status=422 if form.errors else 200
    )


def criteria_of(node: Node) -> bool:
    """Whether something is judged by criteria that were written for its text."""
    return node.indicator is not None and node.indicator.criteria.exists()


def as_typed(node: Node) -> dict[str, Any]:
    programmes = "\n".join(programme.name for programme in node.programmes.all())
    return {
        "number": node.number,
        "text": node.text,
        "intro": node.intro,
        "programmes": programmes,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def move(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Up or down by a button, or under another node by the form."""
    node = get_node(request.actor, pk, to_change=True)
    step = request.POST.get("step", "")
    form = MoveForm(
        request.POST if request.method == "POST" and not step else None,
        parents=places_for(node),
        initial={"parent": node.parent_id},
    )
    place: dict[str, Any] | None = None
    if step in {"up", "down"}:
        place = {
            "parent": node.parent,
            "position": max(0, node.position + (-1 if step == "up" else 1)),
        }
    elif form.is_valid():
        place = {"parent": form.cleaned_data["parent"]}
    if place:
        try:
            move_node(node, by=request.actor, **place)
        except Refused as refusal:
            said(request, refusal)
        else:
            messages.success(request, _("Moved."))
        return redirect(node)
    context = {
        "form": form,
        "node": node,
        "plan": node.version.plan,
        "crumbs": crumbs_below(node, _("Move")),
    }
    return render(
        request, "plan/move_node.html", context, status=422 if form.errors else 200
    )


def places_for(node: Node) -> Any:
    """The nodes under which this one may stand."""
    kinds = [kind for kind, below in CHILDREN.items() if kind and node.kind in below]
    return node.version.nodes.filter(kind__in=kinds).order_by("position")


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def remove(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Say what goes, and after the button take it away."""
    node = get_node(request.actor, pk, to_change=True)
    version = get_version(request.actor, node.version.plan_id, node.version.number)
    if request.method == "POST":
        parent = node.parent
        try:
            gone = remove_node(node, by=request.actor)
        except Refused as refusal:
            said(request, refusal)
            return redirect(node)
        words = ngettext(
            "Removed: %(n)s part of the plan.",
            "Removed: %(n)s parts of the plan.",
            gone,
        )
        messages.success(request, words % {"n": gone})
        return redirect(address_of(parent, version))
    branch = next(b for b in version.tree().walk() if b.node.pk == node.pk)
    context = {
        "node": node,
        "plan": version.plan,
        "below": list(branch.walk())[1:],
        "crumbs": crumbs_below(node, _("Remove")),
    }
    return render(request, "plan/remove_node.html", context)


@require_POST
@member_required
def confirm(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Confirm this node, or with ``all`` everything under it too."""
    node = get_node(request.actor, pk, to_change=True)
    version = get_version(request.actor, node.version.plan_id, node.version.number)
    keys = [node.pk]
    if request.POST.get("all"):
        branch = next(b for b in version.tree().walk() if b.node.pk == node.pk)
        keys = [below.node.pk for below in branch.walk()]
    nodes = version.nodes.filter(pk__in=keys)
    try:
        done = confirm_nodes(version, nodes, by=request.actor)
        if request.POST.get("all"):
            done += confirm_criteria(version, nodes, by=request.actor)
    except Refused as refusal:
        said(request, refusal)
    else:
        words = ngettext("Confirmed: %(n)s part.", "Confirmed: %(n)s parts.", done)
        messages.success(request, words % {"n": done})
    if request.POST.get("back") == "tree":
        return redirect(f"{version.get_absolute_url()}?node={node.pk}")
    return redirect(reverse("plan:node", args=[node.pk]))
