"""The amounts around the tree, their tables, and the lines of the city's budget."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..reading import Amount, BudgetLine, Table, TableRow
from ..vocabulary import Vocabulary, fold
from .flow import Flow
from .money import FoundAmount, as_number, find_amounts

_BUDGET = re.compile(
    r"\b(?:MJP|ACT|AC|RA|AR)-?\d{4,}\b"
    r"|(?<![\w/])\d{3,5}/\d{3,}(?:[-/]\d{2,})*(?![\w/])"
    r"|\b20\d\d/(?:GBB|[A-Z]{2,4})[\w/-]{4,}"
)
_FACTORS = re.compile(
    r"(?P<a>\d[\d.,]*)\s*(?:€|EUR)?\s*[x×*]\s*(?P<b>\d+(?:,\d+)?)\b[^x×*\d]{0,20}"
    r"(?:[x×*]\s*(?P<c>\d+))?",
    re.IGNORECASE,
)
# Stands close before its amount, and outweighs what the sentence is about.
_CLOSE = ("estimate", "difference", "ceiling", "budgeted")
_ROWS = ("wage", "equipment_training", "total")


def find_money(
    flow: Flow, words: Vocabulary
) -> tuple[list[Amount], list[Table], list[BudgetLine]]:
    """Return the amounts with their kinds, the tables, and the budget lines."""
    found = find_amounts(flow.text)
    amounts = [
        _amount(flow, words, one, found, place) for place, one in enumerate(found)
    ]
    tables = list(_tables(flow, words, found, amounts))
    return amounts, tables, list(_budget_lines(flow, found, amounts))


def _amount(
    flow: Flow,
    words: Vocabulary,
    one: FoundAmount,
    found: list[FoundAmount],
    place: int,
) -> Amount:
    last = found[place - 1].end if place else 0
    stop = found[place + 1].start if place + 1 < len(found) else len(flow.text)
    kind = _kind(flow, words, one, (last, stop))
    return Amount(_label(flow, one, last), one.value, kind, flow.source(one.start))


def _label(flow: Flow, one: FoundAmount, last: int) -> str:
    """Return the words before the amount, in its sentence, after the one above."""
    start, _ = flow.sentence(one.start)
    text = " ".join(flow.text[max(start, last) : one.start].split()).strip(" •-:*.,€")
    return text if len(text) <= 120 else "…" + text[-120:].partition(" ")[2]


def _kind(
    flow: Flow, words: Vocabulary, one: FoundAmount, between: tuple[int, int]
) -> str:
    """Return the kind of an amount by the words between it and its neighbours."""
    last, stop = between
    start, end = flow.sentence(one.start)
    start, end = max(start, last), min(stop, max(end, one.end + 120))
    close = flow.folded[max(last, one.start - 40) : one.start].replace("\n", " ")
    for kind in _CLOSE:
        if re.search(rf"{words.fact(kind)}\W*$", close):
            return kind
    lead = flow.folded[max(last, one.start - 160) : one.start]
    row = [kind for kind in _ROWS if re.search(rf"(?<![a-z]){words.fact(kind)}", lead)]
    sentence = flow.folded[start:end].replace("\n", " ")
    if re.search(words.fact("grant"), sentence):
        for kind in ("contingent_346", "activa_90"):
            if re.search(words.fact(kind), sentence):
                return kind
        return "annual_grant"
    # A head of columns and a number of staff also say "total", but not right before.
    if re.search(rf"(?<![a-z]){words.fact('total')}[^\d\n]*$", lead.rstrip()):
        return "total"
    costs = [kind for kind in row if kind != "total"] or row
    return max(costs, key=lambda kind: _last(words.fact(kind), lead), default="other")


def _last(pattern: str, text: str) -> int:
    return max((hit.start() for hit in re.finditer(pattern, text)), default=-1)


def _tables(
    flow: Flow, words: Vocabulary, found: list[FoundAmount], amounts: list[Amount]
) -> Iterator[Table]:
    """Yield the tables: rows that each end with an amount, up to the total."""
    rows: list[TableRow] = []
    begin = 0
    for place, (one, amount) in enumerate(zip(found, amounts, strict=True)):
        if amount.kind not in _ROWS:
            rows = []
            continue
        if not rows:
            begin = _row_start(flow, words, found, place)
        start = begin
        if rows:
            above = found[place - 1].end
            start = _label_start(flow, words, amount.kind, (above, one.start))
            _carry_over(rows[-1], flow.text[above:start], words)
        if amount.kind == "total" and rows:
            yield Table(_title(flow, begin), rows, one.value, flow.source(begin))
            rows = []
            continue
        rows.append(_row(flow.text[start : one.start], one.value, words))


def _row_start(
    flow: Flow, words: Vocabulary, found: list[FoundAmount], place: int
) -> int:
    """Return where the first row's label begins."""
    floor = found[place - 1].end if place else 0
    text = flow.folded[floor : found[place].start]
    hits = [hit for kind in _ROWS for hit in re.finditer(words.fact(kind), text)]
    head = [hit for hit in hits if text[hit.end() :].strip()]
    labels = [hit for kind in _ROWS[:2] for hit in re.finditer(words.fact(kind), text)]
    first = min(labels or head or hits, key=lambda hit: hit.start(), default=None)
    return floor + (first.start() if first else 0)


def _label_start(
    flow: Flow, words: Vocabulary, kind: str, span: tuple[int, int]
) -> int:
    """Return where a row's own label begins, below what its row above is wrapped to.

    A wrapped piece begins small or with a sign; a label with a capital.
    """
    start, end = span
    hit = re.search(words.fact(kind), flow.folded[start:end].replace("\n", " "))
    named = start + hit.start() if hit else start
    lines = [place for place in flow.starts if start < place <= named]
    if not lines:
        return start
    capital = (place for place in lines if flow.text[place].isupper())
    return next(capital, lines[-1])


def _carry_over(row: TableRow, text: str, words: Vocabulary) -> None:
    """Add to a row what its cells are wrapped to, below its amount."""
    piece = " ".join(re.sub(r"[•*\n]", " ", text).split())
    if not any(map(str.isalnum, piece)):
        return
    last = fold(row.label).rsplit(maxsplit=1)[-1] if row.label else ""
    if last in words.functions or last.endswith("-") or not row.cells:
        row.label = f"{row.label} {piece}"
    else:
        row.cells[-1] = f"{row.cells[-1]} {piece}"


def _title(flow: Flow, begin: int) -> str:
    """Return the last words of the sentence that announces the table."""
    before = flow.text[:begin].rstrip().split("\n")
    announced = next((part for part in reversed(before) if part.endswith(":")), "")
    return announced.rstrip(" :")[-160:]


def _row(text: str, value: Decimal, words: Vocabulary) -> TableRow:
    bare = " ".join(re.sub(r"[•\n]", " ", text).split())
    factors = _factors(bare, value)
    digit = re.search(r"\d|\*", bare)
    label = bare[: digit.start()].strip(" *:") if digit else bare.strip(" *:")
    rest = bare[digit.start() :].strip(" *") if digit else ""
    return TableRow(label, [rest] if rest else [], value, factors)


def _factors(text: str, value: Decimal) -> list[Decimal]:
    """Return the factors of a formula such as “420 x 8 VTE x 12 maand”."""
    for hit in _FACTORS.finditer(text):
        return [as_number(part) for part in hit.groups() if part]
    return []


def _budget_lines(
    flow: Flow, found: list[FoundAmount], amounts: list[Amount]
) -> Iterator[BudgetLine]:
    """Yield the budget lines with the amount that stands in them."""
    seen: set[str] = set()
    for hit in _BUDGET.finditer(flow.text):
        if hit.group() in seen:
            continue
        seen.add(hit.group())
        value = _entered(flow, found, amounts, hit.start(), hit.end())
        yield BudgetLine(hit.group(), value, flow.source(hit.start()))


def _entered(
    flow: Flow, found: list[FoundAmount], amounts: list[Amount], start: int, end: int
) -> Decimal | None:
    """Return the amount entered on a line: told after its number, else before it."""
    others = [hit.start() for hit in _BUDGET.finditer(flow.text) if hit.start() > end]
    last = min([end + 200, *others])
    for one, amount in zip(found, amounts, strict=True):
        if end <= one.start < last and amount.kind == "budgeted":
            return one.value
    before = [
        one.value
        for one, amount in zip(found, amounts, strict=True)
        if start - 250 < one.start < start and amount.kind in {"estimate", "budgeted"}
    ]
    return before[-1] if before else None
