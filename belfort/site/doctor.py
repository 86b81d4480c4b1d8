"""Is the installation well? Each check answers in one sentence."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import SystemCheckError
from django.db import DatabaseError, connection
from django.utils.timezone import localdate, localtime, now

from belfort.audit.keys import key_files
from belfort.audit.models import Event, Run
from belfort.audit.verification import LATE
from belfort.audit.worker import is_finished
from belfort.lib.schedule import JOBS, Job
from belfort.places.models import Municipality
from belfort.site import environment as env
from belfort.site.checks import OTHERS, refuse_unsafe_start
from belfort.site.databases import SQLITE, engine, unapplied_migrations

State = Literal["well", "warning", "fault"]

LITTLE = 1024**3
"""Bytes of free disk under which a city's uploads may soon fail."""

OLDEST_SQLITE = (3, 35, 0)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found."""

    check: str
    state: State
    text: str


Answer = tuple[State, str]


def examine() -> list[Finding]:
    """Every check in order; one that cannot be done is a fault itself."""
    return [examine_one(name, check) for name, check in CHECKS.items()]


def examine_one(name: str, check: Callable[[], Answer]) -> Finding:
    try:
        state, text = check()
    except DatabaseError as error:
        reason = str(error).strip().splitlines()
        state, text = "fault", f"not to be seen: {reason[0] if reason else error!r}"
    return Finding(name, state, text)


def database() -> Answer:
    """Whether it answers and has every table."""
    waiting = unapplied_migrations()
    if waiting:
        text = f"{len(waiting)} changes to the tables wait; run `belfort migrate`"
        return "fault", text
    return "well", f"{engine()} answers and is up to date"


def durability() -> Answer:
    """Whether SQLite writes so that a power cut loses nothing."""
    if engine() != SQLITE:
        return "well", "PostgreSQL looks after this itself"
    with connection.cursor() as cursor:
        mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        level = cursor.execute("PRAGMA synchronous").fetchone()[0]
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        return "fault", f"SQLite {sqlite3.sqlite_version} is too old"
    if mode != "wal" or level != 2:
        return "fault", f"SQLite runs with journal {mode} and synchronous {level}"
    return "well", "SQLite writes ahead and through to the disk"


def disk() -> Answer:
    """Free space where uploads, keys and backups go."""
    free = shutil.disk_usage(settings.DATA).free
    text = f"{free / LITTLE:.1f} GB free in {settings.DATA}"
    return ("well" if free >= LITTLE else "warning"), text


def keys() -> Answer:
    """Whether the keys are there and nobody else can read them."""
    session = Path(settings.KEYS, "session.key")
    if not key_files() and Event.objects.exists():
        return "fault", f"the keys of the trail are not in {settings.KEYS}"
    if not session.exists():
        return "fault", f"the key of the sessions is not in {settings.KEYS}"
    exposed = [p.name for p in (session, *key_files()) if p.stat().st_mode & OTHERS]
    if exposed:
        text = f"others can read {', '.join(exposed)}; chmod 600 and replace them"
        return "fault", text
    return "well", f"{len(key_files()) + 1} keys, readable by their owner only"


def safety() -> Answer:
    """What `serve` would refuse."""
    try:
        refuse_unsafe_start()
    except SystemCheckError as refusal:
        return "fault", str(refusal)
    return "well", "nothing stands in the way of `belfort serve`"


def static_files() -> Answer:
    if Path(settings.STATIC_ROOT, "staticfiles.json").exists():
        return "well", "collected"
    return "warning", "not collected; `belfort serve` does it at its first start"


def mail() -> Answer:
    """Whether letters leave; outside loopback they should."""
    if env.read(env.MAIL):
        return "well", f"sent through {settings.EMAIL_HOST}"
    text = f"written to {settings.EMAIL_FILE_PATH}; set {env.MAIL.name} to send it"
    local = urlsplit(settings.ADDRESS).scheme == "http"
    return ("well" if local else "warning"), text


def trail() -> Answer:
    """Events that wait too long to be sealed."""
    late = Event.objects.waiting_since(now() - LATE).count()
    if late:
        text = f"{late} events wait to be sealed; is `belfort work` running?"
        return "fault", text
    return "well", f"{Event.objects.count()} events, none waiting"


def jobs() -> Answer:
    """When each periodic job last ran."""
    runs = {run.name: run for run in Run.objects.all()}
    late = [text for job in JOBS.values() if (text := trouble(job, runs.get(job.name)))]
    if late:
        return "warning", "; ".join(late)
    last = "; ".join(
        f"{name} {localtime(runs[name].started_at):%Y-%m-%d %H:%M}"
        for name in sorted(JOBS)
    )
    return "well", last


def trouble(job: Job, run: Run | None) -> str:
    """What is wrong with a job, or nothing."""
    if run is None or run.started_at.year == 1970:
        return f"{job.name} has not run yet"
    if run.failures:
        return f"{job.name} failed {run.failures} times: {run.error}"
    allowed = timedelta(seconds=2 * job.seconds) + timedelta(minutes=5)
    if now() - run.started_at > allowed:
        when = f"{localtime(run.started_at):%Y-%m-%d %H:%M}"
        return f"{job.name} last ran at {when}; is `belfort work` running?"
    return "" if is_finished(run) else f"{job.name} is running"


def municipalities() -> Answer:
    count = Municipality.objects.filter(is_example=False).on(localdate()).count()
    if not count:
        return "fault", "none; run `belfort load_municipalities`"
    return "well", f"{count} loaded"


def languages() -> Answer:
    """Whether the texts of every language were compiled."""
    rooms = Path(__file__).resolve().parent.parent
    sources = sorted(rooms.glob("*/locale/*/LC_MESSAGES/django.po"))
    missing = [path for path in sources if not path.with_suffix(".mo").exists()]
    if missing:
        text = f"{len(missing)} of {len(sources)} are not compiled; start with ./run"
        return "fault", text
    return "well", f"{len(sources)} lists of texts compiled"


CHECKS: dict[str, Callable[[], Answer]] = {
    "database": database,
    "durability": durability,
    "disk": disk,
    "keys": keys,
    "safety": safety,
    "static files": static_files,
    "mail": mail,
    "trail": trail,
    "periodic jobs": jobs,
    "municipalities": municipalities,
    "languages": languages,
}
