"""Pages of one version: tree, chapters, programmes, facts, approval, print."""

from __future__ import annotations

from itertools import count
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
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
from belfort.plan.access import get_version, require_planner
from belfort.plan.actions.criteria import confirm_criteria
from belfort.plan.actions.headers import Facts, edit_header
from belfort.plan.actions.nodes import confirm_nodes
from belfort.plan.actions.versions import advance, new_version, warnings_for
from belfort.plan.forms import FactsForm, NextVersionForm, StepForm
from belfort.plan.models import Branch, ChapterKind, NodeKind, Tree, Version
from belfort.plan.states import MOVES, State
from belfort.plan.views.nodes import node_context
from belfort.plan.views.pages import crumbs_of_version, said, version_page
from belfort.workflow.actions import Refused, steps_of

PAGE = 40
ROAD = (
    State.DRAFT,
    State.OPERATIONAL,
    State.COLLEGE,
    State.COUNCIL,
    State.FEDERAL,
    State.IN_FORCE,
)
"""The stations of approval in their order."""


@require_safe
@member_required
def tree(request: ActorRequest, pk: UUID, number: int) -> HttpResponse:
    """The whole tree; the address keeps what is open and what is chosen."""
    version = get_version(request.actor, pk, number)
    grown = version.tree()
    chosen = find(grown, request.GET.get("node", ""))
    context = version_page(request, version, "version")
    context |= {
        "tree": grown,
        "places": places(grown),
        "open": opened(grown, request.GET.get("open", ""), chosen),
        "is_all_open": request.GET.get("open") == "all",
        "figures": figures(grown),
        "waiting": sum(1 for branch in grown.walk() if is_waiting(branch)),
    }
    if chosen:
        context |= node_context(request, chosen.node, version, grown)
    return render(request, "plan/version.html", context)


def find(tree: Tree, key: str) -> Branch | None:
    return (
        next((b for b in tree.walk() if str(b.node.pk) == key), None) if key else None
    )


def places(tree: Tree) -> dict[UUID, int]:
    """The place of every node in the order of the document; the address uses it."""
    counter = count()
    return {branch.node.pk: next(counter) for branch in tree.walk()}


def opened(tree: Tree, asked: str, chosen: Branch | None) -> set[UUID]:
    """The nodes that stand open: those asked for, and the way to the chosen one."""
    if asked == "all":
        return {branch.node.pk for branch in tree.walk()}
    parts = (part for part in asked.split("-") if part.isdecimal() and len(part) < 9)
    wanted = {int(part) for part in parts}
    found = {key for key, place in places(tree).items() if place in wanted}
    if chosen:
        found |= {node.pk for node in chosen.path}
    return found


def is_waiting(branch: Branch) -> bool:
    """Whether nobody has confirmed this node, or one of its criteria, yet."""
    node = branch.node
    criteria = node.indicator.criteria.all() if node.indicator else ()
    return not node.confirmed or any(c.confirmed_at is None for c in criteria)


def figures(tree: Tree) -> list[tuple[str, int]]:
    """The numbers by which a reader knows the plan."""
    found = tree.counts()
    return [
        (_("phenomena"), found["phenomenon"]),
        (_("general objectives"), found["general_objective"]),
        (_("strategic objectives"), found["strategic_objective"]),
        (_("operational objectives"), found["operational_objective"]),
        (_("results"), found["result"]),
        (_("indicators"), found["indicator"]),
    ]


@require_safe
@member_required
def search(request: ActorRequest, pk: UUID, number: int) -> HttpResponse:
    """The nodes that hold the words, each with the way to it."""
    version = get_version(request.actor, pk, number)
    words = request.GET.get("q", "").strip()[:200]
    kind = request.GET.get("kind", "")
    hits = version.nodes.search(words)
    if kind in NodeKind.values:
        hits = hits.filter(kind=kind)
    branches = {branch.node.pk: branch for branch in version.tree().walk()}
    keys = set(hits.values_list("pk", flat=True))
    found = [branch for key, branch in branches.items() if key in keys]
    context = version_page(request, version, "search")
    context |= {
        "words": words,
        "kind": kind,
        "kinds": NodeKind.choices,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "crumbs": crumbs_of_version(version, ("", _("Search"))),
    }
    return render(request, "plan/search.html", context)


@require_safe
@member_required
def chapters(request: ActorRequest, pk: UUID, number: int) -> HttpResponse:
    """Chapter by chapter with its counts; ``kind`` narrows it to the phenomena."""
    version = get_version(request.actor, pk, number)
    grown = version.tree()
    kind = request.GET.get("kind", "")
    shown = [c for c in grown.chapters if not kind or c.node.chapter_kind == kind]
    context = version_page(request, version, "chapters")
    context |= {
        "rows": [(chapter, Tree([chapter]).counts()) for chapter in shown],
        "kind": kind,
        "kinds": ChapterKind.choices,
        "total": len(grown.chapters),
    }
    return render(request, "plan/chapters.html", context)


@require_safe
@member_required
def programmes(request: ActorRequest, pk: UUID, number: int) -> HttpResponse:
    """The chapters of every action programme."""
    version = get_version(request.actor, pk, number)
    groups = version.tree().by_programme()
    names = list(version.programmes.all())
    context = version_page(request, version, "programmes")
    context |= {
        "groups": [
            (
                programme,
                groups.get(programme.pk, []),
                counts(groups.get(programme.pk, [])),
            )
            for programme in names
        ],
        "others": groups.get(None, []),
    }
    return render(request, "plan/programmes.html", context)


def counts(chapters: list[Branch]) -> Any:
    return Tree(chapters).counts()


@require_safe
@member_required
def facts(request: ActorRequest, pk: UUID, number: int) -> HttpResponse:
    """The head of the plan: decision, amounts, budget lines, grounds, deadlines."""
    version = get_version(request.actor, pk, number)
    context = version_page(request, version, "facts")
    context["header"] = version.header
    return render(request, "plan/facts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def edit_facts(request: ActorRequest, pk: UUID, number: int) -> HttpResponse:
    """Change the head of a draft."""
    version = get_version(request.actor, pk, number, to_change=True)
    form = FactsForm(request.POST) if request.POST else FactsForm.of(version.header)
    if request.method == "POST" and form.is_valid():
        try:
            edit_header(version, Facts(**form.cleaned_data), by=request.actor)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The data of the plan are changed."))
            return redirect("plan:facts", pk, number)
    here = reverse("plan:facts", args=[pk, number])
    context = {
        "form": form,
        "version": version,
        "crumbs": crumbs_of_version(
            version,
            (here, _("Facts and amounts")),
            ("", _("Change")),
        ),
    }
    status = 422 if form.errors else 200
    return render(request, "plan/edit_facts.html", context, status=status)


@require_safe
@member_required
def approval(request: ActorRequest, pk: UUID, number: int) -> HttpResponse:
    """The road of approval: what was decided when, and the next step."""
    version = get_version(request.actor, pk, number)
    return approval_page(request, version, step_form(version))


@require_POST
@member_required
def step(request: ActorRequest, pk: UUID, number: int) -> HttpResponse:
    """Note one step on the road of approval."""
    version = get_version(request.actor, pk, number, to_change=True)
    form = step_form(version, request.POST)
    if not form.is_valid():
        return approval_page(request, version, form)
    try:
        moved = advance(version, by=request.actor, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return approval_page(request, version, form)
    messages.success(
        request,
        _("Noted: the plan is %(state)s.") % {"state": moved.get_state_display()},
    )
    for warning in warnings_for(moved, moved.state, day=form.cleaned_data["day"]):
        messages.warning(request, warning)
    return redirect("plan:approval", pk, number)


def step_form(version: Version, data: Any = None) -> StepForm:
    """The form of the next step; the usual one stands first."""
    order = [*ROAD, State.WITHDRAWN]
    usual = order.index(State(version.state)) if version.state in order else 0
    moves = [s for s in order if s in MOVES[version.state] and s != State.REPLACED]
    moves.sort(key=lambda move: (order.index(move) < usual, order.index(move)))
    return StepForm(data, moves=[str(move) for move in moves])


def approval_page(
    request: ActorRequest, version: Version, form: StepForm
) -> HttpResponse:
    steps = list(steps_of(version))
    context = version_page(request, version, "approval")
    context |= {
        "form": form
        if MOVES[version.state] and version.state != State.IN_FORCE
        else None,
        "steps": [
            (taken, State(taken.old).label, State(taken.new).label) for taken in steps
        ],
        "road": road(version),
        "deadlines": version.header.get("deadlines") or [],
    }
    return render(
        request, "plan/approval.html", context, status=422 if form.errors else 200
    )


def road(version: Version) -> list[tuple[str, str]]:
    """The stations still ahead and behind: ``done``, ``current`` or ``ahead``."""
    state = State(version.state)
    if state not in ROAD:
        return [(str(State(state).label), "current")]
    here = ROAD.index(state)
    return [
        (
            str(station.label),
            "done" if place < here else "current" if place == here else "ahead",
        )
        for place, station in enumerate(ROAD)
    ]


@require_safe
@member_required
def print_view(request: ActorRequest, pk: UUID, number: int) -> HttpResponse:
    """The whole plan on one page, for paper."""
    version = get_version(request.actor, pk, number)
    context = version_page(request, version, "print")
    context |= {
        "tree": version.tree(),
        "header": version.header,
        "crumbs": crumbs_of_version(version, ("", _("Print"))),
    }
    return render(request, "plan/print.html", context)


@require_POST
@member_required
def confirm_all(request: ActorRequest, pk: UUID, number: int) -> HttpResponse:
    """Confirm everything that was read and proposed in this version."""
    version = get_version(request.actor, pk, number, to_change=True)
    try:
        nodes = confirm_nodes(version, version.nodes.all(), by=request.actor)
        criteria = confirm_criteria(version, version.nodes.all(), by=request.actor)
    except Refused as refusal:
        said(request, refusal)
    else:
        messages.success(request, confirmed_words(nodes, criteria))
    return redirect(version)


def confirmed_words(nodes: int, criteria: int) -> str:
    """What was confirmed, in words."""
    parts = ngettext("%(n)s part", "%(n)s parts", nodes) % {"n": nodes}
    proposals = ngettext("%(n)s criterion", "%(n)s criteria", criteria) % {
        "n": criteria
    }
    return _("Confirmed: %(parts)s of the plan and %(criteria)s.") % {
        "parts": parts,
        "criteria": proposals,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def make_next(request: ActorRequest, pk: UUID, number: int) -> HttpResponse:
    """A draft that begins as a copy of this version."""
    version = get_version(request.actor, pk, number)
    require_planner(request.actor, version)
    form = NextVersionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = new_version(version, by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            said(request, refusal)
            return redirect(version)
        messages.success(request, _("This draft begins as a copy of that version."))
        return redirect(made)
    context = {
        "form": form,
        "version": version,
        "plan": version.plan,
        "crumbs": crumbs_of_version(version, ("", _("Make a next version"))),
        "cancel": reverse("plan:version", args=[pk, number]),
    }
    return render(request, "plan/next_version.html", context)
