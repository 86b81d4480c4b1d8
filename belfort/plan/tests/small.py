"""Small plans for tests: built by hand, without reading a document."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from belfort.accounts.models import Membership
from belfort.indicators.criteria import Criterion
from belfort.plan.actions.imports import accept, hand_over
from belfort.plan.importer.contract import to_json
from belfort.plan.importer.reading import (
    Amount,
    BudgetLine,
    Chapter,
    Deadline,
    Decision,
    Header,
    Indicator,
    LegalGround,
    Objective,
    OperationalObjective,
    Period,
    PlanReading,
    Result,
    Source,
    StrategicObjective,
    Table,
    TableRow,
)
from belfort.plan.models import Branch, Plan, Version

ROUNDS = "Aantal rondes aan het station is minstens 52 per jaar"
CAFE = "De cafés aan de Grote Markt krijgen geregeld bezoek"


def small_plan() -> PlanReading:
    """Two chapters with something of every kind."""
    header = Header(
        language="nl",
        city="Voorbeeld",
        period=Period(date(2025, 1, 1), date(2026, 12, 31)),
        parties=["De Staat", "De Stad VOORBEELD"],
        decision=Decision("council", date(2025, 4, 28), "9", "unanimous"),
        amounts=[Amount("Toelage", Decimal("1234.50"), "annual_grant", Source(1, 4))],
        tables=[
            Table(
                "Contingent",
                [
                    TableRow(
                        "Loonkosten",
                        ["420 x 2"],
                        Decimal("840.00"),
                        [Decimal(420), Decimal(2)],
                    ),
                    TableRow("Opleiding", [], None),
                ],
                Decimal("840.00"),
                Source(1, 9),
            )
        ],
        budget_lines=[BudgetLine("MJP990117", None, Source(1, 12))],
        legal_grounds=[LegalGround("De wet van 30 maart 1994", Source(1, 2))],
        deadlines=[Deadline(date(2025, 3, 31), "voor 31/03/2025", Source(1, 3))],
        previous=Period(date(2023, 1, 1), date(2024, 12, 31)),
        signed=False,
    )
    return PlanReading(header, [coordination(), theft()])


def coordination() -> Chapter:
    return Chapter(
        id="c1",
        number="1",
        title="COÖRDINATIE",
        kind="coordination",
        source=Source(2, 1),
        intro="De dienst werkt voor alle wijken.",
        general_objectives=[
            Objective("c1.g1", "1.1.1", "Het plan uitvoeren", Source(2, 3))
        ],
    )


def theft() -> Chapter:
    place = Source(3, 9)
    criterion = Criterion(
        kind="count_min_target",
        measure="rounds",
        labels={"place": "station"},
        comparator=">=",
        target=Decimal(52),
        valid_from=date(2025, 1, 1),
        due="--12-31",
    )
    objective = OperationalObjective(
        "c2.s1.o1",
        "Toezicht houden aan het station",
        place,
        results=[
            Result("c2.s1.o1.r1", CAFE, place, ["op vrijdag", "op zaterdag"]),
            Result("c2.s1.o1.r2", "Er wordt elke week gesurveilleerd", place),
        ],
        indicators=[
            Indicator("c2.s1.o1.i1", ROUNDS, place, [criterion]),
            Indicator("c2.s1.o1.i2", "Bestaan van een draaiboek", place),
        ],
    )
    return Chapter(
        id="c2",
        number="2",
        title="FIETSDIEFSTAL",
        kind="phenomenon",
        source=Source(3, 1),
        action_programme="wonen en diefstal",
        general_objectives=[
            Objective("c2.g1", "2.1.1", "Fietsdiefstal voorkomen", place)
        ],
        strategic_objectives=[
            StrategicObjective(
                "c2.s1", "2.2.1", "De sociale controle bevorderen", place, [objective]
            )
        ],
    )


def as_file(plan: PlanReading) -> bytes:
    """The plan as Belfort exports it."""
    return json.dumps(to_json(plan), ensure_ascii=False).encode()


def stored(
    by: Membership, plan: PlanReading | None = None, continues: Plan | None = None
) -> Version:
    """A draft version made of a plan through the real path."""
    data = as_file(plan or small_plan())
    imported = hand_over(by=by, data=data, name="plan.json", continues=continues)
    return accept(imported, by=by)


def find(version: Version, text: str) -> Branch:
    """The first branch with this text."""
    return next(b for b in version.tree().walk() if b.node.text == text)
