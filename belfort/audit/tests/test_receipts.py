"""A request sent twice leads to one record."""

from __future__ import annotations

import time
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from pytest_django.fixtures import Settings

from belfort.audit.actions import NoTransaction
from belfort.audit.models import Receipt
from belfort.audit.receipts import (
    NoReceipt,
    ReceiptConflict,
    keep,
    once,
    request_digest,
)
from belfort.audit.tests.trail import ONE, OTHER, Someone, work_that_fails
from belfort.lib.tests.installation import Installation

pytestmark = pytest.mark.every_database

KEY = UUID("33333333-3333-4333-8333-333333333333")
CONTENT = {"text": "Fietsdiefstal", "count": 3}


@transaction.atomic
def register(actor: Someone, content: dict[str, object], key: UUID = KEY) -> str:
    """What an action that makes a record does; the reference of the record."""
    digest = request_digest(content)
    known = once(actor, key, digest)
    if known is not None:
        return known
    reference = f"registrations/round/{uuid4()}"
    keep(actor, key, digest, reference)
    return reference


@pytest.mark.django_db
def test_the_same_request_leads_to_the_same_record() -> None:
    first = register(Someone(), CONTENT)
    assert register(Someone(), dict(reversed(CONTENT.items()))) == first
    assert Receipt.objects.count() == 1
    assert register(Someone(), CONTENT, key=uuid4()) != first


@pytest.mark.django_db
def test_other_content_under_the_same_key_is_a_conflict() -> None:
    first = register(Someone(), CONTENT)
    with pytest.raises(ReceiptConflict):
        register(Someone(), CONTENT | {"count": 4})
    assert register(Someone(), CONTENT) == first


@pytest.mark.django_db
def test_another_organisation_learns_nothing_of_the_key() -> None:
    first = register(Someone(ONE), CONTENT)
    other = register(Someone(OTHER), CONTENT | {"count": 4})
    assert other != first
    assert register(Someone(ONE), CONTENT) == first


@pytest.mark.django_db
def test_the_content_cannot_be_read_from_the_receipt() -> None:
    register(Someone(), CONTENT)
    assert "Fietsdiefstal" not in repr(list(Receipt.objects.values()))


@pytest.mark.django_db(transaction=True)
def test_a_request_that_failed_may_be_sent_again() -> None:
    with work_that_fails():
        register(Someone(), CONTENT)
    assert not Receipt.objects.exists()
    assert register(Someone(), CONTENT | {"count": 4})


@pytest.mark.django_db(transaction=True)
def test_receipts_need_the_transaction_that_makes_the_record() -> None:
    digest = request_digest(CONTENT)
    with pytest.raises(NoTransaction):
        once(Someone(), KEY, digest)
    with pytest.raises(NoReceipt), transaction.atomic():
        keep(Someone(), KEY, digest, "registrations/round/1")


@pytest.mark.django_db
def test_a_resend_after_a_change_of_keys_is_recognised(
    settings: Settings, tmp_path: Path
) -> None:
    settings.KEYS = tmp_path
    first = register(Someone(), CONTENT)
    (tmp_path / "audit-0002.key").write_text("another secret", encoding="ascii")
    assert register(Someone(), CONTENT) == first


PRESS = """
import json, time
from belfort.audit.tests.test_receipts import register, CONTENT
from belfort.audit.tests.trail import Someone
from uuid import UUID
while time.time() < {start}: time.sleep(0.001)
print(json.dumps([register(Someone(), CONTENT, UUID(int=n)) for n in range(1, 21)]))
"""


def test_processes_that_send_the_same_at_once_get_one_record_each(
    installation: Installation,
) -> None:
    code = PRESS.format(start=time.time() + 6)
    words = ("shell", "--no-imports", "-c", code)
    running = [installation.start(*words) for _ in range(3)]
    outputs = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], outputs
    assert len({output for output, _ in outputs}) == 1
