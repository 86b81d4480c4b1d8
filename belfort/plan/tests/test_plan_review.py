"""Questions are answered and findings judged; the document is read again."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied

from belfort.plan.actions.imports import accept, answer, hand_over, judge
from belfort.plan.models import Finding, Import
from belfort.workflow.actions import Refused

pytestmark = pytest.mark.every_database

PDF = Path(__file__).resolve().parents[2] / "demo" / "plan" / "plan_nl.pdf"


@pytest.fixture
def imported(cast: SimpleNamespace) -> Import:
    return hand_over(by=cast.alice, data=PDF.read_bytes(), name="plan.pdf")


def results(imported: Import) -> int:
    return sum(
        len(operational["results"])
        for chapter in imported.reading["chapters"]
        for strategic in chapter["strategic_objectives"]
        for operational in strategic["operational_objectives"]
    )


def test_each_answer_gives_its_own_tree(
    cast: SimpleNamespace, imported: Import
) -> None:
    question = imported.questions.filter(kind="split_or_join").first()
    assert question is not None
    joined, split = sorted(
        range(len(question.readings)), key=lambda n: len(question.readings[n])
    )
    apart = results(answer(question, split, by=cast.alice))
    assert results(answer(question, joined, by=cast.alice)) == apart - 1
    question.refresh_from_db()
    assert question.answer == joined
    assert question.answered_by == cast.alice


def test_verdicts_and_answers_outlive_the_next_reading(
    cast: SimpleNamespace, imported: Import
) -> None:
    finding = imported.findings.first()
    question = imported.questions.first()
    assert finding
    assert question
    judge(finding, Finding.Verdict.ACCEPTED, "Zo gewild.", by=cast.alice)
    answer(question, question.proposal, by=cast.alice)
    kept = imported.findings.get(key=finding.key)
    assert (kept.verdict, kept.note) == (Finding.Verdict.ACCEPTED, "Zo gewild.")
    assert kept.decided_by == cast.alice
    judge(kept, Finding.Verdict.OPEN, by=cast.alice)
    kept.refresh_from_db()
    assert kept.decided_by is None


def test_a_reading_that_was_not_offered_is_refused(
    cast: SimpleNamespace, imported: Import
) -> None:
    question = imported.questions.first()
    assert question
    for choice in (-1, len(question.readings)):
        with pytest.raises(Refused):
            answer(question, choice, by=cast.alice)
    with pytest.raises(PermissionDenied):
        answer(question, 0, by=cast.charlie)
    question.refresh_from_db()
    assert question.answer is None


def test_after_it_was_taken_over_nothing_is_answered(
    cast: SimpleNamespace, imported: Import
) -> None:
    accept(imported, by=cast.alice)
    question, finding = imported.questions.first(), imported.findings.first()
    assert question
    assert finding
    with pytest.raises(Refused):
        answer(question, 0, by=cast.alice)
    with pytest.raises(Refused):
        judge(finding, Finding.Verdict.ACCEPTED, by=cast.alice)
