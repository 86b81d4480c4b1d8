"""The daily work over all rooms: disposal, and sign-ins that have ended."""

from __future__ import annotations

from django.core.management import call_command
from django.utils.timezone import localdate

from belfort.audit.jobs.disposal import Disposal, dispose
from belfort.law.parameters import cutoff


def purge(*, trial: bool = False) -> list[Disposal]:
    """Dispose of what the retention periods in force today no longer allow."""
    return dispose(cutoff, localdate(), trial=trial)


def clear_sessions() -> None:
    """Delete the sign-ins that have ended."""
    call_command("clearsessions")
