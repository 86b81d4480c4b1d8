"""``setup`` makes the first city and administrator, once."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from typing import Any
from unittest import mock

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from belfort.accounts.models import Membership, Organisation, Role, User
from belfort.accounts.tests.cast import PASSWORD
from belfort.audit.models import Event
from belfort.places.models import Municipality, Regime

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

WORDS = ["--city", "99001", "--email", "Dana@Stad.example", "--name", "Dana Voorbeeld"]


@pytest.fixture(autouse=True)
def _municipalities() -> None:
    Municipality.objects.all().delete()
    whole = Municipality.objects.create(
        code="99001",
        name_nl="Torenstad",
        name_fr="Ville-Tour",
        regime=Regime.DUTCH,
        valid_from=date(1977, 1, 1),
    )
    gone = Municipality.objects.create(
        code="99002",
        name_nl="Oudstad",
        name_fr="Vieille-Ville",
        regime=Regime.DUTCH,
        valid_from=date(1977, 1, 1),
        valid_to=date(2024, 12, 31),
    )
    gone.successors.add(whole)


def run(*words: str) -> str:
    output = StringIO()
    call_command("setup", *(words or WORDS), stdout=output)
    return output.getvalue()


def refusal(*words: str) -> str:
    with pytest.raises(CommandError) as caught:
        run(*words)
    assert caught.value.returncode == 1
    return str(caught.value)


def test_the_city_and_its_administrator_are_made() -> None:
    output = run()
    city = Organisation.objects.get()
    assert (city.name, city.municipality_id) == ("Torenstad", "99001")
    assert city.requires_second_factor
    dana = Membership.objects.get()
    assert (dana.user.email, dana.role) == ("dana@stad.example", Role.ADMINISTRATOR)
    assert not dana.user.has_usable_password()
    assert "http://127.0.0.1:8000/account/password/reset/key/" in output
    verbs = set(Event.objects.filter(chain=city.pk).values_list("verb", flat=True))
    assert verbs == {
        "accounts.role_given",
        "accounts.person_made",
        "accounts.organisation_made",
    }


def test_the_link_works_once() -> None:
    link = run().split()[-1]
    client = Client()
    page = client.get(link, follow=True)
    form = page.redirect_chain[-1][0]
    done = client.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    assert done.status_code == 302
    assert User.objects.get().check_password(PASSWORD)
    assert b"werkt niet meer" in Client().get(link, follow=True).content


def test_json_says_the_same() -> None:
    result = json.loads(run(*WORDS, "--json"))
    assert result["is_new"] is True
    assert result["city"] == {"code": "99001", "name": "Torenstad"}
    assert result["administrator"] == "dana@stad.example"
    assert result["link"].startswith("http://127.0.0.1:8000/")


def test_the_same_words_again_change_nothing() -> None:
    run()
    events = Event.objects.count()
    result = json.loads(run(*WORDS, "--json"))
    assert result["is_new"] is False
    assert (Organisation.objects.count(), User.objects.count()) == (1, 1)
    assert Event.objects.count() == events


def test_a_second_city_or_administrator_is_refused() -> None:
    run()
    other = ["--city", "99001", "--email", "ed@stad.example", "--name", "Ed"]
    assert "Torenstad" in refusal(*other)
    assert User.objects.count() == 1


def test_an_unknown_code_is_refused_and_nothing_is_made() -> None:
    assert "12345" in refusal("--city", "12345", *WORDS[2:])
    assert not Organisation.objects.exists()


def test_a_city_that_is_gone_names_what_it_went_up_in() -> None:
    assert "Torenstad (99001)" in refusal("--city", "99002", *WORDS[2:])


def test_the_packaged_list_is_loaded_where_there_is_none() -> None:
    Municipality.objects.all().delete()
    run("--city", "63079", *WORDS[2:])
    assert Organisation.objects.get().name == "Verviers"
    assert User.objects.get().language == "fr"
    assert Municipality.objects.count() > 565


def test_an_invented_city_is_no_city_to_set_up() -> None:
    Municipality.objects.filter(code="99001").update(is_example=True)
    refusal()
    assert not Organisation.objects.exists()


def test_something_that_is_no_address_is_refused() -> None:
    assert "geen" in refusal("--city", "99001", "--email", "dana", "--name", "Dana")


def typed(*answers: str) -> Any:
    return mock.patch("getpass.getpass", side_effect=answers)


def test_a_password_can_be_typed_instead_of_followed_by_a_link() -> None:
    with typed(PASSWORD, PASSWORD):
        output = run(*WORDS, "--ask-password")
    assert "http" not in output
    assert User.objects.get().check_password(PASSWORD)


@pytest.mark.parametrize("answers", [(PASSWORD, "anders"), ("kort", "kort")])
def test_a_bad_password_is_refused_and_nothing_is_made(answers: tuple[str]) -> None:
    with typed(*answers):
        refusal(*WORDS, "--ask-password")
    assert not Organisation.objects.exists()
