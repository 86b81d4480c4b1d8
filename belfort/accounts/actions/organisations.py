"""The settings of an organisation, and its services."""

from __future__ import annotations

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from belfort.accounts.models import Membership, Organisation, Service
from belfort.audit.actions import record


class ServiceRefused(Exception):
    """A service cannot be removed; the text says why."""


@transaction.atomic
def change_organisation(
    organisation: Organisation,
    *,
    name: str,
    accent: str,
    requires_second_factor: bool,
    by: Membership,
) -> Organisation:
    """Change how an organisation is called, looks and lets people in."""
    changes = {
        "name": name,
        "accent": accent.lower(),
        "requires_second_factor": requires_second_factor,
    }
    for field, value in changes.items():
        setattr(organisation, field, value)
    organisation.save(update_fields=list(changes))
    record("accounts.organisation_changed", organisation, by=by, changes=changes)
    return organisation


@transaction.atomic
def add_service(name: str, *, by: Membership) -> Service:
    """A new service of the actor's organisation."""
    service = Service.objects.create(organisation_id=by.organisation_id, name=name)
    record("accounts.service_made", service, by=by, changes={"name": name})
    return service


@transaction.atomic
def rename_service(service: Service, name: str, *, by: Membership) -> Service:
    service.name = name
    service.save(update_fields=["name"])
    record("accounts.service_renamed", service, by=by, changes={"name": name})
    return service


@transaction.atomic
def remove_service(service: Service, *, by: Membership) -> None:
    """Remove a service that nothing refers to. Raises ServiceRefused."""
    record("accounts.service_removed", service, by=by)
    try:
        with transaction.atomic():
            service.delete()
    except ProtectedError as fault:
        raise ServiceRefused(
            _("People or records belong to “%(service)s”; rename it instead.")
            % {"service": service.name}
        ) from fault
