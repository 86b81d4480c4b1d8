"""A version as a document in the form of the federal template."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from belfort.plan.export.contract import reading_of
from belfort.plan.export.example import is_example
from belfort.plan.export.template import Words, words_for
from belfort.plan.importer import reading as read
from belfort.plan.importer.limits import writable
from belfort.plan.models import Version

LABEL = 4
"""The heading level of the template's labels, below the strategic objectives."""
SIGNS = "–o"
"""The marks of an item and of a part of it, as the template has them."""
ABSTRACT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}abstractNum"


def as_docx(version: Version) -> bytes:
    """The plan with headings, lists, tables and a table of contents.

    Our own importer reads the same tree in it.
    """
    plan = reading_of(version)
    words = words_for(version.plan.language)
    mark = words.example if is_example(version) else ""
    return write_docx(
        plan,
        words,
        title=writable(version.plan.title),
        city=str(version.plan.municipality),
        mark=mark,
    )


def write_docx(
    plan: read.PlanReading, words: Words, *, title: str, city: str, mark: str = ""
) -> bytes:
    """The document of a plan; ``mark`` stands on every page."""
    from docx import Document

    document = Document()
    _prepare(document, words, title, mark)
    bullets = _bullets(document)
    _front(document, plan.header, words, title=title, city=city, mark=mark)
    _contents(document, plan, words)
    _provisions(document, plan.header, words)
    for place, chapter in enumerate(plan.chapters, 1):
        _chapter(document, chapter, chapter.number or str(place), words, bullets)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _prepare(document: Any, words: Words, title: str, mark: str) -> None:
    """Language, properties, and the line that runs above every page."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    styles = document.styles
    styles["Normal"].font.name = "Calibri"
    styles["Normal"].font.size = Pt(11)
    defaults = styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), words.locale)
    properties = document.core_properties
    properties.title, properties.language = title, words.locale
    properties.author, properties.comments = "", mark
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if mark:
        section.header.paragraphs[0].text = mark
    _field(section.footer.paragraphs[0], "PAGE", "1")


def _front(
    document: Any,
    header: read.Header,
    words: Words,
    *,
    title: str,
    city: str,
    mark: str,
) -> None:
    document.add_paragraph(title, style="Title")
    document.add_paragraph(city, style="Subtitle")
    if header.period.start and header.period.end:
        period = words.period.format(
            start=_day(header.period.start), end=_day(header.period.end)
        )
        document.add_paragraph(period)
    if mark:
        document.add_paragraph(mark)


def _contents(document: Any, plan: read.PlanReading, words: Words) -> None:
    """A field that a word processor fills in, with the chapters until it does."""
    document.add_paragraph(words.contents).runs[0].bold = True
    entries = [
        f"{chapter.number or place}. {chapter.title}"
        for place, chapter in enumerate(plan.chapters, 1)
    ]
    _field(document.add_paragraph(), r'TOC \o "1-3" \h \z \u', "\n".join(entries))
    document.add_page_break()


def _provisions(document: Any, header: read.Header, words: Words) -> None:
    if not (header.amounts or header.budget_lines or header.legal_grounds):
        return
    document.add_paragraph(words.provisions).runs[0].bold = True
    if header.amounts:
        _table(
            document,
            (words.what, words.amount),
            [(amount.label, _money(amount.value)) for amount in header.amounts],
        )
    for table in header.tables:
        rows = [(row.label, _money(row.amount)) for row in table.rows]
        if table.total is not None:
            rows.append((words.total, _money(table.total)))
        _table(document, (table.title or words.what, words.amount), rows)
    if header.budget_lines:
        lines = [(line.number, _money(line.amount)) for line in header.budget_lines]
        _table(document, (words.budget_lines, words.amount), lines)
    if header.legal_grounds:
        document.add_paragraph(words.grounds).runs[0].bold = True
        for ground in header.legal_grounds:
            document.add_paragraph(ground.text)


def _chapter(
    document: Any, chapter: read.Chapter, number: str, words: Words, bullets: int
) -> None:
    heading = document.add_heading(f"{number}. {chapter.title}", 1)
    heading.paragraph_format.page_break_before = True
    for paragraph in filter(None, chapter.intro.split("\n")):
        document.add_paragraph(paragraph)
    if chapter.general_objectives:
        document.add_heading(f"{number}.1. {words.general}", 2)
    for place, objective in enumerate(chapter.general_objectives, 1):
        own = objective.number or f"{number}.1.{place}"
        document.add_heading(f"{own}. {objective.text}", 3)
    if chapter.strategic_objectives:
        document.add_heading(f"{number}.2. {words.strategic}", 2)
    for place, strategic in enumerate(chapter.strategic_objectives, 1):
        own = strategic.number or f"{number}.2.{place}"
        document.add_heading(f"{own}. {strategic.text}", 3)
        _operational(document, strategic, words, bullets)


def _operational(
    document: Any, strategic: read.StrategicObjective, words: Words, bullets: int
) -> None:
    if strategic.operational_objectives:
        document.add_heading(words.operational, LABEL)
    for objective in strategic.operational_objectives:
        paragraph = _item(document, objective.text, bullets)
        paragraph.runs[0].bold = True
        paragraph.paragraph_format.keep_with_next = True
        if objective.results:
            document.add_heading(words.results, LABEL + 1)
        for result in objective.results:
            _item(document, result.text, bullets)
            for item in result.items:
                _item(document, item, bullets, level=1)
        if objective.indicators:
            document.add_heading(words.indicators, LABEL + 1)
        for indicator in objective.indicators:
            _item(document, indicator.text, bullets)


def _item(document: Any, text: str, bullets: int, level: int = 0) -> Any:
    """A paragraph of the list, at the level of an item or of a part of it."""
    style = "List Bullet 2" if level else "List Bullet"
    paragraph = document.add_paragraph(text, style=style)
    numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    numbering.get_or_add_ilvl().val = level
    numbering.get_or_add_numId().val = bullets
    return paragraph


def _bullets(document: Any) -> int:
    """A list of two levels, since the styles at hand know only one each; its id."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        f'<w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{360 * (level + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
        for level, sign in enumerate(SIGNS)
    )
    taken = [int(e.get(qn("w:abstractNumId"))) for e in numbering.iter(ABSTRACT)]
    key = max(taken, default=0) + 1
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{key}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    # Word wants every abstract list before the first list that uses one.
    numbering.insert(len(taken), abstract)
    return int(numbering.add_num(key).numId)


def _table(document: Any, head: tuple[str, str], rows: list[tuple[str, str]]) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement

    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for label, amount in [head, *rows]:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, amount
        cells[1].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    # A screen reader reads the first row as headings of the columns.
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    document.add_paragraph()


def _field(paragraph: Any, code: str, shown: str) -> None:
    """A field of the word processor, and what is shown until it is computed."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    def mark(kind: str) -> None:
        character = OxmlElement("w:fldChar")
        character.set(qn("w:fldCharType"), kind)
        paragraph.add_run()._r.append(character)

    mark("begin")
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = code
    paragraph.add_run()._r.append(instruction)
    mark("separate")
    paragraph.add_run(shown)
    mark("end")


def _day(day: date) -> str:
    return day.strftime("%d-%m-%Y")


def _money(amount: Decimal | None) -> str:
    """An amount as Belgians write it: ``1.234,50``."""
    if amount is None:
        return ""
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
