"""The people of every test: two invented cities, and who works there.

``CastMixin`` makes them once per class. All stand in one place so that a sentence
like “Charlie learns nothing” means the same in every room.
"""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any, ClassVar

from django.utils.timezone import localdate

from belfort.accounts.models import Membership, Organisation, Role, Service, User
from belfort.places.models import Municipality, Regime

PASSWORD = "een lang wachtwoord om te proberen"

_codes = itertools.count(1)


def make_city(name: str = "Voorbeeld", **fields: Any) -> Organisation:
    """A city with a municipality of its own; no second factor unless asked."""
    code = f"X{next(_codes):04d}"
    municipality = Municipality.objects.create(
        code=code,
        name_nl=name,
        name_fr=name,
        regime=Regime.DUTCH,
        valid_from=date(2000, 1, 1),
    )
    fields.setdefault("requires_second_factor", False)
    return Organisation.objects.create(name=name, municipality=municipality, **fields)


def make_federal(name: str = "Federale lezer") -> Organisation:
    """The federal administration that reads what cities submit."""
    return Organisation.objects.create(
        kind=Organisation.Kind.FEDERAL, name=name, requires_second_factor=False
    )


def make_user(name: str, **fields: Any) -> User:
    """A person called NAME with an address to sign in with, and ``PASSWORD``."""
    local = name.lower().replace(" ", ".")
    fields.setdefault("email", f"{local}@voorbeeld.example")
    return User.objects.create_user(
        fields.pop("email"), fields.pop("password", PASSWORD), name=name, **fields
    )


def make_member(
    name: str,
    organisation: Organisation,
    role: Role,
    *,
    service: Service | None = None,
    start: date | None = None,
    end: date | None = None,
    **fields: Any,
) -> Membership:
    """A person in a role, since a year unless told otherwise."""
    user = User.objects.filter(name=name).first() or make_user(name, **fields)
    return Membership.objects.create(
        user=user,
        organisation=organisation,
        role=role,
        service=service,
        start=start or localdate() - timedelta(days=365),
        end=end,
    )


class CastMixin:
    """Alice plans, Bob sits on the board, Dana administers, Eve guards privacy, Frank
    leads a team, Charlie plans in another city, Gina reads for the federal
    government, and Henk's role has ended."""

    city: ClassVar[Organisation]
    elsewhere: ClassVar[Organisation]
    federal: ClassVar[Organisation]
    desk: ClassVar[Service]
    alice: ClassVar[Membership]
    bob: ClassVar[Membership]
    charlie: ClassVar[Membership]
    dana: ClassVar[Membership]
    eve: ClassVar[Membership]
    frank: ClassVar[Membership]
    gina: ClassVar[Membership]
    henk: ClassVar[Membership]
    client: Any

    @classmethod
    def setUpTestData(cls) -> None:
        make_cast(cls)

    def sign_in(self, member: Membership | User) -> None:
        """Sign somebody in without the pages for it, acting in this role."""
        sign_in(self.client, member)


def make_cast(holder: Any) -> None:
    """Put the cast on an object or class."""
    holder.city = make_city("Voorbeeld")
    holder.elsewhere = make_city("Elders")
    holder.federal = make_federal()
    holder.desk = Service.objects.create(organisation=holder.city, name="Preventie")
    people = {
        "Alice": (holder.city, Role.PREVENTION_OFFICER),
        "Bob": (holder.city, Role.BOARD),
        "Charlie": (holder.elsewhere, Role.PREVENTION_OFFICER),
        "Dana": (holder.city, Role.ADMINISTRATOR),
        "Eve": (holder.city, Role.PRIVACY_OFFICER),
        "Frank": (holder.city, Role.TEAM_LEAD),
        "Gina": (holder.federal, Role.FEDERAL_READER),
    }
    for name, (organisation, role) in people.items():
        setattr(holder, name.lower(), make_member(name, organisation, role))
    holder.henk = make_member(
        "Henk",
        holder.city,
        Role.PREVENTION_OFFICER,
        end=localdate() - timedelta(days=1),
    )


def sign_in(client: Any, member: Membership | User) -> None:
    """Sign a test client in, acting through a membership where one is given."""
    user = member if isinstance(member, User) else member.user
    client.force_login(user, backend="belfort.accounts.backends.AccountBackend")
    if isinstance(member, Membership):
        session = client.session
        session["membership"] = str(member.pk)
        session.save()
