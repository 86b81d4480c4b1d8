"""What was read in a document, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from belfort.plan.importer.contract import to_json
from belfort.plan.importer.reading import Header, Period, PlanReading, count

WIDTH = 34
"""Columns for the labels."""


def summary(plan: PlanReading) -> Iterator[str]:
    """Counts, facts of the header, questions and findings."""
    yield from _counts(plan)
    yield ""
    yield from _facts(plan.header)
    written = to_json(plan)
    for title, entries in (
        (_("Questions"), written["questions"]),
        (_("Findings"), written["findings"]),
    ):
        yield ""
        yield f"{title}: {len(entries)}"
        for entry in entries:
            source = entry["source"]
            place = _("page %(page)s, line %(line)s") % source
            yield f"  {place}: {entry['text']}"
            for number, texts in enumerate(entry.get("readings", ())):
                mark = "*" if number == entry["proposal"] else " "
                yield f"    {mark} {' | '.join(texts)}"


def _counts(plan: PlanReading) -> Iterator[str]:
    labels = {
        "chapters": _("Chapters"),
        "phenomena": _("of which phenomena"),
        "general_objectives": _("General objectives"),
        "strategic_objectives": _("Strategic objectives"),
        "operational_objectives": _("Operational objectives"),
        "results": _("Results"),
        "sub_items": _("Parts of results"),
        "indicators": _("Indicators"),
        "criteria": _("Proposed criteria"),
    }
    for key, number in count(plan).items():
        yield _line(labels[key], str(number))


def _facts(header: Header) -> Iterator[str]:
    decision = header.decision
    facts = [
        (_("City"), header.city),
        (_("Language"), header.language),
        (_("Period"), _period(header.period)),
        (_("Continues the plan of"), _period(header.previous)),
        (_("Parties"), "; ".join(header.parties)),
        (_("Decision of"), _body(decision.body)),
        (_("Day of the decision"), _day(decision.date)),
        (_("Agenda item"), decision.agenda_item),
        (_("Vote"), _vote(decision.vote)),
        (_("Signed"), _signed(header.signed)),
    ]
    for label, value in facts:
        yield _line(label, value or _("not stated"))
    for amount in header.amounts:
        kind = amount_label(amount.kind)
        yield _line(kind, f"{_money(amount.value)}  {amount.label}".rstrip())
    for table in header.tables:
        yield _line(_("Table"), table.title)
        for row in table.rows:
            formula = " × ".join(f"{factor:f}" for factor in row.factors)
            yield _line("", f"{row.label}: {formula} {_money(row.amount)}")
        yield _line("", f"{_('Total')}: {_money(table.total)}")
    for line in header.budget_lines:
        yield _line(_("Budget line"), f"{line.number}  {_money(line.amount)}".rstrip())
    for ground in header.legal_grounds:
        yield _line(_("Legal ground"), ground.text)
    for deadline in header.deadlines:
        yield _line(_("Deadline"), f"{_day(deadline.date)}  {deadline.text}")


def amount_label(kind: str) -> str:
    """What an amount of this kind is, in the language of the reader."""
    labels = {
        "annual_grant": _("Annual grant"),
        "contingent_346": _("Contingent 346"),
        "activa_90": _("Activa 90"),
        "wage": _("Wage costs"),
        "equipment_training": _("Equipment and training"),
        "total": _("Total"),
        "ceiling": _("Ceiling"),
        "estimate": _("Estimate"),
        "budgeted": _("Budgeted"),
        "difference": _("Difference"),
    }
    return labels.get(kind, _("Amount"))


def _line(label: str, value: str) -> str:
    return f"{label:<{WIDTH}}{value}"


def _period(period: Period) -> str:
    if period.start is None and period.end is None:
        return ""
    return f"{_day(period.start) or '…'} – {_day(period.end) or '…'}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _money(amount: Decimal | None) -> str:
    return f"€ {amount:.2f}" if amount is not None else ""


def _body(body: str) -> str:
    bodies = {"council": _("municipal council"), "college": _("college")}
    return bodies.get(body, body)


def _vote(vote: str) -> str:
    votes = {"unanimous": _("unanimous"), "majority": _("by majority")}
    return votes.get(vote, vote)


def _signed(signed: bool | None) -> str:
    if signed is None:
        return ""
    return _("yes") if signed else _("no")
