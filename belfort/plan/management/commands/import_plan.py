"""``import_plan FILE``: read a plan, and print it or store it."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import override

REFUSED = 2
"""The exit code where nothing was read or stored."""


class Refusal(Exception):
    """The command ends with this sentence, and has stored nothing."""


class Command(BaseCommand):
    help = (
        "Read a plan from a PDF, DOCX, ODT or text file, or from Belfort's own JSON "
        "or XLSX. Without options it prints what was read; --json prints all of it; "
        "--city and --by store it for review, and --accept takes it over as a plan."
    )
    # Reading a file must work where there is no database and no setting yet.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="The document.")
        parser.add_argument(
            "--json",
            action="store_true",
            help="Print the plan as docs/plan.schema.json describes it; store nothing.",
        )
        parser.add_argument(
            "--accept",
            action="store_true",
            help="Take every proposal, and make a draft of the plan.",
        )
        parser.add_argument(
            "--city", metavar="CODE", help="NIS code of the city whose plan it is."
        )
        parser.add_argument(
            "--by", metavar="EMAIL", help="The prevention officer who hands it over."
        )
        parser.add_argument(
            "--language",
            choices=["nl", "fr", "en"],
            default="en",
            help="Language of the sentences that are printed.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with override(options["language"]):
            try:
                self._run(options)
            except Refusal as refusal:
                self._refuse(str(refusal))

    def _run(self, options: dict[str, Any]) -> None:
        stores = bool(options["accept"] or options["city"] or options["by"])
        if options["json"] and stores:
            raise Refusal(_("--json stores nothing: leave out --accept, --city, --by."))
        if stores and not (options["city"] and options["by"]):
            raise Refusal(_("To store a plan, say whose it is with --city and --by."))
        data = _content(options["file"])
        if stores:
            self._store(data, options)
        elif options["json"]:
            from belfort.plan.importer.contract import to_json

            written = json.dumps(to_json(_read(data, options)), ensure_ascii=False)
            self.stdout.write(written)
        else:
            self._print(data, options)

    def _print(self, data: bytes, options: dict[str, Any]) -> None:
        from belfort.plan.management.summary import summary

        for line in summary(_read(data, options)):
            self.stdout.write(line)
        self.stdout.write("")
        self.stdout.write(
            _("Nothing was stored. To store this for review: %(command)s")
            % {"command": f"import_plan {options['file']} --city CODE --by EMAIL"}
        )

    def _store(self, data: bytes, options: dict[str, Any]) -> None:
        from django.db import transaction

        from belfort.plan.actions.imports import accept, hand_over
        from belfort.plan.importer.contract import from_json
        from belfort.plan.management.summary import summary
        from belfort.workflow.actions import Refused

        actor = _actor(options["city"], options["by"])
        imported = None
        try:
            with transaction.atomic():
                name = options["file"].name
                imported = hand_over(by=actor, data=data, name=name)
                version = accept(imported, by=actor) if options["accept"] else None
        except Refused as refused:
            if imported:
                imported.file.delete(save=False)
            raise Refusal(str(refused)) from refused
        for line in summary(from_json(imported.reading)):
            self.stdout.write(line)
        self.stdout.write("")
        if version:
            self.stdout.write(
                _("Taken over as “%(version)s”, all of it unconfirmed: %(address)s")
                % {"version": version, "address": _address(version)}
            )
        else:
            self.stdout.write(
                _("Stored for review. Answer and judge it here: %(address)s")
                % {"address": _address(imported)}
            )

    def _refuse(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(REFUSED)


def _content(path: Path) -> bytes:
    """The bytes of the file, one more than may be where it is too large."""
    from belfort.lib.documents import MAX_BYTES

    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Refusal(
            _("“%(file)s” cannot be opened: %(reason)s.")
            % {"file": path, "reason": error.strerror}
        ) from error


def _read(data: bytes, options: dict[str, Any]) -> Any:
    from belfort.lib.documents import DocumentRefused
    from belfort.plan.importer import PlanRefused
    from belfort.plan.importer.handed_over import read_handed_over, sentence_of

    try:
        return read_handed_over(data, name=options["file"].name).plan
    except (DocumentRefused, PlanRefused) as refused:
        raise Refusal(sentence_of(refused)) from refused


def _actor(city: str, email: str) -> Any:
    """The planner with this address in this city."""
    from belfort.accounts.models import Membership
    from belfort.plan.access import may_plan

    memberships = (
        Membership.objects.current()
        .filter(user__email=email.lower(), organisation__municipality_id=city)
        .select_related("user", "organisation__municipality")
    )
    for membership in memberships:
        if may_plan(membership):
            return membership
    raise Refusal(
        _(
            "%(email)s is no prevention officer or evaluator of the city with code"
            " %(city)s. Give someone who is."
        )
        % {"email": email, "city": city}
    )


def _address(row: Any) -> str:
    from django.conf import settings

    return f"{settings.ADDRESS}{row.get_absolute_url()}"
