"""The loop of the worker process: which job is due, run it, note how it went."""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.db import DatabaseError, close_old_connections, transaction
from django.utils.timezone import now

from belfort.audit.models import Run
from belfort.lib.schedule import HOUR, Job

log = logging.getLogger("belfort.worker")

TICK = 0.5
"""Seconds between two looks at what is due."""

SHORT = 60
"""Jobs that come back sooner than this are noted once a minute, not claimed."""

NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class Worker:
    """Runs the jobs of one process until ``stop`` is set."""

    jobs: Iterable[Job]
    stop: threading.Event = field(default_factory=threading.Event)
    done_at: dict[str, datetime] = field(default_factory=dict)
    noted_at: dict[str, datetime] = field(default_factory=dict)

    def run(self) -> None:
        """Work until told to stop; a job that began is finished first."""
        while not self.stop.is_set():
            # A database that was started again gets a fresh connection.
            close_old_connections()
            self.run_due()
            self.stop.wait(TICK)

    def run_due(self) -> int:
        """Run every job that is due; the number that ran."""
        return sum(self.run_if_due(job) for job in self.jobs if not self.stop.is_set())

    def run_if_due(self, job: Job) -> bool:
        try:
            if not self.is_due(job):
                return False
        except DatabaseError as error:
            complain("The database does not answer", error)
            return False
        self.done_at[job.name] = now()
        self.do(job)
        return True

    def is_due(self, job: Job) -> bool:
        """Whether this process is to run the job; a long one is claimed by that."""
        moment = now()
        if job.seconds < SHORT:
            last = self.done_at.get(job.name, NEVER)
            return moment - last >= timedelta(seconds=job.seconds)
        first = {"started_at": NEVER}
        run, _ = Run.objects.get_or_create(name=job.name, defaults=first)
        if moment < next_time(job, run):
            return False
        claimed = Run.objects.filter(name=job.name, started_at=run.started_at)
        return claimed.update(started_at=moment) == 1

    def do(self, job: Job) -> None:
        """Run the job; an error is logged, noted, and tried again later."""
        try:
            job.work()
        except Exception as error:
            self.note(job, complain(f"The job {job.name} failed", error))
        else:
            self.note(job, "")

    def note(self, job: Job, error: str) -> None:
        """Keep when the job ran and how it ended."""
        moment = now()
        recent = moment - self.noted_at.get(job.name, NEVER) < timedelta(seconds=SHORT)
        if job.seconds < SHORT and recent and not error:
            return
        try:
            write_run(job, self.done_at.get(job.name, moment), moment, error)
        except DatabaseError as failure:
            complain(f"The run of {job.name} was not noted", failure)
        else:
            # What failed is noted again at once when it works, not a minute later.
            self.noted_at[job.name] = NEVER if error else moment


def complain(what: str, error: Exception) -> str:
    """Log an error; its kind and place, since its text may hold personal data."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    text = f"{type(error).__name__} in {place.name}, line {place.lineno}"
    log.error("%s: %s", what, text)
    return text


@transaction.atomic
def write_run(job: Job, began: datetime, ended: datetime, error: str) -> None:
    run = Run.objects.select_for_update().filter(name=job.name).first()
    run = run or Run(name=job.name, started_at=began)
    if job.seconds < SHORT:
        run.started_at = began
    run.finished_at, run.error = ended, error
    run.failures = run.failures + 1 if error else 0
    run.save()


def next_time(job: Job, run: Run) -> datetime:
    """When the job is due: sooner after a failure, or where its worker died."""
    wait = job.seconds
    if run.failures:
        wait = min(wait, SHORT * 2.0 ** (run.failures - 1))
    elif run.started_at > NEVER and not is_finished(run):
        wait = min(wait, HOUR)
    return run.started_at + timedelta(seconds=wait)


def is_finished(run: Run) -> bool:
    return run.finished_at is not None and run.finished_at >= run.started_at
