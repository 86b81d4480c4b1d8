"""The criteria of an indicator: written, taken away, confirmed.

A criterion is how the city reads the council's sentence, so it may change as long
as the version counts, also after the council approved the sentence.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from belfort.accounts.models import Membership
from belfort.audit.actions import record
from belfort.indicators.actions import confirm, remove, write
from belfort.indicators.models import Criterion, Indicator
from belfort.plan.actions.guards import lock_version
from belfort.plan.models import Node, NodeQuerySet, Version
from belfort.plan.states import State
from belfort.workflow.actions import Refused

CLOSED = (State.REPLACED, State.WITHDRAWN)


@transaction.atomic
def save_criterion(
    indicator: Indicator,
    *,
    by: Membership,
    criterion: Criterion | None = None,
    **values: Any,
) -> Criterion:
    """Write a criterion, a new one where none is given; who writes it confirms it.

    ``values`` are fields of Criterion. Raises Refused, and ValidationError by field.
    """
    _lock(indicator, by)
    if criterion and criterion.indicator_id != indicator.pk:
        raise Refused(_("This criterion belongs to another indicator."))
    criterion = write(indicator, by=by, criterion=criterion, **values)
    record("plan.criterion_saved", criterion, by=by, changes=values)
    return criterion


@transaction.atomic
def remove_criterion(criterion: Criterion, *, by: Membership) -> None:
    """Take a criterion away. Raises Refused."""
    _lock(criterion.indicator, by)
    changes = {"indicator": str(criterion.indicator_id), "kind": criterion.kind}
    record("plan.criterion_removed", criterion, by=by, changes=changes)
    remove(criterion, by=by)


@transaction.atomic
def confirm_criterion(criterion: Criterion, *, by: Membership) -> Criterion:
    """Say that a proposed criterion judges what the sentence means. Raises Refused."""
    _lock(criterion.indicator, by)
    confirm([criterion], by=by)
    changes = {"confirmed": str(criterion.pk)}
    record("plan.criterion_confirmed", criterion, by=by, changes=changes)
    return criterion


@transaction.atomic
def confirm_criteria(version: Version, nodes: NodeQuerySet, *, by: Membership) -> int:
    """Confirm every proposed criterion of these indicators; how many there were."""
    version = _open(lock_version(version.pk, by))
    waiting = list(
        Criterion.objects.unconfirmed().filter(
            indicator__node__in=nodes.filter(version=version)
        )
    )
    if waiting:
        confirm(waiting, by=by)
        changes = {"confirmed": [str(criterion.pk) for criterion in waiting]}
        record(
            "plan.criteria_confirmed",
            version,
            by=by,
            changes=changes,
            rows=len(waiting),
        )
    return len(waiting)


def _lock(indicator: Indicator, by: Membership) -> Version:
    node = Node.objects.get(indicator=indicator)
    return _open(lock_version(node.version_id, by))


def _open(version: Version) -> Version:
    if version.state in CLOSED:
        raise Refused(
            _(
                "“%(version)s” is in the state “%(state)s”; its criteria no longer"
                " change."
            )
            % {"version": version, "state": version.get_state_display()}
        )
    return version
