"""The contract of ``docs/plan.schema.json`` as rows of three sheets, and back.

Every sheet begins with a row of stable keys and a row of labels for people; the
labels are skipped when it is read. The tree needs no keys: a row stands under the
last row above it whose kind may hold it, so that people can add rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from io import BytesIO
from itertools import islice
from typing import Any

from belfort.lib.documents import DocumentRefused
from belfort.plan.importer.reading import FORMAT_VERSION, JSON
from belfort.plan.importer.refusals import PlanRefused

Value = str | int | None
Row = list[Value]

PLAN, HEADER, CRITERIA = "plan", "header", "criteria"
PLAN_KEYS = (
    "id",
    "kind",
    "number",
    "text",
    "intro",
    "chapter_kind",
    "action_programme",
    "page",
    "line",
)
HEADER_KEYS = ("field", "value", "type")
CRITERION_KEYS = (
    "kind",
    "measure",
    "labels",
    "aggregate",
    "comparator",
    "target",
    "unit",
    "period",
    "valid_from",
    "valid_to",
    "due",
)
CRITERIA_KEYS = ("indicator", "text", *CRITERION_KEYS)
COLUMNS = {PLAN: PLAN_KEYS, HEADER: HEADER_KEYS, CRITERIA: CRITERIA_KEYS}

MAX_ROWS = 25_000
"""Rows of a sheet that are read; the largest plan has a tenth of them."""
MAX_XML, MAX_OTHER_XML = 12 * 1024 * 1024, 1024 * 1024
"""Bytes of all XML in a workbook, and of a part that holds no cells, as styles do."""
MAX_PATH = 12
"""Steps in the path of a fact."""
CELLS = ("xl/worksheets/", "xl/sharedStrings.xml")
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".bin")

CHAPTER, ITEM = "chapter", "item"
LISTS = {
    "general_objective": (CHAPTER, "general_objectives"),
    "strategic_objective": (CHAPTER, "strategic_objectives"),
    "operational_objective": ("strategic_objective", "operational_objectives"),
    "result": ("operational_objective", "results"),
    "indicator": ("operational_objective", "indicators"),
}
"""Per kind of row: the kind it stands under, and the list there that holds it."""

EMPTY: dict[str, JSON] = {
    CHAPTER: {"general_objectives": [], "strategic_objectives": []},
    "strategic_objective": {"operational_objectives": []},
    "operational_objective": {"results": [], "indicators": []},
    "result": {"items": []},
    "indicator": {"criteria": []},
}
NUMBERED = (CHAPTER, "general_objective", "strategic_objective")


def plan_rows(plan: JSON) -> Iterator[Row]:
    """One row per node, in the order of the document."""
    for chapter in plan["chapters"]:
        yield _plan_row(CHAPTER, chapter)
        yield from _rows_under(CHAPTER, chapter)


def _rows_under(kind: str, node: JSON) -> Iterator[Row]:
    for item in node.get("items", ()):
        yield _plan_row(ITEM, {"text": item})
    for child_kind, (parent, name) in LISTS.items():
        if parent != kind:
            continue
        for child in node[name]:
            yield _plan_row(child_kind, child)
            yield from _rows_under(child_kind, child)


def _plan_row(kind: str, node: JSON) -> Row:
    source = node.get("source") or {}
    row = {
        **node,
        "kind": kind,
        "text": node["title"] if kind == CHAPTER else node["text"],
        "chapter_kind": node.get("kind"),
        "page": source.get("page"),
        "line": source.get("line"),
    }
    return [row.get(key) for key in PLAN_KEYS]


def header_rows(plan: JSON) -> Iterator[Row]:
    """One row per fact of the header: its path, its value, what it is."""
    yield from _facts("", plan["header"])


def _facts(path: str, value: Any) -> Iterator[Row]:
    if isinstance(value, dict) and value:
        for key, part in value.items():
            yield from _facts(f"{path}.{key}" if path else key, part)
    elif isinstance(value, list) and value:
        for place, part in enumerate(value):
            yield from _facts(f"{path}.{place}", part)
    elif isinstance(value, str):
        yield [path, value, "text"]
    else:
        yield [path, json.dumps(value), "json"]


def criteria_rows(plan: JSON) -> Iterator[Row]:
    """One row per criterion, with the sentence it judges."""
    for indicator in _indicators(plan):
        for criterion in indicator["criteria"]:
            values = [_cell(criterion[key]) for key in CRITERION_KEYS]
            yield [indicator["id"], indicator["text"], *values]


def _indicators(plan: JSON) -> Iterator[JSON]:
    for chapter in plan["chapters"]:
        for strategic in chapter["strategic_objectives"]:
            for operational in strategic["operational_objectives"]:
                yield from operational["indicators"]


def _cell(value: Any) -> Value:
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return value if value is None or isinstance(value, str) else str(value)


def is_sheet(data: bytes) -> bool:
    """Whether these bytes are an XLSX of any making."""
    if not data.startswith(b"PK"):
        return False
    from belfort.lib.documents.archive import Archive

    archive = Archive(data)
    return "xl/workbook.xml" in archive


def read_sheet(data: bytes) -> JSON:
    """The contract in an XLSX that Belfort wrote, or a person after its example.

    Raises DocumentRefused for a dangerous file, PlanRefused for another sheet.
    """
    sheets = _open(data)
    for name, keys in ((PLAN, PLAN_KEYS), (HEADER, HEADER_KEYS)):
        if name not in sheets or sheets[name][:1] != [list(keys)]:
            raise PlanRefused("foreign_sheet", sheet=name)
    plan: JSON = {
        "format_version": FORMAT_VERSION,
        "header": _header(sheets[HEADER][2:]),
        "chapters": _chapters(sheets[PLAN][2:]),
        "questions": [],
        "findings": [],
    }
    _put_criteria(plan, sheets.get(CRITERIA, [])[2:])
    return plan


def _open(data: bytes) -> dict[str, list[Row]]:
    """The cells of every sheet, as texts and whole numbers."""
    from openpyxl import load_workbook

    from belfort.lib.documents.archive import Archive

    archive = Archive(data)
    archive.refuse_dangers()
    _refuse_growth(archive.sizes())
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        return {
            sheet.title: _rows(sheet, len(COLUMNS[sheet.title]))
            for sheet in book.worksheets
            if sheet.title in COLUMNS
        }
    except DocumentRefused:
        raise
    except Exception as error:
        # openpyxl raises what its parsers raise on broken parts.
        raise DocumentRefused("damaged") from error


def _refuse_growth(sizes: Mapping[str, int]) -> None:
    """Refuse a workbook whose XML takes the time and memory of a hundred plans."""
    xml = {name: size for name, size in sizes.items() if not name.endswith(PICTURES)}
    others = [size for name, size in xml.items() if not name.startswith(CELLS)]
    if sum(xml.values()) > MAX_XML or max(others, default=0) > MAX_OTHER_XML:
        raise DocumentRefused("archive_bomb")


def _rows(sheet: Any, width: int) -> list[Row]:
    """The rows, without the columns beyond ``width``.

    A row or column may say any number of itself, and openpyxl fills the gap before
    it; so the rows are counted as they come.
    """
    found = sheet.iter_rows(max_col=width, values_only=True)
    rows = [_values(row) for row in islice(found, MAX_ROWS + 1)]
    if len(rows) > MAX_ROWS:
        raise DocumentRefused("archive_bomb")
    return rows


def _values(row: Iterable[Any]) -> Row:
    cells = [_plain(cell) for cell in row]
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _plain(cell: Any) -> Value:
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell if isinstance(cell, int) else str(cell)


def _record(keys: tuple[str, ...], row: Row) -> dict[str, Value]:
    return dict(zip(keys, [*row, *[None] * len(keys)], strict=False))


def _header(rows: list[Row]) -> JSON:
    header: JSON = {}
    for row in rows:
        fact = _record(HEADER_KEYS, row)
        if not fact["field"]:
            continue
        value = fact["value"]
        text = "" if value is None else str(value)
        try:
            part = json.loads(text) if fact["type"] == "json" else text
            _put(header, _path(str(fact["field"])), part)
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            raise PlanRefused(
                "bad_row", sheet=HEADER, row=str(fact["field"])
            ) from error
    return header


def _path(field: str) -> list[str]:
    path = field.split(".", MAX_PATH)
    if len(path) > MAX_PATH:
        raise ValueError(path[-1])
    return path


def _put(into: Any, path: list[str], value: Any) -> None:
    """Put a value at its path; the parts that are numbers are places in a list."""
    step, rest = path[0], path[1:]
    if isinstance(into, list):
        if not 0 <= int(step) <= len(into):
            raise ValueError(step)
        if int(step) == len(into):
            into.append(None)
        place: Any = int(step)
    else:
        place = step
        into.setdefault(step, None)
    if not rest:
        into[place] = value
        return
    if into[place] is None:
        into[place] = [] if rest[0].isdigit() else {}
    _put(into[place], rest, value)


def _chapters(rows: list[Row]) -> list[JSON]:
    chapters: list[JSON] = []
    last: dict[str, JSON] = {}
    for place, row in enumerate(rows, start=3):
        cells = _record(PLAN_KEYS, row)
        kind, text = str(cells["kind"] or ""), str(cells["text"] or "")
        if not kind and not text:
            continue
        if kind == ITEM and "result" in last:
            last["result"]["items"].append(text)
            continue
        node = _node(kind, text, cells, place)
        if kind == CHAPTER:
            chapters.append(node)
        elif kind in LISTS and LISTS[kind][0] in last:
            parent, name = LISTS[kind]
            last[parent][name].append(node)
        else:
            raise PlanRefused("bad_row", sheet=PLAN, row=str(place))
        last = {known: last[known] for known in _above(kind) if known in last}
        last[kind] = node
    return chapters


def _above(kind: str) -> Iterator[str]:
    """The kinds above this one, from the nearest to the chapter."""
    while kind in LISTS:
        kind = LISTS[kind][0]
        yield kind


def _node(kind: str, text: str, cells: dict[str, Value], place: int) -> JSON:
    node: JSON = {
        "id": str(cells["id"] or f"row-{place}"),
        "text": text,
        "source": {"page": cells["page"] or 0, "line": cells["line"] or 0},
        **{name: list(empty) for name, empty in EMPTY.get(kind, {}).items()},
    }
    if kind in NUMBERED:
        node["number"] = str(cells["number"] or "")
    if kind == CHAPTER:
        node["title"] = node.pop("text")
        node["kind"] = cells["chapter_kind"] or "phenomenon"
        node["intro"] = cells["intro"] or ""
        node["action_programme"] = cells["action_programme"] or ""
    return node


def _put_criteria(plan: JSON, rows: list[Row]) -> None:
    by_id = {indicator["id"]: indicator for indicator in _indicators(plan)}
    for place, row in enumerate(rows, start=3):
        cells = _record(CRITERIA_KEYS, row)
        try:
            by_id[str(cells["indicator"])]["criteria"].append(_criterion(cells))
        except (KeyError, ValueError, ArithmeticError, RecursionError) as error:
            raise PlanRefused("bad_row", sheet=CRITERIA, row=str(place)) from error


def _criterion(cells: dict[str, Value]) -> JSON:
    found: JSON = {key: cells[key] for key in CRITERION_KEYS}
    found["labels"] = json.loads(str(found["labels"] or "{}"))
    for key in ("measure", "unit", "due"):
        found[key] = str(found[key] or "")
    if found["target"] is not None:
        found["target"] = str(Decimal(str(found["target"])))
    return found
