"""The keys of the trail: files outside the database, each with an id."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings

from belfort.lib.keys import read_or_make

FIRST = "audit-0001.key"


class KeyMissing(Exception):
    """An event names a key whose file is not there, or holds another key."""


def key_folder() -> Path:
    return Path(settings.KEYS)


def key_files() -> list[Path]:
    """The key files, oldest first."""
    return sorted(key_folder().glob("audit-*.key"))


def current_key() -> tuple[str, bytes]:
    """The id and bytes of the newest key; the first one is made at first use.

    Keys are named ``audit-0001.key`` and on; a higher number replaces a lower for
    new events, and the lower ones stay for what they signed.
    """
    files = key_files()
    return read_key(files[-1] if files else key_folder() / FIRST)


def first_key() -> tuple[str, bytes]:
    """The id and bytes of the oldest key, for what must compare for ever."""
    files = key_files()
    return read_key(files[0] if files else key_folder() / FIRST)


def read_key(path: Path) -> tuple[str, bytes]:
    """The id and bytes of one key.

    The id is the file's number and a fingerprint, so that another key under the
    same name is not taken for the one that is gone.
    """
    key = hashlib.sha256(read_or_make(path).encode()).digest()
    number = path.stem.removeprefix("audit-")
    return f"{number}-{hashlib.sha256(key).hexdigest()[:8]}", key


def key_named(key_id: str) -> bytes:
    """The bytes of one key. Raises KeyMissing where its file is gone or changed."""
    number = key_id.partition("-")[0]
    path = key_folder() / f"audit-{number}.key"
    if not number.isdigit() or not path.is_file():
        raise KeyMissing(key_id)
    found, key = read_key(path)
    if found != key_id:
        raise KeyMissing(key_id)
    return key
