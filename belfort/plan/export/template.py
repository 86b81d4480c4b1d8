"""The fixed words of the federal template, in the language of the plan itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, as the printed plan has them."""

    locale: str
    title: str
    period: str
    contents: str
    provisions: str
    amounts: str
    amount: str
    what: str
    total: str
    budget_lines: str
    grounds: str
    general: str
    strategic: str
    operational: str
    results: str
    indicators: str
    example: str


WORDS = {
    "nl": Words(
        locale="nl-BE",
        title="Strategisch veiligheids- en preventieplan",
        period="Periode: {start} - {end}",
        contents="Inhoud",
        provisions="Algemene bepalingen",
        amounts="Bedragen",
        amount="Bedrag in euro",
        what="Omschrijving",
        total="Totaal",
        budget_lines="Volgnummers in de meerjarenplanning",
        grounds="Juridische grond",
        general="Algemene doelstellingen",
        strategic="Strategische doelstellingen",
        operational="Operationele doelstellingen",
        results="Resultaten",
        indicators="Indicatoren",
        example="Verzonnen voorbeeld: deze stad en haar plan bestaan niet.",
    ),
    "fr": Words(
        locale="fr-BE",
        title="Plan stratégique de sécurité et de prévention",
        period="Période : {start} - {end}",
        contents="Table des matières",
        provisions="Dispositions générales",
        amounts="Montants",
        amount="Montant en euros",
        what="Description",
        total="Total",
        budget_lines="Articles budgétaires",
        grounds="Fondement juridique",
        general="Objectifs généraux",
        strategic="Objectifs stratégiques",
        operational="Objectifs opérationnels",
        results="Résultats",
        indicators="Indicateurs",
        example="Exemple inventé : cette ville et son plan n’existent pas.",
    ),
    "de": Words(
        locale="de-BE",
        title="Strategischer Sicherheits- und Präventionsplan",
        period="Zeitraum: {start} - {end}",
        contents="Inhaltsverzeichnis",
        provisions="Allgemeine Bestimmungen",
        amounts="Beträge",
        amount="Betrag in Euro",
        what="Beschreibung",
        total="Gesamt",
        budget_lines="Haushaltsposten",
        grounds="Rechtsgrundlage",
        general="Allgemeine Ziele",
        strategic="Strategische Ziele",
        operational="Operative Ziele",
        results="Ergebnisse",
        indicators="Indikatoren",
        example="Erfundenes Beispiel: diese Stadt und ihr Plan bestehen nicht.",
    ),
}


def words_for(language: str) -> Words:
    return WORDS.get(language, WORDS["nl"])
