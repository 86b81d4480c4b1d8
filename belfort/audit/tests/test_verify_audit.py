"""The command that administrators and their watchdogs run."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from belfort.audit.models import Event
from belfort.audit.tests.trail import ONE, OTHER, sealed_trail, sql, write_events

pytestmark = [pytest.mark.every_database, pytest.mark.django_db]


def verify_audit(*words: str) -> tuple[int, str]:
    """The exit code and what was printed."""
    out = StringIO()
    try:
        call_command("verify_audit", *words, stdout=out)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_a_whole_trail_ends_with_zero() -> None:
    sealed_trail(3)
    code, text = verify_audit()
    assert code == 0
    assert "The trail is whole: 6 events in 2 chains." in text


def test_a_broken_trail_ends_with_one_and_names_the_link() -> None:
    sealed_trail(3)
    sql("UPDATE audit_event SET actor = 'x' WHERE chain = %s AND number = 2", ONE)
    code, text = verify_audit()
    assert code == 1
    assert f"Chain {ONE}, number 2: changed_event" in text
    assert verify_audit("--chain", str(OTHER))[0] == 0
    code, text = verify_audit("--chain", str(ONE), "--json")
    found = json.loads(text)
    assert code == 1
    assert found["whole"] is False
    assert [(b["number"], b["what"]) for b in found["breaks"]] == [(2, "changed_event")]


def test_heads_kept_elsewhere_are_compared(tmp_path: Path) -> None:
    sealed_trail(3)
    heads = tmp_path / "heads.jsonl"
    heads.write_text(verify_audit("--print-head")[1], encoding="utf-8")
    assert len(heads.read_text(encoding="utf-8").splitlines()) == 2
    assert verify_audit("--head", str(heads))[0] == 0
    sql("DELETE FROM audit_event WHERE chain = %s", ONE)
    sql("DELETE FROM audit_head WHERE chain = %s", ONE)
    assert verify_audit()[0] == 0
    code, text = verify_audit("--head", str(heads))
    assert code == 1
    assert "cut_tail" in text


def test_a_head_that_was_edited_is_not_believed(tmp_path: Path) -> None:
    sealed_trail(3)
    heads = tmp_path / "heads.jsonl"
    text = verify_audit("--print-head", "--chain", str(ONE))[1]
    heads.write_text(text.replace('"number": 3', '"number": 2'), encoding="utf-8")
    code, text = verify_audit("--head", str(heads))
    assert code == 1
    assert "changed_head" in text


@pytest.mark.parametrize("content", ["not json", "{}", "[1]", '{"chain": "x"}'])
def test_a_file_without_heads_is_refused(tmp_path: Path, content: str) -> None:
    heads = tmp_path / "heads.jsonl"
    heads.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match="Line 1 is not a signed head"):
        verify_audit("--head", str(heads))
    with pytest.raises(CommandError, match="could not be read"):
        verify_audit("--head", str(tmp_path / "nowhere"))
    with pytest.raises(CommandError, match="is not the id of a chain"):
        verify_audit("--chain", "mechelen")


def test_what_waits_is_sealed_first_when_asked() -> None:
    write_events(2)
    assert "0 events" in verify_audit()[1]
    assert "2 events" in verify_audit("--seal")[1]
    assert not Event.objects.unsealed().exists()
