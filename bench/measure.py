"""Times that can be compared: own processes, interleaved pairs, medians.

Before each pair a calibration loop runs; pairs during which the machine was
busier or freer than usual are dropped, and too many of them make a row "noisy".
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).parent.parent

_PAIRS = 7
_PAIRS_OF_SLOW = 3
_SLOW = 20.0
"""Seconds; from here on three pairs are enough."""
_DEVIATION = 0.15


class PeerMissingError(Exception):
    """The peer is not installed here."""


class Process:
    """A contestant waiting to work."""

    def __init__(self, contestant: str, path: Path) -> None:
        self.child = subprocess.Popen(
            [sys.executable, "-m", "bench.worker", contestant, str(path)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            ready = self._answer()
        except RuntimeError:
            self._close()
            raise
        if "missing" in ready:
            self._close()
            raise PeerMissingError(ready["missing"])
        self.memory_at_start = float(ready["memory"])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def work(self, *, tell: bool = False) -> dict[str, Any]:
        """Work once: ``seconds``, ``memory`` and, when told to tell, ``read``."""
        assert self.child.stdin is not None
        self.child.stdin.write("tell\n" if tell else "go\n")
        self.child.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self.child.stdout is not None
        line = self.child.stdout.readline()
        if not line:
            message = "The contestant stopped; its error stands above."
            raise RuntimeError(message)
        facts: dict[str, Any] = json.loads(line)
        return facts

    def _close(self) -> None:
        assert self.child.stdin is not None
        assert self.child.stdout is not None
        self.child.stdin.close()
        self.child.wait()
        self.child.stdout.close()


@dataclass(slots=True)
class Timing:
    """Seconds are medians; ``ratios`` are ours over the peer's, pair by pair."""

    seconds: float
    memory: float
    memory_at_start: float = 0.0
    cpu: float = 0.0
    """Seconds on the processor, which a busy machine stretches less."""
    peer_seconds: float | None = None
    peer_memory: float | None = None
    ratios: list[float] = field(default_factory=list)
    noisy: bool = False


def calibrate() -> float:
    """Seconds of a fixed piece of work, which tell how busy the machine is."""
    start = perf_counter()
    total = 0
    for number in range(300_000):
        total += number * number % 7
    return perf_counter() - start


def cold(contestant: str, path: Path, times: int = 5) -> Timing:
    """The first reading in a fresh process, as a user meets it."""
    seconds, cpu, memory, start, cal = [], [], [], [], []
    for _ in range(times):
        cal.append(calibrate())
        with Process(contestant, path) as process:
            facts = process.work()
            start.append(process.memory_at_start)
        seconds.append(facts["seconds"])
        cpu.append(facts["cpu"])
        memory.append(facts["memory"])
    kept = _steady(cal)
    return Timing(
        median(seconds[i] for i in kept),
        max(memory),
        max(start),
        median(cpu[i] for i in kept),
        noisy=_noisy(kept, times),
    )


def warm(contestant: str, path: Path, times: int = 3) -> Timing:
    """Readings after a first one, in one process."""
    with Process(contestant, path) as process:
        process.work()
        runs = [process.work() for _ in range(times)]
    return Timing(
        median(r["seconds"] for r in runs),
        runs[-1]["memory"],
        cpu=median(r["cpu"] for r in runs),
    )


def against(ours: str, peer: str, path: Path) -> Timing:
    """Ours and the peer in turn; the median of the ratios pair by pair."""
    with Process(ours, path) as us, Process(peer, path) as them:
        first = us.work()["seconds"] + them.work()["seconds"]
        pairs = _PAIRS_OF_SLOW if first > _SLOW else _PAIRS
        cal, mine, theirs = [], [], []
        for _ in range(pairs):
            cal.append(calibrate())
            mine.append(us.work())
            theirs.append(them.work())
    kept = _steady(cal)
    return Timing(
        seconds=median(mine[i]["seconds"] for i in kept),
        memory=mine[-1]["memory"],
        peer_seconds=median(theirs[i]["seconds"] for i in kept),
        peer_memory=theirs[-1]["memory"],
        ratios=sorted(mine[i]["seconds"] / theirs[i]["seconds"] for i in kept),
        noisy=_noisy(kept, pairs),
    )


def agreement(ours: str, peer: str, path: Path) -> float:
    """The share of the peer's words that our reading has too."""
    with Process(ours, path) as us, Process(peer, path) as them:
        mine: dict[str, int] = us.work(tell=True)["read"]
        theirs: dict[str, int] = them.work(tell=True)["read"]
    common = sum(min(n, mine.get(word, 0)) for word, n in theirs.items())
    return common / sum(theirs.values())


def _steady(cal: list[float]) -> list[int]:
    """The turns during which the machine was as busy as usual; never none."""
    usual = median(cal)
    kept = [i for i, c in enumerate(cal) if abs(c - usual) <= _DEVIATION * usual]
    return kept or [min(range(len(cal)), key=cal.__getitem__)]


def _noisy(kept: list[int], turns: int) -> bool:
    return turns - len(kept) > turns / 3
