"""The room as a Django application: its place in the navigation."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from belfort.ui.navigation import Entry, register


class PlacesConfig(AppConfig):
    name = "belfort.places"
    verbose_name = _("places")

    def ready(self) -> None:
        register(
            Entry(700, _("Municipalities"), "places:municipalities", everyone, "city")
        )


def everyone(actor: Any) -> bool:
    """Reference lists are for whoever signed in."""
    return True
