"""A version as JSON: the contract of ``docs/plan.schema.json``."""

from __future__ import annotations

import json

from belfort.plan.export.contract import contract_of
from belfort.plan.models import Version


def as_json(version: Version) -> bytes:
    """The version, indented for people, in UTF-8."""
    text = json.dumps(contract_of(version), ensure_ascii=False, indent=1)
    return text.encode()
