"""Signing in with a password, out again, and what of it stands in the trail."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import TestCase
from django.urls import reverse

from belfort.accounts.models import Session
from belfort.accounts.tests.cast import PASSWORD, CastMixin, make_user
from belfort.audit.models import PLATFORM, Event, Outcome

WRONG = "niet het wachtwoord"


@pytest.mark.every_database
class SignInTests(CastMixin, TestCase):
    url = "/account/login/"

    def post(self, email: str, password: str) -> Any:
        return self.client.post(self.url, {"login": email, "password": password})

    def test_somebody_with_a_role_comes_in_and_it_stands_in_the_trail(self) -> None:
        response = self.post(self.alice.user.email, PASSWORD)
        self.assertRedirects(response, "/", fetch_redirect_response=False)
        assert self.client.get("/account/profile/").status_code == 200

        event = Event.objects.get(verb="accounts.signed_in")
        assert event.outcome == Outcome.DONE
        assert event.actor == self.alice.reference
        assert event.chain == self.city.pk

    def test_capitals_in_the_address_make_no_difference(self) -> None:
        self.post(self.alice.user.email.upper(), PASSWORD)
        assert Event.objects.filter(verb="accounts.signed_in").exists()

    def test_a_wrong_password_is_refused_and_kept_in_the_citys_trail(self) -> None:
        response = self.post(self.alice.user.email, WRONG)
        assert response.status_code == 200
        self.assertContains(response, "horen niet bij elkaar")

        event = Event.objects.get()
        assert (event.verb, event.outcome, event.actor, event.chain) == (
            "accounts.signed_in",
            Outcome.REFUSED,
            "",
            self.city.pk,
        )
        assert event.object == f"accounts/user/{self.alice.user_id}"

    def test_an_unknown_address_is_refused_alike_and_never_kept(self) -> None:
        known = self.post(self.alice.user.email, WRONG)
        unknown = self.post("nobody@nowhere.example", WRONG)
        assert known.context["form"].errors == unknown.context["form"].errors
        event = Event.objects.get(chain=PLATFORM)
        assert event.outcome == Outcome.REFUSED
        for value in (event.actor, event.object, event.verb, event.digest):
            assert "nowhere" not in value

    def test_a_stopped_account_stays_out(self) -> None:
        self.alice.user.is_active = False
        self.alice.user.save(update_fields=["is_active"])
        response = self.post(self.alice.user.email, PASSWORD)
        self.assertRedirects(response, "/account/inactive/")
        assert not Event.objects.filter(outcome=Outcome.DONE).exists()

    def test_the_examples_people_stay_out_unless_the_demo_is_on(self) -> None:
        example = make_user("Ilse", is_example=True)
        self.post(example.email, PASSWORD)
        assert "_auth_user_id" not in self.client.session
        with self.settings(DEMO=True):
            self.post(example.email, PASSWORD)
            assert self.client.session["_auth_user_id"] == str(example.pk)
        assert self.client.get("/account/profile/").status_code == 302

    def test_signing_out_ends_the_session_and_stands_in_the_trail(self) -> None:
        self.post(self.alice.user.email, PASSWORD)
        assert Session.objects.count() == 1
        response = self.client.post("/account/logout/")
        self.assertRedirects(response, self.url)
        assert not Session.objects.exists()
        event = Event.objects.get(verb="accounts.signed_out")
        assert event.actor == self.alice.reference

    def test_somebody_without_a_role_comes_in_and_may_do_nothing(self) -> None:
        self.post(self.henk.user.email, PASSWORD)
        assert self.client.get("/people/").status_code == 403
        event = Event.objects.get(verb="accounts.signed_in")
        assert event.chain == PLATFORM

    def test_the_screens_take_the_language_of_whoever_signs_in(self) -> None:
        self.alice.user.language = "fr"
        self.alice.user.save(update_fields=["language"])
        self.post(self.alice.user.email, PASSWORD)
        page = self.client.get("/account/profile/")
        self.assertContains(page, '<html lang="fr"')

    def test_there_is_no_way_to_make_an_account_oneself(self) -> None:
        for path in ("signup/", "email/", "confirm-email/", "3rdparty/", "social/"):
            with self.subTest(path=path):
                response = self.client.get(f"/account/{path}")
                assert response.status_code == 404

    def test_the_page_after_signing_in_is_one_of_this_site(self) -> None:
        for wanted, got in [
            ("/account/profile/", "/account/profile/"),
            ("https://elsewhere.example/", "/"),
        ]:
            with self.subTest(next=wanted):
                self.client.logout()
                response = self.client.post(
                    self.url,
                    {
                        "login": self.alice.user.email,
                        "password": PASSWORD,
                        "next": wanted,
                    },
                )
                self.assertRedirects(response, got, fetch_redirect_response=False)


@pytest.mark.every_database
class LanguageTests(CastMixin, TestCase):
    url = "/language/"

    def test_a_visitor_keeps_the_language_in_a_cookie(self) -> None:
        response = self.client.post(
            self.url, {"language": "fr", "next": "/account/login/"}
        )
        self.assertRedirects(response, "/account/login/", fetch_redirect_response=False)
        self.assertContains(self.client.get("/account/login/"), '<html lang="fr"')

    def test_whoever_signed_in_keeps_it_in_the_profile(self) -> None:
        self.sign_in(self.alice)
        self.client.post(self.url, {"language": "fr"})
        self.alice.user.refresh_from_db()
        assert self.alice.user.language == "fr"

    def test_another_language_or_site_is_not_followed(self) -> None:
        response = self.client.post(
            self.url, {"language": "xx", "next": "https://elsewhere.example/"}
        )
        self.assertRedirects(response, "/", fetch_redirect_response=False)
        assert "language" not in response.cookies
        assert self.client.get(self.url).status_code == 405


def test_the_address_of_the_sign_in_page_is_known() -> None:
    assert reverse("account_login") == SignInTests.url
