"""The trail of signing in and out, and of everything refused on the way."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from belfort.accounts.models import Membership, User
from belfort.audit.actions import Actor, record, record_refusal, reference_to
from belfort.audit.models import PLATFORM

NOBODY = "accounts/user"
"""What an attempt was made on when no such person is known here."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever acts without a role: nobody known, or a person between roles."""

    reference: str = ""
    chain: UUID = PLATFORM


def actor_for(user: User) -> Actor:
    """The membership a person acts through first, or the person alone."""
    membership = Membership.objects.current().filter(user_id=user.pk).first()
    return membership or Visitor(reference=reference_to(user))


def chain_of(user: User | None) -> UUID:
    """The organisation whose trail an attempt on a person belongs in."""
    return actor_for(user).chain if user else PLATFORM


@transaction.atomic
def note_sign(verb: str, user: User) -> None:
    """Write that a person signed in or out, or changed how they sign in."""
    record(f"accounts.{verb}", user, by=actor_for(user))


def note_refusal(verb: str, user: User | None) -> None:
    """Write that signing in was refused; never what was typed.

    Nobody is the actor: whoever tried has not shown to be that person.
    """
    record_refusal(f"accounts.{verb}", user or NOBODY, by=Visitor(chain=chain_of(user)))


def person_tried(email: str) -> User | None:
    """The person an attempt was made on, if the address is known here."""
    return User.objects.filter(email=email.strip().lower()).first() if email else None
