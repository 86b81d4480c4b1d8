"""``reset_second_factor``: for who lost it and works for several organisations."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from belfort.accounts.actions.people import reset_second_factor
from belfort.accounts.actions.signing import chain_of
from belfort.accounts.models import User
from belfort.audit.actions import System


class Command(BaseCommand):
    help = (
        "Remove the second factors of one person and end their sessions. The person "
        "gets a letter, and makes a new one at the next sign-in."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="The person's e-mail address.")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        person = User.objects.filter(email=email.lower()).first()
        if person is None:
            raise CommandError(_("Nobody here has this e-mail address."))
        actor = System("reset_second_factor", chain=chain_of(person))
        removed = reset_second_factor(person, by=actor)
        self.stdout.write(
            ngettext(
                "%(number)d second factor of %(name)s was removed.",
                "%(number)d second factors of %(name)s were removed.",
                removed,
            )
            % {"number": removed, "name": person.name}
        )
