"""A browser, the site it looks at, and somebody signed in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from belfort.accounts.models import Membership
from belfort.accounts.tests.cast import sign_in
from belfort.site.tests.browser.watch import Watch
from belfort.site.tests.browser.world import World

CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("chromium is not installed: the pages were not seen in a browser.")
    # Playwright keeps an event loop in this thread, where Django works as well.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        yield browser
        browser.close()


@pytest.fixture
def world(settings: Settings, tmp_path: Path, transactional_db: None) -> World:
    settings.MEDIA_ROOT = str(tmp_path / "files")
    return World()


@pytest.fixture
def site(world: World, live_server: LiveServer) -> str:
    """The address of the running site."""
    return str(live_server.url)


Opened = Callable[..., tuple[Page, Watch]]


@pytest.fixture
def open_page(chromium: Browser, site: str) -> Iterator[Opened]:
    """A page in a browser of its own, watched, for somebody who signed in."""
    contexts: list[BrowserContext] = []

    def opened(
        who: Membership | None = None, language: str = "nl", **options: Any
    ) -> tuple[Page, Watch]:
        options.setdefault("viewport", {"width": 1280, "height": 800})
        # Colours that are still on their way would be measured half-way.
        options.setdefault("reduced_motion", "reduce")
        context = chromium.new_context(**options)
        contexts.append(context)
        context.set_default_timeout(10_000)
        cookies = {django_settings.LANGUAGE_COOKIE_NAME: language}
        if who:
            client = Client()
            sign_in(client, who)
            cookies["sessionid"] = client.cookies["sessionid"].value
        context.add_cookies(
            [{"name": name, "value": v, "url": site} for name, v in cookies.items()]
        )
        page = context.new_page()
        return page, Watch(page, site)

    yield opened
    for context in contexts:
        context.close()
