"""A whole installation in one file: its database, its files and its keys.

A gzipped tar; the last member, ``manifest.json``, names every other with its size
and SHA-256, so an archive that was cut off or changed is recognised.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, NoReturn

from django.conf import settings

from belfort import __version__
from belfort.site import databases

FORMAT = 1
MANIFEST = "manifest.json"
CHUNK = 1024 * 1024


class ArchiveRefused(Exception):
    """An archive cannot be used here; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds, and which platform made it."""

    version: str
    engine: str
    made_at: str
    with_keys: bool
    members: tuple[Member, ...]

    def as_json(self) -> str:
        return json.dumps({"format": FORMAT} | asdict(self), indent=2)


class Reading:
    """A file that is hashed while it is copied."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.sha256, self.size = file, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.sha256.update(data)
        self.size += len(data)
        return data


def write_archive(path: Path, *, with_keys: bool) -> Manifest:
    """Write the archive of this installation, readable by its owner only.

    The database comes first: a file that a row names is there before the row is.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with (
            os.fdopen(descriptor, "wb") as file,
            tempfile.TemporaryDirectory(dir=path.parent) as folder,
        ):
            manifest = fill_archive(file, Path(folder), with_keys=with_keys)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def fill_archive(file: IO[bytes], folder: Path, *, with_keys: bool) -> Manifest:
    name = databases.MEMBERS[databases.engine()]
    databases.copy_to(folder / name)
    with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as tar:
        members = [add_file(tar, folder / name, name)]
        parts = [("files", Path(settings.MEDIA_ROOT))]
        if with_keys:
            parts.append(("keys", Path(settings.KEYS)))
        for part, place in parts:
            for path in files_in(place):
                inside = PurePosixPath(part, *path.relative_to(place).parts)
                members.append(add_file(tar, path, str(inside)))
        manifest = Manifest(
            version=__version__,
            engine=databases.engine(),
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            with_keys=with_keys,
            members=tuple(members),
        )
        text = manifest.as_json().encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size = len(text)
        tar.addfile(info, io.BytesIO(text))
    return manifest


def files_in(folder: Path) -> Iterator[Path]:
    """Every regular file under a folder, in a fixed order; links are left out."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path


def add_file(tar: tarfile.TarFile, path: Path, name: str) -> Member:
    with path.open("rb") as file:
        reading = Reading(file)
        info = tarfile.TarInfo(name)
        info.size = os.fstat(file.fileno()).st_size
        info.mtime = int(os.fstat(file.fileno()).st_mtime)
        info.mode = 0o600
        tar.addfile(info, reading)
    return Member(name, reading.size, reading.sha256.hexdigest())


def check_archive(path: Path) -> Manifest:
    """Read the archive from end to end. Raises ArchiveRefused."""
    found: dict[str, Member] = {}
    manifest: Manifest | None = None
    try:
        with gzip.open(path) as stream, tarfile.open(fileobj=stream, mode="r:") as tar:
            for info in tar:
                if manifest is not None:
                    refuse_damaged(path, "something stands behind its list of contents")
                if not info.isfile() or info.name in found:
                    refuse_damaged(path, f"it holds “{info.name}” in a way it may not")
                content = tar.extractfile(info)
                assert content is not None  # noqa: S101
                if info.name == MANIFEST:
                    manifest = read_manifest(content.read(), path)
                else:
                    found[info.name] = measure(content, info.name)
            # A tar ends before its compression does; the rest must be there too.
            while stream.read(CHUNK):
                pass
    except (tarfile.TarError, EOFError, zlib.error, OSError) as error:
        if isinstance(error, FileNotFoundError):
            message = f"There is no file {path}."
            raise ArchiveRefused(message) from error
        refuse_damaged(path, f"it could not be read ({type(error).__name__})")
    if manifest is None:
        refuse_damaged(path, "its list of contents is missing: it was cut off")
    if {one.name: one for one in manifest.members} != found:
        refuse_damaged(path, "its contents are not those of its list")
    return manifest


def refuse_damaged(path: Path, why: str) -> NoReturn:
    message = f"The archive {path.name} is damaged: {why}. Use another one."
    raise ArchiveRefused(message)


def measure(content: IO[bytes], name: str) -> Member:
    reading = Reading(content)
    while reading.read(CHUNK):
        pass
    return Member(name, reading.size, reading.sha256.hexdigest())


def read_manifest(text: bytes, path: Path) -> Manifest:
    try:
        data = json.loads(text)
        if data.pop("format") != FORMAT:
            message = f"The archive {path.name} is in a form unknown to this version."
            raise ArchiveRefused(message)
        members = tuple(Member(**member) for member in data.pop("members"))
        manifest = Manifest(members=members, **data)
    except (ValueError, KeyError, TypeError, AttributeError):
        refuse_damaged(path, "its list of contents cannot be read")
    for member in manifest.members:
        check_name(member.name, path)
    return manifest


def check_name(name: str, path: Path) -> None:
    """A member may only lie where it is put back."""
    parts = PurePosixPath(name).parts
    known = name in databases.MEMBERS.values() or parts[0] in {"files", "keys"}
    if not known or ".." in parts or PurePosixPath(name).is_absolute():
        refuse_damaged(path, f"“{name}” may not stand in it")


def version_key(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def restore_archive(path: Path, *, replace: bool) -> Manifest:
    """Put an archive back in this installation. Raises ArchiveRefused.

    The archive is checked whole before anything changes, and the database changes
    in one transaction; files and keys follow.
    """
    manifest = check_archive(path)
    refuse_unfit(manifest, path)
    if not replace:
        refuse_filled()
    place = Path(settings.DATA)
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place, prefix=".restore-") as name:
        folder = Path(name)
        unpack(path, folder)
        databases.put_back(folder / databases.MEMBERS[manifest.engine])
        move_in(folder / "files", Path(settings.MEDIA_ROOT))
        if manifest.with_keys:
            move_in(folder / "keys", Path(settings.KEYS))
    return manifest


def refuse_unfit(manifest: Manifest, path: Path) -> None:
    if version_key(manifest.version) > version_key(__version__):
        message = (
            f"The archive {path.name} was made by Belfort {manifest.version} and this "
            f"is {__version__}. Install that version or a later one first."
        )
        raise ArchiveRefused(message)
    if manifest.engine != databases.engine():
        message = (
            f"The archive {path.name} holds a {manifest.engine} database and this "
            f"installation runs on {databases.engine()}. Set DATABASE_URL to a "
            f"{manifest.engine} database."
        )
        raise ArchiveRefused(message)


def refuse_filled() -> None:
    """Raise ArchiveRefused where something would be lost."""
    filled = [] if databases.is_empty() else ["the database has tables"]
    if next(files_in(Path(settings.MEDIA_ROOT)), None) is not None:
        filled.append(f"{settings.MEDIA_ROOT} has files")
    if filled:
        message = (
            f"This installation is not empty: {' and '.join(filled)}. With --replace "
            "everything here is replaced by what the archive holds."
        )
        raise ArchiveRefused(message)


def unpack(path: Path, folder: Path) -> None:
    with tarfile.open(path, "r:gz") as tar:
        for info in tar:
            target = folder / info.name
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            content = tar.extractfile(info)
            assert content is not None  # noqa: S101
            descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                shutil.copyfileobj(content, file, CHUNK)


def move_in(source: Path, target: Path) -> None:
    """Put a folder, its owner's only, in the place of another that is gone then."""
    source.mkdir(exist_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    # The two may lie on different disks, so this is a copy where need be.
    shutil.move(source, target)
    target.chmod(0o700)
    shutil.rmtree(old, ignore_errors=True)
