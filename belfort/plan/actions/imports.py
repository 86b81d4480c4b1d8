"""A document handed over as a plan: read, questioned, judged, taken over."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import PurePath
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from belfort.accounts.models import Membership
from belfort.audit.actions import record
from belfort.audit.receipts import keep, once, request_digest
from belfort.lib.documents import DocumentRefused
from belfort.plan.actions.guards import require_planner_of
from belfort.plan.actions.lineage import continue_lineages
from belfort.plan.actions.sprouts import plant, sprouts_of_reading, sprouts_of_tree
from belfort.plan.actions.versions import (
    lineages_of_programmes,
    next_number,
    store_plan,
)
from belfort.plan.importer.contract import from_json, to_json
from belfort.plan.importer.handed_over import read_handed_over, sentence_of
from belfort.plan.importer.reading import Period, PlanReading
from belfort.plan.importer.refusals import PlanRefused
from belfort.plan.models import Finding, Import, Plan, Question, Version
from belfort.plan.states import ImportState
from belfort.workflow.actions import Refused, move

QUESTION_FIELDS = (
    "position",
    "kind",
    "node",
    "readings",
    "proposal",
    "lines",
    "page",
    "line",
)
FINDING_FIELDS = ("position", "code", "severity", "node", "facts", "page", "line")


def hand_over(
    *,
    by: Membership,
    data: bytes,
    name: str,
    key: UUID | None = None,
    continues: Plan | None = None,
) -> Import:
    """Read a file as a plan, and store both for review; nothing where it is refused.

    ``key`` is made by the client: the same request again gives the same record.
    Raises Refused with a sentence for people, and ReceiptConflict where the key
    was used for something else.
    """
    require_planner_of(continues.organisation_id if continues else by.chain, by)
    plan, kind = _read(data, name)
    fingerprint = hashlib.sha256(data).hexdigest()
    asked = {"sha256": fingerprint, "continues": str(continues.pk if continues else "")}
    digest = request_digest(asked)
    with transaction.atomic():
        if key and (earlier := once(by, key, digest)):
            return Import.objects.get(pk=UUID(earlier.rpartition("/")[2]))
        imported = Import(
            organisation_id=by.organisation_id,
            name=PurePath(name).name[-200:] or _("plan"),
            sha256=fingerprint,
            format=kind,
            reading=to_json(plan),
            continues=continues,
            created_by=by,
        )
        with _stored(imported, data):
            imported.save()
            _store_questions(imported, plan)
            _store_findings(imported, plan)
            record("plan.handed_over", imported, by=by, changes=asked)
            if key:
                keep(by, key, digest, imported)
    return imported


@transaction.atomic
def answer(question: Question, choice: int, *, by: Membership) -> Import:
    """Choose a reading, and read the document again with every answer given.

    What was answered and judged before keeps its answer and verdict by its key.
    Raises Refused.
    """
    imported = _lock(question.source_id, by)
    question = imported.questions.get(pk=question.pk)
    if not 0 <= choice < len(question.readings):
        raise Refused(_("That is none of the readings of this question."))
    question.answer, question.answered_by, question.answered_at = choice, by, now()
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    answers = {
        q.key: q.answer for q in imported.questions.all() if q.answer is not None
    }
    with imported.file.open("rb") as file:
        plan, _kind = _read(file.read(), imported.name, answers)
    imported.reading = to_json(plan)
    imported.save(update_fields=["reading"])
    _store_questions(imported, plan)
    _store_findings(imported, plan)
    changes = {"question": question.key, "choice": choice}
    record("plan.answered", imported, by=by, changes=changes)
    return imported


@transaction.atomic
def judge(finding: Finding, verdict: str, note: str = "", *, by: Membership) -> Finding:
    """Say what is to be done with a finding. Raises Refused."""
    imported = _lock(finding.source_id, by)
    finding = imported.findings.select_for_update().get(pk=finding.pk)
    finding.verdict, finding.note = Finding.Verdict(verdict), note.strip()
    decided = finding.verdict != Finding.Verdict.OPEN
    finding.decided_by = by if decided else None
    finding.decided_at = now() if decided else None
    finding.save(update_fields=["verdict", "note", "decided_by", "decided_at"])
    changes = {"finding": finding.key, "verdict": verdict, "note": finding.note}
    record("plan.judged", imported, by=by, changes=changes)
    return finding


@transaction.atomic
def judge_alike(
    finding: Finding, verdict: str, note: str = "", *, by: Membership
) -> int:
    """Judge a finding and the open ones of its kind the same way; how many.

    Raises Refused.
    """
    imported = _lock(finding.source_id, by)
    others = imported.findings.filter(code=finding.code, verdict=Finding.Verdict.OPEN)
    alike = [finding, *others.exclude(pk=finding.pk)]
    for each in alike:
        judge(each, verdict, note, by=by)
    return len(alike)


@transaction.atomic
def accept(
    imported: Import,
    *,
    by: Membership,
    period_start: date | None = None,
    period_end: date | None = None,
) -> Version:
    """Make a draft version of what was read, every node of it unconfirmed.

    It becomes a version of the plan it was handed over for, or a plan of its own;
    one that begins after that plan ends continues it as a new plan. Nodes keep
    the lineage of what they continue. Raises Refused.
    """
    imported = _lock(imported.pk, by)
    reading = from_json(imported.reading)
    period = _period(reading, period_start, period_end)
    version = _version_for(imported, reading, period, by)
    sprouts = sprouts_of_reading(reading)
    lineages: dict[str, UUID] = {}
    if version.based_on:
        continue_lineages(sprouts_of_tree(version.based_on.tree()), sprouts)
        lineages = lineages_of_programmes(version.based_on)
    rows = plant(version, sprouts, by=by, programme_lineages=lineages)
    imported.version = version
    imported.save(update_fields=["version"])
    move(imported, ImportState.ACCEPTED, by=by, day=localdate())
    record(
        "plan.taken_over",
        version,
        by=by,
        changes={"sha256": imported.sha256, "reading": imported.reading},
        rows=rows,
    )
    return version


@transaction.atomic
def discard(imported: Import, *, by: Membership, reason: str = "") -> Import:
    """Put the document aside; it can be taken up again. Raises Refused."""
    imported = _lock(imported.pk, by)
    return move(imported, ImportState.DISCARDED, by=by, day=localdate(), reason=reason)


@transaction.atomic
def reopen(imported: Import, *, by: Membership) -> Import:
    """Take up a document that was put aside. Raises Refused."""
    imported = _lock(imported.pk, by, state=ImportState.DISCARDED)
    return move(imported, ImportState.REVIEW, by=by, day=localdate())


def _lock(pk: UUID, by: Membership, state: str = ImportState.REVIEW) -> Import:
    """The document, locked, in the state that the deed needs."""
    imported = Import.objects.select_for_update().get(pk=pk)
    require_planner_of(imported.organisation_id, by)
    if imported.state != state:
        raise Refused(
            _(
                "“%(document)s” is in the state “%(state)s”, and this can no longer"
                " be done."
            )
            % {"document": imported, "state": imported.get_state_display()}
        )
    return imported


def _read(
    data: bytes, name: str, answers: Mapping[str, int] | None = None
) -> tuple[PlanReading, str]:
    try:
        return read_handed_over(data, name=name, answers=answers)
    except (DocumentRefused, PlanRefused) as refusal:
        raise Refused(sentence_of(refusal)) from refusal


@contextmanager
def _stored(imported: Import, data: bytes) -> Iterator[None]:
    """The file under a name nobody can guess; gone again where the rest fails."""
    suffix = PurePath(imported.name).suffix[:8].lower()
    imported.file.save(f"{uuid4()}{suffix}", ContentFile(data), save=False)
    try:
        yield
    except BaseException:
        imported.file.delete(save=False)
        raise


def _store_questions(imported: Import, plan: PlanReading) -> None:
    """Write the questions of this reading; answers stay with their keys."""
    known = {question.key: question for question in imported.questions.all()}
    asked = {question.id for question in plan.questions}
    imported.questions.filter(answer=None).exclude(key__in=asked).delete()
    fresh: list[Question] = []
    seen: list[Question] = []
    for position, found in enumerate(plan.questions):
        question = known.get(found.id) or Question(source=imported, key=found.id)
        question.position = position
        question.kind = found.kind
        question.node = found.node
        question.readings = [reading.texts for reading in found.readings]
        question.proposal = found.proposal
        question.lines = found.lines
        question.page, question.line = found.source.page, found.source.line
        (seen if found.id in known else fresh).append(question)
    Question.objects.bulk_update(seen, QUESTION_FIELDS)
    Question.objects.bulk_create(fresh)


def _store_findings(imported: Import, plan: PlanReading) -> None:
    """Write the findings of this reading; verdicts stay with their keys."""
    known = {finding.key: finding for finding in imported.findings.all()}
    there = {finding.id for finding in plan.findings}
    imported.findings.exclude(key__in=there).delete()
    fresh: list[Finding] = []
    seen: list[Finding] = []
    for position, found in enumerate(plan.findings):
        finding = known.get(found.id) or Finding(source=imported, key=found.id)
        finding.position = position
        finding.code, finding.severity = found.code, found.severity
        finding.node, finding.facts = found.node, found.facts
        finding.page, finding.line = found.source.page, found.source.line
        (seen if found.id in known else fresh).append(finding)
    Finding.objects.bulk_update(seen, FINDING_FIELDS)
    Finding.objects.bulk_create(fresh)


def _period(plan: PlanReading, start: date | None, end: date | None) -> Period:
    """The period given, or the one the document states. Raises Refused."""
    period = Period(start or plan.header.period.start, end or plan.header.period.end)
    if period.start is None or period.end is None:
        raise Refused(
            _("The document does not say for which period the plan is. Give its days.")
        )
    if period.end < period.start:
        raise Refused(_("The period of the plan ends before it begins."))
    return period


def _version_for(
    imported: Import, plan: PlanReading, period: Period, by: Membership
) -> Version:
    """An empty version for the tree, and what it is based on."""
    header = {
        **imported.reading["header"],
        "period": {"start": str(period.start), "end": str(period.end)},
    }
    earlier = imported.continues
    based_on = earlier.versions.order_by("-number").first() if earlier else None
    if earlier is None or (period.start and period.start > earlier.end):
        return store_plan(
            by=by,
            language=plan.header.language,
            period=period,
            continues=earlier,
            header=header,
            based_on=based_on,
        )
    return Version.objects.create(
        plan=Plan.objects.select_for_update().get(pk=earlier.pk),
        number=next_number(earlier),
        header=header,
        based_on=based_on,
        created_by=by,
    )
