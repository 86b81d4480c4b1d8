"""One door per object of the plan: fetch it, or refuse."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from belfort.accounts.models import Membership
from belfort.audit.actions import record_refusal
from belfort.plan.models import PLANNERS, Import, Node, Plan, Version


def may_plan(actor: Membership) -> bool:
    """Whether this person makes and changes the plan of the city."""
    return actor.role in PLANNERS


def require_planner(actor: Membership, subject: Plan | Version | None = None) -> None:
    """Refuse whoever may read a plan and not change it; the trail keeps it.

    It is kept with the city of ``subject``. Raises PermissionDenied.
    """
    if may_plan(actor):
        return
    plan = subject.plan if isinstance(subject, Version) else subject
    record_refusal(
        "plan.changed",
        subject or "plan/plan",
        by=actor,
        chain=plan.organisation_id if plan else None,
    )
    raise PermissionDenied


def get_plan(actor: Membership, pk: UUID, *, to_change: bool = False) -> Plan:
    """The plan; 404 when it must stay unknown, 403 when it may only be read."""
    plan = get_object_or_404(Plan.objects.visible_to(actor), pk=pk)
    if to_change:
        require_planner(actor, plan)
    return plan


def get_version(
    actor: Membership, plan: UUID, number: int, *, to_change: bool = False
) -> Version:
    """The version; 404 when it must stay unknown, 403 when it may only be read."""
    version = get_object_or_404(
        Version.objects.visible_to(actor).select_related(
            "plan__organisation", "plan__municipality"
        ),
        plan_id=plan,
        number=number,
    )
    if to_change:
        require_planner(actor, version)
    return version


def get_node(actor: Membership, pk: UUID, *, to_change: bool = False) -> Node:
    """The node; 404 when it must stay unknown, 403 when it may only be read."""
    node = get_object_or_404(
        Node.objects.filter(version__in=Version.objects.visible_to(actor)), pk=pk
    )
    if to_change:
        require_planner(actor, node.version)
    return node


def get_import(actor: Membership, pk: UUID) -> Import:
    """The document under review; 404 for everyone but the city's planners."""
    return get_object_or_404(Import.objects.visible_to(actor), pk=pk)
