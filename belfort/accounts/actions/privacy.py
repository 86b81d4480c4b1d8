"""What the privacy officer reads: the trail, and everything kept of a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.db.models.fields.related import ForeignKey
from django.utils.timezone import localtime, now
from django.utils.translation import gettext

from belfort.accounts.actions.processing import kept_for
from belfort.accounts.limits import email_digest
from belfort.accounts.models import Membership, Organisation, User
from belfort.audit.actions import record, reference_to
from belfort.audit.declarations import declared_models, name_of
from belfort.audit.models import Event
from belfort.audit.retention import Retention

FORMAT_VERSION = 1


class SubjectUnclear(TypeError):
    """A declaration names a field that leads to nobody's account."""


def trail_of(actor: Membership) -> models.QuerySet[Event]:
    """The trail of the actor's organisation, last event first."""
    return Event.objects.filter(chain=actor.organisation_id).order_by("-id")


@transaction.atomic
def note_reading(
    verb: str, organisation: Organisation, *, rows: int, by: Membership
) -> None:
    """Write that someone read or took along part of the trail."""
    record(f"accounts.{verb}", organisation, by=by, rows=rows)


def names_of(references: Iterable[str]) -> dict[str, str]:
    """Who stands behind references of actors; unknown ones are left out."""
    wanted = set(references)
    keys: dict[str, set[str]] = {"membership": set(), "user": set()}
    for reference in wanted:
        room, _, rest = reference.partition("/")
        kind, _, key = rest.partition("/")
        if room == "accounts" and kind in keys and key:
            keys[kind].add(key)
    memberships = Membership.objects.filter(pk__in=keys["membership"])
    people = User.objects.filter(pk__in=keys["user"])
    return {
        **{row.reference: str(row) for row in memberships.select_related("user")},
        **{reference_to(row): row.name for row in people},
    }


def references_of(person: User, organisation: Organisation) -> list[str]:
    """Everything by which a person is known in rows without a link to people."""
    own = person.memberships.filter(organisation=organisation)
    return [
        *(membership.reference for membership in own),
        reference_to(person),
        email_digest(person.email),
    ]


@transaction.atomic
def export_person(person: User, *, by: Membership) -> dict[str, Any]:
    """Everything the declarations say is a person's, as one JSON object.

    Only what the actor's organisation controls, and the account itself. Leaves an
    event with the number of rows.
    """
    kinds = [
        _kind(model, retention, person, by.organisation)
        for model, retention in declared_models()
        if retention.subject
    ]
    found = [kind for kind in kinds if kind["rows"]]
    record(
        "accounts.person_exported",
        person,
        by=by,
        rows=sum(len(kind["rows"]) for kind in found),
    )
    return {
        "format_version": FORMAT_VERSION,
        "organisation": by.organisation.name,
        "person": person.name,
        "made_at": localtime(now()).isoformat(timespec="seconds"),
        "kinds": found,
    }


def _kind(
    model: type[models.Model],
    retention: Retention,
    person: User,
    organisation: Organisation,
) -> dict[str, Any]:
    rows = rows_about(model, retention, person, organisation)
    return {
        "model": model._meta.label,
        "name": name_of(model),
        "purpose": gettext(retention.purpose),
        "ground": gettext(retention.ground),
        "kept_for": kept_for(retention),
        "rows": [
            {name: _plain(getattr(row, name)) for name in retention.personal}
            for row in rows.order_by("pk")
        ],
    }


def rows_about(
    model: type[models.Model],
    retention: Retention,
    person: User,
    organisation: Organisation,
) -> models.QuerySet[Any]:
    """The rows of a model that are a person's. Raises SubjectUnclear."""
    rows = model._default_manager.all()
    field = model._meta.get_field(retention.subject.removesuffix("_id"))
    if isinstance(field, ForeignKey):
        if field.related_model is User:
            rows = rows.filter(**{field.name: person})
        elif field.related_model is Membership:
            own = person.memberships.filter(organisation=organisation)
            rows = rows.filter(**{f"{field.name}__in": own})
        else:
            raise SubjectUnclear(f"{model._meta.label}.{retention.subject}")
    elif model is User:
        rows = rows.filter(pk=person.pk)
    else:
        known = references_of(person, organisation)
        rows = rows.filter(**{f"{field.name}__in": known})
    return _of(rows, organisation)


def _of(rows: models.QuerySet[Any], organisation: Organisation) -> models.QuerySet[Any]:
    """Without the rows that another organisation controls."""
    names = {field.name for field in rows.model._meta.get_fields()}
    if "organisation" in names:
        return rows.filter(organisation=organisation)
    if "chain" in names:
        return rows.filter(chain=organisation.pk)
    return rows


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, models.Model) else value
