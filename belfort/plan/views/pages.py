"""What the pages of the plan share: the way here, the views on a version."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from belfort.accounts.middleware import ActorRequest
from belfort.audit.receipts import ReceiptConflict
from belfort.plan.access import may_plan
from belfort.plan.models import Node, Plan, Version
from belfort.plan.states import State
from belfort.ui.navigation import Tab
from belfort.workflow.actions import Refused

Crumb = tuple[str, str]
View = Callable[..., HttpResponse]

TONES: dict[str, tuple[str, str]] = {
    State.DRAFT: ("note", "pencil"),
    State.OPERATIONAL: ("note", "clock"),
    State.COLLEGE: ("note", "clock"),
    State.COUNCIL: ("note", "clock"),
    State.FEDERAL: ("note", "clock"),
    State.IN_FORCE: ("good", "check"),
    State.REPLACED: ("plain", "history"),
    State.WITHDRAWN: ("plain", "error"),
}
"""How the state of a version looks: tone and icon of its badge."""


def answers_conflict(view: View) -> View:
    """A key that was used for other contents gives the page that explains it."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except ReceiptConflict:
            return render(request, "409.html", status=409)

    return answered


def said(request: HttpRequest, refusal: Refused) -> None:
    """Show a refusal on the next page."""
    messages.error(request, str(refusal))


def crumbs_to(plan: Plan, *further: Crumb) -> list[Crumb]:
    """The way to a page of this plan; the last crumb is the page itself."""
    way = [(reverse("plan:plans"), _("Plans")), (plan.get_absolute_url(), plan.title)]
    return [*way, *further]


def crumbs_of_version(version: Version, *further: Crumb) -> list[Crumb]:
    name = _("version %(number)s") % {"number": version.number}
    address = version.get_absolute_url() if further else ""
    return crumbs_to(version.plan, (address, name), *further)


def version_page(
    request: ActorRequest, version: Version, current: str
) -> dict[str, Any]:
    """What every page of a version needs; ``current`` is the name of its address."""
    place = [version.plan_id, version.number]
    names = [
        ("version", _("Tree")),
        ("chapters", _("Chapters")),
        ("programmes", _("Action programmes")),
        ("facts", _("Facts and amounts")),
        ("approval", _("Approval")),
    ]
    tone, icon = TONES[version.state]
    further = [("", dict(names)[current])] if current in dict(names) else []
    return {
        "version": version,
        "plan": version.plan,
        "tone": tone,
        "state_icon": icon,
        "is_example": version.plan.organisation.is_example,
        "crumbs": crumbs_of_version(
            version, *(further if current != "version" else [])
        ),
        "tabs": [
            Tab(reverse(f"plan:{name}", args=place), label, name == current)
            for name, label in names
        ],
        "may_change": may_change(request, version),
        "may_plan": may_plan_for(request, version),
    }


def may_plan_for(request: ActorRequest, version: Version) -> bool:
    """Whether this person plans for the city of this version."""
    own = version.plan.organisation_id == request.actor.organisation_id
    return own and may_plan(request.actor)


def may_change(request: ActorRequest, version: Version) -> bool:
    """Whether this person may change the tree of this version."""
    return version.is_editable and may_plan_for(request, version)


def address_of(node: Node | None, version: Version) -> str:
    """Where a node is shown, or its version where there is none."""
    return node.get_absolute_url() if node else version.get_absolute_url()
