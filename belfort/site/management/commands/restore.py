"""``restore``: put back what ``backup`` wrote."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from belfort.audit.actions import System, record
from belfort.audit.jobs import seal
from belfort.audit.keys import key_files
from belfort.audit.verification import verify
from belfort.site.archives import ArchiveRefused, restore_archive
from belfort.site.databases import DatabaseCopyFailed, unapplied_migrations


class Command(BaseCommand):
    help = (
        "Put back an archive that `backup` wrote, and verify the trail after it. "
        "Stop the web and worker processes first. An archive that is damaged, of "
        "another kind of database or of a later version is refused, and so is an "
        "installation that is not empty, unless --replace is given."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", type=Path, help="The archive.")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="Replace everything that is in this installation.",
        )
        parser.add_argument("--json", action="store_true", help="Print JSON.")

    def handle(self, *args: Any, archive: Path, **options: Any) -> None:
        try:
            manifest = restore_archive(archive, replace=options["replace"])
        except ArchiveRefused as refusal:
            message = f"Nothing was changed. {refusal}"
            raise CommandError(message) from refusal
        except (DatabaseCopyFailed, OSError) as error:
            message = f"The archive could not be put back. {error}"
            raise CommandError(message) from error
        if unapplied_migrations():
            call_command("migrate", verbosity=0)
        whole = self.verify_trail(manifest.with_keys)
        if options["json"]:
            text = {"trail_is_whole": whole, **json.loads(manifest.as_json())}
            self.stdout.write(json.dumps(text, indent=2))
        else:
            self.stdout.write(
                f"Restored {len(manifest.members)} files of {manifest.made_at}."
            )
            if whole:
                self.stdout.write("The trail is whole.")
        if whole is False:
            message = "The trail is not whole: run `belfort verify_audit` to see where."
            raise CommandError(message)

    def verify_trail(self, with_keys: bool) -> bool | None:
        """Whether the trail is whole; ``None`` where its keys are not there yet."""
        if not with_keys and not key_files():
            self.stderr.write(
                f"The keys are not in the archive. Put them in {settings.KEYS} before "
                "anything else, then run `belfort verify_audit`."
            )
            return None
        whole = not verify().breaks
        with transaction.atomic():
            record("site.restored", "site/installation", by=System("restore"))
        seal()
        return whole
