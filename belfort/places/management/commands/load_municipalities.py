"""``load_municipalities``: the list of municipalities as the package has it."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from belfort.places.actions import load_municipalities


class Command(BaseCommand):
    help = (
        "Add and correct the municipalities of Belgium: codes, names, language "
        "regime, and what merged into what. Doing it again changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_municipalities()
        if options["json"]:
            self.stdout.write(json.dumps(asdict(loaded)))
            return
        self.stdout.write(
            f"Municipalities: {loaded.added} added, {loaded.changed} corrected, "
            f"{loaded.same} as they were."
        )
