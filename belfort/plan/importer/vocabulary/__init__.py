"""The words by which a plan is read, one file of data per language."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

Level = Literal["general", "strategic", "operational", "results", "indicators"]
LEVELS: tuple[Level, ...] = (
    "general",
    "strategic",
    "operational",
    "results",
    "indicators",
)
LANGUAGES = ("nl", "fr", "de")
_FOLDER = Path(__file__).parent


@cache
def _fold_character(character: str) -> str:
    base = unicodedata.normalize("NFD", character)[0].lower()
    return "'" if base in "’‘`´" else base[:1]


def fold(text: str) -> str:
    """Return the text without capitals and accents, of the same length."""
    if text.isascii():
        return text.lower()
    return "".join(map(_fold_character, text))


@dataclass(frozen=True)
class Vocabulary:
    """The words of one language; see the comments in ``nl.toml``."""

    language: str
    labels: dict[str, list[str]]
    abbreviations: dict[str, list[str]]
    closing: re.Pattern[str]
    offices: frozenset[str]
    """The words of the titles of those who sign."""
    functions: frozenset[str]
    starts: frozenset[str]
    short_forms: frozenset[str]
    keep_hyphen_before: frozenset[str]
    keep_hyphen_after: frozenset[str]
    programme_stops: frozenset[str]
    programme_names: tuple[str, ...]
    months: tuple[str, ...]
    strategic_topics: tuple[str, ...]
    phenomena: tuple[str, ...]
    plan_words: frozenset[str]
    """The stems of the plan's own name, which name no phenomenon."""
    bodies: dict[str, list[str]]
    header: dict[str, list[str]]

    def pattern(self, key: str) -> str:
        """Return the alternatives of one label as a single pattern."""
        return "(?:" + "|".join(self.labels[key]) + ")"

    def fact(self, key: str) -> str:
        """Return the alternatives of one pattern of the header as a single one."""
        return "(?:" + "|".join(self.header[key]) + ")"


@cache
def load(language: str) -> Vocabulary:
    """Return the vocabulary of ``nl``, ``fr`` or ``de``."""
    data: dict[str, Any] = tomllib.loads(
        (_FOLDER / f"{language}.toml").read_text(encoding="utf-8")
    )
    words, topics = data["words"], data["topics"]
    return Vocabulary(
        language=language,
        labels=data["labels"],
        abbreviations=data["abbreviations"],
        closing=re.compile("^(?:" + "|".join(data["closing"]["lines"]) + ")"),
        offices=frozenset(data["closing"]["offices"]),
        functions=frozenset(words["functions"]),
        starts=frozenset(words["starts"]),
        short_forms=frozenset(words["abbreviations"]),
        keep_hyphen_before=frozenset(words["keep_hyphen_before"]),
        keep_hyphen_after=frozenset(words.get("keep_hyphen_after", ())),
        programme_stops=frozenset(words["programme_stops"]),
        programme_names=tuple(data["programme"]["names"]),
        months=tuple(words["months"]),
        strategic_topics=tuple(topics["strategic"]),
        phenomena=tuple(topics["phenomena"]),
        plan_words=frozenset(topics["plan"]),
        bodies=data["bodies"],
        header=data["header"],
    )
