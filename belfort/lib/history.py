"""Signing a change, so that the history of values says whose it was."""

from __future__ import annotations

from typing import Any


def sign(row: Any, user: Any) -> None:
    """Let the next change of this row stand in its history under this user."""
    row._history_user = user
