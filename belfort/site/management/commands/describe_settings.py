"""``describe_settings``: what an installation can set, from the code itself."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from belfort.site.environment import SETTINGS, Setting

PAGE = Path(__file__).resolve().parents[4] / "docs" / "settings.md"

INTRODUCTION = """\
# Settings

Every setting of an installation is an environment variable; none has to be set to
begin with. An empty value means the default. This page is made from the code by
`./run belfort describe_settings --write`.
"""


class Command(BaseCommand):
    help = "Print every setting with its default and meaning."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--write", action="store_true", help="Write docs/settings.md instead."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["write"]:
            self.stdout.write(describe(), ending="")
            return
        if not PAGE.parent.is_dir():
            message = f"There is no folder {PAGE.parent}; run this in the repository."
            raise CommandError(message)
        PAGE.write_text(describe(), encoding="utf-8")
        self.stdout.write(f"Wrote {PAGE.name}.")


def describe() -> str:
    """The page about all settings, as Markdown."""
    return INTRODUCTION + "".join(section(one) for one in SETTINGS.values())


def section(setting: Setting) -> str:
    default = f"`{setting.default}`" if setting.default else "empty"
    return f"\n## {setting.name}\n\nDefault: {default}.\n\n{setting.help}\n"
