"""The entry point of every command."""

import os
import sys

from django.core.management import execute_from_command_line

PRIVATE = 0o077
"""What others on the machine may not do with the files that are made."""


def main() -> None:
    """Run a command; the database, the files and the letters are its owner's only."""
    os.umask(PRIVATE)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "belfort.site.settings")
    execute_from_command_line(["belfort", *sys.argv[1:]])
