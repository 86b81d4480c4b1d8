"""The road of a version: made, copied, approved step by step, replaced."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db.utils import IntegrityError
from django.utils.timezone import localdate

from belfort.accounts.models import Membership
from belfort.audit.models import Event
from belfort.audit.receipts import ReceiptConflict
from belfort.lib.tests.installation import Installation
from belfort.plan.actions.criteria import confirm_criterion
from belfort.plan.actions.nodes import (
    add_node,
    confirm_nodes,
    edit_node,
    move_node,
    remove_node,
)
from belfort.plan.actions.versions import (
    advance,
    compare,
    make_plan,
    new_version,
    warnings_for,
)
from belfort.plan.models import Node, NodeKind, Plan, Version
from belfort.plan.states import MOVES, State
from belfort.plan.tests.small import CAFE, ROUNDS, find, small_plan, stored
from belfort.workflow import actions as workflow
from belfort.workflow.actions import MoveRefused, Refused, steps_of

pytestmark = pytest.mark.every_database

ROAD = (State.OPERATIONAL, State.COLLEGE, State.COUNCIL, State.FEDERAL, State.IN_FORCE)
START = date(2025, 2, 3)


def bring(version: Version, to: State, by: Membership, start: date = START) -> Version:
    """Lead a draft along the road, a week per step."""
    for week, state in enumerate(ROAD[: ROAD.index(to) + 1]):
        day = start + timedelta(weeks=week)
        version = advance(version, state, by=by, day=day)
    return version


def test_the_road_is_walked_step_by_step(cast: SimpleNamespace) -> None:
    version = stored(cast.alice)
    with pytest.raises(MoveRefused):
        advance(version, State.COUNCIL, by=cast.alice, day=START)
    version = bring(version, State.FEDERAL, cast.alice)
    day = START + timedelta(weeks=6)
    version = advance(version, State.IN_FORCE, by=cast.alice, day=day, item="9")
    steps = list(steps_of(version))
    assert [step.new for step in steps] == [str(state) for state in ROAD]
    assert (steps[-1].day, steps[-1].item, steps[-1].by) == (day, "9", cast.alice)
    assert Event.objects.filter(verb="plan.moved").count() == len(ROAD) + 1


def test_days_are_in_order_and_not_to_come(cast: SimpleNamespace) -> None:
    version = stored(cast.alice)
    tomorrow = localdate() + timedelta(days=1)
    with pytest.raises(Refused, match="moet nog komen"):
        advance(version, State.OPERATIONAL, by=cast.alice, day=tomorrow)
    version = advance(version, State.OPERATIONAL, by=cast.alice, day=START)
    with pytest.raises(Refused, match="03/02/2025"):
        advance(version, State.COLLEGE, by=cast.alice, day=START - timedelta(days=1))
    assert advance(version, State.COLLEGE, by=cast.alice, day=START).state == "college"


def test_going_back_or_withdrawing_asks_why(cast: SimpleNamespace) -> None:
    version = bring(stored(cast.alice), State.COLLEGE, cast.alice)
    later = START + timedelta(weeks=8)
    for state in (State.DRAFT, State.WITHDRAWN):
        with pytest.raises(Refused, match="waarom"):
            advance(version, state, by=cast.alice, day=later, reason=" ")
    version = advance(
        version, State.DRAFT, by=cast.alice, day=later, reason="Bedrag klopt niet."
    )
    assert version.is_editable
    last = steps_of(version).last()
    assert last
    assert last.reason == "Bedrag klopt niet."


def test_one_version_is_in_force_and_replaces_the_other(cast: SimpleNamespace) -> None:
    first = bring(stored(cast.alice), State.IN_FORCE, cast.alice)
    with pytest.raises(Refused, match="niet met de hand"):
        advance(first, State.REPLACED, by=cast.alice, day=localdate())
    second = new_version(first, by=cast.alice, note="Bijsturing")
    second = bring(second, State.IN_FORCE, cast.alice, start=date(2025, 9, 1))
    first.refresh_from_db()
    assert (first.state, second.state) == (State.REPLACED, State.IN_FORCE)
    with pytest.raises(IntegrityError):
        first.plan.versions.filter(pk=first.pk).update(state=State.IN_FORCE)


def test_an_amendment_extends_the_plan_when_it_comes_into_force(
    cast: SimpleNamespace,
) -> None:
    first = bring(stored(cast.alice), State.IN_FORCE, cast.alice)
    longer = small_plan()
    longer.header.period.end = date(2027, 12, 31)
    second = stored(cast.alice, longer, continues=first.plan)
    assert second.plan == first.plan
    second.plan.refresh_from_db()
    assert second.plan.end == date(2026, 12, 31)
    second = bring(second, State.IN_FORCE, cast.alice, start=date(2025, 9, 1))
    second.plan.refresh_from_db()
    assert second.plan.end == date(2027, 12, 31)
    last = second.plan.history.first()
    assert last
    assert last.history_user == cast.alice.user


def test_an_empty_version_goes_nowhere(cast: SimpleNamespace) -> None:
    version = make_plan(
        by=cast.alice, language="fr", start=date(2025, 1, 1), end=date(2025, 12, 31)
    )
    assert version.plan.title == "Plan stratégique de sécurité et de prévention 2025"
    assert version.header["language"] == "fr"
    with pytest.raises(Refused, match="leeg"):
        advance(version, State.COLLEGE, by=cast.alice, day=START)
    with pytest.raises(Refused):
        make_plan(
            by=cast.alice, language="nl", start=date(2026, 1, 1), end=date(2025, 1, 1)
        )
    with pytest.raises(PermissionDenied):
        make_plan(by=cast.bob, language="nl", start=START, end=START)


def test_making_a_plan_twice_with_one_key_makes_one(cast: SimpleNamespace) -> None:
    key = uuid4()
    days: dict[str, Any] = {"start": date(2025, 1, 1), "end": date(2025, 12, 31)}
    first = make_plan(by=cast.alice, language="nl", key=key, **days)
    assert make_plan(by=cast.alice, language="nl", key=key, **days) == first
    with pytest.raises(ReceiptConflict):
        make_plan(by=cast.alice, language="fr", key=key, **days)
    assert Plan.objects.count() == 1


def test_a_copy_has_the_same_tree_and_stays_apart(cast: SimpleNamespace) -> None:
    first = stored(cast.alice)
    criterion = find(first, ROUNDS).node.indicator.criteria.get()  # type: ignore[union-attr]
    confirm_criterion(criterion, by=cast.alice)
    second = new_version(first, by=cast.alice, note="Bijsturing")
    assert (second.number, second.based_on, second.note) == (2, first, "Bijsturing")
    assert compare(first, second).is_empty
    copied = find(second, ROUNDS).node.indicator
    assert copied
    assert copied.criteria.get().confirmed_by == cast.alice
    edit_node(find(second, CAFE).node, by=cast.alice, text="Cafés krijgen bezoek")
    assert find(first, CAFE)
    with pytest.raises(PermissionDenied):
        new_version(first, by=cast.charlie)


def test_what_left_the_service_is_not_edited(cast: SimpleNamespace) -> None:
    version = bring(stored(cast.alice), State.OPERATIONAL, cast.alice)
    branch = find(version, CAFE)
    node, parent = branch.node, branch.parent
    assert parent
    before = list(Node.objects.order_by("pk").values())
    for deed in (
        lambda: add_node(version, NodeKind.RESULT, "Nieuw", by=cast.alice, parent=node),
        lambda: edit_node(node, by=cast.alice, text="Anders"),
        lambda: move_node(node, by=cast.alice, parent=parent.node, position=1),
        lambda: remove_node(node, by=cast.alice),
        lambda: confirm_nodes(version, Node.objects.all(), by=cast.alice),
    ):
        with pytest.raises(Refused, match="nieuwe versie"):
            deed()
    assert list(Node.objects.order_by("pk").values()) == before


def test_parts_that_nobody_confirmed_are_warned_of(cast: SimpleNamespace) -> None:
    version = stored(cast.alice)
    day = date(2025, 3, 1)
    version.nodes.update(confirmed=False)
    (warning,) = warnings_for(version, State.OPERATIONAL, day=day)
    assert str(version.nodes.count()) in warning
    assert warnings_for(version, State.DRAFT, day=day) == []
    version.nodes.update(confirmed=True)
    assert warnings_for(version, State.OPERATIONAL, day=day) == []


def test_a_late_council_is_warned_of(cast: SimpleNamespace) -> None:
    version = stored(cast.alice)
    version.nodes.update(confirmed=True)
    late, timely = date(2025, 4, 28), date(2025, 3, 31)
    (warning,) = warnings_for(version, State.FEDERAL, day=late)
    assert "31/03/2025" in warning
    assert warnings_for(version, State.FEDERAL, day=timely) == []
    assert warnings_for(version, State.OPERATIONAL, day=late) == []


def test_without_a_trail_nothing_moves(
    cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = stored(cast.alice)

    def fail(*args: object, **kwargs: object) -> None:
        raise OSError("no room for the trail")

    monkeypatch.setattr(workflow, "record", fail)
    with pytest.raises(OSError, match="no room"):
        advance(version, State.OPERATIONAL, by=cast.alice, day=START)
    version.refresh_from_db()
    assert version.state == State.DRAFT
    assert not steps_of(version).exists()


def test_every_state_says_where_it_may_go() -> None:
    assert set(MOVES) == set(State.values)
    for moves in MOVES.values():
        assert moves <= set(State.values)


PREPARE = """
import json
from belfort.accounts.models import Role
from belfort.accounts.tests.cast import make_city, make_member
from belfort.plan.tests.small import stored
alice = make_member("Alice", make_city(), Role.PREVENTION_OFFICER)
print(json.dumps([str(stored(alice).pk), str(alice.pk)]))
"""
ADVANCE = """
import time, pathlib, datetime
from belfort.accounts.models import Membership
from belfort.plan.actions.versions import advance
from belfort.plan.models import Version
from belfort.workflow.actions import MoveRefused
version = Version.objects.get(pk="{version}")
alice = Membership.objects.get(pk="{alice}")
pathlib.Path("{folder}", "ready-{number}").touch()
while len(list(pathlib.Path("{folder}").glob("ready-*"))) < 2:
    time.sleep(0.005)
try:
    advance(version, "operational", by=alice, day=datetime.date(2025, 2, 3))
    print("moved")
except MoveRefused:
    print("refused")
"""


def test_of_two_processes_that_take_a_step_one_wins(
    installation: Installation, tmp_path: Path
) -> None:
    version, alice = installation.python(PREPARE)
    running = [
        installation.start(
            "shell",
            "--no-imports",
            "-c",
            ADVANCE.format(version=version, alice=alice, folder=tmp_path, number=n),
        )
        for n in range(2)
    ]
    said = [process.communicate(timeout=120) for process in running]
    assert sorted(out.strip() for out, _err in said) == ["moved", "refused"], said
    count = (
        "import json; from belfort.workflow.models import Step;"
        "print(Step.objects.filter(new='operational').count())"
    )
    assert installation.python(count) == 1
