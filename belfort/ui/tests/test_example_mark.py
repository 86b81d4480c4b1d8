"""Every printed page of an invented city says so, in the language of the page."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", "Verzonnen voorbeeldstad."), ("fr", "Ville d’exemple inventée.")],
)
def test_the_mark_stands_in_the_margin_of_every_page(
    client: Client, language: str, words: str
) -> None:
    response = client.get(f"/ui/example-{language}.css")
    assert response["Content-Type"] == "text/css"
    text = response.content.decode()
    assert "@top-center" in text
    assert f'content: "{words}"' in text


@pytest.mark.django_db
def test_a_language_that_is_not_offered_is_unknown(client: Client) -> None:
    assert client.get("/ui/example-xx.css").status_code == 404
