"""What ``backup`` wrote is put back by ``restore``, whole or not at all."""

from __future__ import annotations

import io
import json
import shutil
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from belfort.lib.tests.installation import (
    Installation,
    copy_of,
    database_for,
    on_postgres,
)

pytestmark = pytest.mark.every_database

FILL = """
from belfort.audit.tests.trail import write_events
from belfort.places.models import Municipality
from datetime import date
from django.conf import settings
from pathlib import Path
Municipality.objects.create(code="99999", name_nl="Voorbeeldstad",
    name_fr="Ville-Exemple", regime="nl", valid_from=date(2000, 1, 1), is_example=True)
write_events(5)
place = Path(settings.MEDIA_ROOT, "plan", "imports")
place.mkdir(parents=True)
(place / "plan é.pdf").write_bytes(b"a plan")
print(1)
"""

CONTENTS = """
import json
from belfort.places.models import Municipality
from django.conf import settings
from pathlib import Path
media = Path(settings.MEDIA_ROOT)
print(json.dumps({
    "municipalities": list(Municipality.objects.values_list("name_nl", flat=True)),
    "files": {str(p.relative_to(media)): p.read_text() for p in media.rglob("*.pdf")},
    "keys": sorted(p.name for p in Path(settings.KEYS).glob("*.key")),
}))
"""

WHOLE = {
    "municipalities": ["Voorbeeldstad"],
    "files": {"plan/imports/plan é.pdf": "a plan"},
    "keys": ["audit-0001.key", "session.key"],
}


@pytest.fixture
def filled(installation: Installation) -> Installation:
    """An installation with rows, events, a file and keys."""
    installation.python(FILL)
    return installation


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Installation]:
    """An installation on a machine where nothing is set up yet."""
    with database_for(tmp_path / "elsewhere") as made:
        yield made


def back_up(installation: Installation, path: Path, *words: str) -> dict[str, Any]:
    done = installation.run("backup", "--output", str(path), "--json", *words)
    manifest: dict[str, Any] = json.loads(done.stdout)
    return manifest


def test_everything_is_put_back_on_an_empty_machine(
    filled: Installation, empty: Installation, tmp_path: Path
) -> None:
    archive = tmp_path / "backup.tar.gz"
    manifest = back_up(filled, archive)
    assert archive.stat().st_mode & 0o077 == 0
    names = {member["name"] for member in manifest["members"]}
    assert {"files/plan/imports/plan é.pdf", "keys/audit-0001.key"} < names

    restored = empty.run("restore", str(archive))
    assert "The trail is whole." in restored.stdout
    assert empty.python(CONTENTS) == WHOLE
    assert "7 events" in empty.run("verify_audit").stdout
    for key in (empty.folder / "keys").glob("*.key"):
        assert key.stat().st_mode & 0o077 == 0
    assert filled.python(CONTENTS) == WHOLE


def test_an_installation_that_is_not_empty_is_kept_unless_asked(
    filled: Installation, tmp_path: Path, migrated: Installation
) -> None:
    archive = tmp_path / "backup.tar.gz"
    back_up(filled, archive)
    with copy_of(migrated, tmp_path / "other") as other:
        other.run("load_municipalities")
        mine = other.folder / "files" / "mine.pdf"
        mine.parent.mkdir()
        mine.write_text("mine", encoding="utf-8")
        refused = other.run("restore", str(archive), code=1)
        assert "Nothing was changed." in refused.stderr
        assert "--replace" in refused.stderr
        assert mine.exists()
        assert len(other.python(CONTENTS)["municipalities"]) == 620

        other.run("restore", str(archive), "--replace")
        assert other.python(CONTENTS) == WHOLE
        other.run("verify_audit")


def test_keys_may_be_kept_apart(
    filled: Installation, empty: Installation, tmp_path: Path
) -> None:
    archive = tmp_path / "backup.tar.gz"
    manifest = back_up(filled, archive, "--without-keys")
    assert not any(m["name"].startswith("keys/") for m in manifest["members"])
    restored = empty.run("restore", str(archive))
    assert "The keys are not in the archive" in restored.stderr
    assert "The trail is whole." not in restored.stdout
    shutil.copytree(filled.folder / "keys", empty.folder / "keys", dirs_exist_ok=True)
    empty.run("verify_audit")


def test_a_backup_never_overwrites_a_file(filled: Installation, tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("mine", encoding="utf-8")
    refused = filled.run("backup", "--output", str(path), code=1)
    assert "is there already" in refused.stderr
    assert path.read_text(encoding="utf-8") == "mine"
    made = filled.run("backup").stdout
    assert "It holds the secret keys" in made
    assert len(list((filled.folder / "backups").glob("belfort-*.tar.gz"))) == 1


def rewrite(path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """Write an archive anew after a change of its members."""
    with tarfile.open(path, "r:gz") as tar:
        members = {info.name: read_member(tar, info) for info in tar}
    change(members)
    with tarfile.open(path, "w:gz") as tar:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))


def read_member(tar: tarfile.TarFile, info: tarfile.TarInfo) -> bytes:
    content = tar.extractfile(info)
    assert content is not None
    return content.read()


def in_manifest(**values: Any) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        manifest = json.loads(members["manifest.json"]) | values
        members["manifest.json"] = json.dumps(manifest).encode()

    return change


def another_byte(members: dict[str, bytes]) -> None:
    members["files/plan/imports/plan é.pdf"] = b"b plan"


def one_less(members: dict[str, bytes]) -> None:
    del members["files/plan/imports/plan é.pdf"]


def one_more(members: dict[str, bytes]) -> None:
    manifest = members.pop("manifest.json")
    members["files/more.pdf"] = b"more"
    members["manifest.json"] = manifest


def climbing_out(members: dict[str, bytes]) -> None:
    manifest = json.loads(members.pop("manifest.json"))
    moved = manifest["members"][-1]
    content = members.pop(moved["name"])
    moved["name"] = "files/../../climbed.key"
    members[moved["name"]] = content
    members["manifest.json"] = json.dumps(manifest).encode()


def no_list(members: dict[str, bytes]) -> None:
    del members["manifest.json"]


def list_in_front(members: dict[str, bytes]) -> None:
    rest = dict(members)
    members.clear()
    members["manifest.json"] = rest.pop("manifest.json")
    members.update(rest)


CHANGES: dict[str, tuple[Callable[[dict[str, bytes]], None], str]] = {
    "another byte": (another_byte, "not those of its list"),
    "one file less": (one_less, "not those of its list"),
    "one file more": (one_more, "not those of its list"),
    "a name that climbs out": (climbing_out, "may not stand in it"),
    "no list": (no_list, "cut off"),
    "a list in front": (list_in_front, "behind its list"),
    "a list that is no list": (in_manifest(members=[1]), "cannot be read"),
    "another form": (in_manifest(format=2), "a form unknown to this version"),
    "a later version": (in_manifest(version="99.0.0"), "was made by Belfort 99.0.0"),
    "another kind of database": (
        in_manifest(engine="oracle"),
        "holds a oracle database",
    ),
}


def test_an_archive_that_was_changed_is_refused(
    filled: Installation, empty: Installation, tmp_path: Path
) -> None:
    good = tmp_path / "backup.tar.gz"
    back_up(filled, good)
    for name, (change, message) in CHANGES.items():
        path = tmp_path / "changed.tar.gz"
        shutil.copy(good, path)
        rewrite(path, change)
        refused = empty.run("restore", str(path), code=1)
        assert message in refused.stderr, name
        assert "Nothing was changed." in refused.stderr, name
    assert not (empty.folder / "files").exists()
    assert not (tmp_path / "climbed.key").exists()
    empty.run("restore", str(good))


def test_an_archive_that_was_cut_off_or_is_none_is_refused(
    filled: Installation, empty: Installation, tmp_path: Path
) -> None:
    good = tmp_path / "backup.tar.gz"
    back_up(filled, good)
    content = good.read_bytes()
    for part in (content[: len(content) // 2], content[:-20], b"", b"no archive"):
        path = tmp_path / "part.tar.gz"
        path.write_bytes(part)
        refused = empty.run("restore", str(path), code=1)
        assert "is damaged" in refused.stderr
    refused = empty.run("restore", str(tmp_path / "nowhere"), code=1)
    assert "There is no file" in refused.stderr


def test_without_the_programs_of_postgresql_it_says_how_to_get_them(
    filled: Installation, tmp_path: Path
) -> None:
    path = tmp_path / "backup.tar.gz"
    if not on_postgres():
        back_up(filled, path)
        return
    refused = filled.run("backup", "--output", str(path), code=1, PATH="/nowhere")
    assert "pg_dump is not installed" in refused.stderr
    assert "apt-get install postgresql-client" in refused.stderr
    assert not path.exists()
    back_up(filled, path)
    refused = filled.run("restore", str(path), "--replace", code=1, PATH="/nowhere")
    assert "pg_restore is not installed" in refused.stderr
    assert filled.python(CONTENTS) == WHOLE
