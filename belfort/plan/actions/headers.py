"""The head of a draft, corrected or filled in by a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from belfort.accounts.models import Membership
from belfort.audit.actions import record
from belfort.lib.history import sign
from belfort.plan.actions.guards import lock_draft
from belfort.plan.models import Version

NO_PLACE = {"page": 0, "line": 0}
"""The source of what a person wrote: no place in a document."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a person may say of the head of a plan."""

    parties: Sequence[str]
    body: str
    day: date | None
    item: str
    vote: str
    signed: bool | None
    legal_grounds: Sequence[str]


@transaction.atomic
def edit_header(version: Version, facts: Facts, *, by: Membership) -> Version:
    """Change the head of a draft. Raises Refused.

    A ground whose text stays as it was keeps its place in the document.
    """
    locked = lock_draft(version.pk, by)
    locked.header = {**locked.header, **_written(facts, locked.header)}
    sign(locked, by.user)
    locked.save(update_fields=["header"])
    record("plan.header_changed", locked, by=by, changes=locked.header)
    return locked


def _written(facts: Facts, before: Mapping[str, Any]) -> dict[str, Any]:
    places = {
        ground["text"]: ground["source"] for ground in before.get("legal_grounds", [])
    }
    return {
        "parties": list(facts.parties),
        "decision": {
            "body": facts.body,
            "date": facts.day.isoformat() if facts.day else None,
            "agenda_item": facts.item,
            "vote": facts.vote,
        },
        "signed": facts.signed,
        "legal_grounds": [
            {"text": text, "source": places.get(text, NO_PLACE)}
            for text in facts.legal_grounds
        ],
    }
