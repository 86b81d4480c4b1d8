"""Legal parameters: dated, sourced, and refused when a file has a fault."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.utils.translation import override

from belfort.audit.retention import Retention
from belfort.law.checks import retention_periods_are_known
from belfort.law.parameters import (
    DATA,
    LawDataRefused,
    NoParameter,
    cutoff,
    parameter,
    parameters,
    read_folder,
)

IN_2020 = date(2020, 4, 27)


def test_the_amounts_of_the_plan_of_2020_are_there() -> None:
    assert parameter("plan.filing_deadline", IN_2020).value == date(2020, 3, 31)
    for key in ("guards.contingent_346", "guards.activa_90"):
        monthly = parameter(f"{key}.month_per_fte", IN_2020).value
        assert monthly == Decimal(420)
    assert 8 * 12 * Decimal(420) == Decimal(40320)
    ceiling = parameter("guards.equipment.year_per_fte", IN_2020).value
    assert ceiling == Decimal("366.86")
    later = parameter("guards.additional_financing.year_per_fte", date(2025, 6, 1))
    assert (later.value, later.verified) == (Decimal(17200), False)


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2017, 12, 31), date(2014, 1, 1), date(2017, 12, 31)),
        (date(2018, 1, 1), date(2018, 1, 1), date(2019, 12, 31)),
        (IN_2020, date(2020, 1, 1), date(2020, 12, 31)),
        (date(2024, 12, 31), date(2023, 1, 1), date(2024, 12, 31)),
        (date(2025, 12, 31), date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_the_period_of_a_plan_is_that_of_its_decree(
    day: date, first: date, last: date
) -> None:
    assert parameter("plan.period", day).value == (first, last)


@pytest.mark.parametrize("day", [date(2013, 12, 31), date(2026, 1, 1)])
def test_without_a_source_there_is_no_value(day: date) -> None:
    with pytest.raises(NoParameter, match=r"plan\.period"):
        parameter("plan.period", day)
    with pytest.raises(NoParameter):
        parameter("plan.unheard_of", day)


def test_retention_periods_are_all_marked_unverified() -> None:
    found = [v for k, v in parameters().items() if k.startswith("retention.")]
    assert len(found) >= 6
    assert not any(one.verified for values in found for one in values)


def test_every_model_names_a_period_that_is_there() -> None:
    assert retention_periods_are_known(None) == []
    declared = [m for m in apps.get_models() if hasattr(m, "retention")]
    assert declared


def test_a_period_nobody_knows_is_a_fault_at_start_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model = apps.get_model("places", "Municipality")
    unknown = Retention("retention.unheard_of", ground="", purpose="")
    monkeypatch.setattr(model, "retention", unknown)
    faults = [one for one in run_checks() if one.id == "law.E001"]
    assert [one.obj for one in faults] == [model]


def test_labels_follow_the_page() -> None:
    one = parameter("plan.period", IN_2020)
    with override("nl"):
        assert one.label.startswith("Periode")
    with override("fr"):
        assert one.label.startswith("Période")
    with override("de"):
        assert one.label.startswith("Period")


def test_the_address_of_a_source_is_found_in_it() -> None:
    one = parameter("plan.period", date(2025, 2, 1))
    assert one.address == "https://news.belgium.be"
    assert parameter("plan.period", IN_2020).address == ""


def test_the_cutoff_of_a_retention_period() -> None:
    assert cutoff("retention.plan", date(2030, 2, 28)) == date(2020, 2, 28)
    assert cutoff("retention.accounts", date(2026, 11, 22)) == date(2024, 11, 22)
    assert cutoff("retention.accounts", date(2024, 2, 29)) == date(2022, 2, 28)
    assert cutoff("retention.sessions", date(2026, 3, 1)) == date(2025, 12, 1)
    assert cutoff("retention.configuration", date(2026, 11, 22)) is None
    with pytest.raises(TypeError, match="no length of time"):
        cutoff("plan.filing_deadline", IN_2020)


GOOD = (DATA / "plan.toml").read_text(encoding="utf-8")

FAULTS = {
    "not TOML": ("[[parameter]]\nkey = ", "is not TOML"),
    "something else": ('title = "x"', r"nothing but \[\[parameter\]\]"),
    "a value without source": ('source = ""\n', "the source is empty"),
    "a doubtful word": ('verified = "yes"\n', "neither true nor false"),
    "days in the wrong order": ("valid_to = 1999-01-01\n", "lies before valid_from"),
    "a date that is a text": ('valid_from = "2020-01-01"\n', "is not a date"),
    "an amount that is a number": ("value = 420.0\n", "is no value in"),
}


def a_file(**lines: str) -> str:
    """A file with one parameter; ``lines`` replace those of its value."""
    own = {
        "value": 'value = "420.00"\n',
        "valid_from": "valid_from = 2020-01-01\n",
        "valid_to": "valid_to = 2020-12-31\n",
        "source": 'source = "law"\n',
        "verified": "verified = true\n",
    } | lines
    head = '[[parameter]]\nkey = "a.b"\nunit = "eur"\n'
    labels = 'label.nl = "a"\nlabel.fr = "b"\nlabel.en = "c"\n'
    return f"{head}{labels}[[parameter.values]]\n" + "".join(own.values())


@pytest.mark.parametrize("name", FAULTS)
def test_a_file_with_a_fault_is_refused_by_name(tmp_path: Path, name: str) -> None:
    text, message = FAULTS[name]
    field = text.partition(" ")[0]
    whole = (
        text if field in {"[[parameter]]\nkey", "title"} else a_file(**{field: text})
    )
    (tmp_path / "wrong.toml").write_text(whole, encoding="utf-8")
    with pytest.raises(LawDataRefused, match=message) as refusal:
        read_folder(tmp_path)
    assert "wrong.toml" in str(refusal.value)


def refusal_of(folder: Path, **files: str) -> str:
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(LawDataRefused) as refusal:
        read_folder(folder)
    return str(refusal.value)


def test_two_values_on_one_day_are_refused(tmp_path: Path) -> None:
    more = "[[parameter.values]]\n" + a_file().partition("[[parameter.values]]\n")[2]
    later = more.replace("2020-01-01", "2020-12-31").replace(
        "valid_to = 2020-12-31", "valid_to = 2021-12-31"
    )
    text = refusal_of(tmp_path, one=a_file() + later)
    assert text == "one.toml, “a.b”: two values hold on 2020-12-31."
    (tmp_path / "one.toml").write_text(
        a_file() + later.replace("2020-12-31", "2021-01-01"), encoding="utf-8"
    )
    assert len(read_folder(tmp_path)["a.b"]) == 2


def test_a_key_may_stand_once(tmp_path: Path) -> None:
    text = refusal_of(tmp_path, one=a_file(), two=a_file())
    assert text == "two.toml, “a.b”: it stands in another file too."
    (tmp_path / "two.toml").unlink()
    assert "stands here twice" in refusal_of(tmp_path, one=a_file() + a_file())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('unit = "eur"', 'unit = "franc"', "the unit “franc” is not known"),
        ('label.fr = "b"\n', "", "a label has the languages"),
        ('unit = "eur"\n', "", "missing or not known: unit"),
        ("verified", "certain", "a value has"),
        ('"a.b"', '"A b"', "a key is words"),
        ('"420.00"', '"NaN"', "is no value in"),
        ('"420.00"', '"-1"', "is no value in"),
    ],
)
def test_a_field_that_is_missing_or_unknown_is_refused(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert message in refusal_of(tmp_path, one=a_file().replace(old, new))
