"""The template's labels in three languages and in every way they are set."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from belfort.plan.importer import PlanRefused
from belfort.plan.importer.reading import count

from .reading_text import objectives, plan_of, texts

DUTCH = """
    {chapter}
    {general}
    Het voorkomen van fietsdiefstal in de hele gemeente
    {strategic}
    De sociale controle bevorderen
    {operational}
    - Toezicht houden aan het station
    {results}
    - Er is elke week toezicht
    - De fietsenstalling is verlicht
    {indicators}
    - Aantal rondes per maand
    - Bestaan van een verlichtingsplan
    """
FRENCH = """
    1. VOL DE VÉLO
    1.1. {general}
    1.1.1. Prévenir les vols de vélos dans toute la commune
    1.2. {strategic}
    1.2.1. Favoriser le contrôle social
    {operational}
    - Assurer une présence à la gare
    {results}
    - Une surveillance a lieu chaque semaine
    {indicators}
    - Nombre de rondes par mois
    """


@pytest.mark.parametrize(
    "labels",
    [
        ("1.1. Algemene doelstellingen", "1.2. Strategische doelstellingen", "", ""),
        ("ALGEMENE DOELSTELLING", "STRATEGISCHE DOELSTELLING", ":", ""),
        ("Algemene doelstelling:", "Strategische doelstelling :", ":", "Verwachte "),
    ],
)
def test_dutch_labels_are_known_in_any_case_number_and_form(
    labels: tuple[str, str, str, str],
) -> None:
    general, strategic, stop, expected = labels
    results = f"{expected}resultaten{stop}".capitalize()
    plan = plan_of(
        DUTCH.format(
            chapter="1. FIETSDIEFSTAL",
            general=general,
            strategic=strategic,
            operational=f"Operationele doelstellingen{stop}",
            results=results,
            indicators=f"Indicatoren{stop}",
        )
    )
    (objective,) = objectives(plan)
    assert objective.text == "Toezicht houden aan het station"
    assert texts(objective) == (
        ["Er is elke week toezicht", "De fietsenstalling is verlicht"],
        ["Aantal rondes per maand", "Bestaan van een verlichtingsplan"],
    )
    (chapter,) = plan.chapters
    assert (chapter.number, chapter.title) == ("1", "FIETSDIEFSTAL")
    assert chapter.general_objectives[0].text.startswith("Het voorkomen")


@pytest.mark.parametrize(
    "labels",
    [
        ("Objectifs généraux", "Objectifs stratégiques", "Objectifs opérationnels"),
        ("OBJECTIF GÉNÉRAL", "OBJECTIF STRATÉGIQUE :", "OBJECTIF OPÉRATIONNEL :"),
    ],
)
@pytest.mark.parametrize("results", ["Résultats", "Résultats attendus :", "RÉSULTAT"])
def test_french_labels_are_known(labels: tuple[str, str, str], results: str) -> None:
    general, strategic, operational = labels
    plan = plan_of(
        FRENCH.format(
            general=general,
            strategic=strategic,
            operational=operational,
            results=results,
            indicators="Indicateurs",
        )
    )
    assert plan.header.language == "fr"
    (objective,) = objectives(plan)
    assert texts(objective) == (
        ["Une surveillance a lieu chaque semaine"],
        ["Nombre de rondes par mois"],
    )


def test_german_labels_are_known() -> None:
    plan = plan_of(
        """
        1. FAHRRADDIEBSTAHL
        1.1. Allgemeine Ziele
        1.1.1. Dem Diebstahl von Fahrrädern in der ganzen Gemeinde vorbeugen
        1.2. Strategische Ziele
        1.2.1. Die soziale Kontrolle fördern
        Operative Ziele
        - Am Bahnhof für Aufsicht sorgen
        Erwartete Ergebnisse
        - Jede Woche findet eine Runde statt
        Indikatoren
        - Anzahl der Runden pro Monat
        """
    )
    assert plan.header.language == "de"
    assert count(plan)["results"] == count(plan)["indicators"] == 1


def test_a_label_may_be_glued_to_its_first_item() -> None:
    plan = plan_of(
        """
        1. INBRAAK
        1.1. Algemene doelstelling: Het voorkomen van inbraak
        Strategische doelstelling 1: Verminderen van het risicogedrag
        Operationele doelstelling 1.1: Advies geven aan de bewoners
        Resultaten: - Er wordt advies op maat gegeven
        - De bewoners kennen het aanbod
        Indicatoren - Aantal adviezen
        - Bestaan van een folder
        """
    )
    (strategic,) = plan.chapters[0].strategic_objectives
    assert (strategic.number, strategic.text) == (
        "1",
        "Verminderen van het risicogedrag",
    )
    (objective,) = strategic.operational_objectives
    assert objective.text == "Advies geven aan de bewoners"
    assert texts(objective) == (
        ["Er wordt advies op maat gegeven", "De bewoners kennen het aanbod"],
        ["Aantal adviezen", "Bestaan van een folder"],
    )


def test_a_sentence_that_begins_like_a_label_is_an_item() -> None:
    plan = plan_of(
        """
        1. INBRAAK
        1.1. Algemene doelstellingen
        1.1.1. Het voorkomen van inbraak
        1.2. Strategische doelstellingen
        1.2.1. Verminderen van het risicogedrag
        Operationele doelstellingen
        - Advies geven aan de bewoners
        Resultaten
        - Resultaten van de bevraging worden verspreid onder de bewoners
        Indicatoren
        - Indicatoren uit de monitor zijn opgenomen in het verslag
        """
    )
    (objective,) = objectives(plan)
    assert objective.results[0].text.startswith("Resultaten van de bevraging")
    assert objective.indicators[0].text.startswith("Indicatoren uit de monitor")


def test_labels_per_objective_keep_all_under_one_strategic_objective() -> None:
    plan = plan_of(
        """
        1. INBRAAK
        Algemene doelstelling
        Het voorkomen van inbraak
        Strategische doelstelling
        Verminderen van het risicogedrag
        Operationele doelstelling
        Advies geven aan de bewoners
        Resultaten
        - Er wordt advies gegeven
        Indicatoren
        - Aantal adviezen
        Operationele doelstelling
        De handelaars informeren
        Resultaten
        - De handelaars zijn op de hoogte
        Indicatoren
        - Aantal bezoeken
        """
    )
    (strategic,) = plan.chapters[0].strategic_objectives
    assert [one.text for one in strategic.operational_objectives] == [
        "Advies geven aan de bewoners",
        "De handelaars informeren",
    ]


def test_a_document_without_objectives_is_no_plan() -> None:
    letter = """
        Geachte heer, mevrouw

        Op de vergadering van de raad werd gesproken over de resultaten van het
        onderzoek naar de tevredenheid van de inwoners met het openbaar vervoer.
        """
    with pytest.raises(PlanRefused) as caught:
        plan_of(letter)
    assert caught.value.code == "not_a_plan"
    with override("en"):
        assert "no objectives" in caught.value.sentence


def test_another_language_is_refused_by_name() -> None:
    english = """
        1. BICYCLE THEFT
        General objectives
        Prevent bicycle theft throughout the town, with every partner we know
        Strategic objectives
        Stronger social control through visible presence near stations
        """
    with pytest.raises(PlanRefused) as caught:
        plan_of(english)
    assert caught.value.code == "unknown_language"


def test_reading_twice_gives_the_same() -> None:
    text = FRENCH.format(
        general="Objectifs généraux",
        strategic="Objectifs stratégiques",
        operational="Objectifs opérationnels",
        results="Résultats",
        indicators="Indicateurs",
    )
    assert plan_of(text) == plan_of(text)


@pytest.mark.parametrize(
    ("general", "strategic", "operational"),
    [("AD: ", "SD 1: ", "OD 1.1: "), ("A.D. 1. ", "S.D. 1.1 – ", "O.D. 1.1.1 : ")],
)
def test_abbreviated_labels_may_have_points_or_no_number(
    general: str, strategic: str, operational: str
) -> None:
    plan = plan_of(
        f"""
        Fenomeen: fietsdiefstal
        {general}Het voorkomen van fietsdiefstal
        {strategic}Het verhogen van de sociale controle
        {operational}De stad houdt toezicht aan de stallingen
        Verwachte resultaten (op korte termijn)
        - Er is elke dag iemand
        Indicatoren (meetbaar)
        - Aantal dagen met toezicht
        Aldus beslist in zitting van 4 mei 2020.
        """
    )
    (chapter,) = plan.chapters
    assert [one.text for one in chapter.general_objectives] == [
        "Het voorkomen van fietsdiefstal"
    ]
    (above,) = chapter.strategic_objectives
    assert above.text == "Het verhogen van de sociale controle"
    (objective,) = objectives(plan)
    assert objective.text == "De stad houdt toezicht aan de stallingen"
    assert texts(objective) == (
        ["Er is elke dag iemand"],
        ["Aantal dagen met toezicht"],
    )
