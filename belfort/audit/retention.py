"""How long a model's rows are kept, why, and what they say of people.

Every model declares it; the record of processing, a data subject's export and the
purge are made from these declarations.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Subject = Literal["none", "staff", "citizen", "minor"]


@dataclass(frozen=True, slots=True)
class Retention:
    """The declaration of one model.

    ``period`` is a key of the law room's parameters (``retention.…``) or
    ``with_parent`` where the rows go with the row they belong to. ``purpose`` and
    ``ground`` are msgids; ``personal`` names the fields that say something of a
    person, ``subject`` the field that leads to that person's account.
    """

    period: str
    ground: str
    purpose: str
    about: Subject = "none"
    personal: tuple[str, ...] = ()
    subject: str = ""
    clock: str = ""
    """The date field from which the period runs."""
    erase: bool = field(default=True)
    """Whether the purge deletes the row; ``False`` where it only anonymises."""
