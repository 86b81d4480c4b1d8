"""Who may read a plan and not change it leaves a trace where it is tried."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from belfort.accounts.models import Role
from belfort.accounts.tests.cast import make_member
from belfort.audit.models import Event, Outcome
from belfort.plan.models import Version
from belfort.plan.states import State
from belfort.plan.tests.small import CAFE, find, stored
from belfort.plan.tests.web import client_of

pytestmark = pytest.mark.every_database


@pytest.fixture
def version(cast: SimpleNamespace) -> Version:
    made = stored(cast.alice)
    Version.objects.filter(pk=made.pk).update(state=State.IN_FORCE)
    made.refresh_from_db()
    return made


def test_a_change_that_is_refused_stands_in_the_trail(
    cast: SimpleNamespace, version: Version
) -> None:
    reader = make_member("Lezer", cast.city, Role.COUNCILLOR)
    node = find(version, CAFE).node
    client = client_of(reader)
    addresses = (
        f"{node.get_absolute_url()}edit/",
        f"{version.get_absolute_url()}continue/",
        f"{version.get_absolute_url()}confirm/",
        "/plans/make/",
    )
    for address in addresses:
        response = client.post(address, {"text": "Gekaapt"})
        assert response.status_code == 403
        event = Event.objects.filter(verb="plan.changed").latest("pk")
        assert event.outcome == Outcome.REFUSED
        assert (event.actor, event.chain) == (reader.reference, cast.city.pk)
    assert Event.objects.filter(outcome=Outcome.REFUSED).count() == len(addresses)
    node.refresh_from_db()
    assert node.text == CAFE


def test_a_refusal_is_kept_by_the_city_whose_plan_it_is(
    cast: SimpleNamespace, version: Version
) -> None:
    reader = make_member("Federaal", cast.federal, Role.FEDERAL_READER)
    response = client_of(reader).post(f"{version.get_absolute_url()}confirm/")
    assert response.status_code == 403
    event = Event.objects.get(verb="plan.changed")
    assert (event.actor, event.chain) == (reader.reference, cast.city.pk)


def test_a_planner_leaves_no_refusal(cast: SimpleNamespace, version: Version) -> None:
    client_of(cast.alice).post(f"{version.get_absolute_url()}continue/")
    assert not Event.objects.filter(outcome=Outcome.REFUSED).exists()
