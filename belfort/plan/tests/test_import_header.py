"""Dates, amounts and the other facts around the tree."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from belfort.plan.importer.header.dates import find_dates
from belfort.plan.importer.header.money import find_amounts

from .reading_text import plan_of

TREE = """
    1. VOL DE VÉLO
    1.1. Objectifs généraux
    1.1.1. Prévenir les vols de vélos dans toute la commune
    1.2. Objectifs stratégiques
    1.2.1. Favoriser le contrôle social
    Objectifs opérationnels
    - Assurer une présence à la gare
    Résultats
    - Une surveillance a lieu chaque semaine
    Indicateurs
    - Nombre de rondes par mois
    """
FRENCH = """
    7. PRÉVENTION. Approbation du plan stratégique pour la période du 1er janvier 2024
    au 31 décembre 2025.

    Vu l'arrêté royal du 20 juillet 2022 relatif aux plans stratégiques ;

    Considérant que le Conseil communal, en séance du 3 mai 2022 (point 9), a approuvé
    le plan pour la période du 01/01/2022 au 31/12/2023 ;

    Considérant que le dossier doit être transmis à la direction avant le 31/03/2024 ;

    Considérant que les subsides, estimés à 1 234,56 euros, sont inscrits à l'article
    330/46501-01 ;

    Le Conseil communal DÉCIDE par 20 voix pour et 4 voix contre :

    Entre d'une part :

    L'État, représenté par le Ministre de l'Intérieur

    Et d'autre part :

    La Ville de VAL-SUR-MOINE, représentée par son Conseil communal, en exécution de la
    séance du Conseil communal du 14 mars 2024.

    1. Un montant annuel de 98 765,43 € est octroyé à la Ville de Val-sur-Moine.
    """


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("op 18.12.2018 beslist", date(2018, 12, 18)),
        ("vanaf 01-01-2018", date(2018, 1, 1)),
        ("liep af op 31/12/2019.", date(2019, 12, 31)),
        ("op 17 januari 2020 verzonden", date(2020, 1, 17)),
        ("op 1 juli 2014", date(2014, 7, 1)),
        ("le 1er janvier 2024", date(2024, 1, 1)),
        ("le 3 août 2023", date(2023, 8, 3)),
        ("am 2. März 2021", date(2021, 3, 2)),
        ("due 2020-03-31", date(2020, 3, 31)),
    ],
)
def test_a_date_is_read_in_every_form(text: str, day: date) -> None:
    assert [found.day for found in find_dates(text)] == [day]


@pytest.mark.parametrize(
    "text", ["31/02/2020", "13-13-2020", "MJP003608", "1.2.3. Doel", "420 x 8 x 12"]
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("geraamd op 810.560,- euro", "810560.00"),
        ("van 810.553,07 EUR", "810553.07"),
        ("van 42.714,57  EUR", "42714.57"),
        ("40.320,00 €", "40320.00"),
        ("€ 1.100,58 per jaar", "1100.58"),
        ("de 1 234,56 euros", "1234.56"),
        ("bedraagt 59.833,- ofwel", "59833.00"),
        ("350 euro", "350"),
    ],
)
def test_an_amount_is_read_in_every_form(text: str, value: str) -> None:
    assert [found.value for found in find_amounts(text)] == [Decimal(value)]


@pytest.mark.parametrize("text", ["in 2020", "8 VTE", "contingent 346", "12 maand"])
def test_a_number_without_currency_is_no_amount(text: str) -> None:
    assert find_amounts(text) == []


def test_a_french_decision_and_contract_give_their_facts() -> None:
    header = plan_of(FRENCH + TREE).header
    assert header.city == "Val-sur-Moine"
    assert (header.period.start, header.period.end) == (
        date(2024, 1, 1),
        date(2025, 12, 31),
    )
    assert (header.previous.start, header.previous.end) == (
        date(2022, 1, 1),
        date(2023, 12, 31),
    )
    decision = header.decision
    assert (decision.date, decision.agenda_item) == (date(2024, 3, 14), "7")
    assert (decision.body, decision.vote) == ("council", "majority")
    assert [one.date for one in header.deadlines] == [date(2024, 3, 31)]
    assert [(one.kind, one.value) for one in header.amounts] == [
        ("estimate", Decimal("1234.56")),
        ("annual_grant", Decimal("98765.43")),
    ]
    (line,) = header.budget_lines
    assert (line.number, line.amount) == ("330/46501-01", Decimal("1234.56"))
    assert header.legal_grounds[0].text.startswith("Vu l'arrêté royal")
    assert header.parties == ["L'État", "La Ville de VAL-SUR-MOINE"]


def test_what_the_document_does_not_say_stays_empty() -> None:
    header = plan_of(TREE).header
    assert header.language == "fr"
    assert (header.city, header.period.start, header.signed) == ("", None, None)
    assert header.decision.date is None
    assert header.decision.vote == ""
    assert not header.amounts
    assert not header.tables


def test_a_footer_of_the_session_gives_date_and_agenda_item() -> None:
    text = """
        De Stad Ravenmeer en de Staat sluiten dit plan.
        Gemeenteraad van 5 maart 2024 - agendapunt nr. 21. 3
        """
    tree = """
        1. INBRAAK
        Algemene doelstellingen
        Het voorkomen van inbraak
        Strategische doelstellingen
        Verminderen van het risicogedrag
        Operationele doelstellingen
        - Advies geven
        Resultaten
        - Er wordt advies gegeven
        Indicatoren
        - Aantal adviezen
        """
    header = plan_of(text + tree).header
    assert (header.decision.date, header.decision.agenda_item) == (
        date(2024, 3, 5),
        "21",
    )
    assert header.city == "Ravenmeer"


@pytest.mark.parametrize(
    ("closing", "signed"),
    [
        ("Fait à Bruxelles en 2 exemplaires le __/__/____", False),
        ("Fait à Bruxelles en 2 exemplaires le 12 mars 2024", True),
    ],
)
def test_a_date_at_the_signatures_says_whether_it_is_signed(
    closing: str, signed: bool
) -> None:
    assert plan_of(f"{TREE}{closing}\n").header.signed is signed


MINUTES = """
    STAD RAVENMEER

    Uittreksel uit de notulen van de gemeenteraad

    Openbare zitting van maandag 6 mei 2024

    Agendapunt 23: Strategisch veiligheids- en preventieplan. Goedkeuring

    Het ontwerp moet uiterlijk op 30/06/2024 bij de F.O.D. Binnenlandse Zaken worden
    ingediend.

    De raad besluit met 12 stemmen voor en 3 tegen.
    """
DUTCH_TREE = """
    1. INBRAAK
    Algemene doelstellingen
    Het voorkomen van inbraak
    Strategische doelstellingen
    Verminderen van het risicogedrag
    Operationele doelstellingen
    - Advies geven
    Resultaten
    - Er wordt advies gegeven
    Indicatoren
    - Aantal adviezen
    """


def test_an_extract_from_the_minutes_gives_date_item_city_and_deadline() -> None:
    header = plan_of(MINUTES + DUTCH_TREE).header
    assert header.city == "Ravenmeer"
    assert (header.decision.date, header.decision.agenda_item) == (
        date(2024, 5, 6),
        "23",
    )
    assert (header.decision.body, header.decision.vote) == ("council", "majority")
    assert [one.date for one in header.deadlines] == [date(2024, 6, 30)]


def test_a_sitting_of_the_college_is_no_decision_of_the_council() -> None:
    text = """
        De gemeenteraad nam kennis van het advies.

        Zitting van het college van 6 mei 2024
        """
    header = plan_of(text + DUTCH_TREE).header
    assert (header.decision.body, header.decision.date) == ("council", None)


@pytest.mark.parametrize(
    ("title", "item"),
    [
        ("Objet n° 5. Plan stratégique. Adoption.", "5"),
        ("OBJET N° 17 : Plan stratégique - Prolongation", "17"),
        ("Point n° 9. PLAN STRATÉGIQUE - DÉCISION", "9"),
        ("1. Les subsides sont versés chaque année", ""),
    ],
)
def test_the_item_of_the_agenda_stands_before_the_decision(
    title: str, item: str
) -> None:
    header = plan_of(f"    Le Conseil communal\n\n    {title}\n{TREE}").header
    assert header.decision.agenda_item == item


@pytest.mark.parametrize(
    "sentence",
    [
        "Le plan doit parvenir au S.P.F. Intérieur au plus tard le 31 mars 2024.",
        "Le dossier doit être rentré pour le 31 mars 2024.",
    ],
)
def test_a_day_to_hand_in_is_a_deadline(sentence: str) -> None:
    (deadline,) = plan_of(f"    {sentence}\n{TREE}").header.deadlines
    assert (deadline.date, deadline.text) == (date(2024, 3, 31), sentence)


AMOUNTS = """
    Een jaarlijks bedrag van 3.100,58 EUR wordt toegekend, met deze verdeling :

    Aantal                  Financiële toelage           Totaal
    {rows}

    Dit contract treedt in werking.

    """
WRAPPED_CELL = """Loonkosten    4 VTE     42 x 4 VTE x 12              2.016,00 EUR
                            maand
    Uitrustings- en opleidingskosten *                   1.084,58 EUR
    TOTAAL                                               3.100,58 EUR"""
WRAPPED_LABEL = """Loonkosten    4 VTE     42 x 4 VTE x 12 maand        2.016,00 EUR
    Uitrustings- en                                      1.084,58 EUR
    opleidingskosten
    TOTAAL                                               3.100,58 EUR"""


@pytest.mark.parametrize("rows", [WRAPPED_CELL, WRAPPED_LABEL])
def test_a_wrapped_cell_of_the_amounts_stays_in_its_row(rows: str) -> None:
    header = plan_of(AMOUNTS.replace("{rows}", rows) + DUTCH_TREE).header
    (table,) = header.tables
    assert table.total == Decimal("3100.58")
    assert [(one.label, one.cells) for one in table.rows] == [
        ("Loonkosten", ["4 VTE 42 x 4 VTE x 12 maand"]),
        ("Uitrustings- en opleidingskosten", []),
    ]
    assert [one.kind for one in header.amounts][-3:] == [
        "wage",
        "equipment_training",
        "total",
    ]


def test_the_parties_are_read_where_their_lines_run_on() -> None:
    contract = """
        periode : 01-01-2024 - 31/12/2024
        Tussen enerzijds :
        De Staat, vertegenwoordigd door de Minister van Veiligheid en verder de Staat
        genoemd
        En anderzijds : De Stad RAVENMEER, vertegenwoordigd door haar gemeenteraad
        Wordt afgesproken wat volgt :

        """
    header = plan_of(contract + DUTCH_TREE).header
    assert header.parties == ["De Staat", "De Stad RAVENMEER"]


def test_a_number_before_the_sign_of_an_amount_is_none() -> None:
    table = """
        Jaarlijkse toelage  € 96.500,00
        Contingent 346  € 18.250,40
        Totaal  € 114.750,40

        """
    header = plan_of(table + DUTCH_TREE).header
    assert [one.value for one in header.amounts][:3] == [
        Decimal("96500.00"),
        Decimal("18250.40"),
        Decimal("114750.40"),
    ]


def test_the_item_below_the_session_is_no_earlier_decision() -> None:
    opening = """
        Uittreksel uit de notulen van de gemeenteraad – zitting van 12 februari 2024
        Punt 6: Strategisch veiligheids- en preventieplan 2024 – Vaststelling
        De gemeenteraad stelt het plan vast voor de periode 01-01-2024 - 31/12/2024

        """
    decision = plan_of(opening + DUTCH_TREE).header.decision
    assert (decision.date, decision.agenda_item) == (date(2024, 2, 12), "6")
