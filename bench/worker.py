"""One contestant in a process of its own: works once per line it is sent.

``python -m bench.worker CONTESTANT FILE`` answers each line on its input with a
line of JSON: seconds, of which on the processor, and the most memory the process
has held so far (MB).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter, process_time

from .contestants import CONTESTANTS, NotInstalledError


def peak_memory() -> float:
    """The process's high-water mark in MB; 0 where the system does not tell."""
    # Not getrusage: its mark survives from the parent process.
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    for line in status.read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


def main() -> None:
    name, path = sys.argv[1:3]
    try:
        work = CONTESTANTS[name](Path(path))
    except NotInstalledError as missing:
        answer({"missing": str(missing)})
        return
    answer({"ready": True, "memory": peak_memory()})
    for line in sys.stdin:
        start, begun = perf_counter(), process_time()
        read = work()
        seconds, busy = perf_counter() - start, process_time() - begun
        told = read if line.strip() == "tell" else None
        facts = {"seconds": seconds, "cpu": busy, "memory": peak_memory()}
        answer({**facts, "read": told})


def answer(facts: dict[str, object]) -> None:
    print(json.dumps(facts), flush=True)


if __name__ == "__main__":
    main()
