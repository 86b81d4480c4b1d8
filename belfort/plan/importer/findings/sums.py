"""Sums of the header, recomputed to the cent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise
from math import prod

from belfort.lib.documents import Document

from ..reading import Amount, PlanReading, Source, Table
from .draft import Draft

GRANTS = ("annual_grant", "contingent_346", "activa_90")

_FTE = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(?:1/1\s*)?(?:vte|fte|etp|vzä|équivalents? temps plein)\b",
    re.IGNORECASE,
)
_EQUIPMENT = re.compile(
    r"uitrust|opleiding|équipement|equipement|formation|ausrüst|ausbild", re.IGNORECASE
)
_NEAR = Decimal("0.05")
"""How far an estimate may lie from a grant and still be an estimate of it."""


def search(plan: PlanReading, document: Document) -> Iterator[Draft]:
    header = plan.header
    for index, table in enumerate(header.tables):
        yield from _formulas(table)
        yield from _totals(table)
        end = _next_start(header.tables, index)
        yield from _ceiling(table, end, header.amounts)
    yield from _grants(header.tables, header.amounts)
    yield from _estimates(header.amounts)
    yield from _differences(header.amounts)


def _formulas(table: Table) -> Iterator[Draft]:
    for row in table.rows:
        if len(row.factors) < 2 or row.amount is None:
            continue
        computed = prod(row.factors, start=Decimal(1))
        if _cents(computed) != _cents(row.amount):
            yield Draft(
                "sum_formula",
                "error",
                table.source,
                facts={
                    "label": row.label,
                    "formula": " × ".join(_plain(factor) for factor in row.factors),
                    "amount_computed": _amount(computed),
                    "amount_stated": _amount(row.amount),
                },
            )


def _totals(table: Table) -> Iterator[Draft]:
    parts = [row.amount for row in table.rows if row.amount is not None]
    if table.total is None or len(parts) < 2 or len(parts) < len(table.rows):
        return
    if _cents(sum(parts, Decimal(0))) != _cents(table.total):
        yield _total(table.source, " + ", parts, table.total)


def _grants(tables: list[Table], amounts: list[Amount]) -> Iterator[Draft]:
    """The grants that the text promises against the totals of their tables.

    A grant has its table where the amounts are equal; what is left on both sides
    is compared in the order of the document.
    """
    totals = [table.total for table in tables if table.total is not None]
    grants = [a for a in amounts if a.kind in GRANTS[1:]]
    unmatched = [a for a in grants if _cents(a.value) not in map(_cents, totals)]
    promised = [_cents(a.value) for a in grants]
    rest = [total for total in totals if _cents(total) not in promised]
    if len(unmatched) != len(rest):
        return
    for grant, total in zip(unmatched, rest, strict=True):
        yield Draft(
            "grant_differs_from_table",
            "error",
            grant.source,
            facts={
                "amount_stated": _amount(grant.value),
                "amount_total": _amount(total),
            },
        )


def _ceiling(
    table: Table, end: tuple[int, int] | None, amounts: list[Amount]
) -> Iterator[Draft]:
    ceiling = next(
        (
            a
            for a in amounts
            if a.kind == "ceiling"
            and _place(a) >= _start(table)
            and (end is None or _place(a) < end)
        ),
        None,
    )
    posts = _posts(table)
    row = next((r for r in table.rows if _EQUIPMENT.search(r.label)), None)
    if ceiling is None or posts is None or row is None or row.amount is None:
        return
    allowed = ceiling.value * posts
    if row.amount > _cents(allowed):
        yield Draft(
            "ceiling_exceeded",
            "error",
            table.source,
            facts={
                "label": row.label,
                "posts": _plain(posts),
                "amount_ceiling": _amount(ceiling.value),
                "amount_allowed": _amount(allowed),
                "amount_stated": _amount(row.amount),
            },
        )


def _posts(table: Table) -> Decimal | None:
    """Full-time equivalents that a table counts, where it says so."""
    for row in table.rows:
        if len(row.factors) == 3:
            inner = [f for f in row.factors if f != 12]
            return min(inner) if len(inner) == 2 else None
        for cell in (*row.cells, row.label):
            if match := _FTE.search(cell):
                return Decimal(match[1].replace(",", "."))
    return None


def _estimates(amounts: list[Amount]) -> Iterator[Draft]:
    """Each estimate against the grant, or sum of grants, that it comes closest to."""
    grants = [a for a in amounts if a.kind in GRANTS]
    sums = [group for size in (1, 2, 3) for group in combinations(grants, size)]
    for estimate in (a for a in amounts if a.kind == "estimate"):
        if not sums or not estimate.value:
            return
        closest = min(sums, key=lambda group: abs(_sum(group) - estimate.value))
        granted = _sum(closest)
        difference = abs(granted - estimate.value)
        if difference == 0 or difference > estimate.value * _NEAR:
            continue
        small = difference < estimate.value / 100
        yield Draft(
            "estimate_differs",
            "notice" if small else "warning",
            estimate.source,
            facts={
                "amount_stated": _amount(estimate.value),
                "amount_granted": _amount(granted),
                "amount_difference": _amount(difference),
            },
        )


def _differences(amounts: list[Amount]) -> Iterator[Draft]:
    """A difference that the text states, against the two amounts before it."""
    for budgeted, difference in pairwise(amounts):
        if (budgeted.kind, difference.kind) != ("budgeted", "difference"):
            continue
        at = amounts.index(budgeted)
        estimates = [a for a in amounts[:at] if a.kind == "estimate"]
        if not estimates:
            continue
        computed = abs(budgeted.value - estimates[-1].value)
        if _cents(computed) != _cents(difference.value):
            yield Draft(
                "difference_wrong",
                "error",
                difference.source,
                facts={
                    "amount_first": _amount(budgeted.value),
                    "amount_second": _amount(estimates[-1].value),
                    "amount_computed": _amount(computed),
                    "amount_stated": _amount(difference.value),
                },
            )


def _total(source: Source, sign: str, parts: list[Decimal], total: Decimal) -> Draft:
    return Draft(
        "sum_total",
        "error",
        source,
        facts={
            "amounts_parts": sign.join(_amount(part) for part in parts),
            "amount_computed": _amount(sum(parts, Decimal(0))),
            "amount_stated": _amount(total),
        },
    )


def _next_start(tables: list[Table], index: int) -> tuple[int, int] | None:
    return _start(tables[index + 1]) if index + 1 < len(tables) else None


def _start(table: Table) -> tuple[int, int]:
    return table.source.page, table.source.line


def _place(amount: Amount) -> tuple[int, int]:
    return amount.source.page, amount.source.line


def _sum(group: tuple[Amount, ...]) -> Decimal:
    return sum((amount.value for amount in group), Decimal(0))


def _cents(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"))


def _amount(value: Decimal) -> str:
    return f"{_cents(value):f}"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
