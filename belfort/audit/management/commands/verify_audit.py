"""``verify_audit``: is the trail whole, and if not, where does it break?"""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from belfort.audit.jobs import seal
from belfort.audit.verification import (
    HeadsUnreadable,
    Report,
    SignedHead,
    read_heads,
    signed_heads,
    verify,
    write_heads,
)


def chain_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        message = f"“{text}” is not the id of a chain (an organisation's UUID)."
        raise ArgumentTypeError(message) from error


class Command(BaseCommand):
    help = (
        "Verify the trail: names the first broken link of every chain, and events "
        "that wait longer than a minute to be sealed. The exit code is 0 when the "
        "trail is whole and 1 when it is not. A chain alone does not see that its "
        "end was cut off together with its head: keep what --print-head prints on "
        "another machine, and hand it back with --head."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print JSON.")
        parser.add_argument(
            "--chain", type=chain_id, help="Only this chain (an organisation's UUID)."
        )
        parser.add_argument(
            "--head",
            type=Path,
            metavar="FILE",
            help="Compare with the signed heads in this file, one per line.",
        )
        parser.add_argument(
            "--print-head",
            action="store_true",
            help="Print the signed heads and verify nothing.",
        )
        parser.add_argument(
            "--seal", action="store_true", help="First seal what waits to be sealed."
        )

    def handle(
        self,
        *args: Any,
        chain: UUID | None,
        head: Path | None,
        print_head: bool,
        json: bool,
        **options: Any,
    ) -> None:
        if options["seal"]:
            seal()
        if print_head:
            self.stdout.write(write_heads(signed_heads(chain)), ending="")
            return
        kept = self.kept_heads(head)
        if chain is not None:
            kept = [one for one in kept if one.chain == chain]
        report = verify(chain, kept)
        self.stdout.write(as_json(report) if json else as_text(report))
        if not report.is_whole:
            raise SystemExit(1)

    def kept_heads(self, path: Path | None) -> list[SignedHead]:
        if path is None:
            return []
        try:
            return read_heads(path.read_text(encoding="utf-8"))
        except OSError as error:
            message = f"The file {path} could not be read: {error.strerror}."
            raise CommandError(message) from error
        except (HeadsUnreadable, UnicodeDecodeError) as error:
            message = f"The file {path} cannot be used. {error}"
            raise CommandError(message) from error


def as_json(report: Report) -> str:
    return json.dumps(
        {
            "whole": report.is_whole,
            "chains": report.chains,
            "events": report.events,
            "breaks": [asdict(one) for one in report.breaks],
            "unsealed_late": report.late,
            "unsealed_since": report.late_since and report.late_since.isoformat(),
            "notes": report.notes,
        },
        indent=2,
    )


def as_text(report: Report) -> str:
    lines = [
        f"Chain {one.chain}, number {one.number or '?'}: {one.what}: {one.text}."
        for one in report.breaks
    ]
    if report.late:
        lines.append(
            f"{report.late} events wait to be sealed, the oldest since "
            f"{report.late_since}. Is `belfort work` running?"
        )
    lines += report.notes
    if report.is_whole:
        lines.append(
            f"The trail is whole: {report.events} events in {report.chains} chains."
        )
    else:
        lines.append("The trail is not whole.")
    return "\n".join(lines)
