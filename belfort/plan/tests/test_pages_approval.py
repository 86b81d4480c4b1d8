"""The road of approval on screen, next versions, and comparing them."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils.timezone import localdate

from belfort.plan.models import Version
from belfort.plan.states import State
from belfort.plan.tests.small import ROUNDS, find, stored
from belfort.plan.tests.web import client_of, page_of, texts, words_of


@pytest.fixture
def version(cast: SimpleNamespace) -> Version:
    return stored(cast.alice)


def take(client: object, version: Version, to: str, day: str, **more: str) -> object:
    address = f"{version.get_absolute_url()}approval/step/"
    data = {"to": to, "day": day, **more}
    return client.post(address, data, follow=True)  # type: ignore[attr-defined]


def test_the_plan_goes_its_road_and_each_step_is_shown(
    cast: SimpleNamespace, version: Version
) -> None:
    client = client_of(cast.alice)
    take(client, version, "college", "2025-02-17", item="12")
    take(client, version, "council", "2025-03-24", item="9")
    late = take(client, version, "federal", "2025-04-28")
    page = client.get(f"{version.get_absolute_url()}approval/")
    steps = texts(page, "//ol[@class='steps']/li")
    assert "17 februari 2025" in steps[0]
    assert "agendapunt 12" in steps[0]
    assert len(steps) == 3
    assert texts(late, "//*[contains(@class, 'alert-warning')]")
    (here,) = page_of(page).xpath("//li[@aria-current='step']")
    assert "is-current" in here.get("class")


def test_a_step_that_is_not_allowed_or_lies_ahead_is_refused(
    cast: SimpleNamespace, version: Version
) -> None:
    client = client_of(cast.alice)
    tomorrow = str(localdate() + timedelta(days=1))
    assert take(client, version, "in_force", "2025-02-17").status_code == 422  # type: ignore[attr-defined]
    ahead = take(client, version, "college", tomorrow)
    assert "moet nog komen" in words_of(ahead)
    silent = take(client, version, "withdrawn", "2025-02-17")
    assert texts(silent, "//div[@role='alert']")
    version.refresh_from_db()
    assert version.state == State.DRAFT


def test_the_board_reads_the_road_and_notes_nothing(
    cast: SimpleNamespace, version: Version
) -> None:
    client = client_of(cast.bob)
    page = client.get(f"{version.get_absolute_url()}approval/")
    assert not page_of(page).xpath("//form[contains(@action, 'step')]")
    assert take(client, version, "college", "2025-02-17").status_code == 403  # type: ignore[attr-defined]


def test_a_next_version_is_compared_word_by_word(
    cast: SimpleNamespace, version: Version
) -> None:
    client = client_of(cast.alice)
    compare = f"{version.plan.get_absolute_url()}compare/"
    assert "Eén versie" in words_of(client.get(compare))
    client.post(f"{version.get_absolute_url()}continue/", {"note": "Meer rondes."})
    draft = Version.objects.get(number=2)
    assert "Geen verschil" in words_of(client.get(compare))
    node = find(draft, ROUNDS).node
    changed = ROUNDS.replace("52", "60")
    client.post(f"{node.get_absolute_url()}edit/", {"text": changed})
    page = client.get(compare)
    assert texts(page, "//del") == ["52"]
    assert texts(page, "//ins") == ["60"]
    back = client.get(compare, {"old": "2", "new": "1"})
    assert texts(back, "//ins") == ["52"]


@pytest.mark.parametrize("old", ["99", "x", "-1", "99999999999999999999"])
def test_a_version_that_is_not_there_is_unknown_or_ignored(
    cast: SimpleNamespace, version: Version, old: str
) -> None:
    client = client_of(cast.alice)
    client.post(f"{version.get_absolute_url()}continue/", {"note": ""})
    compare = f"{version.plan.get_absolute_url()}compare/"
    assert client.get(compare, {"old": old}).status_code in {200, 404}
    assert client.get(compare, {"old": "99"}).status_code == 404
