"""A version of a plan as a file to keep."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from belfort.accounts.access import member_required
from belfort.accounts.middleware import ActorRequest
from belfort.audit.actions import record
from belfort.plan.access import get_version
from belfort.plan.export.contract import file_name
from belfort.plan.models import Version
from belfort.plan.views.pages import said
from belfort.workflow.actions import Refused

OFFICE = "application/vnd.openxmlformats-officedocument"
CONTENT_TYPES = {
    "json": "application/json",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "docx": f"{OFFICE}.wordprocessingml.document",
}


@require_safe
@member_required
def json_file(request: ActorRequest, pk: UUID, number: int) -> HttpResponse:
    """The plan as JSON, which Belfort reads again."""
    from belfort.plan.export.json import as_json

    version = get_version(request.actor, pk, number)
    return send(request, version, as_json(version), "json")


@require_safe
@member_required
def xlsx_file(request: ActorRequest, pk: UUID, number: int) -> HttpResponse:
    """The plan as a spreadsheet, which Belfort reads again."""
    from belfort.plan.export.xlsx import as_xlsx

    version = get_version(request.actor, pk, number)
    try:
        data = as_xlsx(version)
    except Refused as refusal:
        said(request, refusal)
        return redirect(version)
    return send(request, version, data, "xlsx")


@require_safe
@member_required
def docx_file(request: ActorRequest, pk: UUID, number: int) -> HttpResponse:
    """The plan as a document."""
    from belfort.plan.export.docx import as_docx

    version = get_version(request.actor, pk, number)
    return send(request, version, as_docx(version), "docx")


def send(
    request: ActorRequest, version: Version, data: bytes, suffix: str
) -> HttpResponse:
    """The file, after the trail says who took it."""
    with transaction.atomic():
        record("plan.exported", version, by=request.actor, changes={"as": suffix})
    name = file_name(version, suffix, day=localdate())
    return HttpResponse(
        data,
        content_type=CONTENT_TYPES[suffix],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
