"""Handing over a document: taken in once, or refused with a sentence."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.fixtures import Settings

from belfort.plan.models import Import
from belfort.plan.tests.small import as_file, small_plan, stored
from belfort.plan.tests.web import client_of, field, page_of, words_of

ADDRESS = "/plans/upload/"


def sent(data: bytes, name: str = "plan.json", **more: Any) -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, data), **more}


def test_a_plan_is_taken_in_and_shown_for_review(cast: SimpleNamespace) -> None:
    client = client_of(cast.alice)
    key = field(client.get(ADDRESS), "key")
    response = client.post(ADDRESS, sent(as_file(small_plan()), key=key))
    imported = Import.objects.get()
    assert response["Location"] == imported.get_absolute_url()
    assert "plan.json" in words_of(client.get(imported.get_absolute_url()))


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("leeg.pdf", b"", "leeg"),
        ("brief.txt", b"Beste buur, tot morgen.", "geen doelstellingen"),
        ("kapot.pdf", b"%PDF-1.7 en niets meer", "beschadigd"),
        ("oud.rtf", b"{\\rtf1 plan}", "DOCX"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence_and_is_not_kept(
    cast: SimpleNamespace, name: str, data: bytes, sentence: str
) -> None:
    client = client_of(cast.alice)
    key = field(client.get(ADDRESS), "key")
    response = client.post(ADDRESS, sent(data, name, key=key))
    assert response.status_code == 422
    (described,) = page_of(response).xpath("//input[@type='file']/@aria-describedby")
    (error,) = page_of(response).xpath(f"//*[@id='{described}']")
    assert sentence in error.text_content()
    assert not Import.objects.exists()


def test_a_file_over_the_limit_is_refused_unread(
    cast: SimpleNamespace, settings: Settings
) -> None:
    settings.UPLOAD_LIMIT = 1024 * 1024
    client = client_of(cast.alice)
    key = field(client.get(ADDRESS), "key")
    response = client.post(ADDRESS, sent(b"x" * (1024 * 1024 + 1), key=key))
    assert response.status_code == 422
    assert "groter dan 1 MB" in words_of(response)
    assert not Import.objects.exists()


@pytest.mark.every_database
def test_the_same_form_twice_gives_one_document_and_another_file_a_conflict(
    cast: SimpleNamespace,
) -> None:
    client = client_of(cast.alice)
    key = field(client.get(ADDRESS), "key")
    data = as_file(small_plan())
    first = client.post(ADDRESS, sent(data, key=key))
    again = client.post(ADDRESS, sent(data, key=key))
    assert first["Location"] == again["Location"]
    other = small_plan()
    other.chapters[1].title = "INBRAAK"
    conflict = client.post(ADDRESS, sent(as_file(other), key=key))
    assert conflict.status_code == 409
    assert "al eens verstuurd" in words_of(conflict)
    assert Import.objects.count() == 1


def test_only_planners_hand_over(cast: SimpleNamespace) -> None:
    assert client_of(cast.alice).get(ADDRESS).status_code == 200
    for somebody in (cast.bob, cast.dana, cast.gina):
        assert client_of(somebody).get(ADDRESS).status_code == 403


def test_an_amendment_is_offered_for_the_city_own_plans_only(
    cast: SimpleNamespace,
) -> None:
    own, foreign = stored(cast.alice).plan, stored(cast.charlie).plan
    page = page_of(client_of(cast.alice).get(f"{ADDRESS}?for={own.pk}"))
    offered = page.xpath("//select[@name='continues']/option/@value")
    assert offered == ["", str(own.pk)]
    assert str(foreign.pk) not in offered
    assert page.xpath("//option[@selected]/@value") == [str(own.pk)]
