"""The head of a draft is corrected in the browser, and of nothing but a draft."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from belfort.audit.models import Event
from belfort.plan.actions.versions import advance
from belfort.plan.models import Version
from belfort.plan.states import State
from belfort.plan.tests.small import stored
from belfort.plan.tests.web import client_of, words_of

pytestmark = pytest.mark.every_database

FACTS = {
    "parties": "De Staat\n\n  De stad   Voorbeeld ",
    "body": "council",
    "day": "2026-03-30",
    "item": "12",
    "vote": "majority",
    "signed": "yes",
    "legal_grounds": "Wet van 30 maart 1994",
}


@pytest.fixture
def version(cast: SimpleNamespace) -> Version:
    return stored(cast.alice)


def address_of(version: Version) -> str:
    return f"{version.get_absolute_url()}facts/edit/"


def test_the_head_of_a_draft_is_changed(
    cast: SimpleNamespace, version: Version
) -> None:
    client = client_of(cast.alice)
    amounts = version.header["amounts"]
    page = client.post(address_of(version), FACTS, follow=True)
    assert "30 maart 2026" in words_of(page)
    version.refresh_from_db()
    assert version.header["parties"] == ["De Staat", "De stad Voorbeeld"]
    assert version.header["decision"] == {
        "body": "council",
        "date": "2026-03-30",
        "agenda_item": "12",
        "vote": "majority",
    }
    assert version.header["signed"] is True
    assert version.header["amounts"] == amounts
    assert version.history.first().history_user == cast.alice.user
    assert Event.objects.filter(verb="plan.header_changed").count() == 1


def test_a_ground_that_stays_keeps_its_place(
    cast: SimpleNamespace, version: Version
) -> None:
    kept = {"text": "Wet van 30 maart 1994", "source": {"page": 1, "line": 7}}
    version.header["legal_grounds"] = [kept]
    version.save(update_fields=["header"])
    more = {**FACTS, "legal_grounds": "Wet van 30 maart 1994\nKB van 7 november 2013"}
    client_of(cast.alice).post(address_of(version), more)
    version.refresh_from_db()
    first, second = version.header["legal_grounds"]
    assert first == kept
    assert second["text"] == "KB van 7 november 2013"


def test_a_decision_in_the_future_is_refused(
    cast: SimpleNamespace, version: Version
) -> None:
    later = {**FACTS, "day": "2999-01-01"}
    page = client_of(cast.alice).post(address_of(version), later)
    assert page.status_code == 422
    assert "niet in de toekomst" in words_of(page)
    version.refresh_from_db()
    assert version.header["parties"] != ["De Staat", "De stad Voorbeeld"]


def test_the_form_shows_what_was_read(cast: SimpleNamespace, version: Version) -> None:
    client = client_of(cast.alice)
    client.post(address_of(version), FACTS)
    page = client.get(address_of(version))
    assert b'value="2026-03-30"' in page.content
    assert "De stad Voorbeeld" in words_of(page)


def test_nothing_but_a_draft_is_changed(
    cast: SimpleNamespace, version: Version
) -> None:
    advance(version, State.OPERATIONAL, by=cast.alice, day=version.created_at.date())
    page = client_of(cast.alice).post(address_of(version), FACTS)
    assert page.status_code == 422
    assert not Event.objects.filter(verb="plan.header_changed").exists()
