"""Guessing is stopped: passwords per person and address, letters, everything said."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from axes.models import AccessAttempt
from django.core import mail
from django.test import Client, RequestFactory, TestCase
from django.utils.timezone import now

from belfort.accounts.limits import client_address
from belfort.accounts.tests.cast import PASSWORD, CastMixin
from belfort.audit.models import Event, Outcome

LOGIN = "/account/login/"
HERE, THERE = "192.0.2.1", "192.0.2.2"


@pytest.mark.every_database
class PasswordLimitTests(CastMixin, TestCase):
    def attempt(self, email: str, password: str, address: str = HERE) -> Any:
        data = {"login": email, "password": password}
        return Client().post(LOGIN, data, REMOTE_ADDR=address)

    def guess(self, times: int = 5) -> Any:
        for number in range(times):
            response = self.attempt(self.alice.user.email, f"fout {number}")
        return response

    def test_the_fifth_wrong_password_closes_the_door_with_a_clear_page(self) -> None:
        assert self.guess(4).status_code == 200
        response = self.guess(1)
        assert response.status_code == 429
        self.assertContains(response, "Te veel foute wachtwoorden", status_code=429)
        self.assertContains(response, "15 minuten", status_code=429)

    def test_the_page_speaks_french(self) -> None:
        self.guess()
        client = Client()
        client.post("/language/", {"language": "fr"})
        response = client.post(
            LOGIN,
            {"login": self.alice.user.email, "password": PASSWORD},
            REMOTE_ADDR=HERE,
        )
        self.assertContains(response, "Trop de mots de passe erronés", status_code=429)

    def test_then_the_right_password_waits_too(self) -> None:
        self.guess()
        assert self.attempt(self.alice.user.email, PASSWORD).status_code == 429

    def test_a_colleague_behind_the_same_address_comes_in(self) -> None:
        self.guess()
        assert self.attempt(self.bob.user.email, PASSWORD).status_code == 302

    def test_the_person_comes_in_from_elsewhere(self) -> None:
        self.guess()
        assert self.attempt(self.alice.user.email, PASSWORD, THERE).status_code == 302

    def test_after_a_quarter_of_an_hour_the_door_opens(self) -> None:
        with time_machine.travel(now(), tick=False) as clock:
            self.guess()
            clock.shift(timedelta(minutes=14))
            assert self.attempt(self.alice.user.email, PASSWORD).status_code == 429
            clock.shift(timedelta(minutes=2))
            assert self.attempt(self.alice.user.email, PASSWORD).status_code == 302

    def test_coming_in_forgets_the_wrong_ones(self) -> None:
        self.guess(4)
        self.attempt(self.alice.user.email, PASSWORD)
        assert self.guess(4).status_code == 200

    def test_capitals_and_spaces_are_no_way_round(self) -> None:
        self.guess(4)
        response = self.attempt(f" {self.alice.user.email.upper()} ", "fout")
        assert response.status_code == 429

    def test_an_unknown_address_is_closed_alike(self) -> None:
        for _attempt in range(5):
            response = self.attempt("niemand@nergens.example", "fout")
        assert response.status_code == 429

    def test_the_refusals_stand_in_the_trail(self) -> None:
        self.guess()
        events = Event.objects.filter(chain=self.city.pk, outcome=Outcome.REFUSED)
        verbs = list(events.values_list("verb", flat=True))
        assert verbs.count("accounts.signed_in") == 5
        assert verbs.count("accounts.locked_out") == 1
        assert {event.object for event in events} == {
            f"accounts/user/{self.alice.user_id}"
        }

    def test_what_was_typed_is_kept_nowhere(self) -> None:
        self.attempt("mijn-geheim@nergens.example", "ook geheim")
        (attempt,) = AccessAttempt.objects.values()
        assert "geheim" not in str(attempt)

    def test_the_password_asked_once_more_is_limited_alike(self) -> None:
        client = Client()
        client.post(LOGIN, {"login": self.alice.user.email, "password": PASSWORD})
        for _attempt in range(5):
            response = client.post("/account/reauthenticate/", {"password": "fout"})
        assert response.status_code == 429


@pytest.mark.every_database
class LetterLimitTests(CastMixin, TestCase):
    def test_letters_to_one_address_stop_after_five(self) -> None:
        for _letter in range(5):
            response = self.client.post(
                "/account/password/reset/", {"email": self.alice.user.email}
            )
            assert response.status_code == 302
        response = self.client.post(
            "/account/password/reset/", {"email": self.alice.user.email}
        )
        self.assertContains(response, "Te veel pogingen", status_code=429)
        assert len(mail.outbox) == 5


class TestAddress:
    def request(self, forwarded: str = "") -> Any:
        headers = {"x-forwarded-for": forwarded} if forwarded else {}
        return RequestFactory(headers=headers).get("/", REMOTE_ADDR="10.0.0.1")

    def test_without_proxies_what_a_browser_claims_is_not_believed(self) -> None:
        assert client_address(self.request("203.0.113.9")) == "10.0.0.1"

    @pytest.mark.parametrize(("proxies", "seen"), [(1, "10.0.0.9"), (2, "203.0.113.9")])
    def test_behind_proxies_the_address_they_saw_counts(
        self, settings: Any, proxies: int, seen: str
    ) -> None:
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
        request = self.request("198.51.100.1, 203.0.113.9, 10.0.0.9")
        assert client_address(request) == seen

    @pytest.mark.parametrize(
        ("address", "counted"),
        [
            ("2001:db8:1:2::1", "2001:db8:1:2::"),
            ("2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::"),
            ("2001:db8:1:3::1", "2001:db8:1:3::"),
            ("::ffff:192.0.2.1", "192.0.2.1"),
            ("192.0.2.1", "192.0.2.1"),
        ],
    )
    def test_a_whole_network_of_the_newer_addresses_counts_as_one(
        self, address: str, counted: str
    ) -> None:
        request = RequestFactory().get("/", REMOTE_ADDR=address)
        assert client_address(request) == counted
