"""Gold criteria, written beside the phrase that states them.

A phrase reads ``sentence | criterion & criterion``. A criterion names its kind,
its comparator and target, and what else the sentence states:
``count_min_target >= 3 period=year from=2015-01-01 to=2015-12-31 due=--03-31``.
Where readers may differ, the accepted answers stand with commas, the first is
the best (``ratio =,>= 80``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import get_args

from belfort.indicators.criteria import Comparator, Criterion, Kind, Period

_KINDS: tuple[Kind, ...] = get_args(Kind)
_COMPARATORS: tuple[Comparator, ...] = get_args(Comparator)
_PERIODS: tuple[Period, ...] = get_args(Period)

_COMPARATOR_WORD = re.compile(r"(?:[<>=]+|none)(?:,(?:[<>=]+|none))*")


@dataclass(slots=True)
class GoldCriterion(Criterion):
    """A criterion with the other answers that are right too.

    ``period_stated`` is false where the sentence names no period, so that any
    period is accepted.
    """

    kinds: tuple[Kind, ...] = ()
    comparators: tuple[Comparator | None, ...] = ()
    period_stated: bool = False


def criteria_of(text: str) -> list[GoldCriterion]:
    """The criteria of the part of a phrase after ``|``, slots filled in."""
    return [_criterion(part.split()) for part in text.split("&")]


def _criterion(words: list[str]) -> GoldCriterion:
    kinds = tuple(_kind(name) for name in words[0].split(","))
    gold = GoldCriterion(kind=kinds[0], measure="", kinds=kinds, comparators=(None,))
    position = 1
    if len(words) > 1 and _COMPARATOR_WORD.fullmatch(words[1]):
        gold.comparators = tuple(_comparator(name) for name in words[1].split(","))
        gold.comparator = gold.comparators[0]
        gold.target = Decimal(words[2])
        position = 3
    for word in words[position:]:
        name, _, value = word.partition("=")
        if name == "period":
            gold.period = _period(value)
            gold.period_stated = True
        elif name == "from":
            gold.valid_from = date.fromisoformat(value)
        elif name == "to":
            gold.valid_to = date.fromisoformat(value)
        elif name == "due":
            gold.due = value
        elif name == "unit":
            gold.unit = value
        else:
            raise ValueError(word)
    return gold


def _kind(name: str) -> Kind:
    return next(kind for kind in _KINDS if kind == name)


def _comparator(name: str) -> Comparator | None:
    if name == "none":
        return None
    return next(comparator for comparator in _COMPARATORS if comparator == name)


def _period(name: str) -> Period:
    return next(period for period in _PERIODS if period == name)
