"""Template tags of the plan: days, amounts, words found, sentences."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple, cast

from babel.numbers import format_currency
from django import template
from django.utils.translation import get_language

from belfort.indicators import wording
from belfort.indicators.criteria import Criterion as ReadCriterion
from belfort.lib.folding import fold
from belfort.plan.importer import reading as read
from belfort.plan.importer.findings.sentences import finding_advice, finding_text
from belfort.plan.importer.questions import QUESTIONS
from belfort.plan.models import Branch, Finding, Node, Question

register = template.Library()

KIND_ICONS = {
    "chapter": "plan",
    "general_objective": "flag",
    "strategic_objective": "compare",
    "operational_objective": "chevron",
    "result": "check",
    "item": "dot",
    "indicator": "target",
}


class Piece(NamedTuple):
    """A part of a text, and whether it holds a word that was looked for."""

    text: str
    is_hit: bool


@register.filter
def day(text: str | None) -> date | None:
    """The date of an ISO text, as the contract writes it."""
    return date.fromisoformat(text) if text else None


@register.filter
def euro(amount: Any) -> str:
    """An amount as it is written in the language of the page."""
    if amount in {None, ""}:
        return ""
    try:
        value = Decimal(str(amount))
    except InvalidOperation:
        return str(amount)
    locale = f"{(get_language() or 'nl')[:2]}_BE"
    return format_currency(value, "EUR", locale=locale)


@register.filter
def kind_icon(kind: str) -> str:
    """The icon of a kind of node."""
    return KIND_ICONS[kind]


@register.filter
def pieces(text: str, words: str) -> list[Piece]:
    """The text cut at the words that were looked for, however they are written."""
    wanted = [word for word in fold(words).split() if word]
    letters = [fold(letter) or " " for letter in text]
    folded = "".join(letters)
    if not wanted or len(folded) != len(text):
        return [Piece(text, is_hit=False)]
    marked = [False] * len(text)
    for word in wanted:
        start = folded.find(word)
        while start >= 0:
            marked[start : start + len(word)] = [True] * len(word)
            start = folded.find(word, start + 1)
    return joined(text, marked)


def joined(text: str, marked: list[bool]) -> list[Piece]:
    """Neighbouring letters that are alike marked make one piece."""
    found: list[Piece] = []
    begin = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or marked[index] != marked[begin]:
            found.append(Piece(text[begin:index], marked[begin]))
            begin = index
    return found


@register.filter
def is_in(key: Any, group: Any) -> bool:
    return key in group


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """The value of a key that is itself a variable; zero in a counter."""
    return mapping.get(key, 0)


@register.filter
def has_unconfirmed(node: Node) -> bool:
    """Whether nobody has confirmed one of its criteria yet."""
    if node.indicator is None:
        return False
    return any(c.confirmed_at is None for c in node.indicator.criteria.all())


@register.filter
def waiting_in(branch: Branch) -> int:
    """How many nodes from here down nobody has confirmed yet."""
    return sum(
        not below.node.confirmed or has_unconfirmed(below.node)
        for below in branch.walk()
    )


@register.filter
def sentence(criterion: Any) -> str:
    """How a criterion judges; a stored one, or one in the contract's form."""
    found = of_contract(criterion) if isinstance(criterion, dict) else stored(criterion)
    return wording.sentence(found, get_language() or "nl")


def stored(criterion: Any) -> ReadCriterion:
    """A stored criterion in the form in which the importer proposes one."""
    values = {f.name: getattr(criterion, f.name) for f in fields(ReadCriterion)}
    return ReadCriterion(**{**values, "comparator": criterion.comparator or None})


def of_contract(found: dict[str, Any]) -> ReadCriterion:
    """A criterion as JSON writes it, with its number and days as such again."""
    target = found.get("target")
    read_back = {
        "target": None if target is None else Decimal(str(target)),
        "valid_from": day(found.get("valid_from")),
        "valid_to": day(found.get("valid_to")),
        "comparator": found.get("comparator") or None,
    }
    return ReadCriterion(**{**found, **read_back})


@register.filter
def finding_sentence(finding: Finding) -> str:
    """What does not add up."""
    return finding_text(as_read(finding), get_language() or "nl")


@register.filter
def advice(finding: Finding) -> str:
    """What can be done about it."""
    return finding_advice(as_read(finding), get_language() or "nl")


def as_read(finding: Finding) -> read.Finding:
    """A stored finding in the form in which the importer found it."""
    return read.Finding(
        id=finding.key,
        code=finding.code,
        severity=cast(read.Severity, finding.severity),
        node=finding.node,
        facts=finding.facts,
        source=read.Source(finding.page, finding.line),
    )


@register.filter
def question_words(question: Question) -> str:
    """What is asked, as a sentence."""
    return str(QUESTIONS[question.kind])
