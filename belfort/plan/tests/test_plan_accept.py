"""Taking over a document makes one draft, whole and unconfirmed."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied

from belfort.audit.models import Event
from belfort.indicators.models import Criterion
from belfort.lib.tests.installation import Installation
from belfort.lib.tests.shared import SEED_PLAN
from belfort.plan.actions import imports
from belfort.plan.actions.imports import accept, hand_over
from belfort.plan.actions.versions import compare
from belfort.plan.importer.reading import Period
from belfort.plan.models import Node, NodeKind, Plan, Version
from belfort.plan.states import ImportState, State
from belfort.plan.tests.small import CAFE, ROUNDS, as_file, find, small_plan, stored
from belfort.workflow.actions import Refused
from belfort.workflow.models import Step

pytestmark = pytest.mark.every_database


def test_everything_read_stands_in_the_draft_unconfirmed(
    cast: SimpleNamespace,
) -> None:
    version = stored(cast.alice)
    assert version.state == State.DRAFT
    assert (version.plan.start, version.plan.end) == (
        date(2025, 1, 1),
        date(2026, 12, 31),
    )
    assert version.counts() == {
        "chapter": 2,
        "general_objective": 2,
        "strategic_objective": 1,
        "operational_objective": 1,
        "result": 2,
        "item": 2,
        "indicator": 2,
    }
    assert not version.nodes.filter(confirmed=True).exists()
    assert find(version, CAFE).node.page == 3
    assert [item.node.text for item in find(version, CAFE).items] == [
        "op vrijdag",
        "op zaterdag",
    ]
    criterion = Criterion.objects.get()
    assert criterion.confirmed_at is None
    assert criterion.indicator.text == ROUNDS
    assert criterion.target == Decimal(52)
    assert criterion.due == "--12-31"
    programme = version.programmes.get()
    assert [node.text for node in programme.chapters.all()] == ["FIETSDIEFSTAL"]
    history = Node.history.filter(id=find(version, CAFE).node.pk).get()
    assert history.history_user == cast.alice.user
    event = Event.objects.get(verb="plan.taken_over")
    assert event.rows == version.nodes.count()


def test_a_document_is_taken_over_once(cast: SimpleNamespace) -> None:
    data = as_file(small_plan())
    imported = hand_over(by=cast.alice, data=data, name="plan.json")
    version = accept(imported, by=cast.alice)
    with pytest.raises(Refused):
        accept(imported, by=cast.alice)
    imported.refresh_from_db()
    assert imported.state == ImportState.ACCEPTED
    assert imported.version == version
    assert Version.objects.count() == 1
    assert Step.objects.get().new == ImportState.ACCEPTED


def test_another_city_and_a_reader_cannot_take_it_over(cast: SimpleNamespace) -> None:
    data = as_file(small_plan())
    imported = hand_over(by=cast.alice, data=data, name="plan.json")
    for actor in (cast.charlie, cast.bob):
        with pytest.raises(PermissionDenied):
            accept(imported, by=actor)
    assert not Plan.objects.exists()


def test_a_period_is_asked_where_the_document_states_none(
    cast: SimpleNamespace,
) -> None:
    plan = small_plan()
    plan.header.period = Period()
    imported = hand_over(by=cast.alice, data=as_file(plan), name="plan.json")
    with pytest.raises(Refused, match="period"):
        accept(imported, by=cast.alice)
    with pytest.raises(Refused):
        accept(
            imported,
            by=cast.alice,
            period_start=date(2026, 1, 1),
            period_end=date(2025, 1, 1),
        )
    assert not Plan.objects.exists()
    version = accept(
        imported,
        by=cast.alice,
        period_start=date(2025, 1, 1),
        period_end=date(2025, 12, 31),
    )
    assert version.plan.end == date(2025, 12, 31)
    assert version.header["period"]["end"] == "2025-12-31"


def test_a_later_reading_continues_the_same_nodes(cast: SimpleNamespace) -> None:
    first = stored(cast.alice)
    changed = small_plan()
    indicators = changed.chapters[1].strategic_objectives[0]
    indicators.operational_objectives[0].indicators[0].text = ROUNDS.replace("52", "60")
    second = stored(cast.alice, changed, continues=first.plan)
    assert (second.plan, second.number, second.based_on) == (first.plan, 2, first)
    found = compare(first, second)
    assert not found.added
    assert not found.removed
    (change,) = found.changed
    assert ("removed", "52") in change.words
    assert ("added", "60") in change.words
    old, new = change.old, change.new
    assert old
    assert new
    assert old.node.indicator
    assert new.node.indicator
    assert old.node.indicator.lineage == new.node.indicator.lineage
    assert first.programmes.get().lineage == second.programmes.get().lineage


def test_a_plan_for_later_years_is_a_new_plan_that_continues(
    cast: SimpleNamespace,
) -> None:
    first = stored(cast.alice)
    later = small_plan()
    later.header.period = Period(date(2027, 1, 1), date(2027, 12, 31))
    second = stored(cast.alice, later, continues=first.plan)
    assert second.plan != first.plan
    assert second.plan.continues == first.plan
    assert (second.number, second.based_on) == (1, first)
    lineages = set(first.nodes.values_list("lineage", flat=True))
    assert set(second.nodes.values_list("lineage", flat=True)) == lineages


def test_without_a_trail_nothing_is_taken_over(
    cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = as_file(small_plan())
    imported = hand_over(by=cast.alice, data=data, name="plan.json")

    def fail(*args: object, **kwargs: object) -> None:
        raise OSError("no room for the trail")

    monkeypatch.setattr(imports, "record", fail)
    with pytest.raises(OSError, match="no room"):
        accept(imported, by=cast.alice)
    imported.refresh_from_db()
    assert imported.state == ImportState.REVIEW
    assert not Plan.objects.exists()
    assert not Node.objects.exists()
    assert not Step.objects.exists()


PREPARE = """
import json
from belfort.accounts.models import Role
from belfort.accounts.tests.cast import make_city, make_member
from belfort.plan.actions.imports import hand_over
from belfort.plan.tests.small import as_file, small_plan
alice = make_member("Alice", make_city(), Role.PREVENTION_OFFICER)
imported = hand_over(by=alice, data=as_file(small_plan()), name="plan.json")
print(json.dumps([str(imported.pk), str(alice.pk)]))
"""
ACCEPT = """
import sys, time, json, pathlib
from belfort.accounts.models import Membership
from belfort.plan.actions.imports import accept
from belfort.plan.models import Import
from belfort.workflow.actions import Refused
imported = Import.objects.get(pk="{imported}")
alice = Membership.objects.get(pk="{alice}")
pathlib.Path("{folder}", "ready-{number}").touch()
while len(list(pathlib.Path("{folder}").glob("ready-*"))) < 2:
    time.sleep(0.005)
try:
    accept(imported, by=alice)
    print("taken")
except Refused:
    print("refused")
"""


def test_of_two_processes_that_take_it_over_one_wins(
    installation: Installation, tmp_path: Path
) -> None:
    imported, alice = installation.python(PREPARE)
    running = [
        installation.start(
            "shell",
            "--no-imports",
            "-c",
            ACCEPT.format(
                imported=imported, alice=alice, folder=tmp_path, number=number
            ),
        )
        for number in range(2)
    ]
    said = [process.communicate(timeout=120) for process in running]
    assert sorted(out.strip() for out, _err in said) == ["refused", "taken"], said
    count = (
        "import json; from belfort.plan.models import *;"
        "print(json.dumps([Plan.objects.count(), Node.objects.count()]))"
    )
    assert installation.python(count) == [1, 12]


@pytest.mark.skipif(
    not SEED_PLAN.exists(), reason="the real plan is not here: storing it is not tested"
)
def test_the_real_plan_is_stored_as_it_was_read(cast: SimpleNamespace) -> None:
    data = SEED_PLAN.read_bytes()
    version = accept(
        hand_over(by=cast.alice, data=data, name="plan.txt"), by=cast.alice
    )
    assert version.counts() == {
        "chapter": 16,
        "general_objective": 17,
        "strategic_objective": 31,
        "operational_objective": 54,
        "result": 141,
        "item": 17,
        "indicator": 141,
    }
    indicators = version.nodes.filter(kind=NodeKind.INDICATOR)
    assert not indicators.filter(indicator__criteria=None).exists()
    assert json.dumps(version.header["decision"]["date"]) == '"2020-04-27"'
