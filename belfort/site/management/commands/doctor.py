"""``doctor``: is the installation well?"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from belfort.site.doctor import examine

SIGNS = {"well": "✓", "warning": "!", "fault": "✗"}


class Command(BaseCommand):
    help = (
        "Look over the installation: database, disk, keys, mail, trail, periodic "
        "jobs. The exit code is 1 when something is at fault; a warning alone is 0."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = examine()
        well = all(one.state != "fault" for one in findings)
        if options["json"]:
            text = {"well": well, "findings": [asdict(one) for one in findings]}
            self.stdout.write(json.dumps(text, indent=2))
        else:
            for one in findings:
                self.stdout.write(f"{SIGNS[one.state]} {one.check}: {one.text}")
        if not well:
            raise SystemExit(1)
