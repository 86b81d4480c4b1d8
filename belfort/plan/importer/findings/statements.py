"""What objectives, results and indicators say, or fail to say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from math import ceil

from belfort.lib.documents import Document

from ..reading import Chapter, Indicator, OperationalObjective, PlanReading, Result
from .draft import Draft, Text, objectives, texts
from .words import Words, bare, plain, words

_ALIKE = 0.95
_WORDS_ALIKE = 0.6
"""Texts that share fewer words than this are not compared letter by letter."""

_SHORT = 30
"""Shorter texts may be alike by chance ("Number of visitors")."""

_SHOWN = 90


def search(plan: PlanReading, document: Document) -> Iterator[Draft]:
    known = words(plan.header.language)
    results = {id(chapter): _Results(chapter) for chapter in plan.chapters}
    for chapter, _strategic, objective in objectives(plan):
        yield from _without_indicator(objective)
        yield from _copies(objective, results[id(chapter)])
        yield from _twice(objective)
        if known is not None:
            for result in objective.results:
                yield from _breaks_off(result, objective, known)
    if known is not None:
        for text in texts(plan):
            yield from _opposite(text, known)


def _without_indicator(objective: OperationalObjective) -> Iterator[Draft]:
    if not objective.indicators:
        yield Draft(
            "objective_without_indicator",
            "warning",
            objective.source,
            objective.id,
            {"text": shown(objective.text)},
        )


class _Results:
    """The results of a chapter, found by the words they hold."""

    def __init__(self, chapter: Chapter) -> None:
        self.by_word: dict[str, list[Result]] = {}
        for strategic in chapter.strategic_objectives:
            for objective in strategic.operational_objectives:
                for result in objective.results:
                    for word in set(bare(result.text).split()):
                        self.by_word.setdefault(word, []).append(result)

    def like(self, indicator: Indicator) -> list[Result]:
        """Those that may say the same as the indicator.

        Whoever shares enough of its words shares one of its rarest ones.
        """
        held = set(bare(indicator.text).split())
        rarest = sorted(held, key=lambda word: len(self.by_word.get(word, ())))
        spared = len(rarest) - ceil(len(rarest) * _WORDS_ALIKE) + 1
        found = {
            id(result): result
            for word in rarest[:spared]
            for result in self.by_word.get(word, ())
        }
        return list(found.values())


def _copies(objective: OperationalObjective, results: _Results) -> Iterator[Draft]:
    """An indicator that repeats a result, in its own objective or a neighbour."""
    for indicator in objective.indicators:
        if any(_same(indicator, result) for result in results.like(indicator)):
            yield Draft(
                "indicator_copies_result",
                "warning",
                indicator.source,
                indicator.id,
                {"text": shown(indicator.text)},
            )


def _same(indicator: Indicator, result: Result) -> bool:
    one, other = bare(indicator.text), bare(result.text)
    if len(one) < _SHORT or abs(len(one) - len(other)) > len(one) * (1 - _ALIKE) * 2:
        return False
    if one == other:
        return True
    words_of, words_there = set(one.split()), set(other.split())
    if len(words_of & words_there) < len(words_of) * _WORDS_ALIKE:
        return False
    return SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _twice(objective: OperationalObjective) -> Iterator[Draft]:
    seen: set[str] = set()
    for indicator in objective.indicators:
        text = bare(indicator.text)
        if text in seen:
            yield Draft(
                "duplicate_indicator",
                "warning",
                indicator.source,
                indicator.id,
                {"text": shown(indicator.text)},
            )
        seen.add(text)


def _breaks_off(
    result: Result, objective: OperationalObjective, known: Words
) -> Iterator[Draft]:
    text = plain(result.text)
    last = re.findall(r"[\w']+", text)[-1:] or [""]
    ends_open = text.endswith((",", "(", "-", "–")) and len(text) > 1
    # Between the items of a list a semicolon only parts them.
    ends_open |= text.endswith(";") and result is objective.results[-1]
    ends_open |= text.endswith(":") and not result.items
    ends_open |= text[-1:].isalpha() and last[0] in known.unfinished
    ends_open |= text.count("(") > text.count(")")
    if ends_open and not result.items:
        yield _broken("result_breaks_off", result)
    elif _starts_inside(result, objective):
        yield _broken("result_starts_inside", result)


def _starts_inside(result: Result, objective: OperationalObjective) -> bool:
    """Whether a result begins in small letters among results that do not."""
    others = [r for r in objective.results if r is not result]
    small = result.text[:1].islower() and result.text[1:2] not in ("-", "'", "’")
    return small and bool(others) and all(r.text[:1].isupper() for r in others)


def _broken(code: str, result: Result) -> Draft:
    facts = {"text": shown(result.text), "end": result.text[-40:].strip()}
    return Draft(code, "warning", result.source, result.id, facts)


def _opposite(text: Text, known: Words) -> Iterator[Draft]:
    if text.kind not in ("general", "strategic", "operational"):
        return
    sentence = plain(text.text)
    for pattern in known.opposite:
        if match := pattern.search(sentence):
            yield Draft(
                "goal_says_opposite",
                "warning",
                text.source,
                text.node,
                {"phrase": match.group(), "what": match["what"]},
            )
            return


def shown(text: str) -> str:
    """The text, cut at a word where it is long."""
    if len(text) <= _SHOWN:
        return text
    return text[:_SHOWN].rsplit(" ", 1)[0] + " …"
