"""The vocabulary of a criterion: how one indicator is judged.

The keys are stable: they stand in stored plans, exports and
``docs/plan.schema.json``. Labels for people are in ``models.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

Kind = Literal[
    "count",
    "count_min_target",
    "hours_min_target",
    "ratio",
    "growth",
    "existence",
    "existence_by_date",
    "report_exists",
    "periodic_report",
    "qualitative_case",
    "statistic_breakdown",
    "survey_pre_post",
]
Aggregate = Literal["count", "sum", "distinct", "exists", "ratio", "growth"]
Comparator = Literal[">=", ">", "=", "<=", "<"]
Period = Literal["month", "quarter", "year", "schoolyear", "2years", "plan"]


@dataclass(slots=True)
class Criterion:
    """One test that an indicator states, as read from its sentence.

    ``target`` is in ``unit`` (``percent``, ``hours``, ``pieces`` …; empty where
    the sentence counts things); a fall is a negative growth. ``period`` is ``plan``
    where no shorter one is stated: judged over the plan's own period. ``due`` is an
    ISO date, or ``--MM-DD`` for a day of every year. ``measure`` names the kind of
    registration it will need.
    """

    kind: Kind
    measure: str
    labels: dict[str, str] = field(default_factory=dict)
    aggregate: Aggregate = "count"
    comparator: Comparator | None = None
    target: Decimal | None = None
    unit: str = ""
    period: Period = "plan"
    valid_from: date | None = None
    valid_to: date | None = None
    due: str = ""
