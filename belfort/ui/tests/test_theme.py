"""Light, dark or as the device has it: chosen, remembered, and nothing else."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_choice_is_remembered_and_leads_back(client: Client) -> None:
    answer = client.post("/ui/theme/", {"theme": "dark", "next": "/accessibility/"})
    assert answer.status_code == 302
    assert answer["Location"] == "/accessibility/"
    page = client.get("/accessibility/").content.decode()
    assert 'data-theme="dark"' in page


def test_without_a_choice_the_device_decides(client: Client) -> None:
    assert 'data-theme="auto"' in client.get("/accessibility/").content.decode()


@pytest.mark.parametrize("theme", ["", "pink", '"><script>'])
def test_another_theme_is_refused(client: Client, theme: str) -> None:
    assert client.post("/ui/theme/", {"theme": theme}).status_code == 400
    assert "theme" not in client.cookies


@pytest.mark.parametrize("next_page", ["https://evil.example/", "//evil.example", ""])
def test_it_leads_to_no_other_host(client: Client, next_page: str) -> None:
    answer = client.post("/ui/theme/", {"theme": "dark", "next": next_page})
    assert answer["Location"] == "/"


def test_a_cookie_that_somebody_wrote_is_not_put_in_the_page(client: Client) -> None:
    client.cookies["theme"] = '"onload=alert(1)'
    page = client.get("/accessibility/").content.decode()
    assert "alert" not in page
