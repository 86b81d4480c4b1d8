"""Why a document is not read as a plan, in sentences for people."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Promise | str] = {
    "not_a_plan": _(
        "This does not look like a plan: no objectives were found. Upload the document"
        " that holds the general, strategic and operational objectives."
    ),
    "unknown_language": _(
        "The language of this document was not recognised. A plan is read in Dutch,"
        " French or German."
    ),
    "invalid_json": _(
        "This file is not a plan as Belfort exports it: %(place)s: %(problem)s."
        " Export the plan again, or correct that place."
    ),
    "foreign_sheet": _(
        "This workbook is not a plan as Belfort exports it: the sheet “%(sheet)s” is"
        " missing. Export a plan as XLSX, and change that file."
    ),
    "many_lines": _(
        "This document has more than %(limit)s lines, which no plan has, and was not"
        " read. Hand over the plan alone, without its annexes."
    ),
    "many_characters": _(
        "This document has more than %(limit)s letters, which no plan has, and was not"
        " read. Hand over the plan alone, without its annexes."
    ),
    "long_line": _(
        "Line %(line)s on page %(page)s is longer than %(limit)s letters, which no"
        " sentence of a plan is, and the document was not read. Save it again with its"
        " paragraphs, and hand over that file."
    ),
    "many_parts": _(
        "More than %(limit)s objectives, results and indicators were found, which no"
        " plan has. Hand over the plan alone."
    ),
    "too_slow": _(
        "Reading this document takes longer than reading any plan, and was stopped."
        " Hand over the plan alone, without its annexes, or save it in another format."
    ),
    "unfit_value": _(
        "A value in this file cannot be kept: %(place)s: %(problem)s. Correct that"
        " place, and hand the file over again."
    ),
    "bad_row": _(
        "Row %(row)s of the sheet “%(sheet)s” cannot be read: a value has another form"
        " than the column asks, or the row stands under nothing that may hold it."
        " Correct that row."
    ),
}


class PlanRefused(Exception):
    """A document that is not read as a plan; ``code`` is a key of SENTENCES."""

    def __init__(self, code: str, **details: str) -> None:
        self.code = code
        self.details = details
        super().__init__(code)

    @property
    def sentence(self) -> str:
        """What happened and what to do, in the language of the reader."""
        return str(SENTENCES[self.code]) % self.details
