"""The database as a file: taking a copy while it is used, and putting one back."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

SQLITE = "sqlite"
POSTGRESQL = "postgresql"

MEMBERS = {SQLITE: "database.sqlite3", POSTGRESQL: "database.dump"}
"""What the copy of a database is called in an archive."""


class DatabaseCopyFailed(Exception):
    """The database could not be copied or put back; the text says what to do."""


def engine() -> str:
    return SQLITE if connection.vendor == "sqlite" else POSTGRESQL


def unapplied_migrations() -> list[str]:
    """The changes to the tables that still have to be made."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def is_empty() -> bool:
    """Whether the database has no tables at all."""
    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def copy_to(path: Path) -> None:
    """Write a copy of the whole database, as of one moment."""
    if engine() == SQLITE:
        connection.ensure_connection()
        with closing(sqlite3.connect(path)) as target:
            connection.connection.backup(target)
        return
    words = [program("pg_dump"), "--format=custom", "--no-owner", "--no-privileges"]
    run([*words, f"--file={path}"])


def put_back(path: Path) -> None:
    """Replace everything in the database by the copy, or nothing where it fails."""
    connection.close()
    if engine() == SQLITE:
        put_back_sqlite(path)
    else:
        put_back_postgres(path)


def put_back_sqlite(path: Path) -> None:
    name = Path(str(settings.DATABASES["default"]["NAME"]))
    name.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as source:
        answer = source.execute("PRAGMA integrity_check").fetchone()[0]
        if answer != "ok":
            message = f"The copy of the database is damaged: {answer}."
            raise DatabaseCopyFailed(message)
        with closing(sqlite3.connect(name)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode=WAL")


def put_back_postgres(path: Path) -> None:
    """Drop what is there and load the copy, in one transaction."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        script, drop = Path(folder, "copy.sql"), Path(folder, "drop.sql")
        words = [program("pg_restore"), "--no-owner", "--no-privileges"]
        run([*words, f"--file={script}", str(path)], connects=False)
        with connection.cursor() as cursor:
            tables = connection.introspection.table_names(cursor)
        connection.close()
        lines = [f"DROP TABLE IF EXISTS {quote(name)} CASCADE;\n" for name in tables]
        drop.write_text("".join(lines), encoding="utf-8")
        quiet = ["--no-psqlrc", "--quiet", "--single-transaction"]
        stop = ["--set=ON_ERROR_STOP=1", f"--file={drop}", f"--file={script}"]
        run([program("psql"), *quiet, *stop])


def quote(name: str) -> str:
    return str(connection.ops.quote_name(name))


def program(name: str) -> str:
    """The path of one of PostgreSQL's programs. Raises DatabaseCopyFailed."""
    path = shutil.which(name)
    if path is None:
        message = (
            f"The program {name} is not installed. On Debian or Ubuntu: "
            "apt-get install postgresql-client, in the version of the server or later."
        )
        raise DatabaseCopyFailed(message)
    return path


def run(words: list[str], *, connects: bool = True) -> None:
    """Run one of PostgreSQL's programs on this database; its own error is shown."""
    environment = os.environ | (postgres_environment() if connects else {})
    done = subprocess.run(  # noqa: S603
        words, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no reason given"]
        message = f"{Path(words[0]).name} failed: {lines[0]}"
        raise DatabaseCopyFailed(message)


def postgres_environment() -> dict[str, str]:
    """How PostgreSQL's programs reach the database; no password in a command line."""
    known: dict[str, Any] = connection.settings_dict
    names = {
        "PGDATABASE": known["NAME"],
        "PGUSER": known["USER"],
        "PGPASSWORD": known["PASSWORD"],
        "PGHOST": known["HOST"],
        "PGPORT": known["PORT"],
        "PGSSLMODE": known["OPTIONS"].get("sslmode"),
        "PGSSLROOTCERT": known["OPTIONS"].get("sslrootcert"),
    }
    return {name: str(value) for name, value in names.items() if value}
