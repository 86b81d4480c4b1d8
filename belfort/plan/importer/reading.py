"""What the importer read from a document: the tree, the header, the doubts.

Pure data without a database. ``to_json`` writes the contract that
``docs/plan.schema.json`` describes; ``format_version`` counts its versions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from belfort.indicators.criteria import Criterion

FORMAT_VERSION = 1

ChapterKind = Literal["coordination", "phenomenon"]
Severity = Literal["error", "warning", "notice"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text stands: see ``belfort.lib.documents.Line`` for the counting."""

    page: int
    line: int


@dataclass(slots=True)
class Objective:
    """A general objective."""

    id: str
    number: str
    text: str
    source: Source


@dataclass(slots=True)
class Result:
    """An expected result, with the sub-items that are part of it."""

    id: str
    text: str
    source: Source
    items: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Indicator:
    """An indicator: the plan's sentence verbatim and the criteria proposed for it."""

    id: str
    text: str
    source: Source
    criteria: list[Criterion] = field(default_factory=list)


@dataclass(slots=True)
class OperationalObjective:
    id: str
    text: str
    source: Source
    results: list[Result] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)


@dataclass(slots=True)
class StrategicObjective:
    id: str
    number: str
    text: str
    source: Source
    operational_objectives: list[OperationalObjective] = field(default_factory=list)


@dataclass(slots=True)
class Chapter:
    """The coordination device or one phenomenon."""

    id: str
    number: str
    title: str
    kind: ChapterKind
    source: Source
    action_programme: str = ""
    intro: str = ""
    general_objectives: list[Objective] = field(default_factory=list)
    strategic_objectives: list[StrategicObjective] = field(default_factory=list)


@dataclass(slots=True)
class Period:
    start: date | None = None
    end: date | None = None


@dataclass(slots=True)
class Decision:
    """The decision of the council: ``body`` is ``council``, ``college`` or empty."""

    body: str = ""
    date: date | None = None
    agenda_item: str = ""
    vote: str = ""
    """``unanimous``, ``majority`` or empty where the document does not say."""


@dataclass(slots=True)
class Amount:
    """An amount of the header; ``kind`` is ``annual_grant``, ``contingent_346``,
    ``activa_90``, ``wage``, ``equipment_training``, ``total``, ``ceiling``,
    ``estimate``, ``budgeted``, ``difference`` or ``other``."""

    label: str
    value: Decimal
    kind: str
    source: Source


@dataclass(slots=True)
class TableRow:
    """One row of an amounts table, with its formula where it states one."""

    label: str
    cells: list[str]
    amount: Decimal | None
    factors: list[Decimal] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    title: str
    rows: list[TableRow]
    total: Decimal | None
    source: Source


@dataclass(slots=True)
class BudgetLine:
    number: str
    amount: Decimal | None
    source: Source


@dataclass(slots=True)
class Deadline:
    date: date
    text: str
    source: Source


@dataclass(slots=True)
class LegalGround:
    text: str
    source: Source


@dataclass(slots=True)
class Header:
    language: str = ""
    """``nl``, ``fr`` or ``de``."""
    city: str = ""
    period: Period = field(default_factory=Period)
    parties: list[str] = field(default_factory=list)
    decision: Decision = field(default_factory=Decision)
    amounts: list[Amount] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    budget_lines: list[BudgetLine] = field(default_factory=list)
    legal_grounds: list[LegalGround] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    previous: Period = field(default_factory=Period)
    signed: bool | None = None
    """``None`` where the document has no signature block."""


@dataclass(slots=True)
class Reading:
    """One way to read the lines of a question: the texts of the items it gives."""

    texts: list[str]


@dataclass(slots=True)
class Question:
    """A doubtful split or join, with both readings and the original lines.

    ``kind`` is a stable code (``split_or_join``, ``bullet_lost``, ``sub_items``,
    ``heading_or_text`` …); ``node`` is the id of the first node concerned;
    ``proposal`` is the index in ``readings`` that the tree was built with.
    """

    id: str
    kind: str
    node: str
    readings: list[Reading]
    proposal: int
    lines: list[str]
    source: Source


@dataclass(slots=True)
class Finding:
    """Something in the document that does not add up.

    ``code`` is stable and has its sentence, in every language, in
    ``findings.py``; ``facts`` fill the sentence in. ``node`` is the id of the node
    it concerns, or empty for the header.
    """

    id: str
    code: str
    severity: Severity
    node: str
    facts: dict[str, str]
    source: Source


@dataclass(slots=True)
class PlanReading:
    """Everything that was read from one document."""

    header: Header
    chapters: list[Chapter]
    questions: list[Question] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def count(plan: PlanReading) -> dict[str, int]:
    """Number of nodes per kind, the figures by which a reader checks an import."""
    strategic = [s for c in plan.chapters for s in c.strategic_objectives]
    operational = [o for s in strategic for o in s.operational_objectives]
    return {
        "chapters": len(plan.chapters),
        "phenomena": sum(c.kind == "phenomenon" for c in plan.chapters),
        "general_objectives": sum(len(c.general_objectives) for c in plan.chapters),
        "strategic_objectives": len(strategic),
        "operational_objectives": len(operational),
        "results": sum(len(o.results) for o in operational),
        "sub_items": sum(len(r.items) for o in operational for r in o.results),
        "indicators": sum(len(o.indicators) for o in operational),
        "criteria": sum(len(i.criteria) for o in operational for i in o.indicators),
    }


JSON = dict[str, Any]
