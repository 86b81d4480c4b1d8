"""A plan goes out as JSON, XLSX and DOCX, and comes back the same."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args
from zipfile import ZipFile

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from belfort.indicators import criteria as vocabulary
from belfort.lib.tests.shared import SEED_PLAN
from belfort.plan.actions.imports import accept, hand_over
from belfort.plan.actions.versions import compare
from belfort.plan.export.contract import file_name, reading_of
from belfort.plan.export.docx import as_docx
from belfort.plan.export.json import as_json
from belfort.plan.export.xlsx import as_xlsx
from belfort.plan.importer import sheet
from belfort.plan.importer.contract import to_json
from belfort.plan.importer.reading import (
    Chapter,
    Indicator,
    Objective,
    OperationalObjective,
    PlanReading,
    Result,
    Source,
    StrategicObjective,
)
from belfort.plan.models import Version
from belfort.plan.tests.small import CAFE, as_file, find, small_plan, stored
from belfort.workflow.actions import Refused

pytestmark = pytest.mark.every_database

SCHEMA = Path(__file__).resolve().parents[3] / "docs" / "plan.schema.json"
MARK = "Verzonnen voorbeeld"
FORMULA = '=HYPERLINK("http://example.org","=1+1")'


def again(version: Version, data: bytes, by: Any) -> Version:
    """The version that comes of handing over an export."""
    return accept(hand_over(by=by, data=data, name="export", key=None), by=by)


def test_the_json_is_the_contract(cast: SimpleNamespace) -> None:
    version = stored(cast.alice)
    written = json.loads(as_json(version))
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator(schema).validate(written)
    assert written == to_json(small_plan())


@pytest.mark.parametrize("export", [as_json, as_xlsx])
def test_our_own_export_comes_back_whole(cast: SimpleNamespace, export: Any) -> None:
    version = stored(cast.alice)
    copy = again(version, export(version), cast.alice)
    assert reading_of(copy) == reading_of(version) == small_plan()
    assert compare(version, copy).is_empty


# Texts as people write them: no control characters, and no space at the ends.
words = some.text(
    some.characters(exclude_categories=("C", "Zl", "Zp", "Zs"), max_codepoint=0xFFFD),
    min_size=1,
    max_size=30,
)
maybe = some.one_of(some.just(""), words)
places = some.builds(Source, some.integers(1, 999), some.integers(1, 9999))
days = some.dates(date(2000, 1, 1), date(2050, 12, 31))
criteria = some.builds(
    vocabulary.Criterion,
    kind=some.sampled_from(get_args(vocabulary.Kind)),
    measure=maybe,
    labels=some.dictionaries(words, words, max_size=2),
    aggregate=some.sampled_from(get_args(vocabulary.Aggregate)),
    comparator=some.sampled_from([None, *get_args(vocabulary.Comparator)]),
    target=some.none() | some.decimals(0, 99999, places=2),
    unit=some.sampled_from(["", "percent", "hours"]),
    period=some.sampled_from(get_args(vocabulary.Period)),
    valid_from=some.none() | days,
    valid_to=some.none() | days,
    due=some.sampled_from(["", "--03-31", "2026-12-31"]),
)


def few(one: some.SearchStrategy[Any], most: int = 2) -> some.SearchStrategy[Any]:
    return some.lists(one, max_size=most)


operational = some.builds(
    OperationalObjective,
    id=some.just(""),
    text=words,
    source=places,
    results=few(some.builds(Result, some.just(""), words, places, few(words))),
    indicators=few(some.builds(Indicator, some.just(""), words, places, few(criteria))),
)
strategic = some.builds(
    StrategicObjective, some.just(""), maybe, words, places, few(operational)
)
chapters = some.builds(
    Chapter,
    id=some.just(""),
    number=maybe.map(lambda text: text[:20]),
    title=words,
    kind=some.just("phenomenon"),
    source=places,
    action_programme=words.filter(lambda text: ";" not in text),
    intro=maybe,
    general_objectives=few(some.builds(Objective, some.just(""), maybe, words, places)),
    strategic_objectives=few(strategic),
)


def numbered(found: list[Chapter]) -> PlanReading:
    """The plan with the ids that the importer gives."""
    plan = PlanReading(small_plan().header, found)
    for c, chapter in enumerate(found, 1):
        chapter.id = f"c{c}"
        for g, general in enumerate(chapter.general_objectives, 1):
            general.id = f"c{c}.g{g}"
            general.number = general.number[:20]
        for s, part in enumerate(chapter.strategic_objectives, 1):
            part.id = f"c{c}.s{s}"
            part.number = part.number[:20]
            for o, objective in enumerate(part.operational_objectives, 1):
                objective.id = f"{part.id}.o{o}"
                for r, result in enumerate(objective.results, 1):
                    result.id = f"{objective.id}.r{r}"
                for i, indicator in enumerate(objective.indicators, 1):
                    indicator.id = f"{objective.id}.i{i}"
    return plan


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(some.lists(chapters, min_size=1, max_size=2))
def test_any_plan_goes_round_unchanged(
    cast: SimpleNamespace, found: list[Chapter]
) -> None:
    plan = numbered(found)
    version = stored(cast.alice, plan)
    assert reading_of(version) == plan
    for export in (as_json, as_xlsx):
        copy = again(version, export(version), cast.alice)
        assert reading_of(copy) == plan


def test_nothing_in_a_sheet_is_a_formula_or_a_link(cast: SimpleNamespace) -> None:
    plan = small_plan()
    plan.chapters[0].title = FORMULA
    plan.chapters[1].intro = "@SUM(A1:A9)"
    plan.header.city = "+32 15 00 00 00"
    data = as_xlsx(stored(cast.alice, plan))
    with ZipFile(BytesIO(data)) as archive:
        pages = [n for n in archive.namelist() if n.startswith("xl/worksheets/")]
        for page in pages:
            content = archive.read(page)
            assert b"<f>" not in content
            assert b"hyperlink" not in content
    book = load_workbook(BytesIO(data))
    cells = [cell for row in book[sheet.PLAN].iter_rows() for cell in row]
    assert all(cell.data_type in {"s", "n"} for cell in cells)
    assert FORMULA in {cell.value for cell in cells}


def test_people_add_rows_without_keys(cast: SimpleNamespace) -> None:
    version = stored(cast.alice)
    book = load_workbook(BytesIO(as_xlsx(version)))
    page = book[sheet.PLAN]
    kinds = [row[1].value for row in page.iter_rows()]
    place = kinds.index("result") + 1
    page.insert_rows(place)
    page.cell(place, 2).value = "result"
    page.cell(place, 4).value = "Met de hand bijgeschreven"
    buffer = BytesIO()
    book.save(buffer)
    copy = again(version, buffer.getvalue(), cast.alice)
    added = find(copy, "Met de hand bijgeschreven")
    assert added.parent
    assert added.parent.node.text == "Toezicht houden aan het station"
    assert added.node.page is None
    assert find(copy, CAFE).items


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ((None, "result", None, "Onder niets"), "plan"),
        ((None, "gissing", None, "Onbekende soort"), "plan"),
    ],
)
def test_a_row_that_cannot_stand_there_is_named(
    cast: SimpleNamespace, row: tuple[str | None, ...], words: str
) -> None:
    book = load_workbook(BytesIO(as_xlsx(stored(cast.alice))))
    page = book[sheet.PLAN]
    page.insert_rows(3)
    for column, value in enumerate(row, 1):
        page.cell(3, column).value = value
    buffer = BytesIO()
    book.save(buffer)
    with pytest.raises(Refused, match=r"3.*" + words):
        hand_over(by=cast.alice, data=buffer.getvalue(), name="plan.xlsx")


def test_another_workbook_is_no_plan(cast: SimpleNamespace) -> None:
    book = load_workbook(BytesIO(as_xlsx(stored(cast.alice))))
    del book[sheet.HEADER]
    buffer = BytesIO()
    book.save(buffer)
    with pytest.raises(Refused, match="header"):
        hand_over(by=cast.alice, data=buffer.getvalue(), name="plan.xlsx")


def tree(plan: PlanReading) -> list[tuple[str, str, str]]:
    """The texts of a plan with their level and number, in order."""
    rows = [row[1:4] for row in sheet.plan_rows(to_json(plan))]
    return [(str(kind), str(number or ""), str(text)) for kind, number, text in rows]


def test_our_importer_reads_the_same_tree_in_the_document(
    cast: SimpleNamespace,
) -> None:
    version = stored(cast.alice)
    data = as_docx(version)
    imported = hand_over(by=cast.alice, data=data, name="plan.docx")
    copy = accept(imported, by=cast.alice)
    assert tree(reading_of(copy)) == tree(reading_of(version))
    assert not imported.questions.exists()


@pytest.mark.skipif(
    not SEED_PLAN.exists(), reason="the real plan is not here: its DOCX is not tested"
)
def test_the_real_plan_goes_round_as_a_document(cast: SimpleNamespace) -> None:
    version = again(Version(), SEED_PLAN.read_bytes(), cast.alice)
    copy = again(version, as_docx(version), cast.alice)
    assert tree(reading_of(copy)) == tree(reading_of(version))


def test_the_document_is_made_for_people(cast: SimpleNamespace) -> None:
    document = Document(BytesIO(as_docx(stored(cast.alice))))
    styles = {p.text: p.style.name for p in document.paragraphs if p.style}
    assert styles["2. FIETSDIEFSTAL"] == "Heading 1"
    assert styles["2.2.1. De sociale controle bevorderen"] == "Heading 3"
    assert styles[CAFE] == "List Bullet"
    assert styles["op vrijdag"] == "List Bullet 2"
    (amounts, contingent, lines) = document.tables
    assert amounts.rows[1].cells[1].text == "1.234,50"
    assert contingent.rows[-1].cells[0].text == "Totaal"
    assert lines.rows[1].cells[0].text == "MJP990117"
    assert document.core_properties.language == "nl-BE"
    assert 'TOC \\o "1-3"' in document.element.xml
    assert MARK not in document.element.xml


def test_an_invented_city_is_marked_in_every_format(cast: SimpleNamespace) -> None:
    version = stored(cast.alice)
    version.plan.municipality.is_example = True
    version.plan.municipality.save()
    document = Document(BytesIO(as_docx(version)))
    assert MARK in document.sections[0].header.paragraphs[0].text
    book = load_workbook(BytesIO(as_xlsx(version)))
    for page in book.worksheets:
        assert page.oddHeader
        assert MARK in str(page.oddHeader.center.text)
    written = json.loads(as_json(version))
    assert MARK in written["notice"]
    copy = again(version, as_json(version), cast.alice)
    assert compare(version, copy).is_empty


def test_the_name_of_a_file_says_which_version_it_is(cast: SimpleNamespace) -> None:
    name = file_name(stored(cast.alice), "xlsx", day=date(2026, 3, 1))
    assert name.endswith("2025-2026-v1-2026-03-01.xlsx")
    assert name.startswith("voorbeeld-")


def test_targets_are_written_without_empty_decimals(cast: SimpleNamespace) -> None:
    plan = small_plan()
    objective = plan.chapters[1].strategic_objectives[0].operational_objectives[0]
    objective.indicators[0].criteria[0].target = Decimal(1200)
    written = as_json(stored(cast.alice, plan))
    assert b'"target": "1200"' in written
    assert as_file(plan).count(b'"1200"') == 1
