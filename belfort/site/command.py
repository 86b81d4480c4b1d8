"""The entry point of every command."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import OperationalError, ProgrammingError

PRIVATE = 0o077
"""What others on the machine may not do with the files that are made."""


def main() -> None:
    """Run a command; the database, the files and the letters are its owner's only."""
    os.umask(PRIVATE)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "belfort.site.settings")
    try:
        execute_from_command_line(["belfort", *sys.argv[1:]])
    except (OperationalError, ProgrammingError):
        if sentence := what_the_database_lacks():
            sys.exit(sentence)
        raise


def what_the_database_lacks() -> str:
    """What to do about a database that is away or out of date; empty if neither."""
    from belfort.site.databases import unapplied_migrations

    try:
        waiting = unapplied_migrations()
    except OperationalError as problem:
        return (
            f"The database does not answer: {problem}\n"
            "Start it, or correct DATABASE_URL, and run this command again."
        )
    if waiting:
        return (
            "The database is not up to date: tables or columns are missing. "
            "Run `belfort migrate` first, then this command again."
        )
    return ""
