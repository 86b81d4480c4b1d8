"""``purge``: dispose of what has been kept long enough."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from belfort.audit.jobs.disposal import Disposal
from belfort.site.jobs import purge


class Command(BaseCommand):
    help = (
        "Dispose of every row whose retention has passed, by the periods in the "
        "legal parameters. The worker does this every day; --dry-run shows what "
        "would go and changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="Only count; change nothing."
        )
        parser.add_argument("--json", action="store_true", help="Print JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        disposals = purge(trial=options["dry_run"])
        if options["json"]:
            rows = [
                asdict(one) | {"before": one.before and one.before.isoformat()}
                for one in disposals
            ]
            text = {"dry_run": options["dry_run"], "models": rows}
            self.stdout.write(json.dumps(text, indent=2))
            return
        verb = "would go" if options["dry_run"] else "went"
        for one in disposals:
            self.stdout.write(describe(one, verb))
        total = sum(one.disposed for one in disposals)
        self.stdout.write(f"{total} rows {verb}.")


def describe(one: Disposal, verb: str) -> str:
    if one.note:
        return f"{one.model}: {one.note}."
    text = f"{one.model}: {one.disposed} {verb} (before {one.before}, {one.period})"
    if one.referenced:
        text += f"; {one.referenced} stay, since other records point to them"
    return f"{text}."
