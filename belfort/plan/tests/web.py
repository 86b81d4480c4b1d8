"""A browser without looks: signed in, reading pages as text and as elements."""

from __future__ import annotations

from typing import Any

from django.test import Client
from lxml import html

from belfort.accounts.models import Membership
from belfort.accounts.tests.cast import sign_in


def client_of(member: Membership, language: str = "nl") -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    sign_in(client, member)
    client.cookies["language"] = language
    return client


def page_of(response: Any) -> html.HtmlElement:
    return html.fromstring(response.content)


def words_of(response: Any) -> str:
    """The text of the page, with single spaces."""
    return " ".join(page_of(response).text_content().split())


def field(response: Any, name: str) -> str:
    """The value of a field on the page."""
    (found,) = page_of(response).xpath(f"//input[@name='{name}']/@value")
    return str(found)


def texts(response: Any, path: str) -> list[str]:
    """The words of every element at this path."""
    return [" ".join(e.text_content().split()) for e in page_of(response).xpath(path)]
