"""Work that comes back every so often: rooms register it at start-up.

A job is idempotent: it may run twice, or at once in two processes. One worker
process runs them (``belfort work``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Work = Callable[[], object]

HOUR = 60 * 60
DAY = 24 * HOUR


@dataclass(frozen=True, slots=True)
class Job:
    """Some work, and how many seconds may pass before it is done again."""

    name: str
    seconds: float
    work: Work


JOBS: dict[str, Job] = {}


class JobTwice(Exception):
    """Two rooms registered a job under one name."""


def every(seconds: float, work: Work, name: str = "") -> Job:
    """Register a job under ``room.function``. Raises JobTwice."""
    if not name:
        room = work.__module__.split(".")[1]
        name = f"{room}.{getattr(work, '__name__', work)}"
    job = Job(name, seconds, work)
    if job.name in JOBS:
        raise JobTwice(job.name)
    JOBS[job.name] = job
    return job
