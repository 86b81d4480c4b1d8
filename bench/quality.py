"""Scores of the importer over the corpus."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from belfort.lib.documents import Format

from .corpus import (
    FORMATS,
    Language,
    Layout,
    Scores,
    layouts_of,
    make_plan,
    score,
    score_criteria,
)
from .corpus.plans import indicators
from .corpus.rendering import file_name, render

LANGUAGES: tuple[Language, ...] = ("nl", "fr", "de")

LIMITS = {"node": 0.99, "kind": 0.93, "criterion": 1.0, "header": 1.0}

FIRST_SEED = 1000
"""Of the plans that faults are looked for in; measure on others with ``--seed``."""


@dataclass(slots=True)
class Cell:
    """All plans of one format and language."""

    plans: int = 0
    scores: Scores = field(default_factory=Scores)
    layouts: dict[str, Scores] = field(default_factory=lambda: defaultdict(Scores))
    failures: list[str] = field(default_factory=list)


def measure_cell(
    format_: Format, language: Language, plans: int, first: int = FIRST_SEED
) -> Cell:
    """Render and read so many plans, the layouts of the format in turn."""
    cell = Cell()
    layouts = layouts_of(format_)
    for index in range(plans):
        layout = layouts[index % len(layouts)]
        scores = measure_one(layout, language, first + index)
        cell.plans += 1
        if isinstance(scores, str):
            cell.failures.append(f"{layout.name}: {scores}")
            continue
        cell.scores = cell.scores + scores
        cell.layouts[layout.name] = cell.layouts[layout.name] + scores
    return cell


def measure_one(layout: Layout, language: Language, seed: int) -> Scores | str:
    """The scores of one plan, or why it could not be read."""
    from belfort.lib.documents import read_document
    from belfort.plan.importer import read_plan

    plan = make_plan(seed, language)
    data = render(plan, layout, seed)
    try:
        read = read_plan(read_document(data, name=file_name(layout)))
    except Exception as error:
        # A plan that cannot be read is a result of the measurement.
        return f"{type(error).__name__}: {error}"
    return score(plan, read, decision=layout.decision)


def measure_sentences(
    language: Language, plans: int, first: int = FIRST_SEED
) -> Scores:
    """The scores of the criteria alone, each sentence of so many plans once."""
    from belfort.indicators.proposals import Context, propose

    scores, seen = Scores(), set()
    for seed in range(first, first + plans):
        plan = make_plan(seed, language)
        period = plan.header.period
        context = Context(plan_start=period.start, plan_end=period.end)
        for indicator in indicators(plan):
            if indicator.criteria and indicator.text not in seen:
                seen.add(indicator.text)
                read = propose(indicator.text, language=language, context=context)
                score_criteria(indicator.text, indicator.criteria, read, scores)
    return scores


def plans_per_cell(format_: Format, size: str) -> int:
    """Every layout at least once, four plans at least; forty at size l."""
    return 40 if size == "l" else max(4, len(layouts_of(format_)))


def worst(
    scores: Scores, part: str = "all", most: int = 15, examples: int = 4
) -> list[tuple[str, int, list[str]]]:
    """The most frequent kinds of mistakes of a part, each with a few examples."""
    counts = Counter(
        (miss.part, miss.what) for miss in scores.misses if part in {"all", miss.part}
    )
    found = []
    for (of_part, what), number in counts.most_common(most):
        told = [
            f"written: {miss.written!r}  read: {miss.read!r}"
            for miss in scores.misses
            if (miss.part, miss.what) == (of_part, what)
        ]
        # Spread over the documents, so that one of them does not hide the others.
        step = max(1, len(told) // examples)
        found.append((f"{of_part}: {what}", number, told[::step][:examples]))
    return found


__all__ = ["FORMATS", "LANGUAGES", "Cell", "measure_cell", "measure_one"]
