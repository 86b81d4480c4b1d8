"""Moving a file from one state to the next."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Protocol, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from belfort.accounts.models import Membership
from belfort.audit.actions import record, reference_to
from belfort.workflow.models import Step


class Refused(Exception):
    """Something may not be done; the text says to people why, and what they can do."""


class MoveRefused(Refused):
    """The state of the file does not allow this move."""


class File(Protocol):
    """What ``move`` needs of a model: its states and the moves between them."""

    STATES: ClassVar[type[models.TextChoices]]
    MOVES: ClassVar[dict[str, set[str]]]
    state: Any
    pk: Any


F = TypeVar("F", bound=models.Model)


@transaction.atomic
def move(
    file: F,
    to: str,
    *,
    by: Membership,
    day: date,
    item: str = "",
    reason: str = "",
) -> F:
    """Move the file to a state its table allows, and write the step.

    The row is locked first, so of two people pressing one button the second is
    refused instead of deciding twice. Raises MoveRefused.
    """
    model: Any = type(file)
    locked = model._default_manager.select_for_update().get(pk=file.pk)
    if to not in locked.MOVES[locked.state]:
        raise MoveRefused(
            _("“%(file)s” is in the state “%(state)s”, which does not allow this step.")
            % {"file": locked, "state": locked.STATES(locked.state).label}
        )
    Step.objects.create(
        reference=reference_to(locked),
        old=locked.state,
        new=to,
        by=by,
        day=day,
        item=item,
        reason=reason,
    )
    locked.state = to
    locked.save(update_fields=["state"])
    record(
        f"{locked._meta.app_label}.moved",
        locked,
        by=by,
        changes={"state": to, "day": day, "item": item},
    )
    return locked  # type: ignore[no-any-return]


def steps_of(file: models.Model) -> models.QuerySet[Step]:
    """The steps of a file, first one first."""
    return Step.objects.filter(reference=reference_to(file)).select_related("by__user")
