"""How often and how many: periods, numbers and comparators of a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from belfort.indicators.criteria import Comparator
from belfort.indicators.criteria import Period as PeriodKey
from belfort.indicators.proposals.rules import Lexicon, PeriodRule
from belfort.indicators.proposals.texts import (
    ASIDE,
    COVERED,
    NEAR,
    PERIOD,
    Span,
    cover,
    cover_share,
    share_ends,
    share_of,
)


@dataclass(frozen=True, slots=True)
class Frequency:
    """A period as written: ``times`` in each ``period``."""

    span: Span
    period: PeriodKey | None
    times: int
    implied: bool
    """The wording alone asks for something each time ("maandelijks")."""
    each: bool = False
    """It tells when ("every six weeks"), so that a number beside it holds each time."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its comparator, ``None`` where the sentence states none."""

    span: Span
    value: Decimal
    comparator: Comparator | None
    unit: str = ""
    stated_is: bool = False
    """The sentence says that the number *is* this ("is 4", "zijn er 4")."""
    article: bool = False
    """It is an article that counts because a period follows ("a walk per month")."""


def find_periods(text: str, words: Lexicon) -> tuple[str, list[Frequency]]:
    """The text with its periods covered, and these in reading order."""
    found: list[Frequency] = []
    for rule in words.periods:
        for match in rule.pattern.finditer(text):
            if found_one := _frequency(match, rule, words):
                found.append(found_one)
            text = cover(text, match.span(), PERIOD)
    return text, sorted(found, key=lambda f: f.span)


def _frequency(
    match: re.Match[str], rule: PeriodRule, words: Lexicon
) -> Frequency | None:
    period, times = rule.period, rule.times
    if rule.unit:
        every = _EVERY.get((rule.unit, _value(match["every"], words)))
        if every is None:
            return None
        period, times = every
    each = bool(words.words["adverbial"].match(match.group()))
    return Frequency(match.span(), period, times, rule.frequency, each)


def _every() -> dict[tuple[str, Decimal], tuple[PeriodKey, int]]:
    """Per unit and number how often in which period "every so many" is, at least."""
    lengths = {"day": 365, "week": 52, "month": 12}
    table: dict[tuple[str, Decimal], tuple[PeriodKey, int]] = {
        (unit, Decimal(n)): ("year", length // n)
        for unit, length in lengths.items()
        for n in range(1, length + 1)
    }
    table["month", Decimal(1)] = ("month", 1)
    table["month", Decimal(3)] = ("quarter", 1)
    table["month", Decimal(24)] = table["year", Decimal(2)] = ("2years", 1)
    table["year", Decimal(1)] = ("year", 1)
    table["day", Decimal(15)] = table["day", Decimal(14)]
    return table


_EVERY = _every()


def cover_shares(text: str, words: Lexicon) -> str:
    """The text with its shares in words covered ("two thirds", "4 out of 5")."""
    for rule in words.shares:
        for match in rule.pattern.finditer(text):
            share = rule.share if rule.share is not None else _share(match, words)
            if share is not None:
                text = cover_share(text, match.span(), share)
    return text


def _share(match: re.Match[str], words: Lexicon) -> int | None:
    """The share in hundredths of a per cent, ``None`` where it is none."""
    found = match.groupdict()
    parts = _value(found.get("parts") or "1", words)
    if found.get("nth"):
        whole = Decimal(words.nths[found["nth"]])
    else:
        whole = _value(found["whole"], words)
    if not 0 < parts < whole <= 100:
        return None
    return round(10000 * parts / whole)


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
    levels = _levels(text, words)
    for level in levels:
        text = cover(text, level.span, ASIDE)
    pairs = levels + _between(text, words)
    for pair in pairs:
        text = cover(text, pair.span, ASIDE)
    numbers = _numbers(text, words)[:MOST]
    stated = [q for m in numbers if (q := _stated(m, text, words))]
    taken = {q.span for q in stated}
    bare = [
        q
        for m in islice(words.number.finditer(text), MOST)
        if m.span("number") not in taken
        and (q := _bare(m, text, words, counts=counts, after=stated + pairs))
    ]
    return sorted(stated + pairs + bare, key=lambda q: q.span)[:MOST]


def _numbers(text: str, words: Lexicon) -> list[re.Match[str]]:
    found = list(words.number.finditer(text))
    taken = {m.span("number") for m in found}
    ones = re.compile(rf"(?<!\w){words.article_one.pattern}").finditer(text)
    return found + [m for m in ones if m.span("number") not in taken]


_FILLER = re.compile(rf"(?:{COVERED}|\s|,|:)+$")
MOST = 12
"""Numbers of one sentence that are read; a table put on one line may hold more."""


def _before(text: str, begin: int) -> str:
    """What stands before a place, without dates and commas in between."""
    return _FILLER.sub("", text[max(0, begin - NEAR) : begin])


def _stated(match: re.Match[str], text: str, words: Lexicon) -> Quantity | None:
    begin, end = match.span("number")
    value = _value(match["number"], words)
    before = _before(text, begin)
    unit, unit_end = _unit(text, end, words)
    for rule in words.comparators:
        if rule.before.search(before):
            return Quantity((begin, unit_end), value, rule.sign, unit)
    if _is_article(match, words):
        times = re.match(rf"\s*{words.words['times'].pattern}(?!\w)", text[end:])
        is_one = times or _is_one_each(text, begin, end, words)
        return Quantity((begin, end), value, None, article=True) if is_one else None
    rest = _clause_end(text, unit_end, words)
    for rule in words.comparators:
        follows = rule.after.search(rest) if rule.after else None
        if follows and not words.number.search(rest[: follows.start()]):
            return Quantity((begin, unit_end), value, rule.sign, unit)
    return None


def _is_one_each(text: str, begin: int, end: int, words: Lexicon) -> bool:
    """Whether an article heads the sentence and a period stands by it.

    "A walk per month", "there is every month a walk".
    """
    before = _before(text, begin)
    if before.strip(" :-") and not words.words["presents"].search(before):
        return False
    if before.strip() and text[:begin].rstrip().endswith(PERIOD):
        return not words.number.search(text[end:])
    return bool(re.match(rf"[^,;:()]{{1,80}}?{PERIOD}", text[end:])) and not (
        words.number.search(text[end:].partition(PERIOD)[0])
    )


def _clause_end(text: str, begin: int, words: Lexicon) -> str:
    """What follows a number, up to a conjunction or a comma."""
    each_of = words.words["each_of"].pattern
    return re.split(rf"(?<!\w)(?:{each_of})(?!\w)|[,;]", text[begin : begin + 45])[0]


def _bare(
    match: re.Match[str],
    text: str,
    words: Lexicon,
    *,
    counts: bool,
    after: list[Quantity],
) -> Quantity | None:
    begin, end = match.span("number")
    before = _before(text, begin)
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
    if counts and not (
        is_so or unit == "percent" or periodic or _is_head(before, words)
    ):
        times = re.match(rf"\s*{words.words['times'].pattern}(?!\w)", rest)
        if not times and not text[:begin].rstrip().endswith(("(", ":", "=", "-")):
            return None
    says_is = bool(is_so) and not text[:begin].rstrip().endswith((":", "-"))
    loose = words.words["loose_copulas"]
    says_is = says_is and not (is_so and loose.fullmatch(is_so.group()))
    is_times = re.match(rf"\s*{words.words['times'].pattern}(?!\w)", rest)
    return Quantity(span, value, None, unit, says_is and not is_times)


def _is_head(before: str, words: Lexicon) -> bool:
    """Whether nothing stands before a number but an article ("a dozen")."""
    return before == "" or words.article_one.fullmatch(before) is not None


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


def _levels(text: str, words: Lexicon) -> list[Quantity]:
    """The numbers up or down to which something must go ("from 3 to 5")."""
    found: list[Quantity] = []
    for match in words.levels.finditer(text):
        numbers = [_value(n["number"], words) for n in words.number.finditer(match[0])]
        if not numbers or len(numbers) > 2:
            continue
        falls = bool(words.words["falls"].search(match[0]))
        if len(numbers) == 2:
            falls = numbers[0] > numbers[1]
        last = list(words.number.finditer(text, match.start(), match.end()))[-1]
        unit, end = _unit(text, last.end(), words)
        span = (match.start(), max(end, match.end()))
        found.append(Quantity(span, numbers[-1], "<=" if falls else ">=", unit))
    return found


def _is_article(match: re.Match[str], words: Lexicon) -> bool:
    return match["number"][0].isalpha() and match["number"] not in words.numbers


def _unit(text: str, end: int, words: Lexicon) -> tuple[str, int]:
    if end and share_ends(text[end - 1]):
        return "percent", end
    for unit, pattern in words.units.items():
        if match := pattern.match(text, end):
            return unit, match.end()
    return "", end


def _value(written: str, words: Lexicon) -> Decimal:
    if written in words.numbers:
        return Decimal(words.numbers[written])
    share = share_of(written[0])
    if share is not None:
        return Decimal(share) / 100
    if not written[0].isdigit():
        return Decimal(1)
    whole = re.sub(r"(?<=\d)[. ](?=\d{3}(?:\D|$))", "", written)
    return Decimal(whole.replace(",", "."))
