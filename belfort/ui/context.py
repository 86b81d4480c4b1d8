"""What the page shell needs on every page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

import belfort
from belfort.ui.navigation import entries_for, personal_entries_for
from belfort.ui.theme import theme_of


def shell(request: HttpRequest) -> dict[str, Any]:
    """The actor, the navigation, the theme and the mark of an invented city."""
    actor = getattr(request, "actor", None)
    organisation = actor.organisation if actor else None
    return {
        "actor": actor,
        "navigation": entries_for(actor),
        "personal_entries": personal_entries_for(actor),
        "organisation": organisation,
        "is_example": bool(organisation and organisation.is_example),
        "theme": theme_of(request),
        "belfort_version": belfort.__version__,
    }
