"""Questions are answered and findings judged; the document is read again."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied

from belfort.audit.models import Event
from belfort.plan.actions import imports
from belfort.plan.actions.imports import accept, answer, hand_over, judge
from belfort.plan.importer.handed_over import HandedOver
from belfort.plan.importer.reading import Finding as ReadFinding
from belfort.plan.importer.reading import Question as ReadQuestion
from belfort.plan.importer.reading import Reading, Source
from belfort.plan.models import Finding, Import, Question
from belfort.plan.tests.small import small_plan
from belfort.workflow.actions import Refused

pytestmark = pytest.mark.every_database

ONE, TWO = "Toezicht en preventie", ["Toezicht", "en preventie"]


def read_with_doubts(
    data: bytes, *, name: str = "", answers: Mapping[str, int] | None = None
) -> HandedOver:
    """A document with two doubts; splitting the first takes the second away."""
    chosen = dict(answers or {})
    plan = small_plan()
    chapter = plan.chapters[1]
    objective = chapter.strategic_objectives[0].operational_objectives[0]
    splits = chosen.get("first", 0) == 1
    objective.results[0].text = TWO[0] if splits else ONE
    place = Source(3, 9)
    keys = ["first"] if splits else ["first", "second"]
    plan.questions = [
        ReadQuestion(
            id=key,
            kind="split_or_join",
            node=objective.results[0].id,
            readings=[Reading([ONE]), Reading(TWO)],
            proposal=0,
            lines=TWO,
            source=place,
        )
        for key in keys
    ]
    plan.findings = [
        ReadFinding(
            id="f1",
            code="unsigned",
            severity="notice",
            node="",
            facts={},
            source=place,
        )
    ]
    return HandedOver(plan, "text")


@pytest.fixture
def imported(cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> Import:
    monkeypatch.setattr(imports, "read_handed_over", read_with_doubts)
    return hand_over(by=cast.alice, data=b"twijfel", name="plan.txt")


def question(imported: Import, key: str) -> Question:
    return imported.questions.get(key=key)


def first_result(imported: Import) -> str:
    chapter = imported.reading["chapters"][1]
    objective = chapter["strategic_objectives"][0]["operational_objectives"][0]
    return str(objective["results"][0]["text"])


def test_each_answer_gives_its_own_tree(
    cast: SimpleNamespace, imported: Import
) -> None:
    assert first_result(imported) == ONE
    first = question(imported, "first")
    assert first_result(answer(first, 1, by=cast.alice)) == TWO[0]
    assert first_result(answer(first, 0, by=cast.alice)) == ONE
    first.refresh_from_db()
    assert (first.answer, first.answered_by) == (0, cast.alice)
    assert first.answered_at is not None
    assert Event.objects.filter(verb="plan.answered").count() == 2


def test_a_question_that_an_answer_takes_away_is_gone(
    cast: SimpleNamespace, imported: Import
) -> None:
    answer(question(imported, "first"), 1, by=cast.alice)
    assert [q.key for q in imported.questions.all()] == ["first"]
    answer(question(imported, "first"), 0, by=cast.alice)
    assert [q.key for q in imported.questions.all()] == ["first", "second"]


def test_verdicts_and_answers_outlive_the_next_reading(
    cast: SimpleNamespace, imported: Import
) -> None:
    finding = imported.findings.get()
    judge(finding, Finding.Verdict.ACCEPTED, " Zo gewild. ", by=cast.alice)
    answer(question(imported, "second"), 1, by=cast.alice)
    answer(question(imported, "first"), 0, by=cast.alice)
    kept = imported.findings.get()
    assert (kept.verdict, kept.note) == (Finding.Verdict.ACCEPTED, "Zo gewild.")
    assert kept.decided_by == cast.alice
    assert question(imported, "second").answer == 1
    judge(kept, Finding.Verdict.OPEN, by=cast.alice)
    assert imported.findings.get().decided_by is None


def test_a_reading_that_was_not_offered_is_refused(
    cast: SimpleNamespace, imported: Import
) -> None:
    first = question(imported, "first")
    for choice in (-1, 2):
        with pytest.raises(Refused):
            answer(first, choice, by=cast.alice)
    for actor in (cast.charlie, cast.bob):
        with pytest.raises(PermissionDenied):
            answer(first, 0, by=actor)
        with pytest.raises(PermissionDenied):
            judge(imported.findings.get(), Finding.Verdict.ACCEPTED, by=actor)
    assert question(imported, "first").answer is None


def test_after_it_was_taken_over_nothing_is_answered(
    cast: SimpleNamespace, imported: Import
) -> None:
    accept(imported, by=cast.alice)
    with pytest.raises(Refused):
        answer(question(imported, "first"), 1, by=cast.alice)
    with pytest.raises(Refused):
        judge(imported.findings.get(), Finding.Verdict.ACCEPTED, by=cast.alice)
