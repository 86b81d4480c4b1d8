"""Choosing, changing and losing a password."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client, TestCase
from django.utils.timezone import now

from belfort.accounts.models import Session, User
from belfort.accounts.tests.cast import PASSWORD, CastMixin, make_user
from belfort.accounts.tests.factors import code_now, give_app
from belfort.audit.models import Event

LOGIN = "/account/login/"
RESET = "/account/password/reset/"
CHANGE = "/account/password/change/"
OTHER = "een heel ander lang wachtwoord"


def link_in(body: str) -> str:
    found = re.search(r"http://testserver(/account/password/reset/key/\S+)", body)
    assert found, body
    return found[1]


def log_in(email: str, password: str) -> Client:
    client = Client()
    client.post(LOGIN, {"login": email, "password": password})
    return client


def is_in(client: Client) -> bool:
    return client.get("/account/profile/").status_code == 200


@pytest.mark.every_database
class ResetTests(CastMixin, TestCase):
    def ask(self, email: str) -> Any:
        return self.client.post(RESET, {"email": email})

    def letter(self) -> str:
        self.ask(self.alice.user.email)
        return link_in(str(mail.outbox[-1].body))

    def choose(self, client: Client, link: str, password: str) -> Any:
        form = client.get(link, follow=True).redirect_chain[-1][0]
        return client.post(form, {"password1": password, "password2": password})

    def test_a_link_comes_by_mail_and_leads_to_a_new_password(self) -> None:
        link = self.letter()
        assert mail.outbox[0].subject == "Een nieuw wachtwoord kiezen"
        response = self.choose(Client(), link, OTHER)
        self.assertRedirects(response, f"{RESET}key/done/")
        assert is_in(log_in(self.alice.user.email, OTHER))
        assert not is_in(log_in(self.alice.user.email, PASSWORD))
        assert Event.objects.filter(verb="accounts.password_changed").count() == 1

    def test_the_letter_is_in_the_language_of_whoever_asks(self) -> None:
        self.client.post("/language/", {"language": "fr"})
        self.letter()
        assert mail.outbox[0].subject == "Choisir un nouveau mot de passe"

    def test_an_unknown_address_gets_the_same_answer_and_no_letter(self) -> None:
        known = self.ask(self.alice.user.email)
        unknown = self.ask("niemand@nergens.example")
        assert known["Location"] == unknown["Location"] == f"{RESET}done/"
        assert len(mail.outbox) == 1

    def test_a_link_works_once(self) -> None:
        link = self.letter()
        self.choose(Client(), link, OTHER)
        page = Client().get(link)
        self.assertContains(page, "Deze link werkt niet meer")

    def test_a_link_is_too_old_after_three_days(self) -> None:
        with time_machine.travel(now(), tick=False) as clock:
            link = self.letter()
            clock.shift(timedelta(days=3, minutes=-1))
            assert Client().get(link).status_code == 302
            clock.shift(timedelta(minutes=2))
            self.assertContains(Client().get(link), "Deze link werkt niet meer")

    def test_signing_in_meanwhile_makes_a_link_worthless(self) -> None:
        link = self.letter()
        log_in(self.alice.user.email, PASSWORD)
        self.assertContains(Client().get(link), "Deze link werkt niet meer")

    def test_a_changed_link_opens_nothing(self) -> None:
        link = self.letter()
        self.assertContains(Client().get(f"{link[:-2]}x/"), "werkt niet meer")

    def test_the_other_sessions_end(self) -> None:
        elsewhere = log_in(self.alice.user.email, PASSWORD)
        link = self.letter()
        self.choose(Client(), link, OTHER)
        assert not is_in(elsewhere)

    def test_a_link_is_no_way_round_the_second_factor(self) -> None:
        give_app(self.alice.user)
        client = Client()
        self.choose(client, self.letter(), OTHER)
        assert not is_in(client)
        client = log_in(self.alice.user.email, OTHER)
        assert not is_in(client)
        client.post("/account/second-factor/code/", {"code": code_now()})
        assert is_in(client)

    def test_a_stopped_person_gets_no_letter(self) -> None:
        User.objects.filter(pk=self.alice.user_id).update(is_active=False)
        self.ask(self.alice.user.email)
        assert not mail.outbox

    def test_a_weak_password_is_refused(self) -> None:
        link = self.letter()
        client = Client()
        for weak in ("kort", "123456789012345", "alice@voorbeeld.example"):
            with self.subTest(password=weak):
                response = self.choose(client, link, weak)
                assert response.status_code == 200
                assert response.context["form"].errors["password1"]
        assert is_in(log_in(self.alice.user.email, PASSWORD))


@pytest.mark.every_database
class ChangeTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client = log_in(self.alice.user.email, PASSWORD)

    def change(self, current: str, new: str, again: str) -> Any:
        return self.client.post(
            CHANGE, {"oldpassword": current, "password1": new, "password2": again}
        )

    def test_the_current_password_leads_to_a_new_one(self) -> None:
        response = self.change(PASSWORD, OTHER, OTHER)
        self.assertRedirects(response, "/account/profile/")
        assert is_in(log_in(self.alice.user.email, OTHER))
        letter = mail.outbox[0]
        assert letter.subject == "Uw wachtwoord is gewijzigd"

    def test_this_session_stays_and_the_others_end(self) -> None:
        elsewhere = log_in(self.alice.user.email, PASSWORD)
        self.change(PASSWORD, OTHER, OTHER)
        assert is_in(self.client)
        assert not is_in(elsewhere)

    def test_a_wrong_current_password_or_a_slip_changes_nothing(self) -> None:
        for words, fault in [
            (("fout", OTHER, OTHER), "niet uw huidige wachtwoord"),
            ((PASSWORD, OTHER, f"{OTHER}!"), ""),
        ]:
            with self.subTest(fault=fault):
                response = self.change(*words)
                self.assertContains(response, fault)
        assert is_in(log_in(self.alice.user.email, PASSWORD))

    def test_somebody_without_a_password_chooses_a_first_one(self) -> None:
        ine = make_user("Ine", password=None)
        self.sign_in(ine)
        self.assertRedirects(self.client.get(CHANGE), "/account/password/set/")
        self.client.post(
            "/account/password/set/", {"password1": OTHER, "password2": OTHER}
        )
        assert is_in(log_in(ine.email, OTHER))


@pytest.mark.every_database
class SessionTests(CastMixin, TestCase):
    url = "/account/sessions/"
    phone = "Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0"

    def setUp(self) -> None:
        self.client = log_in(self.alice.user.email, PASSWORD)
        self.other = Client(headers={"user-agent": self.phone})
        self.other.post(LOGIN, {"login": self.alice.user.email, "password": PASSWORD})

    def test_a_person_sees_where_they_are_signed_in(self) -> None:
        page = self.client.get(self.url)
        self.assertContains(page, "Firefox, Android")
        assert page.context["sessions"].count() == 2

    def test_ending_one_signs_out_there_and_stands_in_the_trail(self) -> None:
        session = Session.objects.get(device="Firefox, Android")
        self.client.post(f"{self.url}{session.pk}/end/")
        assert not is_in(self.other)
        assert is_in(self.client)
        event = Event.objects.get(verb="accounts.session_ended")
        assert event.actor == self.alice.reference

    def test_ending_all_others_keeps_this_one(self) -> None:
        self.client.post(f"{self.url}end/")
        assert not is_in(self.other)
        assert is_in(self.client)

    def test_nobody_ends_the_session_of_somebody_else(self) -> None:
        session = Session.objects.get(device="Firefox, Android")
        bob = log_in(self.bob.user.email, PASSWORD)
        assert bob.post(f"{self.url}{session.pk}/end/").status_code == 404
        assert is_in(self.other)

    def test_a_session_ends_after_two_hours_without_use(self) -> None:
        with time_machine.travel(now(), tick=False) as clock:
            client = log_in(self.bob.user.email, PASSWORD)
            clock.shift(timedelta(minutes=119))
            assert is_in(client)
            clock.shift(timedelta(minutes=119))
            assert is_in(client)
            clock.shift(timedelta(minutes=121))
            assert not is_in(client)

    def test_and_after_twelve_hours_whatever_happens(self) -> None:
        with time_machine.travel(now(), tick=False) as clock:
            client = log_in(self.bob.user.email, PASSWORD)
            for _hour in range(11):
                clock.shift(timedelta(hours=1))
                assert is_in(client)
            clock.shift(timedelta(minutes=61))
            assert not is_in(client)

    def test_a_session_without_its_row_is_nobodys(self) -> None:
        Session.objects.all().delete()
        assert not is_in(self.client)
