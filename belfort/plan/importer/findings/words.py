"""The words of ``words.toml``, per language."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Words:
    unfinished: frozenset[str]
    opposite: tuple[re.Pattern[str], ...]
    """Reducing something good, raising something bad; group ``what`` is the thing."""
    since: re.Pattern[str]
    template: re.Pattern[str]
    list_lead: re.Pattern[str]
    list_end: re.Pattern[str]
    joiner: str


@cache
def words(language: str) -> Words | None:
    """The words of a language, or ``None`` where it has none."""
    path = Path(__file__).with_name("words.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8")).get(language)
    if data is None:
        return None
    between = data["between"]
    return Words(
        frozenset(data["unfinished"]),
        tuple(
            re.compile(
                rf"\b(?:{data[verb]}){between}\s*(?P<what>{data[thing]})(?![\w'-])"
            )
            for verb, thing in (("reduces", "good"), ("raises", "bad"))
        ),
        re.compile(rf"\b(?:{data['since']})"),
        re.compile(data["template"]),
        re.compile(rf"\b(?:{data['list_lead']})\b"),
        re.compile(data["list_end"]),
        data["joiner"],
    )


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """A text for comparison: small letters, no accents, no punctuation."""
    plain = text.replace("’", "'").lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", plain))


def plain(text: str) -> str:
    """A text in small letters, with one kind of quote and single spaces."""
    return " ".join(text.replace("’", "'").replace("‘", "'").lower().split())
