"""The real plan, by source line and facts, without its sentences."""

from __future__ import annotations

from collections import Counter

import pytest

from belfort.indicators.criteria import Criterion
from belfort.indicators.proposals import catalogue
from belfort.indicators.tests.test_proposals_sentences import written
from belfort.lib.tests.shared import SEED_PLAN

FACTS = {
    399: "ratio =100% due:2014-07-01",
    404: "count_min_target >=3 /year from:2014-01-01",
    437: "existence_by_date due:2014-01-01",
    464: "count_min_target >=4",
    490: "periodic_report /year",
    535: "count_min_target =4 /year from:2014-01-01",
    539: "count_min_target =4 /year from:2014-01-01 to:2014-12-31 due:2014-09-01",
    542: "count_min_target =4 /year from:2015-01-01 due:--03-31",
    617: "growth >=10% /year",
    676: "existence_by_date due:2017-09-01",
    719: "count_min_target >=3",
    803: "count_min_target >=2 /year",
    859: "count_min_target >=13 /year from:2014-01-01 to:2014-12-31",
    862: "count_min_target >=26 /year from:2015-01-01",
    930: "growth >=1 /year from:2016-01-01",
    964: "hours_min_target >=500h",
    1008: "statistic_breakdown /year",
    1014: "qualitative_case",
    1142: "count_min_target >=1 /month",
    1146: "existence & count",
    1151: "count & ratio",
    1237: "existence_by_date due:2014-10-01",
    1303: "count_min_target >=3 /year from:2014-01-01 to:2014-12-31"
    " & count_min_target >=6 /year from:2015-01-01",
    1587: "count_min_target >=4 /schoolyear",
    1602: "count_min_target >=1 /2years",
    1674: "count_min_target >=2 /year",
    1678: "survey_pre_post",
    1719: "existence_by_date due:2016-03-31",
    1803: "periodic_report >=1 /year & periodic_report >=1 /year",
    1894: "existence_by_date due:2015-01-01",
    2056: "periodic_report >=1 /year",
    2587: "count_min_target >=2 /year from:2014-01-01 to:2014-12-31"
    " & count_min_target >=3 /year from:2015-01-01",
    2744: "count_min_target >=2",
    2884: "count_min_target >=4 /year",
    2975: "existence & periodic_report >=2 /year",
}


@pytest.fixture(scope="module")
def criteria() -> dict[int, list[Criterion]]:
    if not SEED_PLAN.exists():
        pytest.skip("the real plan is not on this machine: its criteria are not read")
    # The room above reads the document; this room is judged by what it gets.
    reading = pytest.importorskip("belfort.plan.importer")
    documents = pytest.importorskip("belfort.lib.documents")
    data = SEED_PLAN.read_bytes()
    plan = reading.read_plan(documents.read_document(data, name=SEED_PLAN.name))
    return {
        indicator.source.line: indicator.criteria
        for chapter in plan.chapters
        for strategic in chapter.strategic_objectives
        for objective in strategic.operational_objectives
        for indicator in objective.indicators
    }


@pytest.mark.parametrize("line", FACTS)
def test_what_a_line_states_is_proposed(
    criteria: dict[int, list[Criterion]], line: int
) -> None:
    assert " & ".join(map(written, criteria[line])) == FACTS[line]


def test_the_kinds_of_the_whole_plan(criteria: dict[int, list[Criterion]]) -> None:
    assert len(criteria) == 141
    assert Counter(found[0].kind for found in criteria.values()) == {
        "count": 38,
        "count_min_target": 28,
        "existence": 22,
        "existence_by_date": 6,
        "growth": 2,
        "hours_min_target": 5,
        "periodic_report": 15,
        "qualitative_case": 3,
        "ratio": 1,
        "report_exists": 13,
        "statistic_breakdown": 7,
        "survey_pre_post": 1,
    }


def test_every_indicator_but_few_names_a_known_registration(
    criteria: dict[int, list[Criterion]],
) -> None:
    named = [found[0].measure for found in criteria.values()]
    assert set(named) <= set(catalogue())
    assert sum(not measure.startswith("other.") for measure in named) >= 137
