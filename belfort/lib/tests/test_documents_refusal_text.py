"""Every refusal says in plain words what happened and what to do, in each language."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from django.utils.translation import override

from belfort.lib.documents import DocumentRefused
from belfort.lib.documents.lines import Refusal
from belfort.lib.documents.refusals import KINDS, refusal_text

DETAILS: dict[str, dict[str, str | int]] = {
    "too_large": {"limit": 50 * 1024 * 1024, "size": 104_857_601, "unit": "bytes"},
    "unknown_format": {"kind": "other"},
}


@pytest.mark.parametrize("code", get_args(Refusal))
def test_every_code_has_its_own_text_in_every_language(code: Refusal) -> None:
    refused = DocumentRefused(code, **DETAILS.get(code, {}))
    texts = set()
    for language in ("en", "nl", "fr"):
        with override(language):
            texts.add(refusal_text(refused))
    assert len(texts) == 3
    for text in texts:
        assert text.count(".") >= 2
        assert "%(" not in text


@pytest.mark.parametrize("kind", KINDS)
def test_a_known_format_is_named_in_every_language(kind: str) -> None:
    refused = DocumentRefused("unknown_format", kind=kind)
    texts = set()
    for language in ("en", "nl", "fr"):
        with override(language):
            texts.add(refusal_text(refused))
    assert len(texts) == 3


def test_sizes_are_shown_as_people_write_them() -> None:
    with override("nl"):
        bytes_text = refusal_text(DocumentRefused("too_large", **DETAILS["too_large"]))
        pages = DocumentRefused("too_large", limit=2000, size=12345, unit="pages")
        assert "101 MB" in bytes_text
        assert "50 MB" in bytes_text
        assert re.search(r"12.345", refusal_text(pages))
        flood = DocumentRefused("too_large", limit=9, size=10, unit="characters")
        assert "9" in refusal_text(flood)
