"""``work``: the worker process, which does the periodic work."""

from __future__ import annotations

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from belfort.audit.worker import Worker
from belfort.lib.schedule import JOBS


class Command(BaseCommand):
    help = (
        "Do the periodic work until told to stop (SIGTERM or Ctrl-C): seal the "
        "trail, dispose of what had its time, end old sign-ins. Several may run; "
        "`belfort doctor` shows when each job last ran."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="Do what is due and stop."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        worker = Worker(list(JOBS.values()), stop)
        if options["once"]:
            self.stdout.write(f"{worker.run_due()} jobs ran.")
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        self.stdout.write(f"Working: {', '.join(sorted(JOBS))}")
        self.stdout.flush()
        worker.run()
        self.stdout.write("Stopped.")
