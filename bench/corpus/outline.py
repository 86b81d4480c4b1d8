"""A plan as a flat list of blocks in one layout, before an engine sets it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any, Literal

from belfort.plan.importer.reading import (
    Chapter,
    OperationalObjective,
    PlanReading,
    StrategicObjective,
    Table,
)

from .bank import Language, bank, say_date
from .layouts import Layout

BlockKind = Literal[
    "title",
    "heading",
    "paragraph",
    "bullet",
    "provision",
    "table",
    "break",
    "contents",
    "chapter",
    "goal",
    "section",
    "general",
    "strategic",
    "label",
    "operational",
    "result",
    "item",
    "indicator",
]

SINGULAR = {
    "nl": "Operationele doelstelling",
    "fr": "Objectif opérationnel",
    "de": "Operatives Ziel",
}

_STRATEGIC = {
    "nl": "Strategische doelstelling",
    "fr": "Objectif stratégique",
    "de": "Strategisches Ziel",
}


@dataclass(slots=True)
class Block:
    """One paragraph of the document.

    ``number`` and ``mark`` stand before the text; ``level`` is that of a heading,
    from 1. ``page`` is the printed page in a line of the contents.
    """

    kind: BlockKind
    text: str
    number: str = ""
    mark: str = ""
    level: int = 0
    page: int = 0
    table: Table | None = None


def language_of(plan: PlanReading) -> Language:
    """The language of the plan, as the banks name it."""
    languages: tuple[Language, ...] = ("nl", "fr", "de")
    return next(lang for lang in languages if lang == plan.header.language)


def outline(plan: PlanReading, layout: Layout, seed: int = 0) -> list[Block]:
    """The blocks of a plan in document order; the seed varies dates and amounts."""
    return _Outline(plan, layout, Random(f"{layout.name} {seed}")).blocks()


class _Outline:
    def __init__(self, plan: PlanReading, layout: Layout, rng: Random) -> None:
        self.plan, self.layout, self.rng = plan, layout, rng
        self.language = language_of(plan)
        self.bank = bank(self.language)
        words: dict[str, list[str] | str] = self.bank["labels"]
        self.labels = {
            name: value if isinstance(value, str) else rng.choice(value)
            for name, value in words.items()
        }
        self.made: list[Block] = []
        self.slots: dict[str, str] = {}

    def blocks(self) -> list[Block]:
        self._header()
        if self.layout.contents:
            self._contents()
        for index, chapter in enumerate(self.plan.chapters):
            self._chapter(chapter, index)
        for template in self.bank["header"]["signature"]:
            self._add("paragraph", self._say(template))
        return self.made

    def _add(self, kind: BlockKind, text: str, **more: Any) -> None:
        self.made.append(Block(kind, text, **more))

    # The tree

    def _contents(self) -> None:
        self._add("break", "")
        self._add("heading", self.labels["contents"])
        page = 3
        for index, chapter in enumerate(self.plan.chapters):
            number, title = self._chapter_title(chapter, index)
            self._add("contents", title, number=number, page=page, level=1)
            for position, name in enumerate(("general", "strategic"), start=1):
                number = f"{self._chapter_number(index)}.{position}."
                self._add(
                    "contents",
                    self.labels[name],
                    number=number if self.layout.numbered else "",
                    page=page,
                    level=2,
                )
            page += self.rng.randint(1, 4)

    def _chapter_number(self, index: int) -> int:
        return index if self.layout.restart and index else index + 1

    def _chapter_title(self, chapter: Chapter, index: int) -> tuple[str, str]:
        title = chapter.title.upper() if self.layout.caps else chapter.title
        number = f"{self._chapter_number(index)}."
        if self.layout.prefix and chapter.kind == "phenomenon":
            word = self.labels["phenomenon"]
            word = word.upper() if self.layout.caps else word
            return "", f"{word} {index}: {title}"
        return (number if self.layout.numbered else ""), title

    def _chapter(self, chapter: Chapter, index: int) -> None:
        number, title = self._chapter_title(chapter, index)
        if not (self.layout.flowing and index):
            self._add("break", "")
        self._add("chapter", title, number=number, level=1)
        if self.layout.goals and chapter.kind == "coordination":
            self._add("paragraph", self.bank["templates"]["goals_lead"])
            for position, goal in enumerate(self._goals(), start=1):
                self._add("goal", goal, number=f"{position}.")
        for paragraph in chapter.intro.splitlines():
            self._add("paragraph", paragraph)
        start = f"{self._chapter_number(index)}."
        numbered = self.layout.numbered
        self._section("general", f"{start}1." if numbered else "")
        for position, objective in enumerate(chapter.general_objectives, start=1):
            if numbered:
                number = f"{start}1.{position}."
                self._add("general", objective.text, number=number, level=3)
            else:
                self._add("general", objective.text, mark=self._mark(position))
        self._section("strategic", f"{start}2." if numbered else "")
        for position, strategic in enumerate(chapter.strategic_objectives, start=1):
            number = f"{start}2.{position}." if numbered else ""
            if self.layout.spelled:
                number = self._spelled(_STRATEGIC[self.language], f"{position}")
            self._strategic(strategic, number, position)

    def _goals(self) -> list[str]:
        slots = {"City": self.plan.header.city}
        return [goal.format_map(slots) for goal in self.bank["templates"]["goals"]]

    def _section(self, name: str, number: str) -> None:
        self._add("section", self.labels[name], number=number, level=2)

    def _mark(self, position: int) -> str:
        bullet = self.layout.bullet
        letter = chr(ord("a") + position - 1)
        return {"1.": f"{position}.", "a)": f"{letter})"}.get(bullet, bullet)

    def _spelled(self, word: str, count: str) -> str:
        colon = " :" if self.language == "fr" else ":"
        return f"{word} {count}{colon}"

    def _strategic(
        self, strategic: StrategicObjective, number: str, position: int
    ) -> None:
        self._add("strategic", strategic.text, number=number, level=3)
        each = self.layout.each_operational
        if not each and not self.layout.spelled:
            count = f"{number}1." if number and self._labels_numbered() else ""
            self._label(self.labels["operational"], number=count)
        for index, operational in enumerate(strategic.operational_objectives, start=1):
            number = mark = ""
            if self.layout.spelled:
                count = f"{position}.{index}"
                number = self._spelled(SINGULAR[self.language], count)
            elif each:
                self._label(f"{SINGULAR[self.language]} {index}")
            else:
                mark = self._mark(index)
            self._add("operational", operational.text, mark=mark, number=number)
            self._lists(operational)

    def _lists(self, operational: OperationalObjective) -> None:
        self._label(self.labels["results"])
        for index, result in enumerate(operational.results, start=1):
            self._add("result", result.text, mark=self._mark(index))
            for item in result.items:
                self._add("item", item, mark="o")
        self._label(self.labels["indicators"])
        for index, indicator in enumerate(operational.indicators, start=1):
            self._add("indicator", indicator.text, mark=self._mark(index))

    def _labels_numbered(self) -> bool:
        return self.layout.labels == "numbered"

    def _label(self, text: str, number: str = "") -> None:
        if self.layout.labels in {"colon", "glued"}:
            text += " :" if self.language == "fr" else ":"
        elif self.layout.labels == "caps":
            text = text.upper()
        self._add("label", text, number=number, level=4)

    # The header

    def _header(self) -> None:
        header, texts = self.plan.header, self.bank["header"]
        amounts: dict[str, list[Decimal]] = {}
        for amount in header.amounts:
            amounts.setdefault(amount.kind, []).append(amount.value)
        first = {kind: values[0] for kind, values in amounts.items()}
        spent = {
            "estimate": first["estimate"],
            "estimate2": amounts["estimate"][1],
            "budgeted": first["budgeted"],
            "difference": first["difference"],
            "grant": first["annual_grant"],
            "c346": first["contingent_346"],
            "activa": first["activa_90"],
        }
        self.slots = {name: self.money(value) for name, value in spent.items()}
        people = [
            f"{self.rng.choice(self.bank['first_names'])} "
            f"{self.rng.choice(self.bank['last_names']).upper()}"
            for _ in range(2)
        ]
        self.slots |= {
            "City": header.city,
            "CITY": header.city.upper(),
            "item": header.decision.agenda_item,
            "vote": texts[header.decision.vote],
            "chair": people[0],
            "director": people[1],
            "prev_item": str(self.rng.randint(41, 80)),
            "college_item": str(self.rng.randint(81, 99)),
            "line1": header.budget_lines[0].number,
            "line2": header.budget_lines[1].number,
        }
        if self.layout.decision:
            self._templates(texts["decision"])
            self._add("break", "")
        self._templates(texts["contract"])

    def _templates(self, templates: list[str]) -> None:
        provisions = 0
        for template in templates:
            kind, _, text = template.partition("|")
            if kind == "ground":
                mark = "•" if self.language == "nl" else ""
                for ground in self.plan.header.legal_grounds:
                    self._add("bullet" if mark else "paragraph", ground.text, mark=mark)
            elif kind == "table":
                self._table(text)
            elif kind == "provision":
                provisions += 1
                self._add("provision", self._say(text), number=f"{provisions}.")
            elif kind == "bullet":
                self._add("bullet", self._say(text), mark="•")
            elif kind in {"heading", "title"}:
                name: BlockKind = "title" if kind == "title" else "heading"
                self._add(name, self._say(text))
            else:
                self._add("paragraph", self._say(text))

    def _table(self, title: str) -> None:
        table = next(t for t in self.plan.header.tables if t.title == title)
        self._add("table", "", table=table)
        ceiling = next(a for a in self.plan.header.amounts if a.kind == "ceiling")
        template: str = self.bank["header"]["ceiling"]
        text = template.format(f"{self.number(ceiling.value)} €")
        self._add("bullet", text, mark="•")

    def _say(self, template: str) -> str:
        header = self.plan.header
        days: dict[str, date | None] = {
            "start": header.period.start,
            "end": header.period.end,
            "prev_start": header.previous.start,
            "prev_end": header.previous.end,
            "prev_date": header.previous.start,
            "college_date": header.decision.date,
            "decision_date": header.decision.date,
            "deadline": header.deadlines[0].date,
        }
        said = {
            name: say_date(day, self.language, self.rng)
            for name, day in days.items()
            if day is not None
        }
        return template.format_map(said | self.slots)

    def money(self, value: Decimal) -> str:
        """An amount in one of the forms that officials use."""
        way: str = self.rng.choice(self.bank["header"]["currency"])
        return way.format(self.number(value))

    def number(self, value: Decimal) -> str:
        """The figures of an amount: 810.553,07, or 810.560,- where it is whole."""
        thousands = " " if self.language == "fr" and self.rng.random() < 0.5 else "."
        whole, _, cents = f"{value:,.2f}".partition(".")
        whole = whole.replace(",", thousands)
        if cents == "00" and self.language == "nl" and self.rng.random() < 0.6:
            return f"{whole},-"
        return f"{whole},{cents}"


def table_rows(plan: PlanReading, table: Table) -> list[list[str]]:
    """The cells of an amounts table, its head and its total included."""
    texts = bank(language_of(plan))["header"]
    rows = [["", *texts["table_head"]]]
    for row in table.rows:
        rows.append([row.label, *row.cells, _euro(row.amount)])
    rows.append([texts["total"], "", "", _euro(table.total)])
    return rows


def _euro(value: Decimal | None) -> str:
    if value is None:
        return ""
    whole, _, cents = f"{value:,.2f}".partition(".")
    return f"{whole.replace(',', '.')},{cents} €"


def footer_text(plan: PlanReading) -> str:
    """The footer that repeats on every page: meeting and agenda item."""
    decision = plan.header.decision
    months: list[str] = bank(language_of(plan))["header"]["months"]
    day = decision.date or date.min
    said = f"{day.day} {months[day.month - 1]} {day.year}"
    template: str = bank(language_of(plan))["labels"]["footer"]
    return template.format(decision_date=said, item=decision.agenda_item)


def running_text(plan: PlanReading) -> str:
    """The line at the head of every page."""
    template: str = bank(language_of(plan))["labels"]["running_header"]
    return template.format(City=plan.header.city)


def page_text(plan: PlanReading, page: int, pages: int) -> str:
    """The page number in words."""
    template: str = bank(language_of(plan))["labels"]["page"]
    return template.format(page=page, pages=pages)


def shown(block: Block) -> str:
    """The block as it is typed: mark or number, then the text."""
    return " ".join(part for part in (block.number, block.mark, block.text) if part)
