"""The sealer links every committed event once, in order, without gaps."""

from __future__ import annotations

import time

import pytest

from belfort.audit.jobs import seal
from belfort.audit.jobs.sealing import seal_batch
from belfort.audit.models import Event, Head
from belfort.audit.tests.trail import ONE, OTHER, head_of, work_that_fails, write_events
from belfort.audit.verification import verify
from belfort.lib.tests.installation import Installation

pytestmark = pytest.mark.every_database


@pytest.mark.django_db
def test_each_chain_is_numbered_from_one_in_the_order_of_writing() -> None:
    write_events(3, ONE)
    write_events(2, OTHER)
    write_events(1, ONE)
    assert seal() == 6
    for chain, count in ((ONE, 4), (OTHER, 2)):
        numbers = Event.objects.filter(chain=chain).values_list("number", flat=True)
        assert list(numbers) == list(range(1, count + 1))
        last = Event.objects.get(chain=chain, number=count)
        assert (head_of(chain).number, head_of(chain).hash) == (count, last.hash)
    assert verify().is_whole


@pytest.mark.django_db
def test_sealing_again_changes_nothing() -> None:
    write_events(3)
    seal()
    before = list(Event.objects.values()), list(Head.objects.values())
    assert seal() == 0
    assert before == (list(Event.objects.values()), list(Head.objects.values()))


@pytest.mark.django_db
def test_large_trails_are_sealed_in_batches() -> None:
    write_events(7)
    assert seal_batch(ONE, 3) == 3
    assert Event.objects.unsealed().count() == 4
    assert verify().is_whole
    assert seal(batch=3) == 4
    assert verify().events == 7


@pytest.mark.django_db(transaction=True)
def test_what_was_rolled_back_leaves_no_gap() -> None:
    write_events(2)
    with work_that_fails():
        write_events(2)
    write_events(2)
    assert seal() == 4
    assert list(Event.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


WRITE_AND_SEAL = """
import sys, time
from belfort.audit.jobs import seal
from belfort.audit.tests.trail import write_events, ONE, OTHER
while time.time() < {start}: time.sleep(0.001)
sealed = 0
for place in range(15):
    write_events(3, (ONE, OTHER)[place % 2])
    sealed += seal(batch=4)
print(sealed)
"""


def test_processes_that_write_and_seal_at_once_make_one_chain(
    installation: Installation,
) -> None:
    code = WRITE_AND_SEAL.format(start=time.time() + 6)
    words = ("shell", "--no-imports", "-c", code)
    running = [installation.start(*words) for _ in range(3)]
    outputs = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], outputs
    sealed = sum(int(output) for output, _ in outputs)
    assert sealed == 3 * 15 * 3
    found = installation.run("verify_audit")
    assert f"{sealed} events in 2 chains" in found.stdout
