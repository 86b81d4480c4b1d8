"""The rules of a language, read from ``data/<language>.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, Literal

from belfort.indicators.criteria import Comparator, Period
from belfort.indicators.proposals.texts import ASIDE, MOMENT, PERIOD, SHARE

LANGUAGES = ("nl", "fr", "de")

WORDS = (
    "each_of",
    "copulas",
    "loose_copulas",
    "definite",
    "times",
    "conditions",
    "distinct",
    "yearly_nouns",
    "rises",
    "falls",
    "adverbial",
    "presents",
    "countable",
    "durations",
)

DIGITS = r"(?:\d{1,3}(?:[. ]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)(?![\d])(?![./-]\d)"


@dataclass(frozen=True, slots=True)
class KindRule:
    """Which family of criteria a sentence belongs to, with sentences that show it."""

    name: str
    family: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    examples: tuple[str, ...]
    bare: bool = False
    """Whether a counted thing needs no "is" before its number ("3 are held")."""

    def match(self, text: str) -> re.Match[str] | None:
        if self.unless is not None and self.unless.search(text):
            return None
        return self.pattern.search(text)


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """A wording for how often; ``times`` per ``period`` is what it comes down to."""

    name: str
    period: Period | None
    times: int
    frequency: bool
    """Whether the wording alone says how often ("halfjaarlijks")."""
    pattern: re.Pattern[str]
    unit: str = ""
    """Of "every three weeks": the unit of the number in the group ``every``."""


@dataclass(frozen=True, slots=True)
class ShareRule:
    """A share in words: fixed, or of the groups ``parts`` and ``whole`` or ``nth``."""

    pattern: re.Pattern[str]
    share: int | None


@dataclass(frozen=True, slots=True)
class MultipleRule:
    """A change that is itself a number: "doubling"."""

    pattern: re.Pattern[str]
    percent: Decimal


@dataclass(frozen=True, slots=True)
class ComparatorRule:
    sign: Comparator
    before: re.Pattern[str]
    after: re.Pattern[str] | None


Role = Literal["due", "earlier", "before", "from", "until", "at", "in", "baseline", ""]


@dataclass(frozen=True, slots=True)
class RoleRule:
    """What the words before a date make of it."""

    role: Role
    before: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class MeasureRule:
    """Which registration a sentence needs; ``near`` is asked of what stands around."""

    measure: str
    pattern: re.Pattern[str]
    near: re.Pattern[str] | None
    family: frozenset[str]
    head: bool
    """Whether only the head of the sentence may name it, not what comes after."""
    examples: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AsideRule:
    """A number that is no target: an age, a term, an article."""

    pattern: re.Pattern[str]
    late: bool
    duration: bool
    """It is a length of time, and thus a target where the sentence is about one."""


@dataclass(frozen=True, slots=True)
class LabelRule:
    facet: str
    value: str
    pattern: re.Pattern[str]
    reads: Literal["plain", "covered", "written"]
    """Small letters, the same without dates and numbers, or with capitals."""
    measures: tuple[str, ...]
    """How the keys of the measures begin to which the label belongs."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything a language says about numbers, dates, periods and kinds."""

    language: str
    numbers: dict[str, int]
    months: dict[str, int]
    ordinals: dict[str, int]
    nths: dict[str, int]
    """What makes a share of a number: "third" is 3."""
    seasons: dict[str, str]
    units: dict[str, re.Pattern[str]]
    time_units: dict[str, re.Pattern[str]]
    words: dict[str, re.Pattern[str]]
    """Single patterns by name: conjunctions, copulas, parts, dates …"""
    date_words: dict[str, str]
    roles: tuple[RoleRule, ...]
    names: tuple[re.Pattern[str], ...]
    periods: tuple[PeriodRule, ...]
    comparators: tuple[ComparatorRule, ...]
    between: re.Pattern[str]
    levels: re.Pattern[str]
    """A rise or fall to a level: "from 3 to 5"."""
    shares: tuple[ShareRule, ...]
    multiples: tuple[MultipleRule, ...]
    asides: tuple[AsideRule, ...]
    kinds: tuple[KindRule, ...]
    heads: tuple[KindRule, ...]
    measures: tuple[MeasureRule, ...]
    labels: tuple[LabelRule, ...]
    opening: re.Pattern[str]
    """What stands before the head noun: "number of", "existence of a"."""
    head_end: re.Pattern[str]
    number: re.Pattern[str]
    article_one: re.Pattern[str]


@cache
def lexicon(language: str) -> Lexicon:
    """The rules of ``nl``, ``fr`` or ``de``; another language is a ``ValueError``."""
    if language not in LANGUAGES:
        raise ValueError(language)
    return _lexicon(_data(f"{language}.toml"), _data(f"measures_{language}.toml"))


@cache
def time_lexicon(language: str) -> Lexicon:
    """The rules for a sentence about a length of time: days and weeks are units."""
    words = lexicon(language)
    asides = tuple(rule for rule in words.asides if not rule.duration)
    return replace(words, units=words.units | words.time_units, asides=asides)


def _data(name: str) -> dict[str, Any]:
    source = resources.files("belfort.indicators.proposals") / "data" / name
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _lexicon(data: dict[str, Any], measures: dict[str, Any]) -> Lexicon:
    write = _Writer(data, measures["head"])
    dates = data["dates"]
    return Lexicon(
        language=data["language"],
        numbers=data["numbers"],
        months=data["months"],
        ordinals=_forms(data["ordinals"]),
        nths=_forms(data["nths"]),
        seasons={
            form: season
            for season, forms in dates["seasons"].items()
            for form in forms.split("|")
        },
        units=write.units(data["units"]),
        time_units=write.units(data["time_units"]),
        words={
            **{name: write.compile(data[name]) for name in WORDS},
            **{f"part_{k}": write.compile(p) for k, p in data["parts"].items()},
        },
        date_words={k: v for k, v in dates.items() if isinstance(v, str)},
        roles=tuple(
            RoleRule(r["role"], write.compile(rf"(?<!\w){r['before']}\s*$"))
            for r in dates["roles"]
        ),
        names=tuple(write.compile(rf"{r['pattern']}$") for r in dates["names"]),
        periods=tuple(
            PeriodRule(
                r["name"],
                r.get("period"),
                r.get("times", 1),
                r.get("frequency", False),
                write.compile(rf"(?:{r['pattern']})(?![\w])"),
                r.get("unit", ""),
            )
            for r in data["periods"]
        ),
        comparators=tuple(write.comparator(r) for r in data["comparators"]),
        between=write.compile(data["between"]["pattern"]),
        levels=write.compile(r"\b(?:{level})"),
        shares=tuple(
            ShareRule(write.compile(rf"(?<!\w)(?:{r['pattern']})"), r.get("share"))
            for r in data["shares"]
        ),
        multiples=tuple(
            MultipleRule(write.compile(r["pattern"]), Decimal(r["percent"]))
            for r in data["multiples"]
        ),
        asides=tuple(
            AsideRule(
                write.compile(r["pattern"]),
                r.get("late", False),
                r.get("duration", False),
            )
            for r in data["asides"]
        ),
        kinds=tuple(write.kind(r) for r in data["kinds"]),
        heads=tuple(write.kind(r) for r in data["heads"]),
        measures=tuple(write.measure(r) for r in measures["measures"]),
        labels=tuple(
            LabelRule(
                r["facet"],
                r.get("value", ""),
                write.compile(r["pattern"]),
                r.get("reads", "plain"),
                tuple(r.get("measures", ("",))),
            )
            for r in measures["labels"]
        ),
        opening=write.compile(measures["head"]["opening"]),
        head_end=write.compile(measures["head"]["end"]),
        number=write.compile(rf"(?<![\w.,/§{ASIDE}-])(?P<number>{write.number})"),
        article_one=write.compile(rf"(?P<number>{data['article_one']})(?!\w)"),
    )


def _forms(written: dict[str, int]) -> dict[str, int]:
    return {form: n for forms, n in written.items() for form in forms.split("|")}


class _Writer:
    """Fills the named pieces of a pattern in and compiles it."""

    def __init__(self, data: dict[str, Any], head: dict[str, str]) -> None:
        self.language: str = data["language"]
        longest = sorted(data["numbers"], key=len, reverse=True)
        # "dizaine d'" is followed by the next word at once.
        words = "|".join(w if w.endswith("'") else rf"{w}(?!\w)" for w in longest)
        self.number = (
            rf"(?<!\w)(?:{DIGITS}(?=[^\w]|$|u\b|h\b|x\b|u(?:ur|ren)\b|std)|(?:{words})"
            rf"|{SHARE})"
        )
        nths = "|".join(sorted(_forms(data["nths"]), key=len, reverse=True))
        self.pieces = {
            f"{{{name}}}": pattern for name, pattern in data["nouns"].items()
        }
        self.pieces |= {
            "{number}": self.number,
            "{count}": rf"(?<!\w)(?:\d{{1,3}}|{'|'.join(longest)})",
            "{nth}": f"(?P<nth>{nths})",
            "{stop}": head["stop"],
            "{after_name}": head["after_name"],
            "{share}": SHARE,
            "{moment}": f"{MOMENT}++",
            "{period}": f"{PERIOD}++",
            "{aside}": f"{ASIDE}++",
        }

    def compile(self, pattern: str) -> re.Pattern[str]:
        for name, piece in self.pieces.items():
            pattern = pattern.replace(name, piece)
        if self.language == "fr":  # capitals often lose their accent
            pattern = pattern.replace("é", "[ée]")
        return re.compile(pattern)

    def units(self, data: dict[str, str]) -> dict[str, re.Pattern[str]]:
        return {
            unit: self.compile(rf"\s*(?:{pattern})(?![\w])")
            for unit, pattern in data.items()
        }

    def comparator(self, rule: dict[str, str]) -> ComparatorRule:
        after = rule["after"]
        return ComparatorRule(
            rule["sign"],  # type: ignore[arg-type]
            self.compile(rf"(?<!\w)(?:{rule['before']})(?: à)?$"),
            self.compile(rf"(?:{after})(?!\w)") if after else None,
        )

    def kind(self, rule: dict[str, Any]) -> KindRule:
        unless = rule.get("unless")
        return KindRule(
            rule["name"],
            rule["family"],
            self.compile(rule["pattern"]),
            self.compile(unless) if unless else None,
            tuple(rule["examples"]),
            rule.get("bare", False),
        )

    def measure(self, rule: dict[str, Any]) -> MeasureRule:
        near = rule.get("near")
        return MeasureRule(
            rule["measure"],
            self.compile(rule["pattern"]),
            self.compile(near) if near else None,
            frozenset(rule.get("family", ())),
            rule.get("head", False),
            tuple((e, rule.get("near_example", "")) for e in rule["examples"]),
        )
