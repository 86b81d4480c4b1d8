"""The record of processing (GDPR art. 30), made from the declarations."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from django.db import models
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext

from belfort.accounts.models import Organisation
from belfort.audit.declarations import declared_models, field_name_of, name_of
from belfort.audit.retention import Retention
from belfort.law.parameters import as_number, parameter


@dataclass(frozen=True, slots=True)
class Processing:
    """One line of the record: a kind of data kept for a purpose."""

    name: str
    purpose: str
    ground: str
    people: str
    data: tuple[str, ...]
    kept_for: str
    clock: str
    model: str

    @property
    def is_personal(self) -> bool:
        return bool(self.data)


def processings() -> list[Processing]:
    """Every declared model as a line, in the language of the page; by purpose."""
    lines = [_line(model, retention) for model, retention in declared_models()]
    return sorted(lines, key=lambda line: (not line.is_personal, line.purpose))


def _line(model: type[models.Model], retention: Retention) -> Processing:
    return Processing(
        name=capfirst(name_of(model)),
        purpose=gettext(retention.purpose),
        ground=gettext(retention.ground),
        people=people_of(retention),
        data=tuple(field_name_of(model, name) for name in retention.personal),
        kept_for=kept_for(retention),
        clock=field_name_of(model, retention.clock) if retention.clock else "",
        model=model._meta.label,
    )


def people_of(retention: Retention) -> str:
    """Whose data they are."""
    return {
        "none": gettext("nobody’s"),
        "staff": gettext("people who work with the platform"),
        "citizen": gettext("residents"),
        "minor": gettext("residents, minors among them"),
    }[retention.about]


def kept_for(retention: Retention) -> str:
    """How long, in words: the period of the law's parameters, or that of a parent."""
    if retention.period == "with_parent":
        return gettext("as long as what it belongs to")
    period = parameter(retention.period, localdate())
    if period.unit == "while_used":
        return gettext("as long as it is used")
    number = as_number(period)
    lengths = {
        "day": ngettext("%(number)d day", "%(number)d days", number),
        "month": ngettext("%(number)d month", "%(number)d months", number),
        "year": ngettext("%(number)d year", "%(number)d years", number),
    }
    length = lengths[period.unit] % {"number": number}
    if period.verified:
        return length
    return gettext("%(length)s (still to be confirmed by the city)") % {
        "length": length
    }


def measures() -> list[str]:
    """The security measures that hold for every line (art. 30.1.g)."""
    return [
        gettext("Everyone sees only what their role in their organisation needs."),
        gettext("Sign-in with a password and a second factor, or the city’s own."),
        gettext("Every change and every confidential reading leaves a sealed trace."),
        gettext("Keys are kept outside the database."),
        gettext("Nothing is sent outside the installation without a person’s action."),
    ]


def record_document(organisation: Organisation) -> bytes:
    """The record of processing of an organisation as a DOCX file."""
    from docx import Document
    from docx.enum.section import WD_ORIENT

    document = Document()
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width
    document.core_properties.title = gettext("Record of processing")
    document.core_properties.author = organisation.name
    document.add_heading(gettext("Record of processing"), level=0)
    document.add_paragraph(
        gettext("%(organisation)s, as kept in Belfort on %(date)s.")
        % {"organisation": organisation.name, "date": date_format(localdate())}
    )
    if organisation.is_example:
        document.add_paragraph(
            gettext("This is an invented example; no such city exists.")
        )
    headings = [
        gettext("Purpose"),
        gettext("Kind of data"),
        gettext("Legal ground"),
        gettext("Whose data"),
        gettext("Which data"),
        gettext("Kept for"),
    ]
    table = document.add_table(rows=1, cols=len(headings), style="Light Grid")
    for cell, heading in zip(table.rows[0].cells, headings, strict=True):
        cell.text = heading
    for line in processings():
        if not line.is_personal:
            continue
        texts = [
            line.purpose,
            line.name,
            line.ground,
            line.people,
            ", ".join(line.data),
            line.kept_for,
        ]
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    document.add_heading(gettext("Security measures"), level=1)
    for measure in measures():
        document.add_paragraph(measure, style="List Bullet")
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()
