"""A command on a database that is empty or away says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from belfort.lib.tests.installation import Installation

COMMANDS = (
    ("verify_audit",),
    ("purge", "--dry-run"),
    ("setup", "--city", "12025", "--email", "a@b.example", "--name", "A"),
)


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_an_empty_database_is_named(
    installation: Installation, tmp_path: Path, words: tuple[str, ...]
) -> None:
    empty = f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    answer = installation.run(*words, code=1, DATABASE_URL=empty)
    assert "Run `belfort migrate` first" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_server_that_is_away_is_named(installation: Installation) -> None:
    away = "postgresql://postgres@127.0.0.1:1/nothing"
    answer = installation.run("purge", "--dry-run", code=1, DATABASE_URL=away)
    assert "The database does not answer" in answer.stderr
    assert "DATABASE_URL" in answer.stderr
    assert "Traceback" not in answer.stderr
