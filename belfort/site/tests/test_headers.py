"""What every answer says to the browser, and what is too large to be read."""

from __future__ import annotations

import re

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from belfort.accounts.models import Role
from belfort.site.tests.access_world import OWN, World

pytestmark = pytest.mark.django_db

POLICY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.fixture
def planner() -> Client:
    return World().client((OWN, Role.PREVENTION_OFFICER))


@pytest.mark.parametrize("path", ["/", "/plans/", "/account/profile/", "/not/there/"])
def test_no_cache_keeps_a_page(planner: Client, path: str) -> None:
    kept = planner.get(path).headers["Cache-Control"]
    assert {"private", "no-store"} <= set(re.split(r",\s*", kept))


def test_no_cache_keeps_a_page_of_a_stranger(client: Client) -> None:
    for path in ("/", "/account/login/", "/accessibility/"):
        assert "no-store" in client.get(path).headers["Cache-Control"]


def test_a_stylesheet_that_never_changes_is_kept(client: Client) -> None:
    kept = client.get(reverse("ui:accent", args=["1f5f8b"])).headers["Cache-Control"]
    assert "immutable" in kept
    assert "no-store" not in kept


@pytest.mark.parametrize("path", ["/plans/", "/not/there/"])
def test_every_answer_carries_the_policy(planner: Client, path: str) -> None:
    headers = planner.get(path).headers
    assert {name: headers[name] for name in POLICY} == POLICY
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]


@pytest.mark.every_database
@pytest.mark.parametrize("path", ["/plans/", "/people/", "/account/login/"])
def test_an_address_with_a_zero_character_is_refused(
    planner: Client, path: str
) -> None:
    assert planner.get(path, {"q": "a\0b"}).status_code == 400
    assert planner.get("/plans/", {"q": "100%00"}).status_code == 200


def test_a_request_larger_than_any_upload_is_not_read(
    client: Client, settings: LazySettings
) -> None:
    settings.UPLOAD_LIMIT = 1024
    path = reverse("account_login")
    small = client.post(path, {"login": "x" * 1000})
    large = client.post(path, {"login": "x" * 2 * 1024 * 1024})
    assert (small.status_code, large.status_code) == (200, 413)
    assert large.headers["X-Content-Type-Options"] == "nosniff"
