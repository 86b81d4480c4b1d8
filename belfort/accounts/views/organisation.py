"""The administrator's pages about the organisation and its services."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from belfort.accounts.access import get_service, role_required
from belfort.accounts.actions.organisations import (
    ServiceRefused,
    add_service,
    change_organisation,
    remove_service,
    rename_service,
)
from belfort.accounts.forms import OrganisationForm, ServiceForm, sent
from belfort.accounts.models import Organisation, Role, Service

administrator = role_required(Role.ADMINISTRATOR)


@administrator
@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: Any) -> HttpResponse:
    """Name, colour and second factor of the organisation."""
    # The form writes into what it is given; the shell shows the one of the actor.
    own = Organisation.objects.get(pk=request.actor.organisation_id)
    form = OrganisationForm(sent(request), instance=own)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(
            request, "accounts/organisation.html", {"form": form}, status=status
        )
    change_organisation(own, by=request.actor, **form.cleaned_data)
    messages.success(request, _("The settings were saved."))
    return redirect("accounts:organisation")


@administrator
@require_safe
def services(request: Any) -> HttpResponse:
    """The services of the organisation."""
    context = {
        "services": Service.objects.visible_to(request.actor),
        "form": ServiceForm(organisation=request.actor.organisation),
    }
    return render(request, "accounts/services.html", context)


@administrator
@require_POST
def make_service(request: Any) -> HttpResponse:
    form = ServiceForm(request.POST, organisation=request.actor.organisation)
    if form.is_valid():
        add_service(form.cleaned_data["name"], by=request.actor)
        messages.success(request, _("The service was added."))
        return redirect("accounts:services")
    context = {
        "services": Service.objects.visible_to(request.actor),
        "form": form,
    }
    return render(request, "accounts/services.html", context, status=422)


@administrator
@require_http_methods(["GET", "HEAD", "POST"])
def service(request: Any, pk: UUID) -> HttpResponse:
    """Rename a service."""
    found = get_service(request.actor, pk)
    form = ServiceForm(
        sent(request), instance=found, organisation=request.actor.organisation
    )
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "service": get_service(request.actor, pk)}
        status = 422 if request.method == "POST" else 200
        return render(request, "accounts/service.html", context, status=status)
    rename_service(found, form.cleaned_data["name"], by=request.actor)
    messages.success(request, _("The service was renamed."))
    return redirect("accounts:services")


@administrator
@require_POST
def drop_service(request: Any, pk: UUID) -> HttpResponse:
    """Remove a service that nothing belongs to."""
    try:
        remove_service(get_service(request.actor, pk), by=request.actor)
    except ServiceRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The service was removed."))
    return redirect("accounts:services")
