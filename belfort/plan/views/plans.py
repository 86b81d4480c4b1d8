"""Pages of plans: all of them, one of them, an empty one, two versions compared."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from belfort.accounts.access import member_required
from belfort.accounts.middleware import ActorRequest
from belfort.plan.access import get_plan, get_version, may_plan, require_planner
from belfort.plan.actions.versions import compare, make_plan
from belfort.plan.forms import MakeForm
from belfort.plan.models import Import, Plan, Version
from belfort.plan.states import ImportState, State
from belfort.plan.views.pages import TONES, answers_conflict, crumbs_to
from belfort.workflow.actions import Refused


@require_safe
@member_required
def plans(request: ActorRequest) -> HttpResponse:
    """Every plan this person may see, with the versions of each."""
    visible = Version.objects.visible_to(request.actor).order_by("-number")
    found = Plan.objects.visible_to(request.actor).select_related("organisation")
    words = request.GET.get("q", "").strip()
    state = request.GET.get("state", "")
    if words:
        found = found.filter(title__icontains=words)
    if state in State.values:
        visible = visible.filter(state=state)
        found = found.filter(pk__in=visible.values("plan_id"))
    rows = [(plan, badges(visible.filter(plan=plan))) for plan in found]
    waiting = Import.objects.visible_to(request.actor).filter(state=ImportState.REVIEW)
    context = {
        "rows": rows,
        "imports": waiting.select_related("created_by__user"),
        "words": words,
        "state": state,
        "states": State.choices,
        "is_filtered": bool(words or state),
        "may_plan": may_plan(request.actor),
    }
    return render(request, "plan/plans.html", context)


def badges(versions: object) -> list[dict[str, object]]:
    """The versions with the look of their state."""
    return [
        {
            "version": version,
            "tone": TONES[version.state][0],
            "icon": TONES[version.state][1],
        }
        for version in versions  # type: ignore[attr-defined]
    ]


@require_safe
@member_required
def plan(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One plan: its versions, and the plans before and after it."""
    found = get_plan(request.actor, pk)
    versions = Version.objects.visible_to(request.actor).filter(plan=found)
    chain = Plan.objects.visible_to(request.actor)
    context = {
        "plan": found,
        "rows": badges(versions.select_related("created_by__user", "based_on")),
        "crumbs": [*crumbs_to(found)[:1], ("", found.title)],
        "earlier": chain.filter(continued_by=found).first(),
        "later": chain.filter(continues=found),
        "may_plan": may_plan(request.actor)
        and found.organisation_id == request.actor.organisation_id,
        "is_example": found.organisation.is_example,
    }
    return render(request, "plan/plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@answers_conflict
def make(request: ActorRequest) -> HttpResponse:
    """An empty plan, to be filled node by node."""
    require_planner(request.actor)
    own = Plan.objects.filter(organisation_id=request.actor.organisation_id)
    # A city writes its plan in the language of its first reader.
    spoken = {"language": get_language() or "nl"}
    form = MakeForm(request.POST or None, plans=own, initial=spoken)
    if form.is_valid():
        try:
            version = make_plan(by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(version)
    crumbs = [(reverse("plan:plans"), _("Plans")), ("", _("Make an empty plan"))]
    status = 422 if form.errors else 200
    context = {"form": form, "crumbs": crumbs}
    return render(request, "plan/make.html", context, status=status)


@require_safe
@member_required
def comparison(request: ActorRequest, pk: UUID) -> HttpResponse:
    """What differs between two versions; by default the last two."""
    found = get_plan(request.actor, pk)
    versions = list(Version.objects.visible_to(request.actor).filter(plan=found))
    context: dict[str, Any] = {
        "plan": found,
        "versions": versions,
        "crumbs": crumbs_to(found, ("", _("Compare versions"))),
        "is_example": found.organisation.is_example,
    }
    numbers = [version.number for version in versions]
    if len(numbers) > 1:
        number = number_asked(request, "new", numbers[0])
        new = get_version(request.actor, pk, number)
        others = [other for other in numbers if other != number]
        old = get_version(request.actor, pk, number_asked(request, "old", others[0]))
        context |= {"old": old, "new": new, "comparison": compare(old, new)}
    return render(request, "plan/compare.html", context)


def number_asked(request: ActorRequest, name: str, otherwise: int) -> int:
    asked = request.GET.get(name, "")
    return int(asked) if asked.isdecimal() and len(asked) < 9 else otherwise
