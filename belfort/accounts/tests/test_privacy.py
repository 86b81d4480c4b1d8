"""The privacy officer reads the trail, the record of processing, one person's data."""

from __future__ import annotations

import csv
import json
from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import TestCase
from django.utils.timezone import localdate, now
from docx import Document

from belfort.accounts.actions.privacy import SubjectUnclear, rows_about
from belfort.accounts.models import Membership, Role, User
from belfort.accounts.tests.cast import CastMixin, make_member
from belfort.accounts.tests.factors import SECRET, give_app
from belfort.audit.actions import record, record_refusal
from belfort.audit.declarations import declared_models
from belfort.audit.models import Event
from belfort.audit.retention import Retention
from belfort.places.models import Municipality

TRAIL = "/privacy/trail/"


def note(verb: str, subject: str, by: Membership, **words: Any) -> None:
    with transaction.atomic():
        record(verb, subject, by=by, **words)


class OfficerTestCase(CastMixin, TestCase):
    def setUp(self) -> None:
        self.sign_in(self.eve)


@pytest.mark.every_database
class TrailTests(OfficerTestCase):
    def setUp(self) -> None:
        super().setUp()
        with time_machine.travel(now() - timedelta(days=10), tick=False):
            note("plan.changed", "plan/version/1", self.alice)
        note("plan.read", "plan/version/2", self.bob, rows=7)
        note("plan.read", "plan/version/3", self.charlie)
        record_refusal("plan.accepted", "plan/import/4", by=self.bob)

    def seen(self, **query: str) -> list[str]:
        page = self.client.get(TRAIL, query)
        return [event.object for event, _name in page.context["events"]]

    def test_the_trail_of_the_city_is_there_with_names_and_no_other(self) -> None:
        page = self.client.get(TRAIL)
        for text in ("plan/version/1", "plan/version/2", "plan/import/4", "Alice"):
            self.assertContains(page, text)
        self.assertNotContains(page, "plan/version/3")
        self.assertNotContains(page, "Charlie")

    def test_looking_leaves_a_trace(self) -> None:
        self.client.get(TRAIL)
        event = Event.objects.get(verb="accounts.trail_read")
        assert (event.actor, event.chain, event.rows) == (
            self.eve.reference,
            self.city.pk,
            3,
        )

    def test_it_is_filtered_by_day(self) -> None:
        week_ago = (localdate() - timedelta(days=7)).isoformat()
        assert "plan/version/1" not in self.seen(since=week_ago)
        assert self.seen(until=week_ago) == ["plan/version/1"]

    def test_by_person(self) -> None:
        assert self.seen(person=str(self.alice.user_id)) == ["plan/version/1"]

    def test_by_what_on_what_and_outcome(self) -> None:
        assert self.seen(verb="plan.read") == ["plan/version/2"]
        assert self.seen(object="import") == ["plan/import/4"]
        assert self.seen(outcome="refused") == ["plan/import/4"]
        assert self.seen(verb="plan.read", outcome="refused") == []

    def test_a_person_of_another_city_is_no_choice(self) -> None:
        page = self.client.get(TRAIL, {"person": str(self.charlie.user_id)})
        assert page.status_code == 422
        assert page.context["events"] == []

    def test_a_day_that_is_none_is_refused(self) -> None:
        assert self.client.get(TRAIL, {"since": "gisteren"}).status_code == 422
        path = "/privacy/trail.csv"
        assert self.client.get(path, {"since": "gisteren"}).status_code == 422

    def export(self, **query: str) -> list[list[str]]:
        response = self.client.get("/privacy/trail.csv", query)
        assert "attachment" in response["Content-Disposition"]
        text = b"".join(response.streaming_content).decode("utf-8-sig")
        return list(csv.reader(StringIO(text), delimiter=";"))

    def test_the_same_filter_is_taken_along_as_csv(self) -> None:
        note("plan.exported", "plan/version/2", self.bob)
        heading, *rows = self.export(verb="plan.exported")
        assert heading[2:8] == ["Wie", "Actor", "Wat", "Code", "Waarop", "Uitkomst"]
        assert [row[2:] for row in rows] == [
            [
                str(self.bob),
                self.bob.reference,
                "exporteerde het plan",
                "plan.exported",
                "plan/version/2",
                "gedaan",
                "1",
            ]
        ]
        event = Event.objects.get(verb="accounts.trail_exported")
        assert event.rows == 1

    def test_no_cell_of_it_runs_as_a_formula(self) -> None:
        self.bob.user.name = '=HYPERLINK("https://evil.example")'
        self.bob.user.save(update_fields=["name"])
        note("plan.read", "@SUM(A1)", self.bob)
        cells = [cell for row in self.export() for cell in row]
        assert not [cell for cell in cells if cell[:1] in "=+-@" and cell]
        assert "'@SUM(A1)" in cells

    def test_a_long_trail_comes_in_pages(self) -> None:
        for number in range(120):
            note("plan.counted", f"plan/node/{number}", self.alice)
        first = self.seen(verb="plan.counted")
        second = self.seen(verb="plan.counted", page="2")
        assert (len(first), len(second)) == (100, 20)
        assert not set(first) & set(second)
        assert len(self.export(verb="plan.counted")) == 121


@pytest.mark.every_database
class RecordTests(OfficerTestCase):
    def test_every_kind_of_personal_data_stands_in_the_record(self) -> None:
        page = self.client.get("/privacy/processing/")
        lines = page.context["personal"]
        wanted = {
            m._meta.label for m, retention in declared_models() if retention.personal
        }
        assert {line.model for line in lines} == wanted
        assert all(
            line.purpose and line.ground and line.kept_for and line.data
            for line in lines
        )
        for word in (
            "Historical",
            "history user",
            "Attempt",
            "Authenticator",
            "User Agent",
        ):
            self.assertNotContains(page, word)
        self.assertContains(page, "2 jaar (nog te bevestigen door de stad)")
        self.assertContains(page, "zolang als dat waarbij het hoort")

    def test_it_speaks_french(self) -> None:
        self.client.post("/language/", {"language": "fr"})
        page = self.client.get("/privacy/processing/")
        self.assertContains(page, "mission d’intérêt public (RGPD art. 6.1.e)")
        self.assertContains(page, "2 ans (à confirmer par la ville)")

    def test_the_document_says_the_same(self) -> None:
        page = self.client.get("/privacy/processing/")
        response = self.client.get("/privacy/processing.docx")
        document = Document(BytesIO(response.content))
        heading, *rows = document.tables[0].rows
        assert heading.cells[0].text == "Doel"
        assert {row.cells[1].text for row in rows} == {
            line.name for line in page.context["personal"]
        }
        assert "Voorbeeld" in document.paragraphs[1].text

    def test_an_invented_city_says_so_in_its_document(self) -> None:
        self.city.is_example = True
        self.city.save(update_fields=["is_example"])
        response = self.client.get("/privacy/processing.docx")
        document = Document(BytesIO(response.content))
        texts = [paragraph.text for paragraph in document.paragraphs]
        assert "Dit is een verzonnen voorbeeld; deze stad bestaat niet." in texts


@pytest.mark.every_database
class SubjectTests(OfficerTestCase):
    def export(self, user: User) -> Any:
        return self.client.post(f"/privacy/people/{user.pk}/")

    def kinds(self, user: User) -> dict[str, list[dict[str, Any]]]:
        content = json.loads(self.export(user).content)
        return {kind["model"]: kind["rows"] for kind in content["kinds"]}

    def test_everything_of_a_person_is_there(self) -> None:
        note("plan.read", "plan/version/2", self.alice)
        give_app(self.alice.user)
        self.sign_in(self.alice)
        self.client.cookies.clear()
        self.client.post(
            "/account/login/", {"login": self.alice.user.email, "password": "fout"}
        )
        self.sign_in(self.eve)
        kinds = self.kinds(self.alice.user)
        assert kinds["accounts.User"][0]["email"] == self.alice.user.email
        assert kinds["accounts.Membership"][0]["role"] == Role.PREVENTION_OFFICER
        assert {row["actor"] for row in kinds["audit.Event"]} == {self.alice.reference}
        assert kinds["mfa.Authenticator"][0]["type"] == "totp"
        assert kinds["axes.AccessAttempt"][0]["ip_address"] == "127.0.0.1"
        assert len(kinds["accounts.Session"]) == 1

    def test_it_leaves_an_event_with_the_number_of_rows(self) -> None:
        kinds = self.kinds(self.alice.user)
        event = Event.objects.get(verb="accounts.person_exported")
        assert event.object == f"accounts/user/{self.alice.user_id}"
        assert event.rows == sum(len(rows) for rows in kinds.values())

    def test_what_another_city_controls_stays_there(self) -> None:
        elsewhere = make_member("Alice", self.elsewhere, Role.MEDIATOR)
        note("plan.read", "plan/version/9", elsewhere)
        text = self.export(self.alice.user).content.decode()
        assert "mediator" not in text
        assert elsewhere.reference not in text
        assert "Elders" not in text

    def test_no_secret_is_in_it(self) -> None:
        give_app(self.alice.user)
        text = self.export(self.alice.user).content.decode()
        assert SECRET not in text
        assert self.alice.user.password not in text

    def test_nothing_of_a_colleague_is_in_it(self) -> None:
        note("plan.read", "plan/version/2", self.bob)
        text = self.export(self.alice.user).content.decode()
        assert self.bob.reference not in text
        assert self.bob.user.email not in text

    def test_people_are_chosen_from_a_list_of_ones_own(self) -> None:
        page = self.client.get("/privacy/people/")
        self.assertContains(page, "Alice")
        self.assertNotContains(page, "Charlie")
        assert self.export(self.charlie.user).status_code == 404
        page = self.client.get("/privacy/people/?q=bob")
        self.assertNotContains(page, "Alice")

    def test_a_declaration_that_leads_to_nobody_is_a_fault(self) -> None:
        for model, retention in declared_models():
            if retention.subject:
                rows_about(model, retention, self.alice.user, self.city)
        wrong = Retention("retention.plan", "", "", subject="municipality_id")
        with pytest.raises(SubjectUnclear):
            rows_about(type(self.city), wrong, self.alice.user, self.city)
        assert Municipality.objects.exists()
