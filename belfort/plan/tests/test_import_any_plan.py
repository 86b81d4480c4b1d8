"""Any plan, written out cleanly, is read back as it was."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from belfort.plan.importer.reading import PlanReading

from .reading_text import plan_of

PHENOMENA = ("Inbraak", "Fietsdiefstal", "Sociale overlast", "Jongerengeweld")
STRATEGIES = (
    "De sociale controle bevorderen",
    "Verminderen van het risicogedrag",
    "Potentiële daders van overtredingen ontraden",
)
DEEDS = ("Opmaken van", "Versterken van", "Bekendmaken van", "Uitwerken van")
THINGS = ("een communicatieplan", "het overleg", "een meldpunt", "de wijkwerking")
ENDS = ("", " in de deelgemeenten", " met de lokale politie", " vanaf 2024")
COUNTS = ("Aantal", "Bestaan van", "Jaarlijks verslag van", "Evaluatie van")

sentences = st.builds("{} {}{}".format, *map(st.sampled_from, (DEEDS, THINGS, ENDS)))
indicators = st.builds("{} {}{}".format, *map(st.sampled_from, (COUNTS, THINGS, ENDS)))


@dataclass(frozen=True)
class Node:
    """A text and what stands below it; results and indicators in an objective."""

    text: str
    below: tuple[Node, ...] = ()
    indicators: tuple[str, ...] = ()


def lists(
    of: st.SearchStrategy[str], most: int = 4
) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(of, min_size=1, max_size=most).map(tuple)


results = st.builds(
    Node,
    sentences,
    st.one_of(
        st.just(()),
        st.lists(st.builds(Node, sentences), min_size=2, max_size=3).map(tuple),
    ),
)
operational = st.builds(
    Node,
    sentences,
    st.lists(results, min_size=1, max_size=4).map(tuple),
    lists(indicators),
)
strategic = st.builds(
    Node,
    st.sampled_from(STRATEGIES),
    st.lists(operational, min_size=1, max_size=3).map(tuple),
)
chapters = st.lists(
    st.builds(
        Node,
        st.sampled_from(PHENOMENA),
        st.lists(strategic, min_size=1, max_size=2).map(tuple),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda node: node.text,
)


def written(plan: list[Node], bullet: str) -> str:
    """Return the plan as a city writes it: numbered headings, marked lists."""
    lines: list[str] = []
    for number, chapter in enumerate(plan, 1):
        lines += [
            f"{number}. {chapter.text.upper()}",
            f"{number}.1. Algemene doelstellingen",
            f"{number}.1.1. Het voorkomen van {chapter.text.lower()}",
            f"{number}.2. Strategische doelstellingen",
        ]
        for place, strategy in enumerate(chapter.below, 1):
            lines += [
                f"{number}.2.{place}. {strategy.text}",
                "Operationele doelstellingen",
            ]
            for objective in strategy.below:
                lines += [f"{bullet} {objective.text}", "Resultaten"]
                for result in objective.below:
                    colon = ":" if result.below else ""
                    lines.append(f"{bullet} {result.text}{colon}")
                    lines += [f"o {item.text}" for item in result.below]
                lines.append("Indicatoren")
                lines += [f"{bullet} {text}" for text in objective.indicators]
    return "\n".join(lines)


def as_nodes(plan: PlanReading) -> list[Node]:
    """Return what was read in the form of what was written."""
    return [
        Node(
            chapter.title.capitalize(),
            tuple(
                Node(
                    one.text,
                    tuple(
                        Node(
                            objective.text,
                            tuple(
                                Node(
                                    result.text.rstrip(":"),
                                    tuple(Node(item) for item in result.items),
                                )
                                for result in objective.results
                            ),
                            tuple(each.text for each in objective.indicators),
                        )
                        for objective in one.operational_objectives
                    ),
                )
                for one in chapter.strategic_objectives
            ),
        )
        for chapter in plan.chapters
    ]


@settings(max_examples=60, deadline=None)
@given(plan=chapters, bullet=st.sampled_from(["-", "•", "–"]))
def test_a_clean_plan_is_read_back_equal(plan: list[Node], bullet: str) -> None:
    read = plan_of(written(plan, bullet))
    assert as_nodes(read) == plan
    assert not read.questions
