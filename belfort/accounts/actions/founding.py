"""The first city and its first administrator."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from belfort.accounts.actions.people import give_role, password_link
from belfort.accounts.models import Membership, Organisation, Role, User
from belfort.audit.actions import record
from belfort.places.actions import load_municipalities
from belfort.places.models import DUTCH_FIRST, Municipality


class FoundingRefused(Exception):
    """The first city cannot be made; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Founding:
    """The first administrator, and the link to choose a password, or nothing."""

    administrator: Membership
    link: str
    is_new: bool


def find_municipality(code: str) -> Municipality:
    """The municipality of a NIS code that exists today. Raises FoundingRefused.

    The packaged list is loaded where there is none yet.
    """
    today = localdate()
    if not Municipality.objects.filter(is_example=False).exists():
        load_municipalities()
    found = Municipality.objects.filter(code=code, is_example=False).first()
    if found is None:
        raise FoundingRefused(
            _(
                "There is no municipality with the NIS code %(code)s. Look the code up "
                "on the page of municipalities, or at Statbel."
            )
            % {"code": code}
        )
    if not Municipality.objects.on(today).filter(pk=found.pk).exists():
        heirs = ", ".join(f"{row.name} ({row.code})" for row in found.successors.all())
        raise FoundingRefused(
            _(
                "%(name)s does not exist today under the code %(code)s. It went up in: "
                "%(heirs)s."
            )
            % {"name": found.name, "code": code, "heirs": heirs or "–"}
        )
    return found


def language_of(municipality: Municipality) -> str:
    """The language of the screens that fits a municipality best."""
    return "nl" if municipality.regime in DUTCH_FIRST else "fr"


@transaction.atomic
def found(
    municipality: Municipality,
    *,
    email: str,
    name: str,
    language: str,
    password: str | None,
) -> Founding:
    """Make the first city of the installation, and who makes everybody else.

    The same city and address again change nothing; anything else is refused once
    there is a city. Raises FoundingRefused.
    """
    email = email.strip().lower()
    cities = Organisation.objects.select_for_update().filter(
        kind=Organisation.Kind.CITY, is_example=False
    )
    known = cities.first()
    if known is not None:
        return _again(known, municipality, email)
    with override(municipality.regime[:2]):
        city = Organisation.objects.create(
            kind=Organisation.Kind.CITY,
            name=municipality.name,
            municipality=municipality,
        )
    person = User.objects.filter(email=email).first()
    if person is None:
        person = User.objects.create_user(email, password, name=name, language=language)
    membership = give_role(
        person, city, role=Role.ADMINISTRATOR, service=None, start=localdate()
    )
    record("accounts.person_made", person, by=membership, changes={"email": email})
    record(
        "accounts.organisation_made",
        city,
        by=membership,
        changes={"municipality": municipality.code},
    )
    link = "" if password else password_link(person)
    return Founding(membership, link, is_new=True)


def _again(city: Organisation, municipality: Municipality, email: str) -> Founding:
    """The founding that was done before, if it is the same one."""
    administrator = (
        Membership.objects.current()
        .filter(organisation=city, role=Role.ADMINISTRATOR, user__email=email)
        .select_related("user", "organisation")
        .first()
    )
    if city.municipality_id != municipality.pk or administrator is None:
        raise FoundingRefused(
            _(
                "This installation was set up before, for %(city)s. Its administrators "
                "make the others, on the page “People”."
            )
            % {"city": city.name}
        )
    needs_password = not administrator.user.has_usable_password()
    link = password_link(administrator.user) if needs_password else ""
    return Founding(administrator, link, is_new=False)
