"""Where an item begins and where a line only goes on."""

from __future__ import annotations

from belfort.lib.documents import Cell, Document, Line
from belfort.plan.importer import read_plan

from .reading_text import objectives, plan_of, texts

HEAD = """
    1. FIETSDIEFSTAL
    1.1. Algemene doelstellingen
    1.1.1. Het voorkomen van fietsdiefstal
    1.2. Strategische doelstellingen
    1.2.1. De sociale controle bevorderen
    Operationele doelstellingen
    - De gemeente houdt met alle partners toezicht aan het station en in de
    straten daarrond
    Resultaten
    - Op drukke dagen worden na overleg met de lokale politie stewards ingezet om
    de fietsers te wijzen op hun risicogedrag
    - Een samenwerkingsverband met de spoorwegen en de lokale politie regelt wie
    wanneer toezicht houdt
    Indicatoren
    - Aantal rondes van de stewards in de omgeving van het station is minstens
    twee per week
    - Bestaan van een samenwerkingsovereenkomst met de spoorwegen en de lokale
    politie
    """


def with_more(more: str) -> str:
    return HEAD + more


def test_wrapped_lines_are_joined_with_one_space() -> None:
    (objective,) = objectives(plan_of(HEAD))
    results, indicators = texts(objective)
    assert results[0].endswith("om de fietsers te wijzen op hun risicogedrag")
    assert indicators[1] == (
        "Bestaan van een samenwerkingsovereenkomst met de spoorwegen en de lokale"
        " politie"
    )


def test_the_objective_above_the_next_results_is_no_indicator() -> None:
    plan = plan_of(
        with_more(
            """\
    - Jaarlijkse evaluatie van de fietsenstallingen
    Resultaten
    - Er is een verslag per stalling
    Indicatoren
    - Aantal verslagen
    """
        )
    )
    first, second = objectives(plan)
    assert len(first.indicators) == 2
    assert second.text == "Jaarlijkse evaluatie van de fietsenstallingen"
    assert texts(second) == (["Er is een verslag per stalling"], ["Aantal verslagen"])


def test_an_item_that_lost_its_dash_is_found_by_the_room_left_above() -> None:
    text = HEAD.replace(
        "    wanneer toezicht houdt\n",
        "    wanneer toezicht houdt\n    De stallingen zijn verlicht\n",
    )
    (objective,) = objectives(plan_of(text))
    assert texts(objective)[0][2] == "De stallingen zijn verlicht"


def test_a_capital_after_a_full_line_goes_on() -> None:
    text = HEAD.replace(
        "met de spoorwegen en de lokale politie regelt wie\n",
        "met de lokale politie en de Nationale Maatschappij der\n"
        "    Spoorwegen regelt wie\n",
    )
    (objective,) = objectives(plan_of(text))
    results, _ = texts(objective)
    assert len(results) == 2
    assert "Nationale Maatschappij der Spoorwegen" in results[1]


def test_a_dash_alone_waits_for_its_text_and_a_page_number_is_skipped() -> None:
    text = HEAD.replace(
        "    - Bestaan van een samenwerkingsovereenkomst",
        "    17\n\n    -\n\n    Bestaan van een samenwerkingsovereenkomst",
    )
    (objective,) = objectives(plan_of(text))
    assert [one[:7] for one in texts(objective)[1]] == ["Aantal ", "Bestaan"]


def test_an_aside_between_dashes_is_no_item() -> None:
    text = HEAD.replace(
        "    wanneer toezicht houdt\n",
        "    wanneer\n    - waar dat mogelijk is - toezicht houdt\n",
    )
    (objective,) = objectives(plan_of(text))
    results, _ = texts(objective)
    assert results[1].endswith("wie wanneer - waar dat mogelijk is - toezicht houdt")


def test_sub_items_belong_to_the_result_that_announces_them() -> None:
    text = HEAD.replace(
        "    wanneer toezicht houdt\n",
        "    wanneer toezicht houdt, met volgende partners: o\n"
        "    De spoorwegen\n    o o De lokale politie\n    o De school\n"
        "    - De stallingen zijn verlicht\n",
    )
    (objective,) = objectives(plan_of(text))
    assert [len(result.items) for result in objective.results] == [0, 3, 0]
    assert objective.results[1].items == [
        "De spoorwegen",
        "De lokale politie",
        "De school",
    ]
    assert objective.results[1].text.endswith("volgende partners:")


def test_a_broken_word_is_healed_and_a_real_hyphen_stays() -> None:
    text = HEAD.replace(
        "    - Aantal rondes van de stewards in de omgeving van het station is"
        " minstens\n    twee per week\n",
        "    - Aantal stewards en vrijwilligers met een opleiding samenwerkings-\n"
        "    verband per week\n"
        "    - Aantal vormings- en overlegmomenten met vrijwilligers en de wijk-\n"
        "    en dorpsraden\n",
    )
    (objective,) = objectives(plan_of(text))
    indicators = texts(objective)[1]
    assert "samenwerkingsverband per week" in indicators[0]
    assert indicators[1].endswith("de wijk- en dorpsraden")


def test_numbered_items_lose_their_number_and_a_quantity_stays() -> None:
    plan = plan_of(
        """
        1. INBRAAK
        1.1. Algemene doelstellingen
        1.1.1. Het voorkomen van inbraak
        1.2. Strategische doelstellingen
        1.2.1. Verminderen van het risicogedrag
        Operationele doelstellingen
        1. Advies geven aan de bewoners
        Resultaten
        1. Er wordt advies gegeven
        2. De bewoners kennen het aanbod
        Indicatoren
        1. 4 activiteiten per jaar
        2. Aantal adviezen
        """
    )
    (objective,) = objectives(plan)
    assert objective.text == "Advies geven aan de bewoners"
    assert texts(objective) == (
        ["Er wordt advies gegeven", "De bewoners kennen het aanbod"],
        ["4 activiteiten per jaar", "Aantal adviezen"],
    )


def test_identical_sentences_are_all_kept() -> None:
    plan = plan_of(with_more("    - Aantal klachten\n    - Aantal klachten\n"))
    assert texts(objectives(plan)[0])[1][2:] == ["Aantal klachten", "Aantal klachten"]


def test_a_signature_right_after_the_last_indicator_is_left_out() -> None:
    plan = plan_of(
        with_more(
            """\
    Dit strategische veiligheids- en preventieplan werd ondertekend te
    Brussel in 2 exemplaren op __/__/____
    Voor de Federale Staat,
    """
        )
    )
    assert len(objectives(plan)[0].indicators) == 2
    assert plan.header.signed is False


def test_a_doubtful_split_is_asked_and_answered() -> None:
    doubtful = HEAD.replace(
        "    wanneer toezicht houdt\n",
        "    wanneer toezicht houdt\n"
        "    Fietspunt Dorp regelt het toezicht dag aan dag\n",
    ).replace("    - Een samen", "    Een samen")
    plan = plan_of(doubtful)
    for question in plan.questions:
        other = 1 - question.proposal
        again = plan_of(doubtful, **{question.id: other})
        asked = {one.id: one.proposal for one in again.questions}
        assert asked[question.id] == other
        assert again.chapters != plan.chapters
        assert question.readings[0].texts != question.readings[1].texts
        assert question.lines


def docx(*lines: Line) -> Document:
    return Document("docx", lines, pages=1, wrapped=False)


def paragraphs(*texts: tuple[str, str]) -> list[Line]:
    return [
        Line(text, 1, number, style=style, mark="•" if style == "list" else "")
        for number, (style, text) in enumerate(texts, 1)
    ]


OPENING = (
    ("heading 1", "Verkeersveiligheid"),
    ("heading 2", "Algemene doelstellingen"),
    ("normal", "Het voorkomen van ongevallen en de verkeersveiligheid verhogen"),
    ("heading 2", "Strategische doelstellingen"),
    ("heading 3", "Verminderen van het risicogedrag"),
)


def test_paragraphs_of_a_styled_document_are_never_joined() -> None:
    plan = read_plan(
        docx(
            *paragraphs(
                *OPENING,
                ("heading 4", "Operationele doelstellingen"),
                ("list", "Scholen ondersteunen"),
                ("heading 4", "Resultaten"),
                ("list", "Elke school krijgt een aanbod"),
                ("list", "de fietsen zijn nagekeken"),
                ("heading 4", "Indicatoren"),
                ("list", "Aantal scholen"),
                ("heading 3", "De sociale controle bevorderen"),
                ("heading 4", "Operationele doelstellingen"),
                ("list", "Gemachtigd opzichters inzetten"),
                ("heading 4", "Resultaten"),
                ("list", "Er zijn opzichters"),
                ("heading 4", "Indicatoren"),
                ("list", "Aantal opzichters"),
            )
        )
    )
    strategic = plan.chapters[0].strategic_objectives
    assert [one.text for one in strategic] == [
        "Verminderen van het risicogedrag",
        "De sociale controle bevorderen",
    ]
    assert texts(objectives(plan)[0])[0] == [
        "Elke school krijgt een aanbod",
        "de fietsen zijn nagekeken",
    ]


def test_a_table_with_a_column_per_level_is_read_row_by_row() -> None:
    head = paragraphs(*OPENING)
    rows = [
        ("Operationele doelstellingen", "Resultaten", "Indicatoren"),
        ("Scholen ondersteunen", "Elke school krijgt een aanbod", "Aantal scholen"),
        ("", "De fietsen zijn nagekeken", "Aantal fietsen"),
        ("Opzichters inzetten", "Er zijn opzichters", "Aantal opzichters"),
    ]
    cells = [
        Line(text, 1, 10 + row * 3 + column, cell=Cell(0, row, column))
        for row, written in enumerate(rows)
        for column, text in enumerate(written)
        if text
    ]
    plan = read_plan(docx(*head, *cells))
    assert [(one.text, *texts(one)) for one in objectives(plan)] == [
        (
            "Scholen ondersteunen",
            ["Elke school krijgt een aanbod", "De fietsen zijn nagekeken"],
            ["Aantal scholen", "Aantal fietsen"],
        ),
        ("Opzichters inzetten", ["Er zijn opzichters"], ["Aantal opzichters"]),
    ]


def test_the_item_after_a_list_that_ended_is_no_part_of_it() -> None:
    text = """
        1. INBRAAK
        Algemene doelstellingen
        Het voorkomen van inbraak
        Strategische doelstellingen
        Verminderen van het risicogedrag
        Operationele doelstellingen
        - Een meldpunt uitbouwen
        Resultaten
        - Het meldpunt telt drie partners:
        o de dienst jeugd;
        o de politiezone;
        o het onthaal van het stadhuis.
        Moeilijke dossiers worden samen opgevolgd
        - Elke melding krijgt een antwoord
        Indicatoren
        - Aantal meldingen
        """
    (objective,) = objectives(plan_of(text))
    assert [(one.text, len(one.items)) for one in objective.results] == [
        ("Het meldpunt telt drie partners:", 3),
        ("Moeilijke dossiers worden samen opgevolgd", 0),
        ("Elke melding krijgt een antwoord", 0),
    ]


def test_an_indicator_that_ends_with_the_name_of_a_body_is_whole() -> None:
    text = """
        1. INBRAAK
        Algemene doelstellingen
        Het voorkomen van inbraak
        Strategische doelstellingen
        Verminderen van het risicogedrag
        Operationele doelstellingen
        - Een reglement opmaken
        Resultaten
        - Er is een reglement
        Indicatoren
        - Aantal meldingen
        - Uiterlijk op 31 december 2024 is het reglement goedgekeurd door de
        gemeenteraad
        """
    (objective,) = objectives(plan_of(text))
    assert texts(objective)[1][-1].endswith("goedgekeurd door de gemeenteraad")


def test_a_hollow_mark_below_a_dash_needs_no_colon() -> None:
    plan = plan_of(
        HEAD.replace(
            "    Indicatoren\n",
            """\
    - De stewards overleggen elke maand met
    o de wijkagent
    o de stationschef
    - Er komt een meldpunt
    Indicatoren
""",
        )
    )
    (objective,) = objectives(plan)
    *_, talk, desk = objective.results
    assert talk.text == "De stewards overleggen elke maand met"
    assert talk.items == ["de wijkagent", "de stationschef"]
    assert desk.text == "Er komt een meldpunt"


def test_printed_sentences_that_never_wrap_do_not_set_the_margin() -> None:
    """Each of these sentences is shorter than the page is wide."""
    sentences = [
        ("Fietsdiefstal", 60, 180),
        ("Algemene doelstelling: Het voorkomen van fietsdiefstal", 60, 330),
        ("Strategische doelstelling 1: De sociale controle bevorderen", 60, 350),
        ("Operationele doelstelling 1.1: Toezicht houden aan de stallingen", 60, 420),
        ("Resultaten: De stallingen van het station worden bewaakt.", 60, 470),
        ("Er is elke dag iemand.", 96, 210),
        ("Indicatoren: Minstens 300 dagen toezicht per jaar.", 60, 300),
        ("Bestaan van een uurrooster.", 96, 230),
        ("Aandeel van de bewaakte stallingen: minstens 85 %.", 96, 340),
    ]
    lines = tuple(
        Line(text, 1, place, indent=left, right=right, top=50.0 + 17 * place, size=10.0)
        for place, (text, left, right) in enumerate(sentences, 1)
    )
    plan = read_plan(Document("pdf", lines, pages=1, wrapped=True))
    (objective,) = objectives(plan)
    assert [len(found) for found in texts(objective)] == [2, 3]
