"""The head noun of a sentence chooses the registration; names stand whole or not."""

from __future__ import annotations

import pytest

from belfort.indicators.proposals import propose

MEASURES = [
    # What stands in parentheses or after a preposition does not decide.
    ("nl", "Aantal adviezen door de opleidingsmedewerker (inclusief advies over "
     "het actieprogramma)", "advice.given"),
    ("nl", "Aantal aanvragen om een gemeenschapswacht in te zetten",
     "requests.received"),
    ("nl", "Maandelijkse supervisie voor de vrijwilligers", "training.sessions"),
    ("nl", "Bestaan van een draaiboek voor straathoekwerkers", "documents.existence"),
    ("nl", "Aantal bekendmakingsacties rond bemiddeling", "communications.actions"),
    ("nl", "Aantal vergaderingen over de klachten", "meetings.held"),
    ("nl", "Aantal klachten over de vergaderzaal", "nuisance.complaints"),
    ("nl", "Vanaf 1 mei 2027 zijn er 6 gemeenschapswachten in dienst", "staff.posts"),
    ("nl", "Aantal doorverwijzingen door vrijwilligers", "streetwork.referrals"),
    ("nl", "Gemiddelde wachttijd voor een gesprek met de bemiddelaar",
     "handling.duration"),
    ("fr", "Nombre d'avis du chargé de formation (y compris sur le plan d'action)",
     "advice.given"),
    ("fr", "Nombre de demandes de déploiement d'un éducateur de rue",
     "requests.received"),
    ("fr", "Supervision mensuelle pour les bénévoles", "training.sessions"),
    ("fr", "Existence d'un manuel pour les gardiens de la paix",
     "documents.existence"),
    ("fr", "Nombre d'actions de communication sur la médiation",
     "communications.actions"),
    ("fr", "Nombre de plaintes au sujet des réunions", "nuisance.complaints"),
    ("fr", "Nombre de gardiens de la paix en service", "staff.posts"),
    ("fr", "Montant des primes versées aux bénévoles", "amounts.granted"),
    # Where no rule knows the head noun, the complement helps.
    ("nl", "Aantal straten met een buurtinformatienetwerk", "networks.active"),
    ("fr", "Nombre de rues couvertes par une charte de quartier", "networks.active"),
]  # fmt: skip
LABELS = [
    ("nl", "Verslag van de afspraken met de vzw Huis- en Thuiswerk De Linde",
     {"partner": "huis-en-thuiswerk-de-linde"}),
    ("nl", "Studie naar samenwerking met KOMPAS vzw voor de wijk",
     {"partner": "kompas"}),
    ("nl", "Overeenkomst met een vzw voor jeugdwerk", {}),
    ("nl", "Bestaan van een werkgroep rond de aanpak van overlast aan het station",
     {}),
    ("nl", "Aantal vergaderingen van het overlegplatform veilig op school in 2027",
     {"body": "overlegplatform-veilig-op-school"}),
    ("nl", "Draaiboek goedgekeurd door de gemeenteraad", {}),
    ("nl", "Aantal vergaderingen van de werkgroep jeugd en veiligheid is minstens 2",
     {"body": "werkgroep-jeugd-en-veiligheid"}),
    ("nl", "Verslagen van de stuurgroep en de politie", {"body": "stuurgroep"}),
    ("fr", "Convention avec l'asbl Maison des Jeunes du Parc pour l'été",
     {"audience": "youth", "partner": "maison-des-jeunes-du-parc"}),
    ("fr", "Convention avec une asbl de quartier", {}),
    ("fr", "Nombre de réunions de la plateforme jeunesse et sport",
     {"body": "plateforme-jeunesse-et-sport"}),
    ("fr", "Le règlement est approuvé par le conseil communal", {}),
]  # fmt: skip


@pytest.mark.parametrize(("language", "sentence", "measure"), MEASURES)
def test_the_head_noun_chooses_the_registration(
    language: str, sentence: str, measure: str
) -> None:
    assert propose(sentence, language=language)[0].measure == measure


@pytest.mark.parametrize(("language", "sentence", "labels"), LABELS)
def test_a_name_is_kept_whole_or_left_out(
    language: str, sentence: str, labels: dict[str, str]
) -> None:
    assert propose(sentence, language=language)[0].labels == labels


@pytest.mark.parametrize(
    ("language", "sentence", "aggregate", "unit"),
    [
        ("nl", "Gemiddelde doorlooptijd is maximaal 6 weken", "ratio", "weeks"),
        ("fr", "Délai de réponse : 48 heures maximum", "ratio", "hours"),
        ("nl", "Bedrag van de premies is minstens 2.000", "sum", "euro"),
        ("fr", "Montant des primes : au moins 2.000 euros", "sum", "euro"),
    ],
)
def test_time_and_money_keep_their_unit(
    language: str, sentence: str, aggregate: str, unit: str
) -> None:
    criterion = propose(sentence, language=language)[0]
    assert (criterion.aggregate, criterion.unit) == (aggregate, unit)
