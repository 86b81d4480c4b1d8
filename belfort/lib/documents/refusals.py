"""What a refused document is called before people: what, why, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from .lines import DocumentRefused, Refusal

MEGABYTE = 1024 * 1024

TEXTS: dict[Refusal, Promise | str] = {
    "empty": gettext_lazy(
        "This file is empty: there is nothing in it to read. Check that you chose the "
        "right file, and upload it again."
    ),
    "encrypted": gettext_lazy(
        "This file is locked with a password, so it cannot be read here. Save a copy "
        "without a password, and upload that copy."
    ),
    "damaged": gettext_lazy(
        "This file is damaged or incomplete, so part of the text could be missing. "
        "Open it on your computer, save it again, and upload the new file."
    ),
    "no_text": gettext_lazy(
        "This file has no text that can be read; it may be a scan, which holds only "
        "pictures of the pages. Upload the document from which it was printed, or "
        "have the text of the scan recognised first."
    ),
    "archive_bomb": gettext_lazy(
        "This file unpacks to far more than a document holds, so it was not opened, "
        "to keep the platform safe. Save the document again, without large "
        "attachments, and upload the new file."
    ),
    "macros": gettext_lazy(
        "This file contains macros: small programs that could do harm, so it was not "
        "opened. Save it as a document without macros (.docx or .odt), and upload "
        "that file."
    ),
    "external_entities": gettext_lazy(
        "This file refers to content outside itself that would be fetched when it is "
        "opened, so it was not opened. Save it as PDF, or remove the link to the "
        "external template or part, and upload the new file."
    ),
    "unreadable_encoding": gettext_lazy(
        "The letters in this file cannot be made out, so the text would be wrong. "
        "Save the document again, as PDF or DOCX or as text in UTF-8, and upload the "
        "new file."
    ),
}
KINDS: dict[str, Promise | str] = {
    "doc": gettext_lazy("This is an old Word file (.doc)"),
    "rtf": gettext_lazy("This is an RTF file"),
    "html": gettext_lazy("This is a web page"),
    "spreadsheet": gettext_lazy("This is a spreadsheet"),
    "presentation": gettext_lazy("This is a presentation"),
    "image": gettext_lazy("This is a picture"),
    "archive": gettext_lazy("This is an archive with other files in it"),
}


def refusal_text(refused: DocumentRefused) -> str:
    """Return why the document was refused and what to do, in the active language."""
    if refused.code == "too_large":
        return too_large_text(refused)
    if refused.code == "unknown_format":
        return unknown_format_text(refused)
    return str(TEXTS[refused.code])


def too_large_text(refused: DocumentRefused) -> str:
    """Return the sentence for a file with too many bytes, pages or characters."""
    details = refused.details
    size, limit = int(details["size"]), int(details["limit"])
    if details.get("unit") == "bytes":
        text = _(
            "This file is %(size)s MB, and at most %(limit)s MB can be read. Save it "
            "without large pictures or attachments, and upload the smaller file."
        )
        size, limit = max(-(-size // MEGABYTE), 1), limit // MEGABYTE
    elif details.get("unit") == "pages":
        text = _(
            "This document has %(size)s pages, and at most %(limit)s can be read. "
            "Upload only the part that holds the plan."
        )
    else:
        text = _(
            "This document holds more text than a plan can have: over %(limit)s "
            "characters. Upload only the part that holds the plan."
        )
    return text % {
        "size": number_format(size, force_grouping=True),
        "limit": number_format(limit, force_grouping=True),
    }


def unknown_format_text(refused: DocumentRefused) -> str:
    """Return the sentence for a format that is not read, named where it is known."""
    kind = KINDS.get(str(refused.details.get("kind")))
    if kind is None:
        return _(
            "This file is not a document that can be read here: it is not PDF, DOCX, "
            "ODT or plain text. Save the document in one of these formats, and upload "
            "that file."
        )
    return _(
        "%(kind)s, and that cannot be read here. Save the document as PDF, DOCX, ODT "
        "or plain text, and upload that file."
    ) % {"kind": kind}
