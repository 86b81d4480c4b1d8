"""``import_plan``: reading prints, storing asks whose it is, a refusal is clean."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.management import call_command
from jsonschema import Draft202012Validator

from belfort.lib.tests.installation import ROOT, Installation
from belfort.lib.tests.shared import SEED_PLAN
from belfort.plan.models import Import, Plan, Version
from belfort.plan.states import ImportState
from belfort.plan.tests.small import as_file, small_plan

PDF = ROOT / "belfort" / "demo" / "plan" / "plan_nl.pdf"
SCHEMA = ROOT / "docs" / "plan.schema.json"


def import_plan(*words: str | Path) -> str:
    out = StringIO()
    call_command("import_plan", *map(str, words), stdout=out)
    return out.getvalue()


def refused(*words: str | Path) -> str:
    """The sentence with which the command refuses."""
    error = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("import_plan", *map(str, words), stderr=error)
    assert ended.value.code == 2
    sentence = error.getvalue().strip()
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


def test_the_json_is_the_contract_and_needs_no_database() -> None:
    printed = json.loads(import_plan(PDF, "--json"))
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(printed)
    assert len(printed["chapters"]) == 9
    assert printed["header"]["city"] == "Zandermeer"


def test_a_fresh_machine_reads_without_a_database(tmp_path: Path) -> None:
    nowhere = "postgresql://nobody@127.0.0.1:1/nothing"
    done = Installation(tmp_path, nowhere).run("import_plan", str(PDF), "--json")
    assert json.loads(done.stdout)["format_version"] == 1
    assert not list(tmp_path.glob("**/*.sqlite3"))


def test_without_options_people_see_what_was_read() -> None:
    printed = import_plan(PDF, "--language", "nl")
    for line in ("Hoofdstukken", "waarvan fenomenen", "Dag van de beslissing"):
        assert line in printed
    assert "2025-04-28" in printed
    assert "Er werd niets bewaard" in printed
    assert "Chapitres" in import_plan(PDF, "--language", "fr")


@pytest.mark.skipif(
    not SEED_PLAN.exists(),
    reason="the real plan is not here: what the command prints of it is not tested",
)
def test_the_counts_and_the_header_of_the_real_plan_are_printed() -> None:
    printed = import_plan(SEED_PLAN).splitlines()
    found = {line[:34].strip(): line[34:].strip() for line in printed if line}
    assert found["Chapters"] == "16"
    assert found["of which phenomena"] == "15"
    assert found["General objectives"] == "17"
    assert found["Strategic objectives"] == "31"
    assert found["Operational objectives"] == "54"
    assert found["Results"] == "141"
    assert found["Parts of results"] == "17"
    assert found["Indicators"] == "141"
    assert found["Period"] == "2020-01-01 – 2020-12-31"
    assert found["Day of the decision"] == "2020-04-27"
    assert found["Agenda item"] == "13"
    assert found["Vote"] == "unanimous"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.json"
    path.write_bytes(as_file(small_plan()))
    return path


def whose(cast: SimpleNamespace, who: str = "alice") -> list[str]:
    member = getattr(cast, who)
    code = cast.city.municipality_id
    return ["--city", code, "--by", member.user.email.upper()]


@pytest.mark.every_database
def test_storing_leaves_a_document_to_review(cast: SimpleNamespace, file: Path) -> None:
    printed = import_plan(file, *whose(cast))
    imported = Import.objects.get()
    assert imported.state == ImportState.REVIEW
    assert imported.created_by == cast.alice
    assert imported.get_absolute_url() in printed
    assert not Plan.objects.exists()


@pytest.mark.every_database
def test_accepting_leaves_an_unconfirmed_draft(
    cast: SimpleNamespace, file: Path
) -> None:
    printed = import_plan(file, *whose(cast), "--accept")
    version = Version.objects.get()
    assert version.get_absolute_url() in printed
    assert not version.nodes.filter(confirmed=True).exists()
    assert Import.objects.get().state == ImportState.ACCEPTED


@pytest.mark.every_database
def test_a_refusal_is_one_sentence_and_stores_nothing(
    cast: SimpleNamespace, tmp_path: Path, file: Path
) -> None:
    broken = tmp_path / "plan.pdf"
    broken.write_bytes(PDF.read_bytes()[:7000])
    undated = tmp_path / "undated.json"
    plan = small_plan()
    plan.header.period.end = None
    undated.write_bytes(as_file(plan))
    assert "cannot be opened" in refused(tmp_path / "nowhere.pdf")
    assert "damaged" in refused(broken)
    assert "damaged" in refused(broken, *whose(cast))
    assert "--city" in refused(file, "--accept")
    assert "--json" in refused(file, "--json", *whose(cast))
    for who in ("bob", "charlie", "henk"):
        assert "no prevention officer" in refused(file, *whose(cast, who))
    assert "period" in refused(undated, *whose(cast), "--accept")
    assert not Import.objects.exists()
    assert not Plan.objects.exists()
    stored = Path(settings.MEDIA_ROOT)
    assert not [path for path in stored.rglob("*") if path.is_file()]
