"""A row that goes takes its files and its earlier values along."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from belfort.accounts.models import Membership, Role
from belfort.accounts.tests.cast import make_city, make_user
from belfort.audit.jobs.disposal import dispose_of
from belfort.indicators.models import Criterion, Indicator
from belfort.places.actions import load_municipalities
from belfort.places.models import Municipality
from belfort.plan.models import Import, Node, Plan, Version

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

PLANS = Plan.retention
IMPORTS = Import.retention


def cutoff(key: str, today: date) -> date:
    return date(2030, 1, 1)


@pytest.fixture
def officer() -> Membership:
    load_municipalities()
    return Membership.objects.create(
        user=make_user("Ilse"),
        organisation=make_city("Voorbeeldstad"),
        role=Role.PREVENTION_OFFICER,
        start=date(2014, 1, 1),
    )


def make_plan(officer: Membership) -> Plan:
    plan = Plan.objects.create(
        organisation=officer.organisation,
        municipality=Municipality.objects.get(code="12025"),
        title="Plan",
        language="nl",
        start=date(2014, 1, 1),
        end=date(2017, 12, 31),
    )
    first = Version.objects.create(plan=plan, number=1, created_by=officer)
    Version.objects.create(plan=plan, number=2, created_by=officer, based_on=first)
    indicator = Indicator.objects.create(
        organisation=officer.organisation, text="Aantal verslagen"
    )
    indicator.criteria.create(kind="count")
    Node.objects.create(
        version=first, kind="indicator", position=1, text="…", indicator=indicator
    )
    return plan


def test_a_plan_goes_with_its_versions_and_their_history(officer: Membership) -> None:
    make_plan(officer)
    assert Version.history.count() == 2
    assert dispose_of(Plan, PLANS, cutoff, date(2040, 1, 1)).disposed == 1
    for model in (Plan, Version, Node, Indicator, Criterion):
        assert not model.objects.exists()
        assert not model.history.exists()


def test_a_plan_that_another_continues_stays_and_is_counted(
    officer: Membership,
) -> None:
    plan = make_plan(officer)
    Plan.objects.filter(pk=make_plan(officer).pk).update(
        continues=plan, end=date(2040, 1, 1)
    )
    found = dispose_of(Plan, PLANS, cutoff, date(2040, 1, 1))
    assert (found.disposed, found.referenced) == (0, 1)
    assert Plan.objects.count() == 2


def test_the_file_of_a_row_goes_with_it(
    officer: Membership,
    settings: Settings,
    tmp_path: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.MEDIA_ROOT = tmp_path
    source = Import.objects.create(
        organisation=officer.organisation,
        name="plan.pdf",
        file=ContentFile(b"a plan", name="plan.pdf"),
        sha256="0" * 64,
        format="pdf",
        created_by=officer,
    )
    path = Path(source.file.path)
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        dispose_of(Import, IMPORTS, cutoff, date(2040, 1, 1))
    assert not Import.objects.exists()
    assert not path.exists()
