"""Print the example cities' plans as PDF and DOCX: python -m scripts.make_demo_plan

The source is ``belfort/demo/plan/plan_*.toml``; the printed files stand beside it
and are kept in the repository. Every page says that the city is invented.
"""

from __future__ import annotations

import json
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import typst
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

FOLDER = Path(__file__).resolve().parent.parent / "belfort" / "demo" / "plan"
LOCALES = {"nl": "nl-BE", "fr": "fr-BE"}

Plan = dict[str, Any]


def main() -> None:
    for source in sorted(FOLDER.glob("plan_*.toml")):
        plan = tomllib.loads(source.read_text("utf-8"))
        source.with_suffix(".pdf").write_bytes(as_pdf(plan))
        make_docx(plan, source.with_suffix(".docx"))
        print(source.stem)


def as_pdf(plan: Plan) -> bytes:
    """The plan as a tagged PDF (PDF/UA-1)."""
    data = json.dumps(plan, ensure_ascii=False, default=date.isoformat)
    printed: bytes = typst.compile(
        str(FOLDER / "plan.typ"),
        format="pdf",
        sys_inputs={"plan": data},
        pdf_standards=["ua-1"],
    )
    return printed


def make_docx(plan: Plan, path: Path) -> None:
    document: Any = Document()
    prepare(document, plan)
    write_decision(document, plan["decision"])
    document.add_page_break()
    write_contract(document, plan)
    for number, chapter in enumerate(plan["chapters"], 1):
        document.add_page_break()
        write_chapter(document, plan["words"], number, chapter)
    document.add_page_break()
    for line in plan["contract"]["signature"]:
        document.add_paragraph(line)
    document.save(str(path))


def prepare(document: Any, plan: Plan) -> None:
    """Page, language, properties, and the mark above every page."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.header.paragraphs[0].text = plan["example"]
    section.footer.paragraphs[0].text = plan["decision"]["footer"]
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), LOCALES[plan["language"]])
    properties = document.core_properties
    properties.title = f"{plan['contract']['title']} {plan['city']}"
    properties.language = LOCALES[plan["language"]]
    properties.author, properties.comments = "", plan["example"]
    # Fixed, so that printing the same plan again gives the same file.
    day = datetime.combine(plan["start"], datetime.min.time())
    properties.created = properties.modified = day


def bold(document: Any, text: str, size: int = 11) -> None:
    run = document.add_paragraph().add_run(text)
    run.bold = True
    run.font.size = Pt(size)


def write_decision(document: Any, decision: Plan) -> None:
    bold(document, decision["heading"], 13)
    document.add_paragraph(decision["vote"])
    for part in decision["parts"]:
        bold(document, part["title"])
        alone = len(part["items"]) == 1
        for item in part["items"]:
            document.add_paragraph(item, style=None if alone else "List Bullet")


def write_contract(document: Any, plan: Plan) -> None:
    contract = plan["contract"]
    document.add_paragraph(contract["title"], style="Title")
    for line in (contract["city_line"], contract["period_line"], plan["example"]):
        document.add_paragraph(line)
    document.add_paragraph(contract["between"])
    document.add_paragraph(contract["parties"][0])
    document.add_paragraph(contract["and"])
    document.add_paragraph(contract["parties"][1])
    document.add_paragraph(contract["agreed"])
    document.add_page_break()
    bold(document, contract["provisions"], 13)
    document.add_paragraph(contract["grant"])
    for table in contract["tables"]:
        document.add_paragraph(table["lead"])
        write_table(document, table)
        document.add_paragraph(table["note"])
    document.add_paragraph(contract["in_force"])
    document.add_paragraph(contract["control"])


def write_table(document: Any, table: Plan) -> None:
    grid = document.add_table(rows=0, cols=len(table["head"]), style="Table Grid")
    for row in (table["head"], *table["rows"]):
        cells = grid.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
        cells[-1].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def write_chapter(document: Any, words: Plan, number: int, chapter: Plan) -> None:
    document.add_heading(f"{number}. {chapter['title']}", 1)
    for paragraph in chapter["intro"]:
        document.add_paragraph(paragraph)
    document.add_heading(f"{number}.1. {words['general']}", 2)
    for place, text in enumerate(chapter["general"], 1):
        document.add_heading(f"{number}.1.{place}. {text}", 3)
    document.add_heading(f"{number}.2. {words['strategic']}", 2)
    for place, strategic in enumerate(chapter["strategic"], 1):
        document.add_heading(f"{number}.2.{place}. {strategic['text']}", 3)
        document.add_heading(words["operational"], 4)
        for objective in strategic["operational"]:
            paragraph = document.add_paragraph(style="List Bullet")
            paragraph.add_run(objective["text"]).bold = True
            write_items(document, words["results"], objective["results"])
            write_items(document, words["indicators"], objective["indicators"])


def write_items(document: Any, label: str, entries: list[Plan]) -> None:
    """A list under its label; what lost its mark is one more line of the last."""
    document.add_heading(label, 5)
    for entry in entries:
        if entry.get("lost", False):
            last = document.paragraphs[-1].runs[-1]
            last.add_break()
            last.add_text(entry["text"])
            continue
        document.add_paragraph(entry["text"], style="List Bullet")
        for item in entry.get("items", ()):
            document.add_paragraph(item, style="List Bullet 2")


if __name__ == "__main__":
    main()
