"""How often and how many: periods, numbers and comparators of a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from belfort.indicators.criteria import Comparator
from belfort.indicators.criteria import Period as PeriodKey
from belfort.indicators.proposals.rules import Lexicon, PeriodRule
from belfort.indicators.proposals.texts import ASIDE, COVERED, PERIOD, Span, cover


@dataclass(frozen=True, slots=True)
class Frequency:
    """A period as written: ``times`` in each ``period``."""

    span: Span
    period: PeriodKey | None
    times: int
    implied: bool
    """The wording alone asks for something each time ("maandelijks")."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its comparator, ``None`` where the sentence states none."""

    span: Span
    value: Decimal
    comparator: Comparator | None
    unit: str = ""
    stated_is: bool = False
    """The sentence says that the number *is* this ("is 4", "zijn er 4")."""


def find_periods(text: str, words: Lexicon) -> tuple[str, list[Frequency]]:
    """The text with its periods covered, and these in reading order."""
    found: list[Frequency] = []
    for rule in words.periods:
        for match in rule.pattern.finditer(text):
            found.append(_frequency(match, rule))
            text = cover(text, match.span(), PERIOD)
    return text, sorted(found, key=lambda f: f.span)


def _frequency(match: re.Match[str], rule: PeriodRule) -> Frequency:
    return Frequency(match.span(), rule.period, rule.times, rule.frequency)


def cover_asides(text: str, words: Lexicon, *, late: bool) -> str:
    """The text with the numbers covered that are names, ages, terms or conditions.

    Terms ("within 14 days") come late, after periods ("every 14 days") are read.
    """
    patterns = [a.pattern for a in words.asides if a.late == late]
    for pattern in patterns if late else (*patterns, words.words["conditions"]):
        for match in pattern.finditer(text):
            text = cover(text, match.span(), ASIDE)
    return text


def find_quantities(text: str, words: Lexicon, *, counts: bool) -> list[Quantity]:
    """The numbers that a sentence sets as a target, in reading order.

    ``counts`` says that the sentence begins with "number of": a number without
    comparator then is a target only after "is", a colon or before a period.
    """
    pairs = _between(text, words)
    for pair in pairs:
        text = cover(text, pair.span, ASIDE)
    stated = [q for m in _numbers(text, words) if (q := _stated(m, text, words))]
    taken = {q.span for q in stated}
    bare = [
        q
        for m in words.number.finditer(text)
        if m.span("number") not in taken
        and (q := _bare(m, text, words, counts=counts, after=stated + pairs))
    ]
    return sorted(stated + pairs + bare, key=lambda q: q.span)


def _numbers(text: str, words: Lexicon) -> list[re.Match[str]]:
    found = list(words.number.finditer(text))
    taken = {m.span("number") for m in found}
    ones = re.compile(rf"(?<!\w){words.article_one.pattern}").finditer(text)
    return found + [m for m in ones if m.span("number") not in taken]


_FILLER = re.compile(rf"(?:{COVERED}|\s|,|:)+$")


def _stated(match: re.Match[str], text: str, words: Lexicon) -> Quantity | None:
    begin, end = match.span("number")
    value = _value(match["number"], words)
    before = _FILLER.sub("", text[:begin])
    unit, unit_end = _unit(text, end, words)
    for rule in words.comparators:
        if rule.before.search(before):
            return Quantity((begin, unit_end), value, rule.sign, unit)
    if _is_article(match, words):
        times = re.match(rf"\s*{words.words['times'].pattern}(?!\w)", text[end:])
        return Quantity((begin, end), value, None) if times else None
    rest = _clause_end(text, unit_end, words)
    for rule in words.comparators:
        follows = rule.after.search(rest) if rule.after else None
        if follows and not words.number.search(rest[: follows.start()]):
            return Quantity((begin, unit_end), value, rule.sign, unit)
    return None


def _clause_end(text: str, begin: int, words: Lexicon) -> str:
    """What follows a number, up to a conjunction or a comma."""
    each_of = words.words["each_of"].pattern
    return re.split(rf"\b(?:{each_of})\b|[,;]", text[begin : begin + 45])[0]


def _bare(
    match: re.Match[str],
    text: str,
    words: Lexicon,
    *,
    counts: bool,
    after: list[Quantity],
) -> Quantity | None:
    begin, end = match.span("number")
    before = _FILLER.sub("", text[:begin])
    unit, unit_end = _unit(text, end, words)
    if any(s.span[0] <= begin < s.span[1] for s in after):
        return None
    value = _value(match["number"], words)
    span = (begin, unit_end)
    earlier = [s for s in after if s.span[1] <= begin]
    joined = re.search(
        rf"(?:^|[\s,;])(?:{words.words['each_of'].pattern})$|[,;]$", before
    )
    if after:
        if earlier and (joined or text[:begin].rstrip().endswith((",", ";"))):
            return Quantity(span, value, earlier[-1].comparator, unit)
        return None
    is_so = re.search(rf"(?<!\w)(?:{words.words['copulas'].pattern})$|[:=]$", before)
    definite = re.search(rf"(?<!\w)(?:{words.words['definite'].pattern})$", before)
    if definite and unit != "percent":
        return None
    rest = text[unit_end:]
    periodic = re.match(
        rf"\s*(?:{words.words['times'].pattern}\s*)?[/(]?\s*{PERIOD}", rest
    )
    if counts and not (is_so or unit == "percent" or periodic or before == ""):
        times = re.match(rf"\s*{words.words['times'].pattern}(?!\w)", rest)
        if not times and not text[:begin].rstrip().endswith(("(", ":", "=", "-")):
            return None
    says_is = bool(is_so) and not text[:begin].rstrip().endswith((":", "-"))
    preposition = is_so is not None and is_so.group() in ("van", "de", "von", "à")
    return Quantity(span, value, None, unit, says_is and not preposition)


def _between(text: str, words: Lexicon) -> list[Quantity]:
    found: list[Quantity] = []
    for match in words.between.finditer(text):
        numbers = list(words.number.finditer(match.group()))
        if len(numbers) != 2:
            continue
        low, high = (_value(n["number"], words) for n in numbers)
        if low >= high:
            continue
        unit, end = _unit(text, match.end(), words)
        found.append(Quantity((match.start(), end), low, ">=", unit))
        found.append(Quantity((match.start(), end), high, "<=", unit))
    return found


def _is_article(match: re.Match[str], words: Lexicon) -> bool:
    return match["number"][0].isalpha() and match["number"] not in words.numbers


def _unit(text: str, end: int, words: Lexicon) -> tuple[str, int]:
    for unit, pattern in words.units.items():
        if match := pattern.match(text, end):
            return unit, match.end()
    return "", end


def _value(written: str, words: Lexicon) -> Decimal:
    if written in words.numbers:
        return Decimal(words.numbers[written])
    if not written[0].isdigit():
        return Decimal(1)
    whole = re.sub(r"(?<=\d)[. ](?=\d{3}(?:\D|$))", "", written)
    return Decimal(whole.replace(",", "."))
