"""A finding before it has an id, and the texts of a plan with their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ..reading import (
    Chapter,
    OperationalObjective,
    PlanReading,
    Severity,
    Source,
    StrategicObjective,
)


@dataclass(slots=True)
class Draft:
    """A finding to be; ``facts`` holds names, ISO dates and plain decimals."""

    code: str
    severity: Severity
    source: Source
    node: str = ""
    facts: dict[str, str] = field(default_factory=dict)


class Text(NamedTuple):
    """A text of the tree: ``kind`` is title, intro, general, strategic,
    operational, result, item or indicator."""

    kind: str
    text: str
    node: str
    source: Source
    chapter: Chapter


def objectives(
    plan: PlanReading,
) -> Iterator[tuple[Chapter, StrategicObjective, OperationalObjective]]:
    for chapter in plan.chapters:
        for strategic in chapter.strategic_objectives:
            for operational in strategic.operational_objectives:
                yield chapter, strategic, operational


def texts(plan: PlanReading) -> Iterator[Text]:
    """Every text of the tree in reading order."""
    for chapter in plan.chapters:
        yield Text("title", chapter.title, chapter.id, chapter.source, chapter)
        if chapter.intro:
            yield Text("intro", chapter.intro, chapter.id, chapter.source, chapter)
        for general in chapter.general_objectives:
            yield Text("general", general.text, general.id, general.source, chapter)
        for strategic in chapter.strategic_objectives:
            place = (strategic.id, strategic.source, chapter)
            yield Text("strategic", strategic.text, *place)
            for operational in strategic.operational_objectives:
                yield from _of_objective(operational, chapter)


def _of_objective(objective: OperationalObjective, chapter: Chapter) -> Iterator[Text]:
    yield Text("operational", objective.text, objective.id, objective.source, chapter)
    for result in objective.results:
        yield Text("result", result.text, result.id, result.source, chapter)
        for item in result.items:
            yield Text("item", item, result.id, result.source, chapter)
    for indicator in objective.indicators:
        place = (indicator.id, indicator.source, chapter)
        yield Text("indicator", indicator.text, *place)
