"""Signing in through an OpenID Connect provider: known people only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from belfort.accounts.models import Role, User
from belfort.accounts.tests.cast import PASSWORD, make_city, make_member
from belfort.accounts.tests.factors import code_now, give_app
from belfort.accounts.tests.provider import Provider
from belfort.audit.models import PLATFORM, Event, Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

ALICE = "alice@voorbeeld.example"


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    stub = Provider()
    settings.SOCIALACCOUNT_PROVIDERS = stub.settings()
    stub.claims = {"sub": "7", "email": ALICE, "email_verified": True, "name": "A."}
    yield stub
    stub.stop()


@pytest.fixture
def alice() -> User:
    return make_member("Alice", make_city(), Role.PREVENTION_OFFICER).user


def is_in(client: Client) -> bool:
    return client.get("/account/profile/").status_code == 200


def test_a_known_person_comes_in(
    client: Client, provider: Provider, alice: User
) -> None:
    response = provider.sign_in(client)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert is_in(client)
    assert client.session["_auth_user_id"] == str(alice.pk)
    assert Event.objects.get(verb="accounts.signed_in").outcome == Outcome.DONE


def test_the_code_is_bound_to_the_browser(
    client: Client, provider: Provider, alice: User
) -> None:
    provider.sign_in(client)
    assert provider.authorize_query["code_challenge_method"] == "S256"
    scope = provider.authorize_query["scope"].split()
    assert set(scope) == {"openid", "profile", "email"}
    redirect = provider.authorize_query["redirect_uri"]
    assert redirect == "http://testserver/account/oidc/login/callback/"


def test_the_password_and_the_account_stay_as_they_were(
    client: Client, provider: Provider, alice: User
) -> None:
    provider.sign_in(client)
    before = alice.name
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)
    assert alice.name == before
    assert not SocialAccount.objects.exists()


def test_capitals_make_no_difference(
    client: Client, provider: Provider, alice: User
) -> None:
    provider.claims["email"] = ALICE.upper()
    provider.sign_in(client)
    assert is_in(client)


def test_an_unknown_person_is_refused_and_not_made(
    client: Client, provider: Provider, alice: User
) -> None:
    provider.claims["email"] = "vreemd@elders.example"
    response = provider.sign_in(client)
    assert response.status_code == 403
    assert "U bent hier niet bekend" in response.content.decode()
    assert not is_in(client)
    assert list(User.objects.all()) == [alice]
    event = Event.objects.get()
    assert (event.outcome, event.chain) == (Outcome.REFUSED, PLATFORM)
    assert "vreemd" not in f"{event.actor}{event.object}{event.digest}"


def test_the_refusal_speaks_french(
    client: Client, provider: Provider, alice: User
) -> None:
    client.post("/language/", {"language": "fr"})
    provider.claims["email"] = "vreemd@elders.example"
    text = provider.sign_in(client).content.decode()
    assert "Vous n’êtes pas connu ici" in text


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_address_nobody_vouched_for_opens_nothing(
    client: Client, provider: Provider, alice: User, verified: object
) -> None:
    provider.claims["email_verified"] = verified
    response = provider.sign_in(client)
    assert response.status_code == 403
    assert "bevestigde geen e-mailadres" in response.content.decode()
    assert not is_in(client)


def test_a_stopped_person_is_refused(
    client: Client, provider: Provider, alice: User
) -> None:
    alice.is_active = False
    alice.save(update_fields=["is_active"])
    assert provider.sign_in(client).status_code == 403
    assert not is_in(client)


def test_the_examples_people_are_refused_outside_the_demo(
    client: Client, provider: Provider, alice: User
) -> None:
    alice.is_example = True
    alice.save(update_fields=["is_example"])
    assert provider.sign_in(client).status_code == 403


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another client"},
        {"iss": "https://elsewhere.example"},
        {"exp": 1},
        {"sub": "8"},
        {"sub": None},
    ],
)
def test_a_token_that_is_not_for_us_opens_nothing(
    client: Client, provider: Provider, alice: User, claims: dict[str, Any]
) -> None:
    provider.token_claims = claims
    response = provider.sign_in(client)
    assert response.status_code == 403
    assert "niet te vertrouwen" in response.content.decode()
    assert not is_in(client)
    assert Event.objects.get().outcome == Outcome.REFUSED


def test_an_answer_without_a_token_opens_nothing(
    client: Client, provider: Provider, alice: User
) -> None:
    provider.leave_out_token = True
    assert provider.sign_in(client).status_code == 403


def test_a_state_of_another_browser_opens_nothing(
    client: Client, provider: Provider, alice: User
) -> None:
    response = client.get("/account/oidc/login/callback/?code=the-code&state=stolen")
    assert response.status_code == 403
    assert "/token" not in provider.asked


def test_stopping_at_the_provider_says_so(
    client: Client, provider: Provider, alice: User
) -> None:
    provider.error = "access_denied"
    response = provider.sign_in(client)
    assert response["Location"] == "/account/oidc/cancelled/"
    page = client.get(response["Location"])
    assert "gestopt met aanmelden" in page.content.decode()


def test_an_account_cannot_be_tied_to_somebody_elses(
    client: Client, provider: Provider, alice: User
) -> None:
    assert provider.sign_in(client, process="connect").status_code == 403
    assert not SocialAccount.objects.exists()


def test_a_second_factor_is_asked_here_as_well(
    client: Client, provider: Provider, alice: User
) -> None:
    give_app(alice)
    response = provider.sign_in(client)
    assert response["Location"] == "/account/second-factor/code/"
    assert not is_in(client)
    client.post(response["Location"], {"code": code_now()})
    assert is_in(client)


def test_the_sign_in_page_names_the_provider(
    client: Client, provider: Provider, settings: Any
) -> None:
    assert "Stadslogin" in client.get("/account/login/").content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "Stadslogin" not in client.get("/account/login/").content.decode()
    assert client.get("/account/oidc/login/").status_code == 404
