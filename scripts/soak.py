"""The long runs: ``./run soak [NAME…] [--rounds N]``; a table of what was tried.

Each run repeats something until an invariant breaks or the rounds are over, with
a seed a round, so that a failure can be repeated. The exit code is 1 on a failure.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator

from bench.corpus import FORMATS, layouts_of, make_plan
from bench.corpus.rendering import file_name, render

Run = Callable[[int], Iterator[str]]
"""A run takes a number of rounds and yields the invariants it saw broken."""


def damaged_documents(rounds: int) -> Iterator[str]:
    """Whatever the bytes, a document is read or refused, never anything else."""
    from belfort.lib.documents import DocumentRefused, read_document
    from belfort.plan.importer import PlanRefused, read_plan

    samples = list(sample_documents())
    for seed in range(rounds):
        rng = random.Random(seed)
        name, data = rng.choice(samples)
        broken = damage(data, rng)
        try:
            read_plan(read_document(broken, name=name))
        except (DocumentRefused, PlanRefused):
            continue
        except Exception as error:
            yield f"seed {seed}, {name}: {type(error).__name__}: {error}"


def sample_documents() -> Iterator[tuple[str, bytes]]:
    """A document of every layout."""
    for format_ in FORMATS:
        for number, layout in enumerate(layouts_of(format_)):
            plan = make_plan(number, "nl" if number % 2 else "fr")
            yield file_name(layout), render(plan, layout, number)


def damage(data: bytes, rng: random.Random) -> bytes:
    """The bytes cut off, flipped, doubled or mixed in one to ten places."""
    broken = bytearray(data)
    for _ in range(rng.randint(1, 10)):
        at = rng.randrange(max(1, len(broken)))
        kind = rng.randrange(5)
        if kind == 0:
            del broken[at:]
        elif kind == 1:
            broken[at : at + 1] = bytes([rng.randrange(256)])
        elif kind == 2:
            length = rng.randint(1, 400)
            broken[at : at + length] = rng.randbytes(length)
        elif kind == 3:
            broken[at:at] = broken[at : at + rng.randint(1, 2000)]
        else:
            del broken[at : at + rng.randint(1, 400)]
    return bytes(broken)


def answers_in_any_order(rounds: int) -> Iterator[str]:
    """However questions are answered, the document can be read, and the same
    answers give the same plan."""
    from belfort.lib.documents import read_document
    from belfort.plan.importer import read_plan
    from belfort.plan.importer.contract import to_json

    layouts = layouts_of("text")
    for seed in range(rounds):
        rng = random.Random(seed)
        layout = layouts[seed % len(layouts)]
        plan = make_plan(10_000 + seed, "nl" if seed % 2 else "fr")
        data = render(plan, layout, seed)
        document = read_document(data, name=file_name(layout))
        answers: dict[str, int] = {}
        try:
            for _ in range(3):
                read = read_plan(document, answers=answers)
                for question in read.questions:
                    answers[question.id] = rng.randrange(len(question.readings))
            language = read.header.language
            one = to_json(read_plan(document, answers=answers), language=language)
            shuffled = sorted(answers.items(), key=lambda _: rng.random())
            two = to_json(
                read_plan(document, answers=dict(shuffled)), language=language
            )
        except Exception as error:
            yield f"seed {seed}, {layout.name}: {type(error).__name__}: {error}"
            continue
        if one != two:
            yield f"seed {seed}, {layout.name}: the order of the answers mattered"


RUNS: dict[str, tuple[Run, int]] = {
    "damaged documents": (damaged_documents, 5000),
    "answers in any order": (answers_in_any_order, 300),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="./run soak", description=__doc__)
    parser.add_argument("names", nargs="*", help=", ".join(RUNS))
    parser.add_argument("--rounds", type=int, help="Rounds of each run.")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="belfort-soak-") as folder:
        set_up(folder)
        broken = run_all(options)
    sys.exit(int(broken))


def run_all(options: argparse.Namespace) -> bool:
    """Whether an invariant broke in one of the runs."""
    broken = False
    print(f"{'run':<24}{'rounds':>8}{'seconds':>9}  broken", flush=True)
    for name, (run, rounds) in RUNS.items():
        if options.names and name not in options.names:
            continue
        began = time.monotonic()
        faults = list(run(options.rounds or rounds))
        took = time.monotonic() - began
        print(f"{name:<24}{options.rounds or rounds:>8}{took:>9.1f}  {len(faults)}")
        for fault in faults[:20]:
            print(f"    {fault}")
        broken = broken or bool(faults)
    return broken


def set_up(folder: str) -> None:
    """The sentences of the importer are translated, so Django must be set up."""
    os.environ["BELFORT_DATA"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "belfort.site.settings"
    import django

    django.setup()


if __name__ == "__main__":
    main()
