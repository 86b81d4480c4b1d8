"""The page on which everyone can see the legal parameters and their sources."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format, localize, number_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from belfort.law.parameters import Parameter, parameters

GROUPS = {
    "plan": gettext_lazy("The plan"),
    "guards": gettext_lazy("Community guards"),
    "retention": gettext_lazy("How long records are kept"),
}
"""The first word of a key, and what the page calls it."""


@require_safe
@login_required
def legal_parameters(request: HttpRequest) -> HttpResponse:
    """Every parameter with its values, newest first, in groups."""
    today = localdate()
    groups: dict[str, list[dict[str, object]]] = {}
    unverified = 0
    for key, values in parameters().items():
        rows = [describe(one, today) for one in reversed(values)]
        unverified += sum(not one.verified for one in values)
        name = key.partition(".")[0]
        group = groups.setdefault(str(GROUPS.get(name, name)), [])
        group.append({"key": key, "label": values[0].label, "values": rows})
    context = {"groups": groups, "unverified": unverified}
    return render(request, "law/parameters.html", context)


def describe(one: Parameter, today: date) -> dict[str, object]:
    return {"shown": show(one), "parameter": one, "holds": one.holds_on(today)}


def show(one: Parameter) -> str:
    """The value with its unit, in the language of the page."""
    value = one.value
    if isinstance(value, bool):
        return _("as long as it is used")
    if isinstance(value, int):
        return show_length(value, one.unit)
    if isinstance(value, Decimal):
        return show_decimal(value, one.unit)
    return show_dates(value, one.unit)


def show_decimal(value: Decimal, unit: str) -> str:
    if unit == "eur":
        return f"€ {number_format(value, 2, use_l10n=True, force_grouping=True)}"
    return _("%(number)s FTE") % {"number": localize(value)}


def show_dates(value: date | tuple[date, date], unit: str) -> str:
    if isinstance(value, tuple):
        first, last = (date_format(day, "j F Y") for day in value)
        return _("%(first)s to %(last)s") % {"first": first, "last": last}
    day = date_format(value, "j F Y")
    return _("before %(day)s") % {"day": day} if unit == "before_date" else day


def show_length(number: int, unit: str) -> str:
    texts = {
        "day": ngettext("%(number)s day", "%(number)s days", number),
        "working_day": ngettext(
            "%(number)s working day", "%(number)s working days", number
        ),
        "month": ngettext("%(number)s month", "%(number)s months", number),
        "year": ngettext("%(number)s year", "%(number)s years", number),
    }
    return texts[unit] % {"number": number}
