"""The administrator makes people, gives and ends roles, helps them back in."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client, TestCase
from django.utils.timezone import localdate

from belfort.accounts.models import Membership, Role, Service, Session, User
from belfort.accounts.tests.cast import PASSWORD, CastMixin, make_member, sign_in
from belfort.accounts.tests.factors import give_app
from belfort.audit.models import Event, Outcome

YESTERDAY = timedelta(days=-1)


class AdministratorTestCase(CastMixin, TestCase):
    def setUp(self) -> None:
        self.sign_in(self.dana)

    def post(self, path: str, **data: Any) -> Any:
        with self.captureOnCommitCallbacks(execute=True):
            return self.client.post(path, data)

    def verbs(self) -> list[str]:
        own = Event.objects.filter(chain=self.city.pk, actor=self.dana.reference)
        return list(own.values_list("verb", flat=True))


@pytest.mark.every_database
class InvitationTests(AdministratorTestCase):
    def invite(self, **changes: Any) -> Any:
        data = {
            "email": "Ine@Voorbeeld.example",
            "name": "Ine",
            "language": "fr",
            "role": Role.EVALUATOR,
            "service": self.desk.pk,
            "start": localdate().isoformat(),
            **changes,
        }
        return self.post("/people/add/", **data)

    def test_a_new_person_gets_a_role_and_a_letter_with_a_link(self) -> None:
        response = self.invite()
        ine = User.objects.get(email="ine@voorbeeld.example")
        self.assertRedirects(response, f"/people/{ine.pk}/")
        role = ine.memberships.get()
        assert (role.organisation, role.role, role.service) == (
            self.city,
            Role.EVALUATOR,
            self.desk,
        )
        (letter,) = mail.outbox
        assert letter.subject == "Votre accès à Belfort"
        assert "évaluateur interne" in letter.body
        link = re.search(r"http://127\.0\.0\.1:8000(\S+)", str(letter.body))
        assert link
        assert Client().get(link[1]).status_code == 302
        assert self.verbs() == ["accounts.person_made", "accounts.role_given"]

    def test_a_known_person_keeps_name_and_password(self) -> None:
        self.invite(email=self.charlie.user.email, name="Somebody else")
        self.charlie.user.refresh_from_db()
        assert self.charlie.user.name == "Charlie"
        assert self.charlie.user.check_password(PASSWORD)
        assert self.charlie.user.memberships.count() == 2
        assert "/password/" not in mail.outbox[0].body

    def test_the_same_role_twice_is_refused(self) -> None:
        self.invite()
        response = self.invite()
        self.assertContains(response, "heeft deze rol al", status_code=422)
        assert Membership.objects.filter(user__name="Ine").count() == 1
        assert len(mail.outbox) == 1

    def test_a_service_of_another_city_is_no_choice(self) -> None:
        foreign = Service.objects.create(organisation=self.elsewhere, name="Elders")
        assert self.invite(service=foreign.pk).status_code == 422
        assert not User.objects.filter(name="Ine").exists()

    def test_a_city_has_no_federal_reader(self) -> None:
        assert self.invite(role=Role.FEDERAL_READER).status_code == 422

    def test_days_out_of_order_are_refused(self) -> None:
        response = self.invite(end=(localdate() + YESTERDAY).isoformat())
        self.assertContains(response, "valt voor de eerste", status_code=422)

    def test_who_is_no_administrator_is_refused_and_it_is_noted(self) -> None:
        self.sign_in(self.alice)
        assert self.invite().status_code == 403
        assert not User.objects.filter(name="Ine").exists()
        event = Event.objects.get(actor=self.alice.reference)
        assert (event.verb, event.outcome) == ("accounts.opened", Outcome.REFUSED)


@pytest.mark.every_database
class ListTests(AdministratorTestCase):
    def test_the_list_has_the_citys_people_and_nobody_elses(self) -> None:
        page = self.client.get("/people/")
        for name in ("Alice", "Bob", "Eve", "Henk"):
            self.assertContains(page, name)
        for name in ("Charlie", "Gina"):
            self.assertNotContains(page, name)

    def test_people_are_found_by_name_or_address(self) -> None:
        self.assertContains(self.client.get("/people/?q=ali"), "Alice")
        self.assertNotContains(self.client.get("/people/?q=ali"), "Bob")
        self.assertContains(self.client.get("/people/?q=bob@"), "Bob")
        self.assertContains(self.client.get("/people/?q=zzz"), "niemand gevonden")

    def test_roles_elsewhere_stay_out_of_sight(self) -> None:
        make_member("Alice", self.elsewhere, Role.MEDIATOR)
        page = self.client.get("/people/")
        self.assertNotContains(page, "bemiddelaar")
        page = self.client.get(f"/people/{self.alice.user_id}/")
        self.assertNotContains(page, "Elders")
        assert [role.organisation for role in page.context["roles"]] == [self.city]

    def test_a_person_of_another_city_is_not_found(self) -> None:
        for member in (self.charlie, self.gina):
            path = f"/people/{member.user_id}/"
            assert self.client.get(path).status_code == 404
            for act in ("roles", "stop", "resume", "link", "second-factor"):
                assert self.post(f"{path}{act}/").status_code == 404


@pytest.mark.every_database
class RoleTests(AdministratorTestCase):
    def end(self, membership: Membership, **data: Any) -> Any:
        return self.post(f"/people/roles/{membership.pk}/end/", **data)

    def test_a_role_ends_at_once(self) -> None:
        client = Client()
        sign_in(client, self.alice)
        self.end(self.alice)
        assert not Membership.objects.current().filter(pk=self.alice.pk).exists()
        assert client.get("/people/").status_code == 403
        assert self.verbs() == ["accounts.role_ended"]

    def test_or_on_a_day(self) -> None:
        day = localdate() + timedelta(days=30)
        self.end(self.alice, last_day=day.isoformat())
        self.alice.refresh_from_db()
        assert self.alice.end == day
        assert Membership.objects.current().filter(pk=self.alice.pk).exists()

    def test_a_role_that_began_today_ends_at_once_as_well(self) -> None:
        fresh = make_member("Joke", self.city, Role.MEDIATOR, start=localdate())
        self.end(fresh)
        assert not Membership.objects.current().filter(pk=fresh.pk).exists()

    def test_a_day_before_the_first_is_refused(self) -> None:
        response = self.end(self.alice, last_day=date(2000, 1, 1).isoformat())
        assert response.status_code == 422

    def test_the_last_administrator_stays(self) -> None:
        response = self.end(self.dana)
        self.assertContains(response, "ten minste één beheerder", status_code=422)
        self.post(f"/people/{self.dana.user_id}/stop/")
        assert Membership.objects.current().filter(pk=self.dana.pk).exists()

    def test_with_another_one_the_first_may_go(self) -> None:
        make_member("Karel", self.city, Role.ADMINISTRATOR)
        assert self.end(self.dana).status_code == 302

    def test_a_stopped_administrator_does_not_count(self) -> None:
        karel = make_member("Karel", self.city, Role.ADMINISTRATOR)
        User.objects.filter(pk=karel.user_id).update(is_active=False)
        assert self.end(self.dana).status_code == 422

    def test_another_role_is_given(self) -> None:
        self.post(
            f"/people/{self.alice.user_id}/roles/",
            role=Role.PRIVACY_OFFICER,
            start=localdate().isoformat(),
        )
        assert self.alice.user.memberships.count() == 2


@pytest.mark.every_database
class AccountTests(AdministratorTestCase):
    def path(self, act: str, member: Membership | None = None) -> str:
        return f"/people/{(member or self.alice).user_id}/{act}/"

    def factors(self) -> Any:
        return Authenticator.objects.filter(user=self.alice.user)

    def test_stopping_somebody_closes_everything(self) -> None:
        client = Client()
        sign_in(client, self.alice)
        self.post(self.path("stop"))
        self.alice.user.refresh_from_db()
        assert not self.alice.user.is_active
        assert client.get("/account/profile/").status_code == 302
        assert not Membership.objects.current().filter(user=self.alice.user).exists()
        assert not Session.objects.filter(user=self.alice.user).exists()

    def test_somebody_with_work_elsewhere_keeps_the_account(self) -> None:
        make_member("Alice", self.elsewhere, Role.MEDIATOR)
        self.post(self.path("stop"))
        self.alice.user.refresh_from_db()
        assert self.alice.user.is_active
        left = Membership.objects.current().get(user=self.alice.user)
        assert left.organisation == self.elsewhere

    def test_somebody_stopped_may_come_back(self) -> None:
        self.post(self.path("stop"))
        self.post(self.path("resume"))
        self.alice.user.refresh_from_db()
        assert self.alice.user.is_active

    def test_a_lost_second_factor_is_removed_and_told(self) -> None:
        give_app(self.alice.user)
        self.post(self.path("second-factor"))
        assert not self.factors().exists()
        assert mail.outbox[0].subject == "Uw tweede factor is verwijderd"
        assert "accounts.second_factor_reset" in self.verbs()

    def test_a_new_link_is_sent(self) -> None:
        self.post(self.path("link"))
        assert "/account/password/reset/key/" in mail.outbox[0].body

    def test_what_concerns_work_elsewhere_is_not_done_from_here(self) -> None:
        make_member("Alice", self.elsewhere, Role.MEDIATOR)
        give_app(self.alice.user)
        for act in ("second-factor", "link", "resume"):
            with self.subTest(act=act):
                response = self.client.post(self.path(act), follow=True)
                self.assertContains(response, "ook voor een andere organisatie")
        assert self.factors().exists()
        assert not mail.outbox
