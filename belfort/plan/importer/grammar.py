"""The stages in their order: clean, label, learn, build."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from belfort.lib.documents import Document

from . import labels
from .furniture import clean
from .habits import learn
from .headings import Search
from .items import Splitter
from .labels import Block
from .questions import Doubts
from .reading import Chapter, Question
from .refusals import PlanRefused
from .rows import make_rows, vocabulary_of
from .tree import Builder
from .vocabulary import load


@dataclass(slots=True)
class Tree:
    """What the grammar read: the language, the chapters and the doubts."""

    language: str
    chapters: list[Chapter]
    questions: list[Question]


def read_tree(document: Document, answers: Mapping[str, int]) -> Tree:
    """Return the plan tree of the document; raise PlanRefused where there is none."""
    language = labels.speak([line.text for line in document.lines])
    if not language:
        raise PlanRefused("unknown_language")
    words = load(language)
    lines = clean(document, words, labels.standalone(language))
    blocks = labels.split_blocks(make_rows(lines), language)
    if not _holds_objectives(blocks):
        raise PlanRefused("not_a_plan")
    habits = learn(blocks, words, wrapped=document.wrapped)
    splitter = Splitter(habits, vocabulary_of(document), answers)
    search = Search(words, habits, answers=answers)
    builder = Builder(words, habits, splitter, search, Doubts(splitter))
    chapters = builder.build(blocks)
    return Tree(language, chapters, builder.doubts.questions)


def _holds_objectives(blocks: Sequence[Block]) -> bool:
    """Whether at least two levels of the template have a label."""
    return len({block.label.level for block in blocks if block.label}) >= 2
