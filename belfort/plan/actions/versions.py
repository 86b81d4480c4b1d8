"""The versions of a plan: made, copied, and led through their approval."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from belfort.accounts.models import Membership
from belfort.audit.actions import record
from belfort.audit.receipts import keep, once, request_digest
from belfort.lib.folding import fold
from belfort.lib.history import sign
from belfort.plan.actions.comparison import Comparison, compare
from belfort.plan.actions.guards import lock_plan, lock_version, require_planner_of
from belfort.plan.actions.sprouts import plant, sprouts_of_tree
from belfort.plan.importer.contract import to_json
from belfort.plan.importer.reading import Header, Period, PlanReading
from belfort.plan.models import Plan, Version
from belfort.plan.states import State
from belfort.workflow.actions import Refused, move, steps_of

__all__ = [
    "Comparison",
    "advance",
    "compare",
    "lineages_of_programmes",
    "make_plan",
    "new_version",
    "next_number",
    "store_plan",
    "warnings_for",
]

BACKWARDS = (State.DRAFT, State.WITHDRAWN)
"""Steps that nobody takes without saying why."""


@transaction.atomic
def make_plan(
    *,
    by: Membership,
    language: str,
    start: date,
    end: date,
    title: str = "",
    continues: Plan | None = None,
    key: UUID | None = None,
) -> Version:
    """Make an empty plan, to be filled node by node. Raises Refused."""
    require_planner_of(continues.organisation_id if continues else by.chain, by)
    if end < start:
        raise Refused(_("The period of the plan ends before it begins."))
    asked: dict[str, object] = {
        "language": language,
        "start": start,
        "end": end,
        "title": title,
        "continues": str(continues.pk if continues else ""),
    }
    digest = request_digest({name: str(value) for name, value in asked.items()})
    if key and (earlier := once(by, key, digest)):
        return Version.objects.get(pk=UUID(earlier.rpartition("/")[2]))
    period = Period(start, end)
    header = Header(language=language, city=_city_of(by), period=period)
    version = store_plan(
        by=by,
        language=language,
        period=period,
        title=title,
        continues=continues,
        header=to_json(PlanReading(header, []))["header"],
    )
    record("plan.made", version, by=by, changes=asked)
    if key:
        keep(by, key, digest, version)
    return version


def store_plan(
    *,
    by: Membership,
    language: str,
    period: Period,
    header: dict[str, object],
    title: str = "",
    continues: Plan | None = None,
    based_on: Version | None = None,
) -> Version:
    """A plan of the actor's city with its first, empty version. Raises Refused."""
    city = by.organisation.municipality
    if city is None or period.start is None or period.end is None:
        raise Refused(_("A plan belongs to a city; this organisation is none."))
    # A document that does not show its language is in that of its city.
    language = language or city.regime[:2]
    plan = Plan(
        organisation_id=by.organisation_id,
        municipality=city,
        title=title.strip() or title_for(language, period),
        language=language,
        start=period.start,
        end=period.end,
        continues=continues,
    )
    sign(plan, by.user)
    plan.save()
    version = Version(
        plan=plan, number=1, header=header, based_on=based_on, created_by=by
    )
    sign(version, by.user)
    version.save()
    return version


def title_for(language: str, period: Period) -> str:
    """The usual name of the plan of a period, in the plan's own language."""
    years = sorted({day.year for day in (period.start, period.end) if day})
    with override("nl" if language == "nl" else "fr"):
        name = _("Strategic security and prevention plan %(years)s")
        return name % {"years": "–".join(str(year) for year in years)}


def _city_of(by: Membership) -> str:
    return str(by.organisation.municipality or "")


@transaction.atomic
def new_version(version: Version, *, by: Membership, note: str = "") -> Version:
    """A draft that copies the whole tree, with the same lineages."""
    plan = lock_plan(version.plan_id, by)
    copy = Version(
        plan=plan,
        number=next_number(plan),
        header=version.header,
        based_on=version,
        note=note.strip(),
        created_by=by,
    )
    sign(copy, by.user)
    copy.save()
    lineages = lineages_of_programmes(version)
    rows = plant(
        copy, sprouts_of_tree(version.tree()), by=by, programme_lineages=lineages
    )
    changes = {"based_on": str(version.pk), "note": copy.note}
    record("plan.version_made", copy, by=by, changes=changes, rows=rows)
    return copy


def next_number(plan: Plan) -> int:
    """The number after the last version's; the plan's row is locked by the caller."""
    last = plan.versions.order_by("-number").first()
    return last.number + 1 if last else 1


def lineages_of_programmes(version: Version) -> dict[str, UUID]:
    """The lineage of each action programme by its folded name."""
    names = version.programmes.values_list("name", "lineage")
    return {fold(name): lineage for name, lineage in names}


@transaction.atomic
def advance(
    version: Version,
    to: str,
    *,
    by: Membership,
    day: date,
    item: str = "",
    reason: str = "",
) -> Version:
    """Lead the version one step on its road, on the day that was decided.

    Coming into force replaces the version of the plan that is, and gives the plan
    the period of the new one: an amendment may extend it. Raises Refused.
    """
    plan = lock_plan(version.plan_id, by)
    version = lock_version(version.pk, by)
    _refuse_day(version, day)
    if to in BACKWARDS and not reason.strip():
        raise Refused(_("Say why the plan goes back or is withdrawn."))
    if to == State.REPLACED:
        raise Refused(
            _("A version is replaced when a later one comes into force, not by hand.")
        )
    if version.is_editable and to not in BACKWARDS and not version.nodes.exists():
        raise Refused(_("This version is empty; there is nothing to approve yet."))
    if to == State.IN_FORCE:
        replaced = plan.versions.filter(state=State.IN_FORCE).first()
        if replaced:
            move(replaced, State.REPLACED, by=by, day=day)
        _take_period(plan, version, by)
    return move(version, to, by=by, day=day, item=item.strip(), reason=reason.strip())


def _take_period(plan: Plan, version: Version, by: Membership) -> None:
    stated = version.header.get("period") or {}
    if not (stated.get("start") and stated.get("end")):
        return
    start, end = map(date.fromisoformat, (stated["start"], stated["end"]))
    if (start, end) != (plan.start, plan.end):
        plan.start, plan.end = start, end
        sign(plan, by.user)
        plan.save(update_fields=["start", "end"])


def _refuse_day(version: Version, day: date) -> None:
    if day > localdate():
        raise Refused(_("A step is recorded when it was taken; this day is to come."))
    last = steps_of(version).last()
    if last and day < last.day:
        raise Refused(
            _("The step before this one was on %(day)s; this one cannot be earlier.")
            % {"day": last.day.strftime("%d/%m/%Y")}
        )


def warnings_for(version: Version, to: str, *, day: date) -> list[str]:
    """What to say of a step that is allowed: late, or with parts nobody checked."""
    if to in BACKWARDS:
        return []
    warnings = []
    if waiting := version.nodes.filter(confirmed=False).count():
        warnings.append(
            ngettext(
                "Nobody has confirmed %(number)s part of this plan.",
                "Nobody has confirmed %(number)s parts of this plan.",
                waiting,
            )
            % {"number": waiting}
        )
    if to in {State.COUNCIL, State.FEDERAL}:
        warnings += _deadlines_passed(version, day)
    return warnings


def _deadlines_passed(version: Version, day: date) -> list[str]:
    deadlines = version.header.get("deadlines") or []
    return [
        _("%(day)s is after the deadline of %(deadline)s: “%(text)s”.")
        % {
            "day": day.strftime("%d/%m/%Y"),
            "deadline": date.fromisoformat(found["date"]).strftime("%d/%m/%Y"),
            "text": found["text"],
        }
        for found in deadlines
        if day > date.fromisoformat(found["date"])
    ]
