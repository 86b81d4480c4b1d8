"""Every address answers every role, in both cities, as the matrix says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from belfort.site.tests.access_matrix import MATRIX, VARIANTS
from belfort.site.tests.access_world import ANONYMOUS, EVERYBODY, REFUSED, Page, World

METHODS = ("GET", "POST")
NOT_ALLOWED = 405

A_FORM = {"csrfmiddlewaretoken": "of a browser"}
"""What every form sends, so that a view sees that it was sent."""


def addresses(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Every pattern of the URLconf as one text."""
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, path)
        elif isinstance(entry, URLPattern):
            yield path


PATTERNS = sorted(set(addresses(get_resolver())))


def path_of(pattern: str, args: dict[str, Any]) -> str:
    """The path of a pattern of the matrix, with its arguments filled in."""
    path = pattern.replace("^", "").removesuffix("$")
    for name, value in args.items():
        argument = rf"<(\w+:)?{name}>|\(\?P<{name}>[^)]*\)"
        path = re.sub(argument, str(value), path, count=1)
    return f"/{path}"


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One world for all, in a transaction that is never committed."""
    with django_db_blocker.unblock(), unfinished():
        yield World()


@contextmanager
def unfinished() -> Iterator[None]:
    """A transaction of which nothing is left."""
    block = transaction.atomic()
    # As Django's own test case marks its blocks: a durable one may stand inside.
    block._from_testcase = True  # type: ignore[attr-defined]
    with block:
        yield
        transaction.set_rollback(True)


def ask(client: Client, method: str, path: str, page: Page, world: World) -> int:
    """The status of one request, after which nothing of it is left."""
    with unfinished():
        if method == "POST":
            response = client.post(path, {**A_FORM, **page.data(world)})
        else:
            response = client.get(path)
        # What is streamed is written to the end, or it is no answer yet.
        response.getvalue()
    return int(response.status_code)


def test_every_address_stands_in_the_matrix() -> None:
    known = {pattern for _, pattern in MATRIX}
    assert [pattern for pattern in PATTERNS if pattern not in known] == []


def test_no_entry_of_the_matrix_is_left_over() -> None:
    there = set(PATTERNS)
    assert [pattern for _, pattern in MATRIX if pattern not in there] == []


def test_every_page_says_what_everybody_gets() -> None:
    for key, page in MATRIX.items():
        assert set(page.statuses) == set(EVERYBODY), key


@pytest.mark.django_db
@pytest.mark.every_database
@pytest.mark.parametrize(
    ("method", "pattern", "page"),
    [
        pytest.param(*key, page, id=" ".join(key) + name)
        for table, name in ((MATRIX, ""), (VARIANTS, " approved"))
        for key, page in table.items()
    ],
)
def test_everybody_gets_what_the_matrix_says(
    world: World, method: str, pattern: str, page: Page
) -> None:
    path = path_of(pattern, dict(page.args(world)))
    page.data(world)
    got = {}
    for who in EVERYBODY:
        got[who] = ask(world.client(who), method, path, page, world)
    assert got == dict(page.statuses)


@pytest.mark.django_db
@pytest.mark.every_database
@pytest.mark.parametrize(
    ("method", "pattern"),
    [
        (method, pattern)
        for pattern in sorted({pattern for _, pattern in MATRIX})
        for method in METHODS
        if (method, pattern) not in MATRIX
    ],
)
def test_a_method_that_is_not_listed_is_not_allowed(
    world: World, method: str, pattern: str
) -> None:
    listed = next(page for (_, known), page in MATRIX.items() if known == pattern)
    path = path_of(pattern, dict(listed.args(world)))
    signed_in = [who for who in reversed(EVERYBODY) if who != ANONYMOUS]
    allowed = [who for who in signed_in if listed.statuses[who] < REFUSED]
    who = (allowed or signed_in)[0]
    status = ask(world.client(who), method, path, listed, world)
    # What nobody of the matrix may see may stay unknown to every method.
    assert status == NOT_ALLOWED or status == listed.statuses[who] >= REFUSED


def test_the_path_of_a_pattern_is_filled_in() -> None:
    assert path_of(
        "plans/<uuid:pk>/versions/<int:number>/", {"pk": "a", "number": 2}
    ) == ("/plans/a/versions/2/")
    assert path_of("key/(?P<uid>[0-9]+)-(?P<key>.+)/$", {"uid": 1, "key": "b"}) == (
        "/key/1-b/"
    )
