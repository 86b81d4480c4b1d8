"""The accent colour of a city stays readable, whatever colour it chooses."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from belfort.lib.colours import contrast
from belfort.ui.accent import accent_of, digits_of

GROUNDS_LIGHT = ("#ffffff", "#f7f6f3", "#efede8")
GROUNDS_DARK = ("#131619", "#1b1f23", "#31373e")


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_becomes_readable_on_light_and_on_dark_pages(number: int) -> None:
    accent = accent_of(f"{number:06x}")
    assert all(contrast(f"#{accent.light}", ground) >= 4.5 for ground in GROUNDS_LIGHT)
    assert all(contrast(f"#{accent.dark}", ground) >= 4.5 for ground in GROUNDS_DARK)
    assert contrast(f"#{accent.light}", f"#{accent.on_light}") >= 4.5
    assert contrast(f"#{accent.dark}", f"#{accent.on_dark}") >= 4.5


def test_a_readable_colour_is_kept_as_it_is() -> None:
    assert accent_of("1f5f8b").light == "1f5f8b"


@pytest.mark.parametrize("colour", ["", "red", "#12", "#1f5f8b; x", "#1f5f8b\n"])
def test_what_is_no_colour_gives_the_colour_of_the_house(colour: str) -> None:
    assert digits_of(colour) == "1f5f8b"


def test_the_stylesheet_holds_the_colour_and_may_be_kept(client: Client) -> None:
    response = client.get("/ui/accent-9b3d5a.css")
    assert response["Content-Type"] == "text/css"
    assert "--accent-light: #9b3d5a;" in response.content.decode()
    assert "immutable" in response["Cache-Control"]


@pytest.mark.django_db
def test_an_address_without_a_colour_is_unknown(client: Client) -> None:
    assert client.get("/ui/accent-9b3d5.css").status_code == 404
    assert client.get("/ui/accent-red}a{.css").status_code == 404
