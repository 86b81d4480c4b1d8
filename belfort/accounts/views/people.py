"""The administrator's pages about people and their roles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from allauth.mfa.adapter import get_adapter
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from belfort.accounts.access import (
    FACTORS,
    get_membership,
    get_person,
    role_required,
    works_only_for,
)
from belfort.accounts.actions.people import (
    Invitation,
    PersonRefused,
    deactivate,
    end_role,
    invite,
    reactivate,
    require_own,
    reset_second_factor,
    send_link,
)
from belfort.accounts.forms import EndRoleForm, InvitationForm, RoleForm, sent
from belfort.accounts.models import Membership, Role, User

PER_PAGE = 50

administrator = role_required(Role.ADMINISTRATOR)


@administrator
@require_safe
def people(request: Any) -> HttpResponse:
    """Everyone with a role at the organisation, found by name or address."""
    wanted = request.GET.get("q", "").strip()
    found = User.objects.visible_to(request.actor).prefetch_related(
        Prefetch(
            "memberships",
            Membership.objects.visible_to(request.actor).select_related("service"),
        )
    )
    if wanted:
        found = found.filter(Q(name__icontains=wanted) | Q(email__icontains=wanted))
    page = Paginator(found.order_by("name", "pk"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {"page": page, "q": wanted, "today": localdate()}
    return render(request, "accounts/people.html", context)


@administrator
@require_http_methods(["GET", "HEAD", "POST"])
def add_person(request: Any) -> HttpResponse:
    """Make or find a person by e-mail address, with a first role."""
    form = InvitationForm(
        sent(request),
        organisation=request.actor.organisation,
        initial={"language": request.user.language},
    )
    if request.method == "POST" and form.is_valid():
        try:
            membership = invite(Invitation(**form.cleaned_data), by=request.actor)
        except PersonRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                _("%(name)s has the role; a letter was sent to %(email)s.")
                % {"name": membership.user.name, "email": membership.user.email},
            )
            return redirect("accounts:person", membership.user_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/add_person.html", {"form": form}, status=status)


@administrator
@require_safe
def person(request: Any, pk: UUID) -> HttpResponse:
    """One person: roles here, and what helps them back in."""
    return _person_page(request, get_person(request.actor, pk))


def _person_page(
    request: Any, someone: User, *, form: RoleForm | None = None, status: int = 200
) -> HttpResponse:
    own = someone.memberships.filter(organisation=request.actor.organisation)
    context = {
        "person": someone,
        "crumbs": [(reverse("accounts:people"), _("People")), ("", someone.name)],
        "roles": own.select_related("service").order_by("-start"),
        "today": localdate(),
        "form": form or RoleForm(organisation=request.actor.organisation),
        "has_second_factor": get_adapter().is_mfa_enabled(someone, FACTORS),
        "works_only_here": works_only_for(request.actor, someone),
    }
    return render(request, "accounts/person.html", context, status=status)


@administrator
@require_POST
def add_role(request: Any, pk: UUID) -> HttpResponse:
    """Give a person of the organisation another role there."""
    someone = get_person(request.actor, pk)
    form = RoleForm(request.POST, organisation=request.actor.organisation)
    if form.is_valid():
        invitation = Invitation(
            email=someone.email,
            name=someone.name,
            language=someone.language,
            **form.cleaned_data,
        )
        try:
            invite(invitation, by=request.actor)
        except PersonRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The role was given."))
            return redirect("accounts:person", someone.pk)
    return _person_page(request, someone, form=form, status=422)


@administrator
@require_http_methods(["GET", "HEAD", "POST"])
def stop_role(request: Any, pk: UUID) -> HttpResponse:
    """End a role, at once or on a day."""
    membership = get_membership(request.actor, pk)
    form = EndRoleForm(sent(request), membership=membership)
    if request.method == "POST" and form.is_valid():
        try:
            end_role(membership, by=request.actor, **form.cleaned_data)
        except PersonRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The role was ended."))
            return redirect("accounts:person", membership.user_id)
    context = {"form": form, "membership": membership}
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/end_role.html", context, status=status)


def _pressed(
    request: Any, pk: UUID, act: Callable[[User], Any], done: str
) -> HttpResponse:
    """Do something to a person and say so, or say why it was refused."""
    someone = get_person(request.actor, pk)
    try:
        act(someone)
    except PersonRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done % {"name": someone.name})
    return redirect("accounts:person", someone.pk)


@administrator
@require_POST
def stop(request: Any, pk: UUID) -> HttpResponse:
    """End all a person's roles here, and their account where it has no other use."""
    return _pressed(
        request,
        pk,
        lambda someone: deactivate(someone, by=request.actor),
        _("%(name)s has no role here any more."),
    )


@administrator
@require_POST
def resume(request: Any, pk: UUID) -> HttpResponse:
    """Let a person sign in again."""
    return _pressed(
        request,
        pk,
        lambda someone: reactivate(someone, by=request.actor),
        _("%(name)s may sign in again."),
    )


@administrator
@require_POST
def remove_second_factor(request: Any, pk: UUID) -> HttpResponse:
    """Remove a lost second factor; the person makes a new one."""

    def act(someone: User) -> None:
        require_own(someone, request.actor)
        reset_second_factor(someone, by=request.actor)

    return _pressed(
        request,
        pk,
        act,
        _("%(name)s makes a new second factor at the next sign-in."),
    )


@administrator
@require_POST
def send_password_link(request: Any, pk: UUID) -> HttpResponse:
    """Send a person a new link to choose a password."""
    return _pressed(
        request,
        pk,
        lambda someone: send_link(someone, by=request.actor),
        _("A link was sent to %(name)s."),
    )
