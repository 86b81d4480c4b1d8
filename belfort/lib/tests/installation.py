"""A whole installation for a test: its own folder, keys and database.

Its commands run as processes of their own, as an administrator runs them, on
SQLite or, where the tests run there, on PostgreSQL. A room's ``conftest`` imports
the fixtures ``migrated`` and ``installation``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[3]
BELFORT = [sys.executable, "-m", "belfort"]


def on_postgres() -> bool:
    return "postgresql" in str(settings.DATABASES["default"]["ENGINE"])


@dataclass(frozen=True)
class Installation:
    """One installation; ``database`` is empty for SQLite in its folder."""

    folder: Path
    database: str = ""

    @property
    def environment(self) -> dict[str, str]:
        own = {name: v for name, v in os.environ.items() if "BELFORT_" not in name}
        return own | {
            "BELFORT_DATA": str(self.folder),
            "DATABASE_URL": self.database,
            "DJANGO_SETTINGS_MODULE": "belfort.site.settings",
        }

    def run(
        self, *words: str, code: int | None = 0, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command; fails the test unless it ends with ``code``."""
        done = subprocess.run(
            [*BELFORT, *words],
            cwd=ROOT,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        if code is not None and done.returncode != code:
            pytest.fail(f"{words} ended with {done.returncode}:\n{done.stderr}")
        return done

    def start(self, *words: str, **environment: str) -> subprocess.Popen[str]:
        """Start a command and leave it running."""
        return subprocess.Popen(
            [*BELFORT, *words],
            cwd=ROOT,
            env=self.environment | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def python(self, code: str) -> Any:
        """Run Python inside the installation; what it prints is read as JSON."""
        return json.loads(self.run("shell", "--no-imports", "-c", code).stdout)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation with empty tables, to be copied and not to be used."""
    folder = tmp_path_factory.mktemp("installation")
    with database_for(folder) as installation:
        installation.run("migrate", "--verbosity", "0")
        yield installation


@pytest.fixture
def installation(tmp_path: Path, migrated: Installation) -> Iterator[Installation]:
    """An installation of the test's own, with empty tables."""
    with copy_of(migrated, tmp_path / "data") as copy:
        yield copy


class copy_of:  # noqa: N801
    """An installation with the tables of another; its database goes afterwards."""

    def __init__(self, model: Installation, folder: Path) -> None:
        self.model, self.folder = model, folder

    def __enter__(self) -> Installation:
        folder = self.folder
        folder.mkdir(parents=True)
        if self.model.database:
            name = make_database(template=name_of(self.model.database))
            self.made = Installation(folder, address_of(name))
        else:
            source = self.model.folder / "belfort.sqlite3"
            shutil.copy(source, folder / source.name)
            self.made = Installation(folder)
        return self.made

    def __exit__(self, *exception: object) -> None:
        if self.made.database:
            drop_database(name_of(self.made.database))


class database_for:  # noqa: N801
    """An installation whose database is empty, without tables."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> Installation:
        self.folder.mkdir(parents=True, exist_ok=True)
        database = address_of(make_database()) if on_postgres() else ""
        self.made = Installation(self.folder, database)
        return self.made

    def __exit__(self, *exception: object) -> None:
        if self.made.database:
            drop_database(name_of(self.made.database))


def make_database(template: str = "template1") -> str:
    name = f"belfort_{uuid.uuid4().hex}"
    execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return name


def drop_database(name: str) -> None:
    execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def execute(sentence: str) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(sentence.encode())


def address_of(name: str) -> str:
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def name_of(address: str) -> str:
    return urlsplit(address).path.removeprefix("/")
