"""``seed_demo``: make the example cities, and print who may sign in."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict, astuple, fields
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import override

from belfort.demo.actions import PASSWORD, NoDemo, SignIn, seed


class Command(BaseCommand):
    help = (
        "Make the two invented cities with their people and plans, and print the "
        "ready-made sign-ins. Doing it again changes nothing. Works only in a "
        "database of its own, with BELFORT_DEMO=1."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        with override("en"):
            try:
                people = seed()
            except NoDemo as refusal:
                self.stderr.write(str(refusal))
                sys.exit(2)
            if options["json"]:
                found = {
                    "password": PASSWORD,
                    "people": [asdict(one) for one in people],
                }
                self.stdout.write(json.dumps(found, ensure_ascii=False))
            else:
                self._print(people)

    def _print(self, people: list[SignIn]) -> None:
        titles = tuple(one.name.capitalize() for one in fields(SignIn))
        rows = [titles, *(astuple(one) for one in people)]
        widths = [max(len(row[n]) for row in rows) for n in range(len(titles))]
        self.stdout.write("The example is ready. Everything in it is invented.\n\n")
        for row in rows:
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            self.stdout.write("  ".join(cells).rstrip())
        self.stdout.write(f"\nThe password of everyone: {PASSWORD}")
        self.stdout.write(f"The site: {settings.ADDRESS}")
