"""What every action on a plan checks before it begins."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from belfort.accounts.models import Membership
from belfort.plan.access import may_plan
from belfort.plan.models import Plan, Version
from belfort.workflow.actions import Refused


def require_planner_of(organisation: UUID, by: Membership) -> None:
    """Refuse whoever does not plan for this city. Raises PermissionDenied."""
    if by.organisation_id != organisation or not may_plan(by):
        raise PermissionDenied


def lock_plan(plan: UUID, by: Membership) -> Plan:
    """The plan, locked until the transaction ends, for a planner of its city."""
    locked = Plan.objects.select_for_update().get(pk=plan)
    require_planner_of(locked.organisation_id, by)
    return locked


def lock_version(version: UUID, by: Membership) -> Version:
    """The version, locked until the transaction ends, for a planner of its city."""
    locked = Version.objects.select_for_update().get(pk=version)
    # Read apart: a lock on a join would lock the plan and its city as well.
    locked.plan = Plan.objects.get(pk=locked.plan_id)
    require_planner_of(locked.plan.organisation_id, by)
    return locked


def lock_draft(version: UUID, by: Membership) -> Version:
    """The version, locked, where it is still a draft. Raises Refused."""
    locked = lock_version(version, by)
    if not locked.is_editable:
        raise Refused(
            _(
                "“%(version)s” is in the state “%(state)s” and no longer changes."
                " Make a new version of it, and change that one."
            )
            % {"version": locked, "state": locked.get_state_display()}
        )
    return locked
