"""Writing criteria with their history; the room that holds the indicator decides when.

These run inside the transaction of whoever calls them, and leave the trail to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.timezone import now
from simple_history.utils import bulk_update_with_history

from belfort.accounts.models import Membership
from belfort.indicators.models import Criterion, Indicator
from belfort.lib.history import sign


def write(
    indicator: Indicator,
    *,
    by: Membership,
    criterion: Criterion | None = None,
    **values: Any,
) -> Criterion:
    """Write a criterion, confirmed by who wrote it. Raises ValidationError by field."""
    if criterion is None:
        last = Criterion.objects.filter(indicator=indicator).last()
        place = last.position + 1 if last else 0
        criterion = Criterion(indicator=indicator, position=place)
    for name, value in values.items():
        setattr(criterion, name, value)
    criterion.confirmed_by, criterion.confirmed_at = by, now()
    criterion.full_clean()
    sign(criterion, by.user)
    criterion.save()
    return criterion


def remove(criterion: Criterion, *, by: Membership) -> None:
    sign(criterion, by.user)
    criterion.delete()


def confirm(criteria: Sequence[Criterion], *, by: Membership) -> None:
    """Mark proposed criteria as confirmed by a person."""
    moment = now()
    for criterion in criteria:
        criterion.confirmed_by, criterion.confirmed_at = by, moment
    bulk_update_with_history(
        criteria,
        Criterion,
        ["confirmed_by", "confirmed_at"],
        batch_size=200,
        default_user=by.user,
    )
