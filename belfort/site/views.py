"""The start page: what waits for whoever signed in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from belfort.accounts.access import member_required
from belfort.accounts.middleware import ActorRequest
from belfort.plan.models import ChapterKind, NodeKind, Plan, Version
from belfort.plan.states import State
from belfort.ui.tasks import tasks_for


@require_safe
@member_required
def home(request: ActorRequest) -> HttpResponse:
    """What to do now, and the plan in force."""
    visible = Version.objects.visible_to(request.actor)
    in_force = visible.filter(state=State.IN_FORCE).select_related("plan__organisation")
    context = {
        "tasks": tasks_for(request.actor),
        "in_force": [(version, headline(version)) for version in in_force],
        "has_plan": Plan.objects.visible_to(request.actor).exists(),
    }
    return render(request, "site/home.html", context)


def headline(version: Version) -> dict[str, int]:
    """The figures by which a reader knows a plan."""
    phenomena = version.nodes.filter(chapter_kind=ChapterKind.PHENOMENON).count()
    return {
        "phenomenon": phenomena,
        NodeKind.OPERATIONAL: 0,
        NodeKind.INDICATOR: 0,
        **version.counts(),
    }
