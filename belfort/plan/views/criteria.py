"""Pages of the criteria of one indicator."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from belfort.accounts.access import member_required
from belfort.accounts.middleware import ActorRequest
from belfort.indicators.models import Criterion, Indicator
from belfort.plan.access import get_node
from belfort.plan.actions.criteria import (
    confirm_criterion,
    remove_criterion,
    save_criterion,
)
from belfort.plan.forms import CriterionForm
from belfort.plan.models import Node, NodeKind
from belfort.plan.views.nodes import crumbs_below
from belfort.plan.views.pages import said
from belfort.workflow.actions import Refused


def get_indicator(request: ActorRequest, pk: UUID) -> tuple[Node, Indicator]:
    """The indicator's node and the indicator; 404 where the node is none."""
    node = get_node(request.actor, pk, to_change=True)
    indicator = get_object_or_404(Indicator, node=node, node__kind=NodeKind.INDICATOR)
    return node, indicator


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def add(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One more criterion for an indicator."""
    node, indicator = get_indicator(request, pk)
    return write(request, node, indicator, None)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def edit(request: ActorRequest, pk: UUID, criterion: UUID) -> HttpResponse:
    """Change a criterion; who changes it confirms it."""
    node, indicator = get_indicator(request, pk)
    found = get_object_or_404(indicator.criteria, pk=criterion)
    return write(request, node, indicator, found)


def write(
    request: ActorRequest, node: Node, indicator: Indicator, criterion: Criterion | None
) -> HttpResponse:
    form = CriterionForm(request.POST or None, instance=criterion)
    if request.POST and form.is_valid():
        known = indicator.criteria.get(pk=criterion.pk) if criterion else None
        try:
            save_criterion(
                indicator, by=request.actor, criterion=known, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The criterion is written and confirmed."))
            return redirect(node)
    context = {
        "form": form,
        "node": node,
        "criterion": criterion,
        "plan": node.version.plan,
        "crumbs": crumbs_below(
            node, _("Change the criterion") if criterion else _("Add a criterion")
        ),
    }
    return render(
        request, "plan/criterion.html", context, status=422 if form.errors else 200
    )


@require_POST
@member_required
def confirm(request: ActorRequest, pk: UUID, criterion: UUID) -> HttpResponse:
    """Say that the proposed criterion is right."""
    node, indicator = get_indicator(request, pk)
    found = get_object_or_404(indicator.criteria, pk=criterion)
    try:
        confirm_criterion(found, by=request.actor)
    except Refused as refusal:
        said(request, refusal)
    else:
        messages.success(request, _("The criterion is confirmed."))
    return redirect(node)


@require_POST
@member_required
def remove(request: ActorRequest, pk: UUID, criterion: UUID) -> HttpResponse:
    """Take a criterion away."""
    node, indicator = get_indicator(request, pk)
    found = get_object_or_404(indicator.criteria, pk=criterion)
    try:
        remove_criterion(found, by=request.actor)
    except Refused as refusal:
        said(request, refusal)
    else:
        messages.success(request, _("The criterion is removed."))
    return redirect(node)
