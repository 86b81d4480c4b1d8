"""``seed_demo`` makes the invented cities, once, and nowhere else."""

from __future__ import annotations

import json
from io import StringIO
from typing import ClassVar

import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import call_command
from django.test import TestCase, override_settings
from django.utils.timezone import localdate
from django.utils.translation import override

from belfort.accounts.models import Membership, Organisation, Role, User
from belfort.accounts.tests.cast import make_city, make_user
from belfort.audit.models import Event
from belfort.demo.actions import PASSWORD, seed
from belfort.places.models import Municipality
from belfort.plan.actions.versions import compare
from belfort.plan.models import Finding, Import, Node, NodeKind, Plan, Version
from belfort.plan.states import ImportState, State
from belfort.workflow.actions import steps_of

pytestmark = [pytest.mark.every_database, pytest.mark.django_db]


@pytest.mark.every_database
@override_settings(DEMO=True)
class SeededTests(TestCase):
    """One example for all: making it takes seconds."""

    plan: ClassVar[Plan]

    @classmethod
    def setUpTestData(cls) -> None:
        seed()
        cls.plan = Plan.objects.get(municipality_id="X0001")

    def test_everything_made_says_that_it_is_invented(self) -> None:
        assert not Organisation.objects.filter(is_example=False).exists()
        assert not User.objects.filter(is_example=False).exists()
        cities = Municipality.objects.filter(is_example=True)
        assert {city.code for city in cities} == {"X0001", "X0002"}
        real = Municipality.objects.filter(is_example=False)
        assert real.count() >= 565
        for city in cities:
            assert not real.filter(name_nl__iexact=city.name_nl).exists()
            assert not real.filter(name_fr__iexact=city.name_fr).exists()

    def test_every_role_has_someone_who_can_sign_in(self) -> None:
        roles = {member.role for member in Membership.objects.current(localdate())}
        assert roles == set(Role.values)
        for user in User.objects.all():
            assert check_password(PASSWORD, user.password)
        assert set(User.objects.values_list("language", flat=True)) == {"nl", "fr"}

    def test_the_plan_is_as_large_and_varied_as_a_real_one(self) -> None:
        first = self.plan.versions.get(number=1)
        counts = first.tree().counts()
        assert counts["phenomenon"] >= 8
        assert counts["strategic_objective"] >= 12
        assert counts["operational_objective"] >= 22
        assert counts["result"] >= 50
        assert counts["indicator"] >= 60
        kinds = set(
            Node.objects.filter(version=first, kind=NodeKind.INDICATOR).values_list(
                "indicator__criteria__kind", flat=True
            )
        )
        assert {
            "count",
            "count_min_target",
            "hours_min_target",
            "ratio",
            "growth",
            "existence",
            "existence_by_date",
            "periodic_report",
            "qualitative_case",
            "statistic_breakdown",
            "survey_pre_post",
        } <= kinds

    def test_it_went_the_whole_road_and_is_being_amended(self) -> None:
        second, first = self.plan.versions.all()
        assert (first.state, second.state) == (State.IN_FORCE, State.DRAFT)
        steps = list(steps_of(first))
        assert [step.new for step in steps][-1] == State.IN_FORCE
        assert steps[3].day.isoformat() == "2025-04-28"
        found = compare(first, second)
        for changes in (found.added, found.removed, found.changed, found.moved):
            assert changes

    def test_a_document_waits_with_questions_and_findings(self) -> None:
        imported = Import.objects.get(state=ImportState.REVIEW)
        assert imported.continues == self.plan
        assert imported.questions.filter(answer=None).exists()
        codes = {
            finding.code
            for finding in imported.findings.filter(verdict=Finding.Verdict.OPEN)
        }
        assert {
            "decided_after_deadline",
            "expired_date",
            "programme_name_differs",
            "sum_total",
            "unsigned",
        } <= codes

    def test_a_federal_reader_sees_both_cities_and_each_city_itself(self) -> None:
        reader = Membership.objects.get(role=Role.FEDERAL_READER)
        assert Plan.objects.visible_to(reader).count() == 2
        for officer in Membership.objects.filter(role=Role.PREVENTION_OFFICER):
            plan = Plan.objects.visible_to(officer).get()
            assert plan.organisation == officer.organisation

    def test_doing_it_again_changes_nothing(self) -> None:
        def everything() -> list[int]:
            models = (User, Membership, Plan, Version, Node, Import, Event)
            return [model._default_manager.count() for model in models]

        before = everything()
        out = StringIO()
        call_command("seed_demo", "--json", stdout=out)
        assert everything() == before
        printed = json.loads(out.getvalue())
        assert printed["password"] == PASSWORD
        assert len(printed["people"]) == User.objects.count()


def refused() -> str:
    error = StringIO()
    with pytest.raises(SystemExit) as ended, override("en"):
        call_command("seed_demo", stderr=error)
    assert ended.value.code == 2
    return error.getvalue()


def test_without_the_demo_switched_on_it_refuses() -> None:
    assert "BELFORT_DEMO=1" in refused()
    assert not Organisation.objects.exists()


@override_settings(DEMO=True)
def test_beside_a_real_city_or_person_it_refuses() -> None:
    user = make_user("Zoë")
    assert "real" in refused()
    user.delete()
    make_city("Echt")
    assert "real" in refused()
    assert Organisation.objects.count() == 1
