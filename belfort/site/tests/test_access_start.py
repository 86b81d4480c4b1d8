"""Belfort does not start where that would be unsafe, and says why."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management.base import SystemCheckError

from belfort.accounts.tests.cast import make_city, make_user
from belfort.site.checks import is_loopback, refuse_unsafe_start

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


def refusal() -> str:
    with pytest.raises(SystemCheckError) as caught:
        refuse_unsafe_start()
    return str(caught.value)


def test_the_defaults_are_safe() -> None:
    refuse_unsafe_start()


@pytest.mark.parametrize("bind", ["127.0.0.1:8000", "localhost:80", "[::1]:8000"])
def test_the_demo_starts_on_a_loopback_address(settings: Any, bind: str) -> None:
    settings.DEMO, settings.BIND = True, bind
    make_user("Ilse", is_example=True)
    refuse_unsafe_start()


@pytest.mark.parametrize("bind", ["0.0.0.0:8000", ":8000", "192.0.2.1:80", "[::]:80"])
def test_the_demo_starts_nowhere_else(settings: Any, bind: str) -> None:
    settings.DEMO, settings.BIND = True, bind
    assert "BELFORT_BIND is not a loopback address" in refusal()


def test_the_demo_is_not_offered_under_a_public_address(settings: Any) -> None:
    settings.DEMO, settings.ADDRESS = True, "https://belfort.example"
    assert "BELFORT_ADDRESS is not a loopback address" in refusal()


def test_without_the_demo_any_bind_is_right(settings: Any) -> None:
    settings.BIND = "0.0.0.0:8000"
    refuse_unsafe_start()


def test_example_people_do_not_start_outside_the_demo(settings: Any) -> None:
    make_user("Ilse", is_example=True)
    assert "invented example" in refusal()
    settings.DEMO = True
    refuse_unsafe_start()


def test_nor_does_an_example_city(settings: Any) -> None:
    make_city(is_example=True)
    assert "BELFORT_DEMO is not 1" in refusal()


@pytest.mark.parametrize(
    ("address", "is_safe"),
    [
        ("https://belfort.example", True),
        ("http://127.0.0.1:8000", True),
        ("http://localhost", True),
        ("http://belfort.example", False),
        ("http://192.0.2.7:8000", False),
        ("ftp://127.0.0.1", False),
    ],
)
def test_a_public_address_is_encrypted(
    settings: Any, address: str, is_safe: bool
) -> None:
    settings.ADDRESS = address
    if is_safe:
        refuse_unsafe_start()
    else:
        assert "in the clear" in refusal()


def test_keys_are_readable_by_their_owner_only(settings: Any, tmp_path: Path) -> None:
    settings.KEYS = tmp_path
    key = tmp_path / "session.key"
    key.write_text("geheim", encoding="ascii")
    for mode, is_safe in [(0o600, True), (0o640, False), (0o604, False), (0o400, True)]:
        key.chmod(mode)
        if is_safe:
            refuse_unsafe_start()
        else:
            text = refusal()
            assert "session.key can be read by others" in text
            assert "chmod 600" in text


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.8.9.1", True), ("::1", True), ("belfort.example", False), ("", False)],
)
def test_loopback_is_told_from_elsewhere(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


@pytest.mark.parametrize(
    ("address", "code"), [("http://127.0.0.1:8000", 0), ("http://belfort.example", 1)]
)
def test_a_web_server_cannot_load_what_is_unsafe(
    tmp_path: Path, address: str, code: int
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import belfort.site.wsgi"],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "belfort.site.settings",
            "BELFORT_DATA": str(tmp_path),
            "DATABASE_URL": "",
            "BELFORT_ADDRESS": address,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert ("in the clear" in done.stderr) == bool(code)
