"""Making people, giving and ending their roles, helping them back in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from allauth.account.app_settings import PASSWORD_RESET_TOKEN_GENERATOR
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from belfort.accounts.actions.sessions import end_sessions
from belfort.accounts.letters import send_letter
from belfort.accounts.models import (
    Membership,
    Organisation,
    Role,
    Service,
    Session,
    User,
)
from belfort.audit.actions import Actor, record


class PersonRefused(Exception):
    """What was asked of a person or role cannot be; the text says why."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who gets which role, at which service, from when until when."""

    email: str
    name: str
    language: str
    role: Role
    service: Service | None
    start: date
    end: date | None = None


@transaction.atomic
def invite(invitation: Invitation, *, by: Membership) -> Membership:
    """Give someone a role; a person not yet known is made, and gets a letter.

    Known people keep their name and language. Raises PersonRefused where the
    person has this role already.
    """
    organisation = lock(by.organisation)
    person = User.objects.filter(email=invitation.email.lower()).first()
    is_new = person is None
    if person is None:
        person = make_person(
            invitation.email, invitation.name, invitation.language, by=by
        )
    membership = give_role(
        person,
        organisation,
        role=invitation.role,
        service=invitation.service,
        start=invitation.start,
        end=invitation.end,
        by=by,
    )
    letter = "invitation" if is_new else "role_given"
    transaction.on_commit(lambda: write_to(person, letter, membership))
    return membership


def make_person(
    email: str, name: str, language: str, *, by: Actor, is_example: bool = False
) -> User:
    """A person who can sign in once they chose a password by the link they get."""
    person = User.objects.create_user(
        email, None, name=name, language=language, is_example=is_example
    )
    record("accounts.person_made", person, by=by, changes={"email": person.email})
    return person


def give_role(
    person: User,
    organisation: Organisation,
    *,
    role: Role,
    service: Service | None,
    start: date,
    end: date | None = None,
    by: Actor | None = None,
) -> Membership:
    """A role at an organisation; ``by`` nobody means the person gives it itself.

    That is how the first administrator of a city comes about. Raises PersonRefused.
    """
    same = person.memberships.filter(
        Q(end=None) | Q(end__gte=start),
        organisation=organisation,
        role=role,
        service=service,
    )
    if same.exists():
        raise PersonRefused(
            _("%(name)s has this role already.") % {"name": person.name}
        )
    membership = Membership.objects.create(
        user=person,
        organisation=organisation,
        role=role,
        service=service,
        start=start,
        end=end,
    )
    record(
        "accounts.role_given",
        membership,
        by=by or membership,
        changes={"role": role, "start": start, "end": end},
    )
    return membership


@transaction.atomic
def end_role(
    membership: Membership, *, by: Membership, last_day: date | None = None
) -> Membership:
    """End a role on a day; at once where none is given. Raises PersonRefused."""
    lock(by.organisation)
    day = last_day or localdate() - timedelta(days=1)
    keep_an_administrator(by.organisation, without=[membership], on=day)
    membership.end = day
    membership.start = min(membership.start, day)
    membership.save(update_fields=["start", "end"])
    record("accounts.role_ended", membership, by=by, changes={"end": day})
    return membership


@transaction.atomic
def deactivate(person: User, *, by: Membership) -> None:
    """End every role of a person here; without a role elsewhere, the account too.

    Raises PersonRefused.
    """
    lock(by.organisation)
    yesterday = localdate() - timedelta(days=1)
    open_roles = list(
        person.memberships.filter(
            Q(end=None) | Q(end__gt=yesterday), organisation_id=by.organisation_id
        )
    )
    keep_an_administrator(by.organisation, without=open_roles, on=yesterday)
    for membership in open_roles:
        membership.end = yesterday
        membership.start = min(membership.start, yesterday)
        membership.save(update_fields=["start", "end"])
        record("accounts.role_ended", membership, by=by, changes={"end": yesterday})
    if person.memberships.filter(Q(end=None) | Q(end__gt=yesterday)).exists():
        return
    person.is_active = False
    person.save(update_fields=["is_active"])
    Session.objects.filter(user=person).delete()
    record("accounts.person_stopped", person, by=by)


@transaction.atomic
def reactivate(person: User, *, by: Membership) -> None:
    """Let a person sign in again; what they may do stands in their roles."""
    require_own(person, by)
    person.is_active = True
    person.save(update_fields=["is_active"])
    record("accounts.person_resumed", person, by=by)


@transaction.atomic
def reset_second_factor(person: User, *, by: Actor) -> int:
    """Remove a person's second factors and end their sessions.

    Gives how many there were; the person makes a new one at the next sign-in.
    """
    removed: int = Authenticator.objects.filter(user=person).delete()[0]
    record("accounts.second_factor_reset", person, by=by, rows=removed)
    end_sessions(person, by=by)
    transaction.on_commit(lambda: write_to(person, "second_factor_reset"))
    return removed


@transaction.atomic
def send_link(person: User, *, by: Membership) -> None:
    """Send a person a new link to choose a password. Raises PersonRefused."""
    require_own(person, by)
    if not person.is_active:
        raise PersonRefused(_("%(name)s may not sign in.") % {"name": person.name})
    record("accounts.link_sent", person, by=by)
    transaction.on_commit(lambda: write_to(person, "link"))


def require_own(person: User, by: Membership) -> None:
    """Refuse what would touch somebody's work for another organisation."""
    if person.memberships.exclude(organisation_id=by.organisation_id).exists():
        raise PersonRefused(
            _(
                "%(name)s also works for another organisation, so this cannot be done "
                "from here. Ask whoever runs the server."
            )
            % {"name": person.name}
        )


def keep_an_administrator(
    organisation: Organisation, *, without: list[Membership], on: date
) -> None:
    """Refuse what would leave an organisation nobody to make people."""
    if not any(membership.role == Role.ADMINISTRATOR for membership in without):
        return
    others = (
        Membership.objects.current(max(on, localdate()))
        .filter(
            organisation=organisation, role=Role.ADMINISTRATOR, user__is_active=True
        )
        .exclude(pk__in=[membership.pk for membership in without])
    )
    if not others.exists():
        raise PersonRefused(
            _(
                "%(organisation)s keeps at least one administrator. Make somebody else "
                "administrator first."
            )
            % {"organisation": organisation.name}
        )


def lock(organisation: Organisation) -> Organisation:
    """The organisation, locked, so that two administrators decide one by one."""
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


def password_link(person: User) -> str:
    """The address where a person chooses a password, once, within three days."""
    token = PASSWORD_RESET_TOKEN_GENERATOR().make_token(person)
    path = reverse(
        "account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"}
    )
    return str(settings.ADDRESS) + path.replace(
        "UID-KEY", f"{user_pk_to_url_str(person)}-{token}"
    )


def write_to(person: User, letter: str, membership: Membership | None = None) -> None:
    """Send a person one of the room's letters, in their language."""
    send_letter(
        letter,
        person,
        {
            "link": password_link(person),
            "membership": membership,
            "days": settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60),
        },
    )
