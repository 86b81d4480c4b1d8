"""The privacy officer's pages: the trail, the record of processing, one person."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.core.serializers.json import DjangoJSONEncoder
from django.http import (
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from belfort.accounts.access import get_person, role_required
from belfort.accounts.actions.privacy import (
    export_person,
    names_of,
    note_reading,
    references_of,
    trail_of,
)
from belfort.accounts.actions.processing import (
    measures,
    processings,
    record_document,
)
from belfort.accounts.forms import TrailFilterForm, filter_trail
from belfort.accounts.models import Role, User
from belfort.audit.models import Event
from belfort.audit.verbs import label_of
from belfort.lib.spreadsheets import harmless

PER_PAGE = 100
BATCH = 1000
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

privacy_officer = role_required(Role.PRIVACY_OFFICER)


class Echo:
    """A file that gives back what is written to it, for a streamed CSV."""

    def write(self, value: str) -> str:
        return value


def _asked(request: Any) -> tuple[TrailFilterForm, Any]:
    """The filter of the address, and the events that fit it."""
    events = trail_of(request.actor)
    form = TrailFilterForm(request.GET, actor=request.actor, events=events)
    if not form.is_valid():
        return form, events.none()
    wanted = form.cleaned_data
    person = wanted["person"]
    references = references_of(person, request.actor.organisation) if person else []
    return form, filter_trail(events, wanted, references)


@privacy_officer
@require_safe
def trail(request: Any) -> HttpResponse:
    """Who did or read what, filtered; looking is itself in the trail."""
    form, events = _asked(request)
    page = Paginator(events, PER_PAGE).get_page(request.GET.get("page"))
    rows = list(page)
    note_reading(
        "trail_read", request.actor.organisation, rows=len(rows), by=request.actor
    )
    names = names_of(event.actor for event in rows)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "events": [(event, names.get(event.actor, event.actor)) for event in rows],
        "query": query.urlencode(),
    }
    status = 200 if form.is_valid() else 422
    return render(request, "accounts/trail.html", context, status=status)


@privacy_officer
@require_safe
def trail_csv(request: Any) -> HttpResponseBase:
    """The events that the same filter shows, all pages, as CSV."""
    form, events = _asked(request)
    if not form.is_valid():
        return render(
            request,
            "accounts/trail.html",
            {"form": form, "page": None, "events": []},
            status=422,
        )
    last = events.values_list("pk", flat=True).first() or 0
    events = events.filter(pk__lte=last)
    note_reading(
        "trail_exported",
        request.actor.organisation,
        rows=events.count(),
        by=request.actor,
    )
    response = StreamingHttpResponse(
        _csv_lines(events), content_type="text/csv; charset=utf-8"
    )
    name = f"belfort-trail-{localdate():%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _csv_lines(events: Any) -> Iterator[str]:
    writer: Any = csv.writer(Echo(), delimiter=";")
    headings = [
        _("Number"),
        _("Moment"),
        _("Who"),
        _("Actor"),
        _("What"),
        _("Verb"),
        _("On what"),
        _("Outcome"),
        _("Rows"),
    ]
    yield "\ufeff" + writer.writerow(headings)
    source = events.iterator(chunk_size=BATCH)
    while rows := list(islice(source, BATCH)):
        names = names_of(event.actor for event in rows)
        for event in rows:
            yield writer.writerow(harmless(cell) for cell in _cells(event, names))


def _cells(event: Event, names: dict[str, str]) -> list[Any]:
    return [
        event.number or "",
        localtime(event.moment).isoformat(timespec="seconds"),
        names.get(event.actor, ""),
        event.actor,
        label_of(event.verb),
        event.verb,
        event.object,
        event.get_outcome_display(),
        event.rows,
    ]


@privacy_officer
@require_safe
def processing(request: Any) -> HttpResponse:
    """The record of processing, with how long everything is kept."""
    lines = processings()
    context = {
        "personal": [line for line in lines if line.is_personal],
        "others": [line for line in lines if not line.is_personal],
        "measures": measures(),
    }
    return render(request, "accounts/processing.html", context)


@privacy_officer
@require_safe
def processing_document(request: Any) -> HttpResponse:
    """The record of processing as a document."""
    response = HttpResponse(
        record_document(request.actor.organisation), content_type=DOCX
    )
    response["Content-Disposition"] = 'attachment; filename="record-of-processing.docx"'
    return response


@privacy_officer
@require_safe
def subjects(request: Any) -> HttpResponse:
    """Choose whose data to take out."""
    wanted = request.GET.get("q", "").strip()
    found = User.objects.visible_to(request.actor).order_by("name", "pk")
    if wanted:
        found = found.filter(name__icontains=wanted)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/subjects.html", {"page": page, "q": wanted})


@privacy_officer
@require_POST
def subject_export(request: Any, pk: UUID) -> HttpResponse:
    """Everything that is kept of one person, as JSON."""
    person = get_person(request.actor, pk)
    response = JsonResponse(
        export_person(person, by=request.actor),
        encoder=DjangoJSONEncoder,
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
    name = f"belfort-{slugify(person.name) or 'person'}-{localdate():%Y-%m-%d}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
