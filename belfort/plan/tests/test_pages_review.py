"""Reviewing a document: beside the original, question by question, to a plan."""

from __future__ import annotations

from pathlib import Path
from time import process_time
from types import SimpleNamespace

import pytest

from belfort.plan.actions.imports import hand_over
from belfort.plan.models import Finding, Import, NodeKind, Question, Version
from belfort.plan.tests.small import as_file, small_plan
from belfort.plan.tests.web import client_of, page_of, texts, words_of
from belfort.plan.views.beside import Read, ends

DOCUMENT = Path(__file__).resolve().parents[2] / "demo" / "plan" / "plan_nl.pdf"


@pytest.fixture
def document(cast: SimpleNamespace) -> Import:
    return hand_over(by=cast.alice, data=DOCUMENT.read_bytes(), name="plan.pdf")


@pytest.fixture
def question(document: Import) -> Question:
    """The only question of the document, whatever the importer doubts in it."""
    document.questions.all().delete()
    lines = ["Elke wijk krijgt een infoavond", "Een gids toont het aanbod"]
    return document.questions.create(
        key="split-test",
        position=0,
        kind="split_or_join",
        node="c1.s1",
        readings=[[" ".join(lines)], lines],
        proposal=1,
        lines=lines,
        page=1,
        line=1,
    )


def test_a_node_is_shown_with_its_own_lines_marked(
    cast: SimpleNamespace, document: Import
) -> None:
    client = client_of(cast.alice)
    chapter = document.reading["chapters"][1]
    goal = chapter["general_objectives"][0]
    address = f"{document.get_absolute_url()}text/?node={goal['id']}"
    page = client.get(address)
    marked = " ".join(texts(page, "//mark"))
    assert goal["text"].split()[0] in marked
    assert goal["text"].split()[-1] in marked
    number = texts(page, "//li[contains(@class, 'is-of-node')]/span[1]")[0]
    assert int(number) == goal["source"]["line"]
    (current,) = texts(page, "//a[@aria-current='true']")
    assert goal["text"] in current


def test_a_part_of_the_page_is_given_to_htmx(
    cast: SimpleNamespace, document: Import
) -> None:
    address = f"{document.get_absolute_url()}text/?node=c1"
    part = client_of(cast.alice).get(address, headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert "mark" in part.content.decode()


def test_a_question_is_answered_and_counted(
    cast: SimpleNamespace, document: Import, question: Question
) -> None:
    client = client_of(cast.alice)
    address = f"{document.get_absolute_url()}questions/"
    page = client.get(address)
    assert "0 van 1 beantwoord" in words_of(page)
    for reading in question.readings:
        assert all(text in words_of(page) for text in reading)
    other = 1 - question.proposal
    client.post(f"{address}{question.pk}/", {"choice": other})
    question.refresh_from_db()
    assert question.answer == other
    assert question.answered_by == cast.alice
    answered = document.questions.exclude(answer=None).count()
    assert answered == 1
    assert f"{answered} van {document.questions.count()}" in words_of(
        client.get(address)
    )


def test_a_reading_that_is_not_there_is_refused(
    cast: SimpleNamespace, document: Import, question: Question
) -> None:
    client = client_of(cast.alice)
    address = f"{document.get_absolute_url()}questions/"
    for choice in ("7", "-1", "beide", ""):
        page = client.post(f"{address}{question.pk}/", {"choice": choice}, follow=True)
        assert texts(page, "//*[contains(@class, 'alert-danger')]"), choice
    question.refresh_from_db()
    assert question.answer is None


def test_a_finding_is_judged_with_a_note_and_opened_again(
    cast: SimpleNamespace, document: Import
) -> None:
    client = client_of(cast.alice)
    finding = document.findings.create(
        key="f1",
        position=99,
        code="result_breaks_off",
        severity="warning",
        facts={"text": "…"},
        page=1,
        line=1,
    )
    address = f"{document.get_absolute_url()}findings/{finding.pk}/"
    client.post(address, {"verdict": "accepted", "note": "Zo goedgekeurd."})
    finding.refresh_from_db()
    assert (finding.verdict, finding.decided_by) == ("accepted", cast.alice)
    client.post(address, {"verdict": "open", "note": ""})
    finding.refresh_from_db()
    assert (finding.verdict, finding.decided_by) == (Finding.Verdict.OPEN, None)
    client.post(address, {"verdict": "gone"})
    finding.refresh_from_db()
    assert finding.verdict == Finding.Verdict.OPEN


def test_findings_of_one_kind_are_judged_at_once(
    cast: SimpleNamespace, document: Import
) -> None:
    def add(key: str, code: str, verdict: str = "open") -> Finding:
        return document.findings.create(
            key=key,
            position=99,
            code=code,
            severity="warning",
            facts={"text": "…"},
            page=1,
            line=1,
            verdict=verdict,
        )

    first, second = add("f1", "result_breaks_off"), add("f2", "result_breaks_off")
    decided = add("f3", "result_breaks_off", "corrected")
    other = add("f4", "contract_unsigned")
    address = f"{document.get_absolute_url()}findings/{first.pk}/"
    client_of(cast.alice).post(address, {"verdict": "accepted", "alike": "on"})
    for finding in (first, second, decided, other):
        finding.refresh_from_db()
    assert (first.verdict, second.verdict) == ("accepted", "accepted")
    assert (decided.verdict, other.verdict) == ("corrected", "open")


def test_a_document_of_another_city_is_told(
    cast: SimpleNamespace, document: Import
) -> None:
    client = client_of(cast.alice)
    own = document.organisation.municipality
    assert own is not None
    document.reading["header"]["city"] = f"Stad {own.name_fr.upper()}"
    document.save()
    told = "//p[contains(@class, 'alert-warning')]"
    assert not texts(client.get(document.get_absolute_url()), told)
    document.reading["header"]["city"] = "Elders"
    document.save()
    (sentence,) = texts(client.get(document.get_absolute_url()), told)
    assert "Dit document noemt Elders" in sentence


@pytest.mark.every_database
def test_taking_over_makes_a_draft_with_the_period_that_was_given(
    cast: SimpleNamespace, document: Import
) -> None:
    client = client_of(cast.alice)
    period = {"period_start": "2025-02-01", "period_end": "2026-11-30"}
    response = client.post(f"{document.get_absolute_url()}accept/", period, follow=True)
    version = Version.objects.get()
    assert "Overgenomen als ontwerp" in words_of(response)
    assert str(version.plan.start) == "2025-02-01"
    assert not version.nodes.filter(confirmed=True).exists()
    again = client.post(f"{document.get_absolute_url()}accept/", period)
    assert again.status_code == 422
    assert Version.objects.count() == 1


def test_a_period_that_ends_before_it_begins_is_refused(
    cast: SimpleNamespace, document: Import
) -> None:
    client = client_of(cast.alice)
    period = {"period_start": "2026-01-01", "period_end": "2025-01-01"}
    response = client.post(f"{document.get_absolute_url()}accept/", period)
    assert response.status_code == 422
    assert "eindigt voor het begint" in words_of(response)
    assert not Version.objects.exists()


def test_a_document_is_put_aside_and_taken_up_again(
    cast: SimpleNamespace, document: Import
) -> None:
    client = client_of(cast.alice)
    address = document.get_absolute_url()
    client.post(f"{address}discard/")
    page = client.get(address)
    assert not page_of(page).xpath("//form[contains(@action, 'accept')]")
    client.post(f"{address}reopen/")
    assert page_of(client.get(address)).xpath("//form[contains(@action, 'accept')]")


def test_the_original_comes_back_byte_for_byte(
    cast: SimpleNamespace, document: Import
) -> None:
    response = client_of(cast.alice).get(f"{document.get_absolute_url()}file/")
    assert b"".join(response.streaming_content) == DOCUMENT.read_bytes()  # type: ignore[attr-defined]
    assert response["Content-Disposition"].startswith("attachment")


def test_an_export_has_no_lines_to_lay_beside(cast: SimpleNamespace) -> None:
    imported = hand_over(by=cast.alice, data=as_file(small_plan()), name="plan.json")
    page = client_of(cast.alice).get(f"{imported.get_absolute_url()}text/?node=c2")
    assert "FIETSDIEFSTAL" in words_of(page)
    assert "geen eigen regels" in words_of(page)


def test_nobody_but_the_planners_of_the_city_learns_of_it(
    cast: SimpleNamespace, document: Import
) -> None:
    for somebody in (cast.bob, cast.charlie, cast.gina, cast.dana):
        response = client_of(somebody).get(document.get_absolute_url())
        assert response.status_code == 404


def test_the_end_of_each_node_is_found_in_one_go() -> None:
    def node(key: str, place: tuple[int, int]) -> Read:
        return Read(key, NodeKind.RESULT, "", "", place)

    read = [node("a", (1, 2)), node("b", (1, 2)), node("c", (1, 1)), node("d", (2, 1))]
    after = (2, 1)
    assert ends(read) == {"a": after, "b": after, "c": after, "d": None}
    many = [node(str(n), (0, 0)) for n in range(20_000)]
    begun = process_time()
    assert set(ends(many).values()) == {None}
    assert process_time() - begun < 5
