"""Every layout renders its file without losing a word of the plan."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
import pytest
from lxml import etree

from bench.corpus import LAYOUTS, Language, Layout, make_plan
from bench.corpus.plans import sentences, words
from bench.corpus.rendering import render


def text_of(data: bytes, layout: Layout) -> str:
    if layout.format == "text":
        return data.decode(layout.encoding)
    if layout.format == "pdf":
        document = pypdfium2.PdfDocument(data)
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    part = "content.xml" if layout.format == "odt" else "word/document.xml"
    tree = etree.fromstring(ZipFile(BytesIO(data)).read(part))
    for deleted in tree.iter("{*}delText"):
        deleted.text = ""
    return " ".join(str(text) for text in tree.itertext())


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_every_word_of_the_plan_is_in_the_file(
    layout: Layout, language: Language
) -> None:
    plan = make_plan(7, language)
    text = text_of(render(plan, layout), layout)
    if layout.hyphens:
        # Words are broken at line ends: compare the letters, sentence by sentence.
        letters = re.sub(r"\W", "", text.replace("\x02", "").casefold())
        for sentence in sentences(plan):
            assert re.sub(r"\W", "", sentence.casefold()) in letters
        return
    rendered = Counter(words(text.casefold()))
    written = Counter(words(" ".join(sentences(plan)).casefold()))
    assert not written - rendered


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_the_same_seed_gives_the_same_text(layout: Layout) -> None:
    first, second = (
        text_of(render(make_plan(8, "fr"), layout, 2), layout) for _ in range(2)
    )
    assert first == second


def test_damage_loses_dashes_and_puts_a_footer_amid_the_lists() -> None:
    layout = next(layout for layout in LAYOUTS if layout.name == "text-damaged")
    whole = next(layout for layout in LAYOUTS if layout.name == "text-extracted")
    plan = make_plan(2, "nl", chapters=12)
    damaged = render(plan, layout).decode()
    assert damaged.count("\n- ") < render(plan, whole).decode().count("\n- ")
    assert "\n- \n" in damaged
    assert damaged.count("- agendapunt nr.") > 2
