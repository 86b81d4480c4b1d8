"""Make belfort/places/data/municipalities.csv from the shared open data.

The municipalities of 2025 come from the properties of a GeoJSON file, those that
are gone from the list of 2018 to 2020; who went up in whom, the language regimes
and the German names stand below, each with its ground.
"""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data"
TODAY = SHARED / "geo" / "belgium_municipalities_2025.geojson"
BEFORE = SHARED / "taxonomies" / "belgian_municipalities_inhabitants_2018_2020.csv"
TARGET = ROOT / "belfort" / "places" / "data" / "municipalities.csv"
COLUMNS = (
    "code",
    "name_nl",
    "name_fr",
    "name_de",
    "regime",
    "valid_from",
    "valid_to",
    "successors",
)

FIRST_DAY = "1977-01-01"
"""The general merger; what changed between it and 2018 is not in this list."""

ANTWERP_1983 = {"11002": "1983-01-01"}

# What each code went up in. Flemish decrees of 2018 (2019) and of 2023 and 2024
# (2025), the Walloon decree of 2023 for Bastogne and Bertogne; in Hainaut eleven
# municipalities only got another code when their district changed in 2019.
SUCCESSORS_2019 = {
    "12041": ("12030", "12034"),
    "44083": ("44011", "44049"),
    "44084": ("44001", "44029"),
    "44085": ("44036", "44072", "44080"),
    "45068": ("45017", "45057"),
    "51067": ("55010",),
    "51068": ("55039",),
    "51069": ("55023",),
    "55085": ("52063",),
    "55086": ("52043",),
    "57096": ("54007",),
    "57097": ("54010",),
    "58001": ("55022",),
    "58002": ("56011",),
    "58003": ("56085",),
    "58004": ("56087",),
    "72042": ("71047", "72040"),
    "72043": ("72025", "72029"),
}
SUCCESSORS_2025 = {
    "11002": ("11007",),
    "23106": ("23023", "23024", "23032"),
    "37021": ("37012", "37018"),
    "37022": ("37007", "37015"),
    "44086": ("44012", "44048"),
    "44087": ("44034", "44073"),
    "44088": ("44040", "44043"),
    "46029": ("44045", "46014"),
    "46030": ("11056", "46003", "46013"),
    "71071": ("71057", "71069"),
    "71072": ("71022", "73040"),
    "73110": ("73006", "73032"),
    "73111": ("73009", "73083"),
    "82039": ("82003", "82005"),
}

# Coordinated laws on the use of languages in administrative matters of 18 July
# 1966, art. 5 (German), 6 (Brussels), 7 (outskirts) and 8 (language border).
DUTCH_FACILITIES = {
    "23098": "Drogenbos",
    "23099": "Kraainem",
    "23100": "Linkebeek",
    "23101": "Sint-Genesius-Rode",
    "23102": "Wemmel",
    "23103": "Wezembeek-Oppem",
    "23009": "Bever",
    "33016": "Mesen",
    "34043": "Spiere-Helkijn",
    "45041": "Ronse",
    "73028": "Herstappe",
    "73109": "Voeren",
}
FRENCH_FACILITIES_NL = {
    "51019": "Vloesberg",
    "51067": "Edingen",
    "55010": "Edingen",
    "54007": "Moeskroen",
    "57096": "Moeskroen",
    "54010": "Komen-Waasten",
    "57097": "Komen-Waasten",
}
FRENCH_FACILITIES_DE = {"63049": "Malmedy", "63080": "Weismes"}
GERMAN = {
    "63001": "Amel",
    "63012": "Büllingen",
    "63013": "Bütgenbach",
    "63023": "Eupen",
    "63040": "Kelmis",
    "63048": "Lontzen",
    "63061": "Raeren",
    "63067": "Sankt Vith",
    "63087": "Burg-Reuland",
}
# Only municipalities whose German name differs and is in daily use.
OTHER_GERMAN_NAMES = {
    "21004": "Brüssel",
    "24062": "Löwen",
    "12025": "Mecheln",
    "31005": "Brügge",
    "35013": "Ostende",
    "33011": "Ypern",
    "62063": "Lüttich",
    "81001": "Arel",
    "82003": "Bastnach",
    "82039": "Bastnach",
    "73083": "Tongern",
    "73111": "Tongern-Borgloon",
}


@dataclass
class Row:
    """One line of the file; ``area`` is the language area of the region."""

    code: str
    name_nl: str
    name_fr: str
    area: str
    valid_from: str = FIRST_DAY
    valid_to: str = ""
    successors: list[str] = field(default_factory=list)

    @property
    def name_de(self) -> str:
        names = {**GERMAN, **FRENCH_FACILITIES_DE, **OTHER_GERMAN_NAMES}
        return names.get(self.code, "")

    @property
    def regime(self) -> str:
        special = {
            "nl+fr": DUTCH_FACILITIES,
            "fr+nl": FRENCH_FACILITIES_NL,
            "fr+de": FRENCH_FACILITIES_DE,
            "de": GERMAN,
        }
        for regime, codes in special.items():
            if self.code in codes:
                return regime
        return self.area


def main() -> None:
    if not SHARED.exists():
        sys.exit(f"The open data is not there: {SHARED}")
    rows = read_before() | read_today()
    end_and_begin(rows, SUCCESSORS_2019, 2019)
    end_and_begin(rows, SUCCESSORS_2025, 2025)
    for code, day in ANTWERP_1983.items():
        rows[code].valid_from = day
    check_names(rows)
    with TARGET.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for code in sorted(rows):
            writer.writerow(cells(rows[code]))
    print(f"{len(rows)} codes written to {TARGET.relative_to(ROOT)}")


def read_today() -> dict[str, Row]:
    """The municipalities of 2025; regions 02000, 03000 and 04000."""
    areas = {"02000": "nl", "03000": "fr", "04000": "nl-fr"}
    features = json.loads(TODAY.read_text(encoding="utf-8"))["features"]
    found = {}
    for properties in (feature["properties"] for feature in features):
        code = properties["nis"]
        area = areas[properties["reg"]]
        found[code] = Row(code, properties["nl"], properties["fr"], area)
    return found


def read_before() -> dict[str, Row]:
    """Every code that was in use from 2018 to 2020; its first digits say where."""
    areas = {"21": "nl-fr", "25": "fr"}
    provinces = {"1": "nl", "2": "nl", "3": "nl", "4": "nl", "7": "nl"}
    found = {}
    with BEFORE.open(newline="", encoding="utf-8") as file:
        for line in csv.DictReader(file):
            code = line["NIS_code"]
            area = areas.get(code[:2]) or provinces.get(code[0], "fr")
            names = line["municipality_NL"], line["municipality_FR"]
            found[code] = Row(code, *names, area)
    return found


def end_and_begin(
    rows: dict[str, Row], successors: dict[str, tuple[str, ...]], year: int
) -> None:
    """Give those that went a last day, and their successor a first one."""
    for successor, gone in successors.items():
        if rows[successor].valid_from == FIRST_DAY and successor != "11002":
            rows[successor].valid_from = f"{year}-01-01"
        for code in gone:
            rows[code].valid_to = f"{year - 1}-12-31"
            rows[code].successors.append(successor)


def check_names(rows: dict[str, Row]) -> None:
    """A code written wrong above would put a regime on the wrong town."""
    expected = DUTCH_FACILITIES | FRENCH_FACILITIES_NL | FRENCH_FACILITIES_DE | GERMAN
    for code, name in expected.items():
        names = {rows[code].name_nl, rows[code].name_fr, rows[code].name_de}
        if name not in names:
            sys.exit(f"{code} is {names}, not {name}.")


def cells(row: Row) -> list[str]:
    return [
        row.code,
        row.name_nl,
        row.name_fr,
        row.name_de,
        row.regime,
        row.valid_from,
        row.valid_to,
        " ".join(sorted(row.successors)),
    ]


if __name__ == "__main__":
    main()
