"""The web server and one worker as processes of one command."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

PATIENCE = 15
"""Seconds that a process gets to finish what it is doing."""

PR_SET_PDEATHSIG = 1
"""Linux: the signal that a process gets when its parent ends."""

RESTART = 3
"""Seconds before a worker that fell over is started again."""


@dataclass
class Supervisor:
    """Keeps the web server and the worker running until told to stop."""

    host: str
    port: int
    workers: int
    say: Callable[[str], None]
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def web(self) -> list[str]:
        return [
            *(sys.executable, "-m", "granian", "--interface", "wsgi"),
            *("--host", self.host, "--port", str(self.port)),
            *("--workers", str(self.workers), "--blocking-threads", "4"),
            *("--no-ws", "--log-level", "warning", "--respawn-failed-workers"),
            *("--workers-kill-timeout", "10"),
            "belfort.site.wsgi:application",
        ]

    @property
    def work(self) -> list[str]:
        return [sys.executable, "-m", "belfort", "work"]

    def run(self) -> int:
        """Serve until told to stop; the exit code."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stop.set())
        web, work = self.start(self.web), self.start(self.work)
        try:
            while not self.stop.wait(0.2):
                if web.poll() is not None:
                    self.say("The web server stopped by itself; see above why.")
                    return web.returncode or 1
                if work.poll() is not None:
                    self.say("The worker stopped by itself; it is started again.")
                    self.stop.wait(RESTART)
                    work = self.start(self.work)
        finally:
            end(web, work)
        self.say("Stopped.")
        return 0

    def start(self, words: list[str]) -> subprocess.Popen[bytes]:
        bind = f"[{self.host}]" if ":" in self.host else self.host
        environment = os.environ | {"BELFORT_BIND": f"{bind}:{self.port}"}
        return subprocess.Popen(  # noqa: S603
            words,
            env=environment,
            preexec_fn=end_with_parent,  # noqa: PLW1509
        )


def end_with_parent() -> None:
    """Ask the kernel to stop this process when the one that began it is gone.

    A supervisor that was killed would leave a server behind that holds the port;
    only Linux offers this, elsewhere nothing happens.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def end(*processes: subprocess.Popen[bytes]) -> None:
    """Ask the processes to stop, and make those stop that do not."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    limit = time.monotonic() + PATIENCE
    for process in processes:
        try:
            process.wait(timeout=max(0.1, limit - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
