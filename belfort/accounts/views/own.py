"""A person's own pages: profile, role, sessions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from belfort.accounts.actions.profile import change_profile
from belfort.accounts.actions.sessions import (
    RECORD_KEY,
    end_other_sessions,
    end_sessions,
)
from belfort.accounts.actions.signing import actor_for
from belfort.accounts.forms import ProfileForm, RoleChoiceForm, sent
from belfort.accounts.language import remember_language
from belfort.accounts.middleware import SESSION_KEY
from belfort.accounts.models import Membership, Session


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: Any) -> HttpResponse:
    """Name, language, and the ways to what keeps the account safe."""
    form = ProfileForm(sent(request), instance=request.user)
    if request.method != "POST" or not form.is_valid():
        roles = Membership.objects.current().filter(user=request.user)
        context = {
            "form": form,
            "roles": roles.select_related("organisation", "service"),
        }
        status = 422 if request.method == "POST" else 200
        return render(request, "accounts/profile.html", context, status=status)
    change_profile(request.user, **form.cleaned_data)
    messages.success(request, _("Your profile was saved."))
    response = redirect("accounts:profile")
    remember_language(response, form.cleaned_data["language"])
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def role(request: Any) -> HttpResponse:
    """Choose in which of several current roles to work."""
    form = RoleChoiceForm(
        sent(request),
        user=request.user,
        initial={"membership": request.actor and request.actor.pk},
    )
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "accounts/role.html", {"form": form}, status=status)
    request.session[SESSION_KEY] = str(form.cleaned_data["membership"].pk)
    return redirect("/")


@login_required
@require_safe
def sessions(request: Any) -> HttpResponse:
    """Where the person is signed in."""
    context = {
        "sessions": Session.objects.open().filter(user=request.user),
        "here": UUID(request.session[RECORD_KEY]),
    }
    return render(request, "accounts/sessions.html", context)


@login_required
@require_POST
def end_session(request: Any, pk: UUID) -> HttpResponse:
    """End one of the person's own sessions; somebody else's is not found."""
    session = get_object_or_404(Session, pk=pk, user=request.user)
    end_sessions(request.user, by=actor_for(request.user), only=session.pk)
    messages.success(request, _("The session was ended."))
    return redirect("accounts:sessions")


@login_required
@require_POST
def end_others(request: Any) -> HttpResponse:
    """End every session of the person but this one."""
    ended = end_other_sessions(request.user, keep=UUID(request.session[RECORD_KEY]))
    messages.success(
        request,
        ngettext(
            "%(number)d other session was ended.",
            "%(number)d other sessions were ended.",
            ended,
        )
        % {"number": ended},
    )
    return redirect("accounts:sessions")
