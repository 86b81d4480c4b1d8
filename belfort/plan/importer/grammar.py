"""The stages in their order: clean, label, learn, build."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from belfort.lib.documents import Document, Line

from . import labels
from .blocks import Block, split_blocks
from .furniture import clean
from .habits import learn
from .headings import Search
from .items import Splitter
from .ordinals import mark_numbered
from .programmes import find_programme
from .questions import Doubts
from .reading import Chapter, Question, Source
from .refusals import PlanRefused
from .rows import make_rows, vocabulary_of
from .tree import Builder
from .vocabulary import Vocabulary, load


@dataclass(slots=True)
class Tree:
    """What the grammar read: the language, the chapters and the doubts."""

    language: str
    chapters: list[Chapter]
    questions: list[Question]
    words: Vocabulary
    splitter: Splitter
    opening: list[Line]
    """The lines before the first chapter."""
    closing: list[Line]
    """The lines with which the document is signed."""


def read_tree(document: Document, answers: Mapping[str, int]) -> Tree:
    """Return the plan tree of the document; raise PlanRefused where there is none."""
    language = labels.speak([line.text for line in document.lines])
    if not language:
        raise PlanRefused("unknown_language")
    words = load(language)
    lines = clean(document, words, labels.standalone(language))
    blocks = split_blocks(make_rows(lines), language)
    mark_numbered(blocks, words)
    if not _holds_objectives(blocks):
        raise PlanRefused("not_a_plan")
    habits = learn(blocks, words, wrapped=document.wrapped)
    known = vocabulary_of(document)
    splitter = Splitter(habits, known, answers)
    search = Search(words, habits, known, answers=answers)
    builder = Builder(words, habits, splitter, search, Doubts(splitter))
    chapters = builder.build(blocks)
    for chapter in chapters:
        chapter.action_programme = find_programme(chapter.intro, words)
    return Tree(
        language,
        chapters,
        builder.doubts.questions,
        words,
        splitter,
        opening=_until(lines, chapters[0].source),
        closing=[row.line for row in builder.closing],
    )


def _until(lines: Sequence[Line], source: Source) -> list[Line]:
    """Return the lines that stand before this source."""
    places = (
        place
        for place, line in enumerate(lines)
        if (line.page, line.line) == (source.page, source.line)
    )
    return list(lines[: next(places, len(lines))])


def _holds_objectives(blocks: Sequence[Block]) -> bool:
    """Whether at least two levels of the template have a label."""
    return len({block.label.level for block in blocks if block.label}) >= 2
