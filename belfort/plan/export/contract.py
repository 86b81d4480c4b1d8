"""A stored version in the form in which the importer reads one."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, cast

from django.utils.text import slugify

from belfort.indicators.criteria import Criterion as ReadCriterion
from belfort.indicators.models import Criterion
from belfort.plan.actions.sprouts import PROGRAMME_SEPARATOR, READ
from belfort.plan.importer import reading as read
from belfort.plan.importer.contract import from_json, to_json
from belfort.plan.importer.limits import writable
from belfort.plan.importer.reading import FORMAT_VERSION, JSON
from belfort.plan.models import Branch, Version


def contract_of(version: Version) -> JSON:
    """The version as ``docs/plan.schema.json`` describes it."""
    return to_json(reading_of(version))


def reading_of(version: Version) -> read.PlanReading:
    """The version as if it was read from a document, without questions."""
    bare = {
        "format_version": FORMAT_VERSION,
        "header": version.header,
        "chapters": [],
        "questions": [],
        "findings": [],
    }
    header = from_json(bare).header
    chapters = version.tree().chapters
    plan = read.PlanReading(
        header, [_chapter(branch, f"c{n}") for n, branch in enumerate(chapters, 1)]
    )
    _make_writable(plan)
    return plan


def _make_writable(value: Any) -> Any:
    """The value without signs that no document holds; records change in place."""
    if isinstance(value, str):
        return writable(value)
    if isinstance(value, list):
        return [_make_writable(part) for part in value]
    if isinstance(value, dict):
        return {key: _make_writable(part) for key, part in value.items()}
    if is_dataclass(value):
        for known in fields(value):
            own = getattr(value, known.name)
            if (plain := _make_writable(own)) is not own:
                setattr(value, known.name, plain)
    return value


def file_name(version: Version, ending: str, *, day: date) -> str:
    """A name that says which version this is and when it was taken."""
    plan = version.plan
    # slugify drops the dash between the years, so it becomes a hyphen first.
    title = slugify(f"{plan.municipality} {plan.title}".replace("–", "-"))[:80]
    return f"{title}-v{version.number}-{day.isoformat()}.{ending}"


def _chapter(branch: Branch, key: str) -> read.Chapter:
    node = branch.node
    return read.Chapter(
        id=key,
        number=node.number,
        title=node.text,
        kind=cast(read.ChapterKind, node.chapter_kind),
        source=_source(branch),
        action_programme=PROGRAMME_SEPARATOR.join(
            programme.name for programme in node.programmes.all()
        ),
        intro=node.intro,
        general_objectives=[
            read.Objective(f"{key}.g{n}", b.node.number, b.node.text, _source(b))
            for n, b in enumerate(branch.general_objectives, 1)
        ],
        strategic_objectives=[
            _strategic(b, f"{key}.s{n}")
            for n, b in enumerate(branch.strategic_objectives, 1)
        ],
    )


def _strategic(branch: Branch, key: str) -> read.StrategicObjective:
    return read.StrategicObjective(
        id=key,
        number=branch.node.number,
        text=branch.node.text,
        source=_source(branch),
        operational_objectives=[
            _operational(b, f"{key}.o{n}")
            for n, b in enumerate(branch.operational_objectives, 1)
        ],
    )


def _operational(branch: Branch, key: str) -> read.OperationalObjective:
    return read.OperationalObjective(
        id=key,
        text=branch.node.text,
        source=_source(branch),
        results=[_result(b, f"{key}.r{n}") for n, b in enumerate(branch.results, 1)],
        indicators=[
            _indicator(b, f"{key}.i{n}") for n, b in enumerate(branch.indicators, 1)
        ],
    )


def _result(branch: Branch, key: str) -> read.Result:
    items = [item.node.text for item in branch.items]
    return read.Result(key, branch.node.text, _source(branch), items)


def _indicator(branch: Branch, key: str) -> read.Indicator:
    indicator = branch.node.indicator
    criteria = indicator.criteria.all() if indicator else []
    return read.Indicator(
        key, branch.node.text, _source(branch), [_criterion(c) for c in criteria]
    )


def _criterion(criterion: Criterion) -> ReadCriterion:
    values = {name: getattr(criterion, name) for name in READ}
    values["comparator"] = criterion.comparator or None
    if criterion.target is not None:
        # The database keeps two decimals: 26.00 was written as 26.
        values["target"] = criterion.target.normalize()
    return ReadCriterion(**values)


def _source(branch: Branch) -> read.Source:
    """Where it stands in its document; zeros where a person wrote it."""
    return read.Source(branch.node.page or 0, branch.node.line or 0)
