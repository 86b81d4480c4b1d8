"""A PostgreSQL for tests: the one named, the one that answers, or a private one."""

from __future__ import annotations

import getpass
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

CANDIDATES = (
    "postgresql://postgres@127.0.0.1:5432/postgres",
    "postgresql:///postgres",
)


class NoPostgres(Exception):
    """There is no server, and none could be started."""


@contextmanager
def server() -> Iterator[str]:
    """The address of a database in which tests may make their own."""
    named = os.environ.get("DATABASE_URL", "")
    if named.startswith(("postgresql:", "postgres:")):
        yield named
        return
    for address in CANDIDATES:
        if may_make_databases(address):
            yield address
            return
    with private_server() as address:
        yield address


def may_make_databases(address: str) -> bool:
    try:
        with psycopg.connect(address, connect_timeout=3) as connection:
            row = connection.execute(
                "select rolcreatedb or rolsuper from pg_roles"
                " where rolname = current_user"
            ).fetchone()
    except psycopg.Error:
        return False
    return bool(row and row[0])


@contextmanager
def private_server() -> Iterator[str]:
    """A server on a socket in a temporary folder, gone afterwards."""
    binaries = find_binaries()
    folder = Path(tempfile.mkdtemp(prefix="belfort-postgres-"))
    user = getpass.getuser()
    prefix: list[str] = []
    if os.geteuid() == 0:
        # PostgreSQL refuses to run as root.
        user = "postgres" if has_user("postgres") else "nobody"
        prefix = [
            "setpriv",
            "--reuid",
            user,
            "--regid",
            user_group(user),
            "--clear-groups",
        ]
        shutil.chown(folder, user)
    data = folder / "data"
    try:
        call(prefix, binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust")
        options = f"-c listen_addresses='' -k {folder} -c fsync=off"
        call(
            prefix, binaries / "pg_ctl", "-D", data, "-w", "-o", options,
            "-l", folder / "log", "start",
        )  # fmt: skip
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            call(prefix, binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def call(prefix: list[str], *words: str | Path) -> None:
    # pg_ctl leaves a server behind that would keep a captured pipe open.
    done = subprocess.run(
        [*prefix, *map(str, words)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        check=False,
    )
    if done.returncode:
        raise NoPostgres(f"{Path(str(words[0])).name} failed.")


def find_binaries() -> Path:
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise NoPostgres("no server answers, and PostgreSQL is not installed.")


def has_user(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def user_group(name: str) -> str:
    return str(pwd.getpwnam(name).pw_gid)
