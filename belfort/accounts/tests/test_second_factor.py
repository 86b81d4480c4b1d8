"""The second factor: asked where an organisation requires it, set up, used, lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail
from django.test import Client, TestCase, TransactionTestCase

from belfort.accounts.models import Role, Session
from belfort.accounts.tests.cast import PASSWORD, CastMixin, make_city, make_member
from belfort.accounts.tests.factors import SECRET, code_now, give_app
from belfort.audit.models import Event, Outcome

LOGIN = "/account/login/"
INDEX = "/account/second-factor/"
CODE = f"{INDEX}code/"
APP = f"{INDEX}app/"


def log_in(client: Client, email: str, password: str = PASSWORD) -> Any:
    return client.post(LOGIN, {"login": email, "password": password})


@pytest.mark.every_database
class RequiredTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.city.requires_second_factor = True
        self.city.save(update_fields=["requires_second_factor"])

    def test_somebody_without_one_is_led_to_it_from_everywhere(self) -> None:
        log_in(self.client, self.alice.user.email)
        for path in ("/", "/people/", "/account/profile/", "/nowhere/", "/plans/"):
            with self.subTest(path=path):
                self.assertRedirects(self.client.get(path), INDEX)

    def test_the_way_to_it_and_out_stays_open(self) -> None:
        log_in(self.client, self.alice.user.email)
        assert self.client.get(INDEX).status_code == 200
        assert self.client.get("/account/reauthenticate/?next=/").status_code == 200
        assert self.client.post("/language/", {"language": "fr"}).status_code == 302
        assert self.client.post("/account/logout/").status_code == 302

    def test_once_it_is_set_up_everything_opens(self) -> None:
        log_in(self.client, self.alice.user.email)
        give_app(self.alice.user)
        assert self.client.get("/account/profile/").status_code == 200

    def test_recovery_codes_alone_are_no_second_factor(self) -> None:
        RecoveryCodes.activate(self.alice.user)
        log_in(self.client, self.alice.user.email)
        self.assertRedirects(self.client.get("/account/profile/"), INDEX)

    def test_an_organisation_that_does_not_require_it_asks_nothing(self) -> None:
        log_in(self.client, self.charlie.user.email)
        assert self.client.get("/account/profile/").status_code == 200

    def test_one_organisation_that_requires_it_is_enough(self) -> None:
        make_member("Charlie", self.city, Role.MEDIATOR)
        log_in(self.client, self.charlie.user.email)
        self.assertRedirects(self.client.get("/account/profile/"), INDEX)

    def test_the_examples_people_are_let_off_in_the_demo_only(self) -> None:
        self.alice.user.is_example = True
        self.alice.user.save(update_fields=["is_example"])
        with self.settings(DEMO=True):
            log_in(self.client, self.alice.user.email)
            assert self.client.get("/account/profile/").status_code == 200
            log_in(self.client, self.bob.user.email)
        bob = Client()
        with self.settings(DEMO=True):
            log_in(bob, self.bob.user.email)
            self.assertRedirects(
                bob.get("/account/profile/"), INDEX, fetch_redirect_response=False
            )


@pytest.mark.every_database
class SetUpTests(CastMixin, TestCase):
    def setUp(self) -> None:
        log_in(self.client, self.alice.user.email)

    def confirm_password(self) -> None:
        self.client.post("/account/reauthenticate/", {"password": PASSWORD})

    def test_the_password_is_asked_once_more_first(self) -> None:
        response = self.client.get(APP)
        self.assertRedirects(
            response, f"/account/reauthenticate/?next={APP.replace('/', '%2F')}"
        )

    def test_an_app_is_set_up_with_a_code_and_gives_recovery_codes(self) -> None:
        self.confirm_password()
        page = self.client.get(APP)
        self.assertContains(page, "data:image/svg+xml;base64,")
        secret = page.context["form"].secret
        response = self.client.post(APP, {"code": code_now(secret)})
        self.assertRedirects(response, f"{INDEX}recovery/")
        codes = self.client.get(f"{INDEX}recovery/").context["unused_codes"]
        assert len(set(codes)) == 10
        verbs = Event.objects.filter(chain=self.city.pk).values_list("verb", flat=True)
        assert "accounts.second_factor_added" in verbs
        file = self.client.get(f"{INDEX}recovery/download/")
        assert codes[0] in file.content.decode()

    def test_a_wrong_first_code_sets_up_nothing(self) -> None:
        self.confirm_password()
        self.client.get(APP)
        response = self.client.post(APP, {"code": "000000"})
        self.assertContains(response, "Deze code is niet juist")
        assert not Authenticator.objects.exists()

    def test_the_secret_stands_unreadable_in_the_database(self) -> None:
        authenticator = give_app(self.alice.user).instance
        authenticator.refresh_from_db()
        assert SECRET not in str(authenticator.data)

    def test_an_app_is_removed_after_asking(self) -> None:
        give_app(self.alice.user)
        self.confirm_password()
        self.assertContains(self.client.get(f"{APP}remove/"), "werken dan niet meer")
        self.client.post(f"{APP}remove/")
        assert not Authenticator.objects.exists()
        assert Event.objects.filter(verb="accounts.second_factor_removed").exists()

    def test_every_page_speaks_both_languages_and_runs_no_inline_script(self) -> None:
        self.confirm_password()
        give_app(self.alice.user)
        self.client.post(f"{INDEX}recovery/make/")
        pages = ["", "app/remove/", "recovery/", "recovery/make/", "keys/", "keys/add/"]
        for page in pages:
            for language, word in [("nl", "Aangemeld|u|uw"), ("fr", "vous|votre|vos")]:
                with self.subTest(page=page, language=language):
                    self.client.post("/language/", {"language": language})
                    response = self.client.get(f"{INDEX}{page}")
                    text = response.content.decode()
                    assert response.status_code == 200
                    assert f'<html lang="{language}"' in text
                    assert re.search(rf"\b({word})\b", text, re.IGNORECASE)
                    for tag in re.findall(r"<script[^>]*>", text):
                        assert "src=" in tag or 'type="application/json"' in tag
                    assert not re.search(r"\son\w+=|\sstyle=", text)


@pytest.mark.every_database
class UseTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.app = give_app(self.alice.user)
        self.first = log_in(self.client, self.alice.user.email)

    def is_in(self) -> bool:
        return bool(self.client.get("/account/profile/").status_code == 200)

    def test_the_password_alone_opens_nothing(self) -> None:
        self.assertRedirects(self.first, CODE)
        assert not self.is_in()
        assert not Session.objects.exists()
        assert not Event.objects.filter(verb="accounts.signed_in").exists()

    def test_a_code_of_the_app_opens(self) -> None:
        self.client.post(CODE, {"code": code_now()})
        assert self.is_in()
        assert Event.objects.filter(verb="accounts.signed_in").count() == 1

    def test_a_wrong_code_is_refused_and_kept_in_the_trail(self) -> None:
        response = self.client.post(CODE, {"code": "000000"})
        self.assertContains(response, "Deze code is niet juist")
        assert not self.is_in()
        event = Event.objects.get(outcome=Outcome.REFUSED)
        assert (event.verb, event.outcome, event.chain) == (
            "accounts.second_factor_used",
            Outcome.REFUSED,
            self.city.pk,
        )

    def test_a_code_works_once(self) -> None:
        code = code_now()
        self.client.post(CODE, {"code": code})
        other = Client()
        log_in(other, self.alice.user.email)
        other.post(CODE, {"code": code})
        assert other.get("/account/profile/").status_code == 302

    def test_after_five_wrong_codes_a_right_one_waits(self) -> None:
        for _attempt in range(5):
            self.client.post(CODE, {"code": "000000"})
        response = self.client.post(CODE, {"code": code_now()})
        self.assertContains(response, "Te veel foute pogingen")
        assert not self.is_in()

    def test_a_recovery_code_opens_once(self) -> None:
        code = RecoveryCodes.activate(self.alice.user).get_unused_codes()[0]
        self.client.post(CODE, {"code": code})
        assert self.is_in()
        other = Client()
        log_in(other, self.alice.user.email)
        other.post(CODE, {"code": code})
        assert other.get("/account/profile/").status_code == 302

    def test_stopping_halfway_forgets_the_password(self) -> None:
        self.client.post("/account/logout/", {"next": LOGIN})
        self.client.post(CODE, {"code": code_now()})
        assert not self.is_in()

    def test_somebody_stopped_meanwhile_stays_out(self) -> None:
        self.alice.user.is_active = False
        self.alice.user.save(update_fields=["is_active"])
        self.client.post(CODE, {"code": code_now()})
        assert not self.is_in()


@pytest.mark.every_database
class LetterTests(TransactionTestCase):
    def setUp(self) -> None:
        self.dana = make_member("Dana", make_city(), Role.ADMINISTRATOR)
        log_in(self.client, self.dana.user.email)
        self.client.post("/account/reauthenticate/", {"password": PASSWORD})

    def set_up(self) -> Any:
        secret = self.client.get(APP).context["form"].secret
        return self.client.post(APP, {"code": code_now(secret)})

    def test_setting_up_an_app_is_told_by_mail(self) -> None:
        self.set_up()
        (letter,) = mail.outbox
        assert letter.subject == "Er is een tweede factor toegevoegd"
        assert "Was u het niet" in letter.body

    def test_a_mail_server_that_is_away_stops_nobody(self) -> None:
        backend = "belfort.accounts.tests.mail.AwayBackend"
        with (
            self.settings(EMAIL_BACKEND=backend),
            self.assertLogs("belfort.accounts.letters", "ERROR") as log,
        ):
            response = self.set_up()
        assert response.status_code == 302
        assert self.dana.user.email not in "".join(log.output)
