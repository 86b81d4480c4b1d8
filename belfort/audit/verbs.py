"""What the verbs of the trail mean to people; every room registers its own."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, Promise | str] = {}


class VerbTwice(Exception):
    """Two rooms registered the same verb."""


def register(verbs: Mapping[str, Promise | str]) -> None:
    """Add the verbs of a room. Raises VerbTwice when one is there already."""
    for verb, label in verbs.items():
        if verb in VERBS:
            raise VerbTwice(verb)
        VERBS[verb] = label


def label_of(verb: str) -> str:
    """The verb in the language of the page; a verb of a room that is gone as it is."""
    return str(VERBS.get(verb, verb))


register(
    {
        "audit.disposed": _("disposed of what had had its time"),
        "audit.trimmed": _("trimmed the trail"),
    }
)
