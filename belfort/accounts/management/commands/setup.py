"""``setup``: the first city and its first administrator."""

from __future__ import annotations

import getpass
import json
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from belfort.accounts.actions.founding import (
    Founding,
    FoundingRefused,
    find_municipality,
    found,
    language_of,
)
from belfort.accounts.models import User


class Command(BaseCommand):
    help = (
        "Make the first city and its first administrator. Prints a link that works "
        "once, for three days, to choose a password; or asks for one with "
        "--ask-password. The same words again change nothing (exit code 0); anything "
        "else after the first city is refused (exit code 1)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--city", required=True, help="NIS code of the city.")
        parser.add_argument("--email", required=True, help="The administrator's.")
        parser.add_argument("--name", required=True, help="The administrator's.")
        parser.add_argument(
            "--language",
            choices=["nl", "fr"],
            help="Of the administrator's screens; else that of the city.",
        )
        parser.add_argument(
            "--ask-password",
            action="store_true",
            help="Ask for the password here instead of printing a link.",
        )
        parser.add_argument(
            "--json", action="store_true", help="Print the result as JSON."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["email"])
        except ValidationError as fault:
            raise CommandError(
                _("“%(email)s” is not an e-mail address.") % {"email": options["email"]}
            ) from fault
        try:
            municipality = find_municipality(options["city"])
            founding = found(
                municipality,
                email=options["email"],
                name=options["name"],
                language=options["language"] or language_of(municipality),
                password=self.ask(options) if options["ask_password"] else None,
            )
        except FoundingRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        write = self.write_json if options["json"] else self.write_text
        write(founding)

    def ask(self, options: dict[str, Any]) -> str:
        """A password typed twice that is good enough; raises CommandError."""
        first = getpass.getpass(_("Password: "))
        if getpass.getpass(_("Once more: ")) != first:
            raise CommandError(_("The two passwords differ; nothing was made."))
        person = User(email=options["email"], name=options["name"])
        try:
            validate_password(first, person)
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages)) from fault
        return first

    def write_json(self, founding: Founding) -> None:
        administrator = founding.administrator
        result = {
            "is_new": founding.is_new,
            "city": {
                "code": administrator.organisation.municipality_id,
                "name": administrator.organisation.name,
            },
            "administrator": administrator.user.email,
            "link": founding.link or None,
        }
        self.stdout.write(json.dumps(result, ensure_ascii=False, indent=2))

    def write_text(self, founding: Founding) -> None:
        administrator = founding.administrator
        words = {
            "city": administrator.organisation.name,
            "name": administrator.user.name,
        }
        if founding.is_new:
            self.stdout.write(
                _("%(city)s was made, with %(name)s as administrator.") % words
            )
        else:
            self.stdout.write(
                _("%(city)s and %(name)s were there already; nothing changed.") % words
            )
        if founding.link:
            self.stdout.write(_("Choose a password here, once, within three days:"))
            self.stdout.write(founding.link)
