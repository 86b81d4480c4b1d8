"""What an installation writes can be read by nobody else on the machine."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from belfort.lib.tests.installation import Installation

pytestmark = pytest.mark.every_database

OTHERS = stat.S_IRWXG | stat.S_IRWXO

WRITE = """
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.mail import send_mail
default_storage.save("plan/imports/plan.pdf", ContentFile(b"a plan"))
send_mail("Link", "https://example.test/key", None, ["a@example.test"])
print(1)
"""


def open_to_others(folder: Path) -> list[str]:
    """The files and folders below, but for the styles and pictures of the pages."""
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if "static" not in path.parts and path.stat().st_mode & OTHERS
    ]


def test_the_database_the_files_and_the_letters_are_the_owners_only(
    tmp_path: Path,
) -> None:
    fresh = Installation(tmp_path / "fresh")
    fresh.run("migrate", "--verbosity", "0")
    fresh.python(WRITE)
    names = {path.name for path in fresh.folder.rglob("*")}
    assert {"belfort.sqlite3", "plan.pdf", "mail"} <= names
    assert open_to_others(fresh.folder) == []


def test_what_is_put_back_is_the_owners_only(
    installation: Installation, tmp_path: Path
) -> None:
    place = installation.folder / "files" / "plan"
    place.mkdir(parents=True)
    (place / "plan.pdf").write_bytes(b"a plan")
    archive = tmp_path / "backup.tar.gz"
    installation.run("backup", "--output", str(archive))
    installation.run("restore", str(archive), "--replace")
    assert archive.stat().st_mode & OTHERS == 0
    assert not (installation.folder / "files").stat().st_mode & OTHERS
    assert open_to_others(installation.folder / "files") == []
