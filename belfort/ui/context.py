"""What the page shell needs on every page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from belfort.ui.navigation import entries_for


def shell(request: HttpRequest) -> dict[str, Any]:
    """The actor, the navigation and the mark of an invented city."""
    actor = getattr(request, "actor", None)
    organisation = actor.organisation if actor else None
    return {
        "actor": actor,
        "navigation": entries_for(actor),
        "organisation": organisation,
        "is_example": bool(organisation and organisation.is_example),
    }
