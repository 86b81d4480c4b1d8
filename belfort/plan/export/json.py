"""A version as JSON: the contract of ``docs/plan.schema.json``."""

from __future__ import annotations

import json

from belfort.plan.export.contract import contract_of
from belfort.plan.export.example import example_mark
from belfort.plan.models import Version


def as_json(version: Version) -> bytes:
    """The version, indented for people, in UTF-8."""
    written = contract_of(version)
    if mark := example_mark(version):
        written["notice"] = mark
    return json.dumps(written, ensure_ascii=False, indent=1).encode()
