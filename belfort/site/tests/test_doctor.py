"""``doctor`` finds what is wrong, and says what to do."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils.timezone import now
from pytest_django.fixtures import Settings

from belfort.audit.models import Run
from belfort.audit.tests.trail import sql, write_events
from belfort.lib.schedule import JOBS
from belfort.lib.tests.installation import Installation
from belfort.places.actions import load_municipalities

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


def doctor() -> tuple[int, dict[str, dict[str, str]]]:
    """The exit code and the findings by check."""
    out, code = StringIO(), 0
    try:
        call_command("doctor", "--json", stdout=out)
    except SystemExit as end:
        code = int(end.code or 0)
    findings = json.loads(out.getvalue())["findings"]
    return code, {one["check"]: one for one in findings}


@pytest.fixture(autouse=True)
def _well(settings: Settings, tmp_path: Path) -> None:
    """An installation with which nothing is wrong but static files and languages."""
    settings.KEYS = tmp_path
    key = tmp_path / "session.key"
    key.write_text("secret", encoding="ascii")
    key.chmod(0o600)
    load_municipalities()
    for name in JOBS:
        Run.objects.create(name=name, started_at=now(), finished_at=now())


def test_a_sound_installation_has_no_faults() -> None:
    found = doctor()[1]
    for check in ("database", "keys", "trail", "periodic jobs", "safety"):
        assert found[check]["state"] == "well", found[check]
    assert found["municipalities"]["text"] == "565 loaded"


def test_events_that_wait_are_a_fault() -> None:
    write_events(2)
    sql("UPDATE audit_event SET moment = %s", now() - timedelta(minutes=2))
    code, found = doctor()
    assert code == 1
    assert "events wait to be sealed" in found["trail"]["text"]


def test_keys_that_others_can_read_or_that_are_gone_are_a_fault(
    settings: Settings,
) -> None:
    write_events(1)
    trail_key = Path(settings.KEYS, "audit-0001.key")
    trail_key.chmod(0o644)
    assert "others can read audit-0001.key" in doctor()[1]["keys"]["text"]
    trail_key.unlink()
    assert "keys of the trail are not in" in doctor()[1]["keys"]["text"]
    Path(settings.KEYS, "session.key").unlink()
    assert doctor()[1]["keys"]["state"] == "fault"


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"started_at": now() - timedelta(days=3)}, "last ran at"),
        ({"failures": 2, "error": "ValueError in purge"}, "failed 2 times"),
        ({"finished_at": None}, "is running"),
    ],
)
def test_a_job_that_does_not_run_well_is_named(
    change: dict[str, object], text: str
) -> None:
    Run.objects.filter(name="site.purge").update(**change)
    jobs = doctor()[1]["periodic jobs"]
    assert jobs["state"] == "warning"
    assert f"site.purge {text}" in jobs["text"]


def test_what_serve_would_refuse_is_told(settings: Settings) -> None:
    settings.ADDRESS = "http://belfort.example"
    found = doctor()[1]
    assert "in the clear" in found["safety"]["text"]


def test_a_missing_list_of_municipalities_is_told() -> None:
    sql("DELETE FROM places_municipality_successors")
    sql("DELETE FROM places_municipality")
    found = doctor()[1]["municipalities"]
    assert found["text"] == "none; run `belfort load_municipalities`"


def test_mail_into_files_is_a_warning_where_people_come_from_outside(
    settings: Settings,
) -> None:
    assert doctor()[1]["mail"]["state"] == "well"
    settings.ADDRESS = "https://belfort.example"
    assert doctor()[1]["mail"]["state"] == "warning"


def test_a_real_installation_is_looked_over_from_outside(
    installation: Installation,
) -> None:
    done = installation.run("doctor", code=1)
    for check in ("database", "durability", "disk", "keys", "safety", "trail"):
        assert f"✓ {check}:" in done.stdout
    assert "! periodic jobs:" in done.stdout
    assert "audit.seal has not run yet" in done.stdout
    assert "✗ municipalities: none" in done.stdout
    installation.run("load_municipalities")
    installation.run("work", "--once")
    done = installation.run("doctor", "--json", code=None)
    faults = [
        one["check"]
        for one in json.loads(done.stdout)["findings"]
        if one["state"] != "well"
    ]
    # Whether the texts are compiled depends on how the tests were started.
    assert set(faults) <= {"static files", "languages"}


def test_a_database_behind_the_code_is_a_fault(installation: Installation) -> None:
    installation.run("migrate", "audit", "zero", "--verbosity", "0")
    done = installation.run("doctor", code=1)
    assert "✗ database:" in done.stdout
    assert "run `belfort migrate`" in done.stdout
    assert "✗ trail: not to be seen:" in done.stdout
