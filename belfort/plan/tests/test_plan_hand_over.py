"""A document handed over is read and stored whole, or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied

from belfort.audit.models import Event, Receipt
from belfort.audit.receipts import ReceiptConflict
from belfort.plan.actions import imports
from belfort.plan.actions.imports import discard, hand_over, reopen
from belfort.plan.models import Import
from belfort.plan.states import ImportState
from belfort.plan.tests.small import as_file, small_plan
from belfort.workflow.actions import Refused

pytestmark = pytest.mark.every_database

DEMO = Path(__file__).resolve().parents[2] / "demo" / "plan"


def files() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_the_file_is_kept_under_a_name_that_nobody_can_guess(
    cast: SimpleNamespace,
) -> None:
    data = as_file(small_plan())
    imported = hand_over(by=cast.alice, data=data, name="../../Ons plan.json")
    assert imported.state == ImportState.REVIEW
    assert imported.name == "Ons plan.json"
    assert imported.sha256 == hashlib.sha256(data).hexdigest()
    assert imported.reading["header"]["city"] == "Voorbeeld"
    (path,) = files()
    assert path.read_bytes() == data
    assert "plan" not in path.stem
    assert path.suffix == ".json"
    event = Event.objects.get(verb="plan.handed_over")
    assert event.actor == cast.alice.reference


def test_the_same_request_again_gives_the_same_record(cast: SimpleNamespace) -> None:
    key, data = uuid4(), as_file(small_plan())
    first = hand_over(by=cast.alice, data=data, name="a.json", key=key)
    again = hand_over(by=cast.alice, data=data, name="a.json", key=key)
    assert again == first
    assert len(files()) == Import.objects.count() == 1
    with pytest.raises(ReceiptConflict):
        hand_over(by=cast.alice, data=data + b" ", name="a.json", key=key)
    assert Import.objects.count() == 1


def test_only_the_planners_of_the_city_hand_over(cast: SimpleNamespace) -> None:
    data = as_file(small_plan())
    for actor in (cast.bob, cast.dana, cast.frank, cast.gina):
        with pytest.raises(PermissionDenied):
            hand_over(by=actor, data=data, name="a.json")
    assert not files()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: b"", "leeg"),
        (lambda: (DEMO / "plan_nl.pdf").read_bytes()[:9000], "beschadigd"),
        (lambda: b"De raad keurt de begroting goed. " * 40, "geen plan"),
        (lambda: b'{"format_version": 1}', "chapters"),
        (lambda: b"{nothing}", "beschadigd"),
        (lambda: rb"{\rtf1\ansi Een plan}", "RTF"),
        (lambda: b"\x89PNG\r\n\x1a\n" + bytes(400), "afbeelding"),
    ],
    ids=["empty", "truncated", "no plan", "other json", "no json", "rtf", "picture"],
)
def test_what_is_refused_leaves_nothing_but_a_sentence(
    cast: SimpleNamespace, make: Callable[[], bytes], words: str
) -> None:
    before = Event.objects.count()
    with pytest.raises(Refused, match=words):
        hand_over(by=cast.alice, data=make(), name="plan.pdf", key=uuid4())
    assert not files()
    assert not Import.objects.exists()
    assert not Receipt.objects.exists()
    assert Event.objects.count() == before


def test_without_a_trail_nothing_is_stored(
    cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise OSError("no room for the trail")

    monkeypatch.setattr(imports, "record", fail)
    with pytest.raises(OSError, match="no room"):
        hand_over(by=cast.alice, data=as_file(small_plan()), name="a.json")
    assert not files()
    assert not Import.objects.exists()


def test_a_document_put_aside_can_be_taken_up_again(cast: SimpleNamespace) -> None:
    data = as_file(small_plan())
    imported = hand_over(by=cast.alice, data=data, name="a.json")
    assert discard(imported, by=cast.alice).state == ImportState.DISCARDED
    with pytest.raises(Refused, match="opzij"):
        imports.accept(imported, by=cast.alice)
    assert reopen(imported, by=cast.alice).state == ImportState.REVIEW
    with pytest.raises(Refused):
        reopen(imported, by=cast.alice)
    with pytest.raises(PermissionDenied):
        discard(imported, by=cast.charlie)
