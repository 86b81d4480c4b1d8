"""The printed plans of the invented cities are those of their source."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docx import Document

from belfort.lib.documents import read_file
from belfort.plan.importer import read_plan
from belfort.plan.importer.reading import PlanReading
from scripts.make_demo_plan import FOLDER, as_pdf

LANGUAGES = ("nl", "fr")


def source(language: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"plan_{language}.toml").read_text("utf-8"))


def printed(language: str, ending: str) -> Path:
    return FOLDER / f"plan_{language}.{ending}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_is_printed_from_the_source_as_it_stands(language: str) -> None:
    assert text_of(as_pdf(source(language))) == text_of(
        printed(language, "pdf").read_bytes()
    ), "Print it again: python -m scripts.make_demo_plan"


def text_of(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in document]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_that_the_city_is_invented(language: str) -> None:
    mark = source(language)["example"]
    for page in text_of(printed(language, "pdf").read_bytes()):
        assert mark in page
    (section,) = Document(str(printed(language, "docx"))).sections
    assert mark in section.header.paragraphs[0].text


@pytest.mark.parametrize("ending", ["pdf", "docx"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_read_at_its_place(language: str, ending: str) -> None:
    plan = read_plan(read_file(printed(language, ending)))
    splits = {question.id: 1 for question in plan.questions}
    plan = read_plan(read_file(printed(language, ending)), answers=splits)
    assert read_tree(plan) == source_tree(source(language))
    assert plan.header.period.start == date(2025, 1, 1)
    assert plan.header.period.end == date(2026, 12, 31)


def read_tree(plan: PlanReading) -> list[object]:
    return [
        (
            chapter.title,
            chapter.kind,
            [objective.text for objective in chapter.general_objectives],
            strategic.text,
            objective.text,
            [(result.text, result.items) for result in objective.results],
            [indicator.text for indicator in objective.indicators],
        )
        for chapter in plan.chapters
        for strategic in chapter.strategic_objectives
        for objective in strategic.operational_objectives
    ]


def source_tree(plan: dict[str, Any]) -> list[object]:
    return [
        (
            chapter["title"],
            chapter["kind"],
            chapter["general"],
            strategic["text"],
            objective["text"],
            [(one["text"], one.get("items", [])) for one in objective["results"]],
            [one["text"] for one in objective["indicators"]],
        )
        for chapter in plan["chapters"]
        for strategic in chapter["strategic"]
        for objective in strategic["operational"]
    ]
