"""Invented plans with every node, criterion and header fact known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from belfort.plan.importer.reading import (
    Amount,
    BudgetLine,
    Chapter,
    Deadline,
    Decision,
    Header,
    Indicator,
    LegalGround,
    Objective,
    OperationalObjective,
    Period,
    PlanReading,
    Result,
    Source,
    StrategicObjective,
    Table,
    TableRow,
)

from .bank import Filler, Language, bank, tidy
from .gold import criteria_of

NOWHERE = Source(0, 0)

_ELISIONS = ("d'", "l'", "s'", "n'", "qu'")


@dataclass(frozen=True, slots=True)
class Style:
    """How one author writes."""

    tail: float
    """Share of sentences with a subordinate part added."""
    full_stop: float
    items: tuple[int, int]
    """Fewest and most results, and indicators, of an operational objective."""
    repeat: float
    """Share of sentences copied from elsewhere in the plan."""


STYLES = (
    Style(tail=0.35, full_stop=0.35, items=(1, 4), repeat=0.05),
    Style(tail=0.05, full_stop=0.05, items=(1, 3), repeat=0.02),
    Style(tail=0.75, full_stop=0.8, items=(2, 5), repeat=0.04),
    Style(tail=0.5, full_stop=0.0, items=(1, 3), repeat=0.15),
)


def make_plan(
    seed: int, language: Language, chapters: int | None = None
) -> PlanReading:
    """The plan of an invented city; the same seed gives the same plan.

    Sources are ``Source(0, 0)``: a plan has no lines until it is rendered.
    """
    return _Author(seed, language).write(chapters)


class _Author:
    def __init__(self, seed: int, language: Language) -> None:
        # Not for secrets: the same seed has to give the same plan.
        self.rng = Random(f"{language} {seed}")
        self.language = language
        self.bank = bank(language)
        templates: dict[str, list[str]] = self.bank["templates"]
        self.templates = {
            name: self._sample(values) if isinstance(values, list) else values
            for name, values in templates.items()
        }
        # A plan of sub-items needs each list of items whole.
        for name in ("items_0", "items_1", "items_2", "result_with_items"):
            self.templates[name] = templates[name]
        self.style = self.rng.choice(STYLES)
        year = self.rng.choice((2018, 2020, 2021, 2023))
        self.start = date(year, 1, 1)
        last = year + (1 if year in {2018, 2023} else 0)
        self.end = date(last, 12, 31)
        self.city: str = self.rng.choice(self.bank["cities"])
        self.filler = Filler(
            language, self.rng, self.city, range(year - 5, year + 1), {}
        )
        self.written: dict[str, list[str]] = {"result": [], "operational": []}
        self.indicators: list[tuple[str, str]] = []
        self.ids = 0

    def write(self, chapters: int | None) -> PlanReading:
        count = chapters or self.rng.randint(5, 9)
        topics: list[dict[str, Any]] = list(self.bank["topics"])
        self.rng.shuffle(topics)
        while len(topics) < count - 1:
            topics += topics
        plan = PlanReading(self._header(), [self._coordination()])
        for number, topic in enumerate(topics[: count - 1], start=2):
            plan.chapters.append(self._phenomenon(number, topic))
        return plan

    # The tree

    def _coordination(self) -> Chapter:
        self.filler.topic = {}
        chapter = Chapter(
            id=self._id(),
            number="1",
            title=self.rng.choice(self.bank["coordination_titles"]),
            kind="coordination",
            source=NOWHERE,
            intro=self._intro("intro_coordination", self.rng.randint(1, 3)),
        )
        for index, text in enumerate(self.bank["coordination_general"], start=1):
            chapter.general_objectives.append(
                Objective(self._id(), f"1.1.{index}", text, NOWHERE)
            )
        texts = self._pick(self.bank["coordination_strategic"], 2, 4)
        self._strategic(chapter, texts)
        return chapter

    def _phenomenon(self, number: int, topic: dict[str, Any]) -> Chapter:
        self.filler.topic = topic
        chapter = Chapter(
            id=self._id(),
            number=str(number),
            title=topic["title"],
            kind="phenomenon",
            source=NOWHERE,
        )
        programme = self.rng.choice(self.bank["templates"]["programmes"])
        chapter.intro = self._intro("intro", self.rng.randint(0, 3), programme)
        if programme in chapter.intro:
            chapter.action_programme = programme
        for index, template in enumerate(self.bank["general"], start=1):
            text = self.filler.fill(template)
            chapter.general_objectives.append(
                Objective(self._id(), f"{number}.1.{index}", text, NOWHERE)
            )
        self._strategic(chapter, self._pick(self.bank["strategic"], 1, 3))
        return chapter

    def _intro(self, name: str, paragraphs: int, programme: str = "") -> str:
        templates = self._pick(
            self.bank["templates"][name], paragraphs, paragraphs, in_order=False
        )
        texts = [
            self.filler.fill(template.replace("{programme}", programme))
            for template in templates
        ]
        return "\n".join(texts)

    def _strategic(self, chapter: Chapter, texts: list[str]) -> None:
        for index, text in enumerate(texts, start=1):
            strategic = StrategicObjective(
                self._id(), f"{chapter.number}.2.{index}", text, NOWHERE
            )
            for _ in range(self.rng.choice((1, 1, 2, 2, 3))):
                strategic.operational_objectives.append(self._operational())
            chapter.strategic_objectives.append(strategic)

    def _operational(self) -> OperationalObjective:
        name = "operational_nasty" if self.rng.random() < 0.12 else "operational"
        objective = OperationalObjective(
            self._id(), self._sentence(name, "operational"), NOWHERE
        )
        fewest, most = self.style.items
        for _ in range(self.rng.randint(fewest, most)):
            objective.results.append(self._result())
        for _ in range(self.rng.randint(fewest, most)):
            objective.indicators.append(self._indicator())
        if self.rng.random() < 0.02:
            # An indicator that is a copy of its result.
            objective.indicators[0].text = objective.results[0].text
            objective.indicators[0].criteria = []
        return objective

    def _result(self) -> Result:
        if self.rng.random() < 0.07:
            which = self.rng.randrange(3)
            lead = self.filler.fill(self.templates["result_with_items"][which])
            items = self._pick(self.templates[f"items_{which}"], 2, 5, in_order=False)
            texts = [self.filler.fill(item) for item in items]
            return Result(
                self._id(), lead, NOWHERE, [t[0].upper() + t[1:] for t in texts]
            )
        return Result(self._id(), self._sentence("result", "result"), NOWHERE)

    def _sentence(self, name: str, written: str) -> str:
        seen = self.written[written]
        if seen and self.rng.random() < self.style.repeat:
            return self.rng.choice(seen)
        template: str = self.rng.choice(self.templates[name])
        if not template.endswith(".") and self.rng.random() < self.style.tail:
            template += self.rng.choice(self.templates["tails"])
        text = self.filler.fill(template)
        text = text[0].upper() + text[1:]
        if not text.endswith(".") and self.rng.random() < self.style.full_stop:
            text += "."
        seen.append(text)
        return text

    def _indicator(self) -> Indicator:
        if self.indicators and self.rng.random() < self.style.repeat:
            text, spec = self.rng.choice(self.indicators)
        else:
            template: str = self.rng.choice(self.templates["indicator"])
            sentence, _, criteria = template.partition(" | ")
            text, spec = self.filler.fill_both(sentence, criteria)
            self.indicators.append((text, spec))
        return Indicator(self._id(), text, NOWHERE, [*criteria_of(spec)])

    # The header

    def _header(self) -> Header:
        rng, texts = self.rng, self.bank["header"]
        previous_end = self.start - timedelta(days=1)
        span = rng.choice((1, 2, 4))
        header = Header(
            language=self.language,
            city=self.city,
            period=Period(self.start, self.end),
            previous=Period(date(previous_end.year - span + 1, 1, 1), previous_end),
            signed=False,
        )
        header.decision = Decision(
            body="council",
            date=date(self.start.year, rng.randint(1, 11), rng.randint(2, 28)),
            agenda_item=str(rng.randint(5, 40)),
            vote=rng.choice(("unanimous", "unanimous", "majority")),
        )
        header.parties = [
            {"nl": "De Staat", "fr": "L'État", "de": "Dem Staat"}[self.language],
            self.city,
        ]
        header.deadlines = [Deadline(date(self.start.year, 3, 31), "", NOWHERE)]
        for ground in self._pick(texts["grounds"], 1, 3):
            header.legal_grounds.append(LegalGround(ground, NOWHERE))
        self._amounts(header)
        return header

    def _amounts(self, header: Header) -> None:
        grant = self._money(60_000, 900_000)
        estimate = Decimal(int(grant) + self.rng.randint(0, 9))
        tables = [self._table("346"), self._table("activa")]
        estimate2 = Decimal(sum(int(table.total or 0) for table in tables))
        budgeted = estimate2 + self.rng.randint(100, 2000)
        ceiling = Decimal("366.86")
        values: list[tuple[str, Decimal | None]] = [
            ("estimate", estimate),
            ("estimate", estimate2),
            ("budgeted", budgeted),
            ("difference", budgeted - estimate2),
            ("annual_grant", grant),
            ("contingent_346", tables[0].total),
            ("activa_90", tables[1].total),
            ("ceiling", ceiling),
        ]
        for kind, value in values:
            if value is not None:
                header.amounts.append(Amount(kind, value, kind, NOWHERE))
        header.tables = tables
        prefix = {"nl": "MJP00", "fr": "330/465", "de": "330/465"}[self.language]
        for value in (estimate, budgeted):
            number = f"{prefix}{self.rng.randint(1000, 9999)}"
            header.budget_lines.append(BudgetLine(number, value, NOWHERE))

    def _table(self, title: str) -> Table:
        texts = self.bank["header"]
        staff = self.rng.randint(2, 12)
        wage = Decimal(420 * staff * 12)
        extra = self._money(900, 3000)
        unit, month = texts["unit"], texts["month_word"]
        rows = [
            TableRow(
                texts["wage"],
                [f"{staff} 1/1 {unit}", f"420 x {staff} {unit} x 12 {month}"],
                wage,
                [Decimal(420), Decimal(staff), Decimal(12)],
            ),
            TableRow(texts["equipment"], ["", ""], extra),
        ]
        return Table(title, rows, wage + extra, NOWHERE)

    def _money(self, low: int, high: int) -> Decimal:
        return Decimal(self.rng.randint(low * 100, high * 100)) / 100

    # Small things

    def _sample(self, values: list[str]) -> list[str]:
        """The part of the bank that this author uses."""
        return self.rng.sample(values, max(1, len(values) * 7 // 10))

    def _pick(
        self, values: list[str], low: int, high: int, *, in_order: bool = True
    ) -> list[str]:
        count = min(self.rng.randint(low, high), len(values))
        chosen = self.rng.sample(values, count)
        return sorted(chosen, key=values.index) if in_order else chosen

    def _id(self) -> str:
        self.ids += 1
        return f"n{self.ids}"


def sentences(plan: PlanReading) -> list[str]:
    """Every text of the tree in document order."""
    texts: list[str] = []
    for chapter in plan.chapters:
        texts.append(chapter.title)
        texts += chapter.intro.splitlines()
        texts += [objective.text for objective in chapter.general_objectives]
        for strategic in chapter.strategic_objectives:
            texts.append(strategic.text)
            for operational in strategic.operational_objectives:
                texts.append(operational.text)
                for result in operational.results:
                    texts += [result.text, *result.items]
                texts += [indicator.text for indicator in operational.indicators]
    return texts


def indicators(plan: PlanReading) -> list[Indicator]:
    """Every indicator in document order."""
    return [
        indicator
        for chapter in plan.chapters
        for strategic in chapter.strategic_objectives
        for operational in strategic.operational_objectives
        for indicator in operational.indicators
    ]


def words(text: str) -> list[str]:
    """The words of a text, for comparing what was rendered."""
    return re.findall(r"\w+", text)


__all__ = ["Language", "Style", "indicators", "make_plan", "sentences", "tidy", "words"]
