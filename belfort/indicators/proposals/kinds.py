"""What a sentence asks for: which family of criteria, which measure, which labels."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from belfort.indicators.proposals.rules import KindRule, Lexicon
from belfort.indicators.proposals.texts import COVERED

Family = Literal[
    "case",
    "survey",
    "breakdown",
    "growth",
    "ratio",
    "hours",
    "count",
    "existence",
    "report",
    "event",
]


def find_rule(text: str, words: Lexicon) -> KindRule | None:
    """The rule that decides the family of a covered text, or ``None``."""
    text = re.sub(rf"({COVERED})\1+", r"\1", _without_asides(text))
    for rule in words.kinds:
        if rule.match(text):
            return rule
    first = [(m.start(), i) for i, r in enumerate(words.heads) if (m := r.match(text))]
    return words.heads[min(first)[1]] if first else None


def _without_asides(text: str) -> str:
    """The text with "(including …)" and the like blanked: it adds no kind."""
    opening = "inclusief|incl|met inbegrip|inbegrepen|zie|o\\.a|cf|y compris|dont|voir"
    pattern = rf"\((?:{opening}|en ce compris|einschlie)[^)]*\)?"
    return re.sub(pattern, lambda m: " " * len(m.group()), text)


def find_measure(text: str, near: str, family: str, words: Lexicon) -> str:
    """The key of the registration that a text asks for; ``near`` stands around it."""
    for rule in words.measures:
        if rule.family and family not in rule.family:
            continue
        if rule.pattern.search(text) and (rule.near is None or rule.near.search(near)):
            return rule.measure
    return "other.count"


def find_labels(text: str, words: Lexicon) -> dict[str, str]:
    """The body, audience or partner that the text names plainly."""
    labels: dict[str, str] = {}
    for rule in words.labels:
        match = rule.pattern.search(text)
        if match and rule.facet not in labels:
            labels[rule.facet] = rule.value or slug(match["name"])
    return labels


def slug(name: str) -> str:
    """A name as a label value: small letters without accents, joined by dashes."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore")
    return re.sub(r"[^a-z0-9]+", "-", plain.decode()).strip("-")
