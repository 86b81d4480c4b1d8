"""The packaged list: who existed when, and what became of those that are gone."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils.translation import override

from belfort.audit.models import Event
from belfort.lib.tests.shared import SHARED
from belfort.places.actions import load_municipalities
from belfort.places.models import Municipality, Regime

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

TODAY = SHARED / "data" / "geo" / "belgium_municipalities_2025.geojson"
BEFORE = (
    SHARED / "data" / "taxonomies" / "belgian_municipalities_inhabitants_2018_2020.csv"
)


@pytest.fixture(autouse=True)
def _loaded() -> None:
    load_municipalities()


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2018, 1, 1), 589),
        (date(2018, 12, 31), 589),
        (date(2019, 1, 1), 581),
        (date(2020, 4, 27), 581),
        (date(2024, 12, 31), 581),
        (date(2025, 1, 1), 565),
    ],
)
def test_as_many_existed_as_the_official_count(day: date, count: int) -> None:
    assert Municipality.objects.on(day).count() == count


def test_every_municipality_that_is_gone_has_heirs_today() -> None:
    gone = Municipality.objects.exclude(valid_to=None)
    assert gone.count() == 26 + 29
    for one in gone:
        heirs = one.heirs_on(date(2025, 1, 1))
        assert len(heirs) == 1, one
        assert heirs[0].exists_on(date(2025, 1, 1))
        begun = [m.valid_from for m in one.successors.exclude(code="11002")]
        assert all(one.valid_to and day > one.valid_to for day in begun)


def test_a_plan_of_2018_finds_the_city_that_its_own_went_up_in() -> None:
    names = {
        "44011": ("Deinze", 2019),
        "12034": ("Puurs-Sint-Amands", 2019),
        "55022": ("La Louvière", 2019),
        "11007": ("Antwerpen", 2025),
        "46003": ("Beveren-Kruibeke-Zwijndrecht", 2025),
    }
    for code, (name, year) in names.items():
        one = Municipality.objects.get(code=code)
        assert one.heirs_on(date(year - 1, 12, 31)) == [one]
        assert [heir.name_nl for heir in one.heirs_on(date(year, 1, 1))] == [name]


def test_a_merger_knows_all_that_went_up_in_it() -> None:
    lievegem = Municipality.objects.get(code="44085")
    names = {one.name_nl for one in lievegem.predecessors.all()}
    assert names == {"Lovendegem", "Waarschoot", "Zomergem"}


def test_language_regimes_are_those_of_the_law() -> None:
    today = Municipality.objects.on(date(2025, 1, 1))
    counts = {regime: today.filter(regime=regime).count() for regime in Regime}
    assert counts == {
        Regime.DUTCH: 273,
        Regime.DUTCH_FACILITIES: 12,
        Regime.BILINGUAL: 19,
        Regime.FRENCH: 246,
        Regime.FRENCH_FACILITIES_NL: 4,
        Regime.FRENCH_FACILITIES_DE: 2,
        Regime.GERMAN: 9,
    }
    facilities = today.filter(regime=Regime.DUTCH_FACILITIES)
    assert {one.name_nl for one in facilities} == {
        *("Drogenbos", "Kraainem", "Linkebeek", "Sint-Genesius-Rode", "Wemmel"),
        *("Wezembeek-Oppem", "Mesen", "Ronse", "Voeren", "Spiere-Helkijn", "Bever"),
        "Herstappe",
    }


def test_the_name_follows_the_page_and_else_the_area() -> None:
    mechelen = Municipality.objects.get(code="12025")
    aartselaar = Municipality.objects.get(code="11001")
    ath = Municipality.objects.get(code="51004")
    shown = {}
    for language in ("nl", "fr", "de", "en"):
        with override(language):
            shown[language] = [mechelen.name, aartselaar.name, ath.name]
    assert shown["nl"] == ["Mechelen", "Aartselaar", "Aat"]
    assert shown["fr"] == ["Malines", "Aartselaar", "Ath"]
    assert shown["de"] == ["Mecheln", "Aartselaar", "Ath"]
    assert shown["en"] == ["Mechelen", "Aartselaar", "Ath"]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("malines", {"12025"}),
        ("LIEGE", {"62063"}),
        ("12025", {"12025"}),
        ("sint vith", set()),
        ("sankt v", {"63067"}),
    ],
)
def test_words_are_found_in_any_language_without_accents(
    words: str, codes: set[str]
) -> None:
    found = Municipality.objects.on(date(2025, 1, 1)).matching(words)
    assert {one.code for one in found} == codes


def test_loading_again_changes_nothing_and_corrects_what_was_changed() -> None:
    before = list(Municipality.objects.order_by("code").values())
    events = Event.objects.count()
    out = StringIO()
    call_command("load_municipalities", "--json", stdout=out)
    assert json.loads(out.getvalue()) == {"added": 0, "changed": 0, "same": 620}
    assert Event.objects.count() == events
    Municipality.objects.filter(code="12025").update(name_fr="Malinnes")
    Municipality.objects.get(code="44011").successors.clear()
    out = StringIO()
    call_command("load_municipalities", stdout=out)
    assert "0 added, 2 corrected, 618 as they were" in out.getvalue()
    assert list(Municipality.objects.order_by("code").values()) == before
    assert Event.objects.filter(verb="places.loaded").count() == events + 1


def test_the_invented_example_stays() -> None:
    Municipality.objects.create(
        code="99999",
        name_nl="Voorbeeldstad",
        name_fr="Ville-Exemple",
        regime=Regime.DUTCH,
        valid_from=date(2000, 1, 1),
        is_example=True,
    )
    load_municipalities()
    assert Municipality.objects.filter(code="99999").exists()


@pytest.mark.skipif(not SHARED.exists(), reason="the shared open data is not there")
def test_the_list_holds_every_code_of_both_sources() -> None:
    features = json.loads(TODAY.read_text(encoding="utf-8"))["features"]
    today = {feature["properties"]["nis"] for feature in features}
    on_2025 = Municipality.objects.on(date(2025, 1, 1))
    assert today == set(on_2025.values_list("code", flat=True))
    with BEFORE.open(newline="", encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    for year in ("2018", "2019", "2020"):
        codes = {line["NIS_code"] for line in lines if line["year"] == year}
        on_day = Municipality.objects.on(date(int(year), 6, 1))
        assert codes == set(on_day.values_list("code", flat=True))
