"""The list of municipalities and one municipality; open to whoever signed in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from belfort.places.forms import MunicipalityFilter
from belfort.places.models import FIRST_DAY, Municipality, MunicipalityQuerySet

PER_PAGE = 50


@require_safe
@login_required
def municipalities(request: HttpRequest) -> HttpResponse:
    """The municipalities of a day (today if none is given)."""
    form = MunicipalityFilter(request.GET)
    found = chosen(form)
    day = (form.is_valid() and form.cleaned_data["on"]) or localdate()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "day": day, "count": page.paginator.count}
    status = 200 if form.is_valid() else 422
    return render(request, "places/municipalities.html", context, status=status)


def chosen(form: MunicipalityFilter) -> MunicipalityQuerySet:
    """What the filter leaves; nothing where the filter itself is wrong."""
    if not form.is_valid():
        return Municipality.objects.none()
    asked = form.cleaned_data
    found = Municipality.objects.filter(is_example=False)
    found = found.on(asked["on"] or localdate()).matching(asked["words"])
    if asked["regime"]:
        found = found.filter(regime=asked["regime"])
    return found


@require_safe
@login_required
def municipality(request: HttpRequest, code: str) -> HttpResponse:
    """One municipality, also when it is gone: what it came from and went up in."""
    one = get_object_or_404(Municipality.objects.filter(is_example=False), code=code)
    today = localdate()
    context = {
        "municipality": one,
        "exists": one.exists_on(today),
        "since_known": one.valid_from > FIRST_DAY,
        "predecessors": one.predecessors.all(),
        "successors": one.successors.all(),
    }
    return render(request, "places/municipality.html", context)
