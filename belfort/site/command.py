"""The entry point of every command."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "belfort.site.settings")
    execute_from_command_line(["belfort", *sys.argv[1:]])
