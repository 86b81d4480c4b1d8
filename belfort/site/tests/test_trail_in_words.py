"""Every verb that the code writes to the trail has words for people."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

from belfort.audit.verbs import VERBS, VerbTwice, label_of, register

PACKAGE = Path(__file__).resolve().parents[2]
RECORDERS = {"record": "", "record_refusal": ""}
NOTERS = dict.fromkeys(("note_sign", "note_refusal", "note_reading"), "accounts.")


def written_verbs() -> Iterator[str]:
    """The verbs that stand as plain texts in calls that write to the trail."""
    prefixes = RECORDERS | NOTERS
    for path in PACKAGE.rglob("*.py"):
        if "tests" in path.parts:
            continue
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or not call.args:
                continue
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            verb = call.args[0]
            if name in prefixes and isinstance(verb, ast.Constant):
                yield prefixes[name] + str(verb.value)


def test_every_verb_in_the_code_is_registered() -> None:
    written = set(written_verbs())
    assert len(written) > 30
    assert written <= VERBS.keys()


def test_a_verb_reads_in_the_language_of_the_page() -> None:
    with override("nl"):
        assert label_of("plan.handed_over") == "gaf een document door"
    with override("fr"):
        assert label_of("plan.handed_over") == "a transmis un document"


def test_a_verb_of_a_room_that_is_gone_stays_readable() -> None:
    assert label_of("gone.done") == "gone.done"


def test_a_verb_has_one_owner() -> None:
    with pytest.raises(VerbTwice):
        register({"plan.handed_over": "something else"})
