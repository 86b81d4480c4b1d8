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
    "duration",
    "level",
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


def find_measure(
    text: str, covered: str, near: str, family: str, words: Lexicon
) -> str:
    """The key of the registration that a text asks for; ``near`` stands around it.

    The head noun decides; what comes after it only where no rule knows the head.
    Figures are about what stands after the word "report", so there all of it counts.
    """
    family = "count" if family == "level" else family
    fits = [
        rule
        for rule in words.measures
        if (not rule.family or family in rule.family)
        and (rule.near is None or rule.near.search(near))
    ]
    if family != "breakdown":
        begin, end = _head(covered, words)
        for rule in fits:
            match = rule.pattern.search(text, begin)
            if match and match.start() < end and rule.pattern.pattern:
                return rule.measure
    for rule in fits:
        if not rule.head and rule.pattern.search(text):
            return rule.measure
    return "other.count"


def _head(covered: str, words: Lexicon) -> tuple[int, int]:
    """Where the head noun stands, with the words that belong to it before it."""
    opening = words.opening.match(covered)
    begin = opening.end() if opening else 0
    after = words.head_end.search(covered, begin)
    return begin, after.start() if after else len(covered)


def find_labels(
    plain: str, covered: str, written: str, measure: str, words: Lexicon
) -> dict[str, str]:
    """The body, audience or partner that the text names plainly and in full."""
    texts = {"plain": plain, "covered": covered, "written": written}
    labels: dict[str, str] = {}
    for rule in words.labels:
        if rule.facet in labels or not measure.startswith(rule.measures):
            continue
        if match := rule.pattern.search(texts[rule.reads]):
            names = [name for name in match.groups() if name]
            labels[rule.facet] = rule.value or slug(names[0])
    return labels


def slug(name: str) -> str:
    """A name as a label value: small letters without accents, joined by dashes."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore")
    return re.sub(r"[^a-z0-9]+", "-", plain.decode()).strip("-")
