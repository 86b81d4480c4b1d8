"""Errors say what happened, what it means and what to do, in both languages."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


BROKEN = "belfort.ui.tests.broken"
WORDS = {
    "nl": {
        400: "Deze aanvraag is niet volledig",
        403: "U mag dit lezen, maar niet doen",
        404: "Deze pagina bestaat niet",
        409: "Dit is al eens verstuurd met een andere inhoud",
        413: "Dit is te groot",
        429: "Te veel pogingen",
        500: "Hier ging iets mis",
    },
    "fr": {
        400: "Cette demande n’est pas complète",
        403: "Vous pouvez lire ceci, mais pas le faire",
        404: "Cette page n’existe pas",
        409: "Ceci a déjà été envoyé avec un autre contenu",
        413: "Ceci est trop grand",
        429: "Trop de tentatives",
        500: "Quelque chose s’est mal passé ici",
    },
}


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", "Hier is geen pagina"), ("fr", "Il n’y a pas de page ici")],
)
def test_an_address_that_only_takes_forms_has_a_page(language: str, words: str) -> None:
    client = Client(headers={"accept-language": language})
    response = client.get("/ui/theme/")
    assert response.status_code == 405
    assert response["Allow"] == "POST"
    assert words in response.content.decode()


@pytest.mark.urls(BROKEN)
@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize("status", [400, 403, 404, 409, 413, 429, 500])
def test_every_error_has_its_page(language: str, status: int) -> None:
    client = Client(raise_request_exception=False)
    client.cookies["language"] = language
    response = client.get(f"/{status}/")
    text = response.content.decode()
    assert response.status_code == status
    assert f'lang="{language}"' in text
    assert WORDS[language][status] in text
    assert text.count("<h1>") == 1


def test_a_form_without_its_mark_is_refused_with_a_page() -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies["language"] = "nl"
    response = client.post("/ui/theme/", {"theme": "dark"})
    assert response.status_code == 403
    assert "Deze pagina stond te lang open" in response.content.decode()


@pytest.mark.urls(BROKEN)
def test_the_page_of_a_crash_needs_no_database(
    django_assert_num_queries: Any,
) -> None:
    client = Client(raise_request_exception=False)
    with django_assert_num_queries(0):
        assert client.get("/500/").status_code == 500
