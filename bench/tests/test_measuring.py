"""Contestants work in processes of their own, and missing peers are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.corpus import layouts_of, make_plan
from bench.corpus.rendering import file_name, render
from bench.measure import PeerMissingError, Process, agreement, cold


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    layout = layouts_of("docx")[0]
    path = tmp_path / file_name(layout)
    path.write_bytes(render(make_plan(1, "nl", chapters=2), layout))
    return path


def test_a_reading_is_timed_apart_from_start_up(plan_file: Path) -> None:
    timing = cold("our_document", plan_file, times=1)
    assert 0 < timing.seconds < 5
    assert timing.memory >= timing.memory_at_start > 0


def test_our_reader_and_the_peer_agree_on_the_words(plan_file: Path) -> None:
    assert agreement("our_document", "python_docx", plan_file) > 0.99


def test_a_peer_that_is_not_installed_is_told_by_name(
    plan_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "docx.py").write_text("raise ImportError('hidden')")
    monkeypatch.setenv("PYTHONPATH", str(hidden))
    with pytest.raises(PeerMissingError, match="python-docx"):
        Process("python_docx", plan_file)
