"""The mark on everything that leaves the example city."""

from __future__ import annotations

from django.utils.translation import gettext as _

from belfort.plan.models import Version


def is_example(version: Version) -> bool:
    plan = version.plan
    return plan.municipality.is_example or plan.organisation.is_example


def example_mark(version: Version) -> str:
    """A sentence that says this city is invented; empty for a real one."""
    if not is_example(version):
        return ""
    return _("Invented example: this city and its plan do not exist.")
