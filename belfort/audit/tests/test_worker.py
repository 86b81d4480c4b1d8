"""The worker runs every job in time, once, and goes on after an error."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import OperationalError

from belfort.audit.models import Event, Run
from belfort.audit.tests.trail import write_events
from belfort.audit.worker import Worker
from belfort.lib.schedule import DAY, JOBS, Job, JobTwice, every

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Counter:
    """Work that counts how often it was done, and fails when told to."""

    def __init__(self) -> None:
        self.done = 0
        self.fails = False

    def __call__(self) -> None:
        self.done += 1
        if self.fails:
            name = "Alice"
            message = f"a text about {name}"
            raise ValueError(message)


@pytest.fixture
def work() -> Counter:
    return Counter()


def daily(work: Callable[[], object]) -> Job:
    return Job("test.daily", DAY, work)


def test_a_daily_job_runs_once_a_day_whoever_looks(work: Counter) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for hours in (0, 1, 23, 24, 25):
            clock.move_to(NOON + timedelta(hours=hours))
            for _ in range(2):
                Worker([daily(work)]).run_due()
    assert work.done == 2
    run = Run.objects.get()
    assert (run.started_at, run.finished_at) == (NOON + timedelta(days=1),) * 2


def test_a_short_job_runs_in_every_worker_and_is_noted_once_a_minute(
    work: Counter,
) -> None:
    worker = Worker([Job("test.short", 2, work)])
    with time_machine.travel(NOON, tick=False) as clock:
        for seconds in (0, 1, 2, 4, 61):
            clock.move_to(NOON + timedelta(seconds=seconds))
            worker.run_due()
            noted = Run.objects.get().started_at
            assert noted == NOON + timedelta(seconds=61 if seconds == 61 else 0)
    assert work.done == 4


def test_a_job_that_fails_is_noted_and_tried_again(
    work: Counter, caplog: pytest.LogCaptureFixture
) -> None:
    work.fails = True
    other = Counter()
    jobs = [daily(work), Job("test.other", DAY, other)]
    with time_machine.travel(NOON, tick=False) as clock:
        with caplog.at_level(logging.ERROR):
            Worker(jobs).run_due()
        run = Run.objects.get(name="test.daily")
        assert run.failures == 1
        assert run.error.startswith("ValueError in __call__, line ")
        assert "ValueError in __call__" in caplog.text
        assert "Alice" not in caplog.text + run.error
        assert other.done == 1
        work.fails = False
        clock.move_to(NOON + timedelta(seconds=59))
        Worker(jobs).run_due()
        assert work.done == 1
        clock.move_to(NOON + timedelta(seconds=61))
        Worker(jobs).run_due()
    run.refresh_from_db()
    assert (work.done, run.failures, run.error) == (2, 0, "")


def test_the_job_of_a_worker_that_died_is_taken_up_within_the_hour(
    work: Counter,
) -> None:
    Run.objects.create(name="test.daily", started_at=NOON)
    with time_machine.travel(NOON + timedelta(minutes=30), tick=False) as clock:
        Worker([daily(work)]).run_due()
        assert work.done == 0
        clock.move_to(NOON + timedelta(minutes=61))
        Worker([daily(work)]).run_due()
    assert work.done == 1


def test_two_workers_that_look_at_once_run_a_job_once(work: Counter) -> None:
    first, second = Worker([daily(work)]), Worker([daily(work)])
    job = daily(work)
    with time_machine.travel(NOON, tick=False):
        assert first.is_due(job)
        assert not second.is_due(job)


def test_a_database_that_does_not_answer_stops_nobody(
    work: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise OperationalError

    worker = Worker([daily(work)])
    with monkeypatch.context() as patch:
        patch.setattr(Run.objects, "get_or_create", fail)
        assert worker.run_due() == 0
    assert worker.run_due() == 1


@pytest.mark.django_db(transaction=True)
def test_the_worker_stops_after_the_job_it_is_in() -> None:
    stop = threading.Event()
    after = Counter()
    worker = Worker([Job("a.stop", 1, stop.set), Job("b.after", 1, after)], stop)
    worker.run()
    assert after.done == 0


def test_the_house_seals_the_trail_every_two_seconds() -> None:
    write_events(3)
    worker = Worker([JOBS["audit.seal"]])
    assert JOBS["audit.seal"].seconds == 2
    worker.run_due()
    assert not Event.objects.unsealed().exists()


def test_a_name_is_registered_once() -> None:
    with pytest.raises(JobTwice):
        every(1, Counter(), "audit.seal")
