"""Reading whatever file is handed over as a plan: a document, or our own export."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from belfort.lib.documents import DocumentRefused, read_document
from belfort.lib.documents.reading import refuse_size
from belfort.plan.importer import read_plan, sheet
from belfort.plan.importer.contract import from_json
from belfort.plan.importer.limits import (
    MAX_JSON,
    MAX_PARTS,
    refuse_long_document,
    refuse_unfit,
)
from belfort.plan.importer.reading import PlanReading
from belfort.plan.importer.refusals import PlanRefused

SENTENCES: dict[str, Promise | str] = {
    "empty": _("The file is empty. Choose the document itself."),
    "too_large": _(
        "The file is too large to read: the limit is %(limit)s %(unit)s."
        " Hand over the plan alone, without its annexes."
    ),
    "encrypted": _(
        "The document is locked with a password. Save it without one, and hand over"
        " that file."
    ),
    "damaged": _(
        "The file is damaged or cut off, and cannot be opened. Save or export the"
        " document again."
    ),
    "no_text": _(
        "The document holds pictures of pages and no text, as a scan does. Hand over"
        " the file it was printed from, or have the text recognised first."
    ),
    "archive_bomb": _(
        "The file unpacks to far more than a document holds, and was not opened."
        " Save the document again."
    ),
    "macros": _(
        "The document holds macros, and was not opened. Save it as an ordinary"
        " document, without macros."
    ),
    "external_entities": _(
        "The document fetches parts of itself from elsewhere, and was not opened."
        " Save it again with everything inside."
    ),
    "unreadable_encoding": _(
        "The letters of this text cannot be read. Save it as UTF-8, or hand over the"
        " document itself."
    ),
    "unknown_format": _(
        "A file of this kind is not read as a plan. Hand over a PDF, DOCX, ODT or text"
        " file, or a JSON or XLSX that Belfort exported."
    ),
}
KINDS: dict[str, Promise | str] = {
    "doc": _(
        "This is a document of an old Word. Open it, save it as DOCX, and hand over"
        " that file."
    ),
    "rtf": _("This is an RTF document. Save it as DOCX, and hand over that file."),
    "image": _(
        "This is a picture. Hand over the document itself, or have its text recognised"
        " first."
    ),
}
UNITS: dict[str, Promise | str] = {
    "bytes": _("MB"),
    "pages": _("pages"),
    "characters": _("characters"),
}


class HandedOver(NamedTuple):
    """What a file gave, and in which format it came."""

    plan: PlanReading
    format: str


def read_handed_over(
    data: bytes, *, name: str = "", answers: Mapping[str, int] | None = None
) -> HandedOver:
    """The plan in this file. Raises DocumentRefused and PlanRefused.

    ``answers`` gives per question the reading that a person chose.
    """
    found = _read(data, name, answers or {})
    refuse_unfit(found.plan)
    return found


def _read(data: bytes, name: str, answers: Mapping[str, int]) -> HandedOver:
    refuse_size(len(data))
    begin = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:5]
    if begin.startswith(b"{") and begin != b"{\\rtf":
        return HandedOver(from_json(_parse(data)), "json")
    if sheet.is_sheet(data):
        return HandedOver(from_json(sheet.read_sheet(data)), "xlsx")
    document = read_document(data, name=name)
    refuse_long_document(document)
    return HandedOver(read_plan(document, answers=answers), document.format)


def _parse(data: bytes) -> dict[str, object]:
    if len(data) > MAX_JSON:
        raise DocumentRefused("too_large", limit=MAX_JSON, size=len(data), unit="bytes")
    # Every part names its source: counted first, since reading them all takes long.
    if data.count(b'"source"') > 2 * MAX_PARTS:
        raise PlanRefused("many_parts", limit=str(MAX_PARTS))
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise DocumentRefused("damaged") from error
    return found if isinstance(found, dict) else {}


def sentence_of(refusal: DocumentRefused | PlanRefused) -> str:
    """What is wrong with the file and what to do, in the language of the reader."""
    if isinstance(refusal, PlanRefused):
        return refusal.sentence
    kind = str(refusal.details.get("kind", ""))
    if refusal.code == "unknown_format" and kind in KINDS:
        return str(KINDS[kind])
    details = dict(refusal.details)
    if details.get("unit") == "bytes":
        details["limit"] = int(details["limit"]) // (1024 * 1024)
    if "unit" in details:
        details["unit"] = str(UNITS.get(str(details["unit"]), details["unit"]))
    return str(SENTENCES[refusal.code]) % details
