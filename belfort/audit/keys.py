"""The keys of the trail: files outside the database, each with an id."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings

from belfort.lib.keys import read_or_make


class KeyMissing(Exception):
    """An event names a key whose file is not there."""


def key_folder() -> Path:
    return Path(settings.KEYS)


def current_key() -> tuple[str, bytes]:
    """The id and bytes of the newest key; the first one is made at first use.

    Keys are named ``audit-0001.key`` and on; a higher number replaces a lower for
    new events, and the lower ones stay for what they signed.
    """
    names = sorted(path.stem for path in key_folder().glob("audit-*.key"))
    key_id = (names[-1] if names else "audit-0001").removeprefix("audit-")
    return key_id, key_named(key_id, make=not names)


def key_named(key_id: str, *, make: bool = False) -> bytes:
    """The bytes of one key. Raises KeyMissing where its file is gone."""
    path = key_folder() / f"audit-{key_id}.key"
    if not make and not path.exists():
        raise KeyMissing(key_id)
    return hashlib.sha256(read_or_make(path).encode()).digest()
