"""``backup``: the whole installation in one file."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.timezone import localtime

from belfort.audit.actions import System, record
from belfort.audit.jobs import seal
from belfort.site.archives import write_archive
from belfort.site.databases import DatabaseCopyFailed


class Command(BaseCommand):
    help = (
        "Write the database, the files and the keys to one archive, while the "
        "platform runs. The archive holds the secret keys and is not encrypted: "
        "keep it as safe as the keys, or leave them out with --without-keys and "
        "keep the keys apart; without them the trail cannot be verified."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--output",
            type=Path,
            metavar="FILE",
            help="Where to write; by default in `backups` in the data folder.",
        )
        parser.add_argument(
            "--without-keys", action="store_true", help="Leave the keys out."
        )
        parser.add_argument("--json", action="store_true", help="Print JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["output"] or default_path(localtime())
        if path.exists():
            message = f"{path} is there already; a backup never overwrites a file."
            raise CommandError(message)
        with transaction.atomic():
            record("site.backed_up", "site/installation", by=System("backup"))
        seal()
        try:
            manifest = write_archive(path, with_keys=not options["without_keys"])
        except (DatabaseCopyFailed, OSError) as error:
            message = f"No backup was made. {error}"
            raise CommandError(message) from error
        if options["json"]:
            text = {"file": str(path), **json.loads(manifest.as_json())}
            self.stdout.write(json.dumps(text, indent=2))
            return
        size = path.stat().st_size
        self.stdout.write(
            f"{path}: {len(manifest.members)} files, {size / 1024 / 1024:.1f} MB."
        )
        if manifest.with_keys:
            self.stdout.write("It holds the secret keys: keep it where only you can.")
        else:
            self.stdout.write(f"Keep the keys apart: they are in {settings.KEYS}.")


def default_path(moment: datetime) -> Path:
    name = f"belfort-{moment:%Y%m%d-%H%M%S}.tar.gz"
    return Path(settings.DATA) / "backups" / name
