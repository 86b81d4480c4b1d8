"""Who may open a page, and one door per person, role and service."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from belfort.accounts.models import Membership, Role, Service, User
from belfort.audit.actions import record_refusal

View = Callable[..., HttpResponseBase]

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def member_required(view: View) -> View:
    """Open to whoever has a current role; anonymous people are led to sign in."""

    @login_required
    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.actor is None:
            return render(request, "accounts/no_role.html", status=403)
        return view(request, *args, **kwargs)

    return guarded


def role_required(*roles: Role) -> Callable[[View], View]:
    """Open to some roles only; for the others the page exists and is refused."""

    def decorate(view: View) -> View:
        @member_required
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.actor.role not in roles:
                refuse(request, roles)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def refuse(request: Any, roles: tuple[Role, ...]) -> None:
    """Leave the refusal in the trail and answer 403."""
    record_refusal("accounts.opened", request.path[:120], by=request.actor)
    raise PermissionDenied(", ".join(str(role.label) for role in roles))


def needs_second_factor(user: User) -> bool:
    """Whether one of the person's organisations asks a factor that is missing.

    The example's people are let off in the demo, which start-up binds to a
    loopback address.
    """
    if user.is_example and settings.DEMO:
        return False
    asked = (
        Membership.objects.current()
        .filter(user=user, organisation__requires_second_factor=True)
        .exists()
    )
    return asked and not get_adapter().is_mfa_enabled(user, FACTORS)


def get_person(actor: Membership, pk: UUID) -> User:
    """Someone who has or had a role at the organisation; 404 for anybody else."""
    return get_object_or_404(User.objects.visible_to(actor), pk=pk)


def get_membership(actor: Membership, pk: UUID) -> Membership:
    """A role at the organisation; 404 for any other."""
    return get_object_or_404(
        Membership.objects.visible_to(actor).select_related("user", "service"), pk=pk
    )


def get_service(actor: Membership, pk: UUID) -> Service:
    """A service of the organisation; 404 for any other."""
    return get_object_or_404(Service.objects.visible_to(actor), pk=pk)


def works_only_for(actor: Membership, person: User) -> bool:
    """Whether no other organisation has or had a role for this person."""
    return not person.memberships.exclude(
        organisation_id=actor.organisation_id
    ).exists()
