"""Pages of a document handed over: upload, look, answer, judge, take over."""

from __future__ import annotations

from datetime import date
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from belfort.accounts.access import member_required
from belfort.accounts.middleware import ActorRequest
from belfort.audit.actions import record
from belfort.lib.folding import fold
from belfort.plan.access import get_import, require_planner
from belfort.plan.actions.imports import (
    accept,
    answer,
    discard,
    hand_over,
    judge,
    judge_alike,
    reopen,
)
from belfort.plan.forms import FORMATS, ChoiceForm, JudgeForm, PeriodForm, UploadForm
from belfort.plan.models import Finding, Import, Plan, Question
from belfort.plan.states import ImportState
from belfort.plan.views.beside import counted, ends, excerpt, lines_of, outline
from belfort.plan.views.pages import answers_conflict, said
from belfort.ui.navigation import Tab
from belfort.workflow.actions import Refused

OFFICE = "application/vnd.openxmlformats-officedocument"
ORIGINALS = {
    "pdf": (".pdf", "application/pdf"),
    "docx": (".docx", f"{OFFICE}.wordprocessingml.document"),
    "odt": (".odt", "application/vnd.oasis.opendocument.text"),
    "text": (".txt", "text/plain; charset=utf-8"),
    "json": (".json", "application/json"),
    "xlsx": (".xlsx", f"{OFFICE}.spreadsheetml.sheet"),
}
"""Ending and type of an original by what it holds, whatever it was called."""

SEVERITIES = ("error", "warning", "notice")


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@answers_conflict
def upload(request: ActorRequest) -> HttpResponse:
    """Hand over the document that the council approved."""
    require_planner(request.actor)
    own = Plan.objects.filter(organisation_id=request.actor.organisation_id)
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        plans=own,
        initial={"continues": request.GET.get("for") or None},
    )
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            imported = hand_over(
                by=request.actor,
                data=file.read(),
                name=file.name,
                key=form.cleaned_data["key"],
                continues=form.cleaned_data["continues"],
            )
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect(imported)
    context = {
        "form": form,
        "formats": [suffix.removeprefix(".").upper() for suffix in FORMATS.split(",")],
        "limit": settings.UPLOAD_LIMIT // 1024 // 1024,
        "crumbs": [(reverse("plan:plans"), _("Plans")), ("", _("Hand over a plan"))],
    }
    status = 422 if form.errors else 200
    return render(request, "plan/upload.html", context, status=status)


def review_page(imported: Import, current: str) -> dict[str, Any]:
    """What every page of a document under review needs."""
    asked = list(imported.questions.all())
    found = list(imported.findings.all())
    answered = sum(question.answer is not None for question in asked)
    open_findings = sum(finding.verdict == Finding.Verdict.OPEN for finding in found)
    names = [
        ("import", _("Overview"), None),
        ("import_text", _("What was read"), None),
        ("import_questions", _("Questions"), len(asked) - answered),
        ("import_findings", _("Findings"), open_findings),
    ]
    header = imported.reading.get("header") or {}
    further = [("", label) for name, label, _count in names if name == current]
    own: list[tuple[str, str]] = [(reverse("plan:plans"), _("Plans"))]
    if current == "import":
        own.append(("", imported.name))
    else:
        own += [(imported.get_absolute_url(), imported.name), *further]
    return {
        "imported": imported,
        "document_language": header.get("language") or "nl",
        "is_open": imported.state == ImportState.REVIEW,
        "crumbs": own,
        "tabs": [
            Tab(reverse(f"plan:{name}", args=[imported.pk]), label, name == current, n)
            for name, label, n in names
        ],
        "asked": asked,
        "answered": answered,
        "unanswered": len(asked) - answered,
        "found": found,
        "open_findings": open_findings,
        "judged": len(found) - open_findings,
    }


@require_safe
@member_required
def overview(request: ActorRequest, pk: UUID) -> HttpResponse:
    """What came out of the document, what is still to do, and taking it over."""
    imported = get_import(request.actor, pk)
    return overview_page(request, imported, period_form(imported))


def period_form(imported: Import, data: Any = None) -> PeriodForm:
    period = imported.reading.get("header", {}).get("period") or {}
    return PeriodForm(
        data,
        initial={
            "period_start": day_of(period.get("start")),
            "period_end": day_of(period.get("end")),
        },
    )


def day_of(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def overview_page(
    request: ActorRequest, imported: Import, form: PeriodForm
) -> HttpResponse:
    context = review_page(imported, "import")
    number = counted(imported.reading)
    context |= {
        "form": form,
        "other_city": other_city(imported),
        "header": imported.reading.get("header") or {},
        "figures": [
            (_("chapters"), number["chapter"]),
            (_("phenomena"), number["phenomenon"]),
            (_("general objectives"), number["general_objective"]),
            (_("strategic objectives"), number["strategic_objective"]),
            (_("operational objectives"), number["operational_objective"]),
            (_("results"), number["result"]),
            (_("indicators"), number["indicator"]),
        ],
    }
    status = 422 if form.errors else 200
    return render(request, "plan/import.html", context, status=status)


def other_city(imported: Import) -> str:
    """The city that the document names, where it is not the one that hands it over.

    A city that merged may hand over a plan of a city that went up in it.
    """
    named = fold((imported.reading.get("header") or {}).get("city") or "")
    own = imported.organisation.municipality
    if not named or own is None:
        return ""
    names = {fold(imported.organisation.name)}
    for city in (own, *own.predecessors.all()):
        names |= {fold(city.name_nl), fold(city.name_fr), fold(city.name_de)}
    if any(name and (name in named or named in name) for name in names):
        return ""
    return str(imported.reading["header"]["city"])


@require_safe
@member_required
def text(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The tree as it was read, and the original lines of the chosen node."""
    imported = get_import(request.actor, pk)
    chapters = outline(imported.reading)
    key = request.GET.get("node", "")
    flat = [node for chapter in chapters for node in chapter.walk()]
    chosen = next((node for node in flat if node.id == key), None)
    begin = request.GET.get("from", "")
    lines = excerpt(
        lines_of(imported),
        chosen.place if chosen else None,
        ends(chapters)[chosen.id] if chosen else None,
        int(begin) if begin.isdecimal() and len(begin) < 9 else None,
    )
    context = review_page(imported, "import_text")
    context |= {
        "chapters": chapters,
        "chosen": chosen,
        "open": way_to(chapters, key),
        "is_all_open": request.GET.get("open") == "all",
        "doubtful": {q.node for q in context["asked"] if q.answer is None},
        "noted": {f.node for f in context["found"] if f.node},
        "excerpt": lines,
    }
    partial = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    name = "plan/_lines.html" if partial else "plan/import_text.html"
    return render(request, name, context)


def way_to(chapters: list[Any], key: str) -> set[str]:
    """The ids of the nodes above the chosen one, which stand open for it."""
    found: set[str] = set()
    for chapter in chapters:
        for node in chapter.walk():
            if any(below.id == key for below in node.walk()):
                found.add(node.id)
    return found


@require_safe
@member_required
def questions(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The questions one by one; ``q`` asks for one, else the first open one."""
    imported = get_import(request.actor, pk)
    context = review_page(imported, "import_questions")
    asked: list[Question] = context["asked"]
    key = request.GET.get("q", "")
    chosen = next((q for q in asked if str(q.pk) == key), None)
    chosen = chosen or next((q for q in asked if q.answer is None), None)
    chosen = chosen or (asked[0] if asked else None)
    if chosen:
        place = asked.index(chosen)
        context |= {
            "question": chosen,
            "place": place + 1,
            "previous": asked[place - 1] if place else None,
            "next": asked[place + 1] if place + 1 < len(asked) else None,
            "readings": [
                {
                    "choice": choice,
                    "texts": texts,
                    "is_proposal": choice == chosen.proposal,
                    "is_answer": choice == chosen.answer,
                }
                for choice, texts in enumerate(chosen.readings)
            ],
        }
    return render(request, "plan/questions.html", context)


@require_POST
@member_required
def choose(request: ActorRequest, pk: UUID, question: int) -> HttpResponse:
    """Take one reading, and read the document again with it."""
    imported = get_import(request.actor, pk)
    asked = get_object_or_404(imported.questions, pk=question)
    form = ChoiceForm(request.POST)
    if form.is_valid():
        try:
            answer(asked, form.cleaned_data["choice"], by=request.actor)
        except Refused as refusal:
            said(request, refusal)
        else:
            messages.success(request, _("Read again with your answer."))
    else:
        messages.error(request, _("Choose one of the readings."))
    return redirect("plan:import_questions", pk)


@require_safe
@member_required
def findings(request: ActorRequest, pk: UUID) -> HttpResponse:
    """What does not add up, the gravest first."""
    imported = get_import(request.actor, pk)
    return findings_page(request, imported)


def findings_page(request: ActorRequest, imported: Import) -> HttpResponse:
    context = review_page(imported, "import_findings")
    shown = request.GET.get("show", "")
    found: list[Finding] = context["found"]
    if shown == "open":
        found = [f for f in found if f.verdict == Finding.Verdict.OPEN]
    context |= {
        "groups": [
            (severity, len(group), by_code(group))
            for severity in SEVERITIES
            if (group := [f for f in found if f.severity == severity])
        ],
        "shown": shown,
    }
    return render(request, "plan/findings.html", context)


def by_code(found: list[Finding]) -> list[list[Finding]]:
    """Findings of one kind together, in the order in which the kinds appear."""
    groups: dict[str, list[Finding]] = {}
    for finding in found:
        groups.setdefault(finding.code, []).append(finding)
    return list(groups.values())


@require_POST
@member_required
def decide(request: ActorRequest, pk: UUID, finding: int) -> HttpResponse:
    """Leave a finding as it is, mark it for correction, or open it again."""
    imported = get_import(request.actor, pk)
    found = get_object_or_404(imported.findings, pk=finding)
    form = JudgeForm(request.POST)
    if form.is_valid():
        alike = form.cleaned_data.pop("alike")
        act = judge_alike if alike else judge
        try:
            act(found, by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            said(request, refusal)
        else:
            messages.success(request, _("Noted."))
    else:
        messages.error(request, _("Say what is to be done with this finding."))
    return redirect(f"{reverse('plan:import_findings', args=[pk])}#finding-{found.pk}")


@require_POST
@member_required
def take_over(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Make a draft version of what was read."""
    imported = get_import(request.actor, pk)
    form = period_form(imported, request.POST)
    if not form.is_valid():
        return overview_page(request, imported, form)
    try:
        version = accept(imported, by=request.actor, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return overview_page(request, imported, form)
    messages.success(
        request,
        _(
            "Taken over as a draft. What nobody confirmed yet carries a mark; confirm"
            " it part by part."
        ),
    )
    return redirect(version)


@require_POST
@member_required
def put_aside(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Put the document aside; it stays in the list of the plan's documents."""
    imported = get_import(request.actor, pk)
    try:
        discard(imported, by=request.actor)
    except Refused as refusal:
        said(request, refusal)
    else:
        messages.success(request, _("Put aside. Nothing was taken over."))
    return redirect(imported)


@require_POST
@member_required
def take_up(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Take up a document that was put aside."""
    imported = get_import(request.actor, pk)
    try:
        reopen(imported, by=request.actor)
    except Refused as refusal:
        said(request, refusal)
    return redirect(imported)


@require_safe
@member_required
def original(request: ActorRequest, pk: UUID) -> HttpResponseBase:
    """The file as it was handed over."""
    imported = get_import(request.actor, pk)
    with transaction.atomic():
        record("plan.original_opened", imported, by=request.actor)
    ending, content_type = ORIGINALS[imported.format]
    name = imported.name
    if PurePath(name).suffix.lower() != ending:
        name += ending
    return FileResponse(
        imported.file.open("rb"),
        as_attachment=True,
        filename=name,
        content_type=content_type,
    )
