"""A version as a spreadsheet that people can edit and hand over again."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from belfort.plan.export.contract import contract_of
from belfort.plan.export.example import example_mark
from belfort.plan.importer import sheet
from belfort.plan.importer.limits import writable
from belfort.plan.models import NodeKind, Version
from belfort.workflow.actions import Refused

WIDTHS = {"text": 90, "intro": 40, "value": 60, "field": 36, "action_programme": 24}
HIDDEN = {"type"}


def as_xlsx(version: Version) -> bytes:
    """Three sheets: a row per node, the facts of the header, the criteria.

    Everything is written as text or a whole number: nothing that stands in a plan
    is ever a formula or a link.
    """
    import xlsxwriter

    buffer = BytesIO()
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties(
        {
            "title": writable(str(version)),
            "company": str(version.plan.organisation),
            "comments": example_mark(version),
        }
    )
    plan = contract_of(version)
    writer = _Writer(book, example_mark(version))
    writer.write(sheet.PLAN, sheet.PLAN_KEYS, sheet.plan_rows(plan))
    writer.write(sheet.HEADER, sheet.HEADER_KEYS, sheet.header_rows(plan))
    writer.write(sheet.CRITERIA, sheet.CRITERIA_KEYS, sheet.criteria_rows(plan))
    writer.write_about(version)
    book.close()
    return buffer.getvalue()


def _labels() -> dict[str, str]:
    """What the columns are called, in the language of the reader."""
    return {
        "id": _("key"),
        "kind": _("kind"),
        "number": _("number"),
        "text": _("text"),
        "intro": _("introduction"),
        "chapter_kind": _("kind of chapter"),
        "action_programme": _("action programme"),
        "page": _("page"),
        "line": _("line"),
        "field": _("fact"),
        "value": _("value"),
        "type": _("type"),
        "indicator": _("key of the indicator"),
        "measure": _("kind of registration"),
        "labels": _("labels"),
        "aggregate": _("how it is added up"),
        "comparator": _("comparison"),
        "target": _("target"),
        "unit": _("unit"),
        "period": _("period"),
        "valid_from": _("holds from"),
        "valid_to": _("holds until"),
        "due": _("due"),
    }


class _Writer:
    """Writes sheets with the same two rows at the top."""

    def __init__(self, book: Any, mark: str) -> None:
        self.book = book
        self.mark = mark
        self.key = book.add_format({"font_color": "#777777", "font_size": 8})
        self.label = book.add_format({"bold": True, "bottom": 1})
        self.cell = book.add_format({"text_wrap": True, "valign": "top"})
        self.strong = book.add_format(
            {"text_wrap": True, "valign": "top", "bold": True}
        )

    def write(
        self, name: str, keys: tuple[str, ...], rows: Iterable[sheet.Row]
    ) -> None:
        page = self._page(name)
        labels = _labels()
        for column, key in enumerate(keys):
            page.write_string(0, column, key, self.key)
            page.write_string(1, column, labels[key], self.label)
            options = {"hidden": True} if key in HIDDEN else {}
            page.set_column(column, column, WIDTHS.get(key, 16), None, options)
        page.freeze_panes(2, 0)
        last = 1
        for last, row in enumerate(rows, start=2):
            is_heading = NodeKind.CHAPTER in row[:2]
            self._row(page, last, row, self.strong if is_heading else self.cell)
        page.autofilter(1, 0, max(last, 1), len(keys) - 1)

    def write_about(self, version: Version) -> None:
        """What this file is, for whoever opens it without its letter."""
        page = self._page(_("about"))
        page.set_column(0, 0, 100)
        lines = [
            str(version.plan.municipality),
            writable(str(version)),
            self.mark,
            _("The first row of each sheet holds fixed keys: leave them as they are."),
            _("A row stands under the last row above it that may hold it."),
        ]
        for place, line in enumerate(line for line in lines if line):
            page.write_string(place, 0, line, self.cell)

    def _page(self, name: str) -> Any:
        page = self.book.add_worksheet(name)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_footer("&C&P / &N")
        if self.mark:
            page.set_header("&C" + self.mark.replace("&", "&&"))
        return page

    def _row(self, page: Any, place: int, row: sheet.Row, look: Any) -> None:
        for column, value in enumerate(row):
            if isinstance(value, str):
                if page.write_string(place, column, value, look):
                    raise Refused(_("A text is too long for a cell of a spreadsheet."))
            elif value is not None:
                page.write_number(place, column, value, look)
