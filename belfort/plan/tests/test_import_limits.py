"""What a file may hold and cost: a malicious one is refused soon, a large one read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from time import process_time
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter

from belfort.lib.documents import DocumentRefused
from belfort.plan.importer import limits, sheet
from belfort.plan.importer.contract import to_json
from belfort.plan.importer.handed_over import read_handed_over, sentence_of
from belfort.plan.importer.reading import Indicator, PlanReading, Source
from belfort.plan.importer.refusals import PlanRefused
from belfort.plan.tests.small import small_plan

Change = Callable[[dict[str, Any]], object]

PLAN_TEXT = """\
1. FIETSDIEFSTAL
1.1. Algemene doelstellingen
1.1.1. Fietsdiefstal voorkomen
1.2. Strategische doelstellingen
1.2.1. De sociale controle bevorderen
Operationele doelstellingen
- Toezicht houden aan het station
Resultaten
- Er wordt elke week toezicht gehouden
Indicatoren
- Aantal rondes is minstens 52 per jaar
"""


def changed(change: Change) -> bytes:
    """A small plan as JSON with one change."""
    data = to_json(small_plan(), language="nl")
    change(data)
    return json.dumps(data).encode()


def indicator(data: dict[str, Any]) -> dict[str, Any]:
    objective = data["chapters"][1]["strategic_objectives"][0]
    found: dict[str, Any] = objective["operational_objectives"][0]["indicators"][0]
    return found


def workbook(part: str, cells: str) -> bytes:
    """A workbook of our form with raw rows in one of its sheets, of no stated size."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer)
    for name, keys in sheet.COLUMNS.items():
        page = book.add_worksheet(name)
        for row in (0, 1):
            page.write_row(row, 0, keys)
    book.close()
    made = BytesIO()
    wanted = f"xl/worksheets/sheet{list(sheet.COLUMNS).index(part) + 1}.xml"
    with ZipFile(buffer) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name).decode()
            if name == wanted:
                content = re.sub("<dimension[^>]*>", "", content)
                content = content.replace("</sheetData>", f"{cells}</sheetData>")
            new.writestr(name, content)
    return made.getvalue()


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def fact(row: int, field: str, value: str, kind: str) -> str:
    cells = (f"A{row}", field), (f"B{row}", value), (f"C{row}", kind)
    return f'<row r="{row}">{"".join(cell(*one) for one in cells)}</row>'


def fault_of(data: bytes, name: str = "plan.json") -> PlanRefused | DocumentRefused:
    with pytest.raises((PlanRefused, DocumentRefused)) as refused:
        read_handed_over(data, name=name)
    fault = refused.value
    assert isinstance(fault, PlanRefused | DocumentRefused)
    assert sentence_of(fault)
    return fault


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d["header"]["amounts"][0].update(value="1E+999999999"),
        lambda d: d["header"]["amounts"][0].update(value="1E-999999999"),
        lambda d: d["header"]["amounts"][0].update(value="Infinity"),
        lambda d: indicator(d)["criteria"][0].update(target="123456789012345"),
        lambda d: indicator(d)["criteria"][0].update(target="0.001"),
        lambda d: indicator(d)["criteria"][0].update(due="--99-99"),
        lambda d: indicator(d)["criteria"][0].update(due="2025-02-30"),
        lambda d: indicator(d)["criteria"][0].update(measure="m" * 81),
        lambda d: d["chapters"][0].update(source={"page": 10**30, "line": 1}),
        lambda d: d["chapters"][0].update(source={"page": -1, "line": 1}),
        lambda d: d["chapters"][0].update(number="1" * 21),
        lambda d: d["chapters"][0].update(title="half \ud83d van een teken"),
        lambda d: d["chapters"][0].update(title="nul \x00"),
        lambda d: d["chapters"][0].update(intro="bel \x07"),
        lambda d: d["chapters"][0].update(title="x" * 32_001),
        lambda d: d["chapters"][0].update(action_programme="x" * 201),
    ],
)
def test_a_value_that_cannot_be_kept_is_named(change: Change) -> None:
    fault = fault_of(changed(change))
    assert fault.code in {"unfit_value", "invalid_json"}
    assert {"place", "problem"} <= set(fault.details)


def test_the_largest_values_that_fit_are_read() -> None:
    def change(data: dict[str, Any]) -> None:
        data["header"]["amounts"][0]["value"] = "123456789012345.67"
        indicator(data)["criteria"][0] |= {"target": "99999999999.99", "due": "--02-29"}
        data["chapters"][0] |= {"number": "1" * 20, "intro": "a\n\tb"}
        data["chapters"][0] |= {"title": "🚲" * 32_000}

    plan = read_handed_over(changed(change)).plan
    assert plan.chapters[0].title == "🚲" * 32_000
    assert plan.header.amounts[0].value == Decimal("123456789012345.67")


QUESTION = {
    "id": "q",
    "kind": "split_or_join",
    "node": "c1",
    "readings": [["a b"], ["a", "b"]],
    "proposal": 1,
    "lines": ["a", "b"],
    "source": {"page": 1, "line": 1},
}
FINDING = {
    "id": "f",
    "code": "expired_date",
    "severity": "warning",
    "where": "c1",
    "facts": {"dates": "2015", "date_start": "2025-01-01"},
    "source": {"page": 1, "line": 1},
}


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("questions", [QUESTION | {"kind": "own_invention"}]),
        ("questions", [QUESTION | {"proposal": 2}]),
        ("questions", [QUESTION | {"proposal": -1}]),
        ("questions", [QUESTION, QUESTION]),
        ("questions", [QUESTION | {"id": "q" * 61}]),
        ("findings", [FINDING | {"code": "own_invention"}]),
        ("findings", [FINDING | {"facts": {"dates": "2015"}}]),
        ("findings", [FINDING | {"facts": {"dates": "x", "date_start": "x"}}]),
        ("findings", [FINDING | {"facts": {"amount_x": "1E+999999999"}}]),
        ("findings", [FINDING, FINDING]),
    ],
)
def test_a_question_or_finding_that_no_page_could_show_is_refused(
    name: str, rows: list[dict[str, Any]]
) -> None:
    assert fault_of(changed(lambda d: d.update({name: rows})))


def test_questions_and_findings_of_our_own_come_back() -> None:
    both = {"questions": [QUESTION], "findings": [FINDING]}
    plan = read_handed_over(changed(lambda d: d.update(both))).plan
    assert [question.id for question in plan.questions] == ["q"]
    assert [finding.code for finding in plan.findings] == ["expired_date"]


def test_more_parts_than_a_plan_has_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def change(data: dict[str, Any]) -> None:
        objective = data["chapters"][1]["strategic_objectives"][0]
        rows = [
            {"id": str(n), "text": "x", "source": {"page": 0, "line": 0}}
            for n in range(50)
        ]
        objective["operational_objectives"][0]["results"] = rows

    assert read_handed_over(changed(change)).plan
    monkeypatch.setattr(limits, "MAX_PARTS", 50)
    assert fault_of(changed(change)).code == "many_parts"


def test_json_larger_than_any_plan_is_not_parsed() -> None:
    fault = fault_of(b'{"header": ' + b" " * limits.MAX_JSON + b"}")
    assert fault.code == "too_large"
    many = b'{"chapters": [' + b'{"source"' * 50_000
    assert fault_of(many).code == "many_parts"


@pytest.mark.parametrize(
    "row",
    [
        '<row r="2000000000"><c r="A2000000000"><v>1</v></c></row>',
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    ],
)
def test_a_sheet_that_says_to_be_endless_is_not_filled_in(row: str) -> None:
    fault = fault_of(workbook(sheet.PLAN, row), "plan.xlsx")
    assert fault.code == "archive_bomb"


def test_a_column_far_away_costs_nothing_and_is_not_read() -> None:
    rows = "".join(
        f'<row r="{n}">{cell(f"B{n}", "chapter")}{cell(f"D{n}", "Titel")}'
        f"{cell(f'XFD{n}', 'ver weg')}</row>"
        for n in range(3, 1_000)
    )
    found = sheet._open(workbook(sheet.PLAN, rows))[sheet.PLAN]
    assert len(found) == 999
    assert max(map(len, found)) == len(sheet.PLAN_KEYS)


@pytest.mark.parametrize(
    "rows",
    [
        fact(3, "a", "[" * 9_000 + "]" * 9_000, "json"),
        fact(3, "a." * 5_000 + "a", "x", "text"),
        fact(3, "a.0", "x", "text") + fact(4, "a.-9", "x", "text"),
        fact(3, "a", "x", "text") + fact(4, "a.b", "x", "text"),
        fact(3, "a", "1" * 9_000, "json"),
    ],
)
def test_a_fact_of_impossible_form_names_its_row(rows: str) -> None:
    assert fault_of(workbook(sheet.HEADER, rows), "plan.xlsx").code == "bad_row"


def test_a_workbook_with_more_xml_than_cells_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = workbook(sheet.PLAN, f'<row r="3">{cell("D3", "x")}</row>')
    assert sheet._open(data)
    monkeypatch.setattr(sheet, "MAX_OTHER_XML", 500)
    with pytest.raises(DocumentRefused, match="archive_bomb"):
        sheet._open(data)


def test_a_document_of_more_lines_letters_or_longer_lines_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    long = f"{PLAN_TEXT}- {'Aantal ' * 2_000}\n".encode()
    assert fault_of(long, "plan.txt").code == "long_line"
    monkeypatch.setattr(limits, "MAX_CHARACTERS", 100)
    assert fault_of(PLAN_TEXT.encode(), "plan.txt").code == "many_characters"
    monkeypatch.setattr(limits, "MAX_LINES", 10)
    assert fault_of(PLAN_TEXT.encode(), "plan.txt").code == "many_lines"
    monkeypatch.undo()
    assert read_handed_over(PLAN_TEXT.encode(), name="plan.txt").plan.chapters


def test_the_number_of_parts_counts_every_kind() -> None:
    place = Source(1, 1)
    plan = small_plan()
    objective = plan.chapters[1].strategic_objectives[0].operational_objectives[0]
    objective.indicators = [
        Indicator(str(n), "x", place) for n in range(limits.MAX_PARTS)
    ]
    with pytest.raises(PlanRefused, match="many_parts"):
        limits.refuse_unfit(plan)
    limits.refuse_unfit(PlanReading(plan.header, plan.chapters[:1]))


@pytest.mark.parametrize(
    "line",
    [
        "." * 7_900,
        "_" * 7_900,
        "- " + " x" * 3_900,
        "a" * 7_900,
        "- " + "i" * 7_900,
        "- Vanaf " + "het werkjaar 2015 tot en met " * 270,
    ],
)
def test_long_lines_take_a_time_that_grows_with_their_length(line: str) -> None:
    text = f"{PLAN_TEXT}{PLAN_TEXT}{f'{line}{chr(10)}' * 4}"
    begun = process_time()
    read_handed_over(text.encode(), name="plan.txt")
    assert process_time() - begun < 10


def test_a_reading_that_takes_too_long_is_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "PATIENCE", 0.0)
    assert fault_of(PLAN_TEXT.encode(), "plan.txt").code == "too_slow"
