"""The room's place in the menu, and what it asks of people on the start page."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from belfort.accounts.models import Membership, Role
from belfort.plan.access import may_plan
from belfort.plan.models import Finding, Import, Plan, Version
from belfort.plan.states import ImportState, State
from belfort.ui.tasks import Task

UNCONFIRMED = Q(confirmed=False) | Q(
    indicator__criteria__isnull=False, indicator__criteria__confirmed_at=None
)
"""A node, or a criterion of it, that nobody has confirmed yet."""

WITHOUT_PLANS = (Role.PRIVACY_OFFICER,)
"""The privacy officer sees the trail, not the contents (design.md §1)."""


def sees_plans(actor: Membership) -> bool:
    return actor.role not in WITHOUT_PLANS


def offer_tasks(actor: Membership) -> Iterator[Task]:
    """What waits for this person in the plan room."""
    if not sees_plans(actor):
        return
    if may_plan(actor):
        yield from to_review(actor)
        yield from to_confirm(actor)
    yield from to_decide(actor)
    if may_plan(actor) and not Plan.objects.visible_to(actor).exists():
        yield Task(
            title=_("Hand over the plan of your city"),
            text=_("Belfort reads it, asks what it doubts, and shows all beside it."),
            address=reverse("plan:upload"),
            icon="upload",
        )


def to_review(actor: Membership) -> Iterator[Task]:
    waiting = Import.objects.visible_to(actor).filter(state=ImportState.REVIEW)
    for imported in waiting:
        questions = imported.questions.filter(answer=None).count()
        findings = imported.findings.filter(verdict=Finding.Verdict.OPEN).count()
        asked = ngettext("%(n)s open question", "%(n)s open questions", questions)
        found = ngettext("%(n)s finding to judge", "%(n)s findings to judge", findings)
        yield Task(
            title=_("Review “%(document)s”") % {"document": imported.name},
            text=f"{asked % {'n': questions}}, {found % {'n': findings}}",
            address=imported.get_absolute_url(),
            icon="document",
        )


def to_confirm(actor: Membership) -> Iterator[Task]:
    drafts = Version.objects.visible_to(actor).filter(state=State.DRAFT)
    for version in drafts.select_related("plan"):
        waiting = version.nodes.filter(UNCONFIRMED).distinct().count()
        if not waiting:
            continue
        words = ngettext(
            "%(n)s part nobody has confirmed yet",
            "%(n)s parts nobody has confirmed yet",
            waiting,
        )
        yield Task(
            title=_("Confirm the draft of “%(plan)s”") % {"plan": version.plan},
            text=words % {"n": waiting},
            address=version.get_absolute_url(),
            icon="question",
        )


def to_decide(actor: Membership) -> Iterator[Task]:
    """Versions on their road: what the planners note, and the board decides."""
    if not (may_plan(actor) or actor.role == Role.BOARD):
        return
    under_way = (State.OPERATIONAL, State.COLLEGE, State.COUNCIL, State.FEDERAL)
    found = Version.objects.visible_to(actor).filter(state__in=under_way)
    for version in found.select_related("plan"):
        yield Task(
            title=str(version),
            text=_("The approval stands %(state)s.")
            % {"state": version.get_state_display()},
            address=reverse("plan:approval", args=[version.plan_id, version.number]),
            icon="clock",
        )
