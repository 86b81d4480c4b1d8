"""The reference lists that everybody who signed in can read, in both languages."""

from __future__ import annotations

import pytest
from django.test import Client

from belfort.accounts.models import Role
from belfort.accounts.tests.cast import make_city, make_member, sign_in
from belfort.places.actions import load_municipalities

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _loaded() -> None:
    load_municipalities()


@pytest.fixture
def browser(client: Client) -> Client:
    """Somebody of the field, signed in."""
    city = make_city("Voorbeeldstad", is_example=True)
    sign_in(client, make_member("Wout", city, Role.FIELD_WORKER).user)
    return client


def text_of(browser: Client, address: str, language: str = "nl") -> str:
    browser.cookies["language"] = language
    response = browser.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_municipalities_of_another_day_are_found(browser: Client) -> None:
    then = text_of(browser, "/municipalities/?words=deinze&on=2018-06-01")
    assert "44011" in then
    assert "44083" not in then
    after = text_of(browser, "/municipalities/?words=deinze&on=2019-01-01")
    assert "44083" in after
    assert "44011" not in after


def test_the_list_is_narrowed_by_language_regime(browser: Client) -> None:
    page = text_of(browser, "/municipalities/?regime=nl-fr&on=2025-01-01")
    assert "21004" in page
    assert "12025" not in page
    assert page.count('<th scope="row">') == 19


def test_a_day_that_is_no_day_is_told_beside_the_field(browser: Client) -> None:
    response = browser.get("/municipalities/?on=2025-02-30")
    assert response.status_code == 422
    assert 'id="id_on_error"' in response.content.decode()


def test_nothing_found_says_what_to_do(browser: Client) -> None:
    page = text_of(browser, "/municipalities/?words=nergenshuizen", "en")
    assert 'class="empty"' in page


def test_one_municipality_shows_what_became_of_it(browser: Client) -> None:
    gone = text_of(browser, "/municipalities/44036/")
    assert "/municipalities/44085/" in gone
    heir = text_of(browser, "/municipalities/44085/")
    for code in ("44036", "44072", "44080"):
        assert f"/municipalities/{code}/" in heir


def test_an_unknown_code_and_the_invented_city_have_no_page(browser: Client) -> None:
    assert browser.get("/municipalities/00000/").status_code == 404


def test_legal_parameters_show_source_and_whether_verified(browser: Client) -> None:
    dutch = text_of(browser, "/law/")
    assert "€ 366,86" in dutch
    assert "€ 17.200,00" in dutch
    assert "vóór 31 maart 2020" in dutch
    assert "2019041386" in dutch
    assert "niet geverifieerd" in dutch
    french = text_of(browser, "/law/", "fr")
    assert "avant le 31 mars 2020" in french
    assert "non vérifié" in french
    assert "10 ans" in french


def test_strangers_are_led_to_sign_in(client: Client) -> None:
    for address in ("/municipalities/", "/municipalities/12025/", "/law/"):
        response = client.get(address)
        assert response.status_code == 302
        assert response["Location"].startswith("/account/login/")
