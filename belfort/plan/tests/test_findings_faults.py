"""Each fault is found in the plan that has it, and in no plan without it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from decimal import Decimal

import pytest

from belfort.lib.documents import Document, Line, read_document
from belfort.lib.tests.shared import SEED_PLAN
from belfort.plan.importer import read_plan
from belfort.plan.importer.findings import find, finding_advice, finding_text
from belfort.plan.importer.findings.sentences import ADVICE, TEXTS
from belfort.plan.importer.reading import (
    Amount,
    Chapter,
    Deadline,
    Decision,
    Finding,
    Header,
    Indicator,
    Objective,
    OperationalObjective,
    Period,
    PlanReading,
    Result,
    Source,
    StrategicObjective,
    Table,
    TableRow,
)

DOCUMENT = Document("text", (Line("…", 1, 900),), 1, wrapped=True)
NL = (
    ("2", "BUURTOVERLAST", "buurt en straat"),
    ("3", "FIETSDIEFSTAL", "diefstal"),
    ("4", "WINKELDIEFSTAL", "diefstal"),
    ("5", "INBRAAK", "diefstal"),
    ("6", "DIEFSTAL UIT AUTO'S", "diefstal"),
)
FR = (
    ("2", "NUISANCES SOCIALES", "quartier"),
    ("3", "VOL DE VÉLO", "vols"),
    ("4", "VOL À L'ÉTALAGE", "vols"),
    ("5", "CAMBRIOLAGE", "vols"),
    ("6", "VOL DANS LES VOITURES", "vols"),
)
THEFTS_NL = "fietsdiefstal, winkeldiefstal, inbraak en diefstal uit auto's"
THEFTS_FR = "vol de vélo, vol à l'étalage, cambriolage et vol dans les voitures"


def source(line: int) -> Source:
    return Source(1, line)


def dutch() -> PlanReading:
    """A clean plan of an invented city, for 2026-2028."""
    chapters = [
        chapter(number, title, name, intro_nl(name), general_nl(title.lower()))
        for number, title, name in NL
    ]
    return PlanReading(header("nl"), chapters)


def french() -> PlanReading:
    chapters = [
        chapter(number, title, name, intro_fr(name), general_fr(title.lower()))
        for number, title, name in FR
    ]
    for part in chapters:
        objective = part.strategic_objectives[0].operational_objectives[0]
        objective.results[0].text = "Une équipe suit les signalements du quartier"
        objective.indicators[0].text = "Nombre de signalements par an"
    return PlanReading(header("fr"), chapters)


def intro_nl(name: str) -> str:
    if name == "diefstal":
        return f"Het actieprogramma diefstal omvat volgende fenomenen: {THEFTS_NL}."
    return f"Het actieprogramma {name} omvat één fenomeen."


def intro_fr(name: str) -> str:
    if name == "vols":
        return f"Le programme d'action vols comprend les phénomènes : {THEFTS_FR}."
    return f"Le programme d'action {name} porte sur un seul phénomène."


def general_nl(what: str) -> str:
    return (
        f"Het voorkomen, aan het licht brengen en verminderen van {what} en/of de"
        f" onveiligheidsgevoelens met betrekking tot {what}"
    )


def general_fr(what: str) -> str:
    return (
        f"Prévenir, détecter et réduire {what} et/ou le sentiment d'insécurité"
        f" lié à {what}"
    )


def chapter(
    number: str, title: str, programme: str, intro: str, general: str
) -> Chapter:
    at, node = int(number) * 100, f"c{number}"
    objective = OperationalObjective(
        f"{node}.s1.o1",
        "Opvolgen van signalen",
        source(at + 3),
        [Result(f"{node}.s1.o1.r1", "De ploeg volgt signalen op", source(at + 4))],
        [Indicator(f"{node}.s1.o1.i1", "Aantal signalen per jaar", source(at + 5))],
    )
    strategic = StrategicObjective(
        f"{node}.s1", f"{number}.2.1", "Sociale controle", source(at + 2), [objective]
    )
    return Chapter(
        node,
        number,
        title,
        "phenomenon",
        source(at),
        programme,
        intro,
        [Objective(f"{node}.g1", f"{number}.1.1", general, source(at + 1))],
        [strategic],
    )


def header(language: str) -> Header:
    """A grant of 400 × 5 × 12 and equipment of five times at most 300 euros."""
    rows = [
        TableRow(
            "Loonkosten", [], Decimal("24000"), [Decimal(n) for n in (400, 5, 12)]
        ),
        TableRow("Uitrusting en opleiding", [], Decimal("1500.00")),
    ]
    amounts = [
        amount("estimate", "90000.00", 10),
        amount("estimate", "25500.00", 12),
        amount("budgeted", "26000.00", 13),
        amount("difference", "500.00", 14),
        amount("annual_grant", "90000.00", 20),
        amount("contingent_346", "25500.00", 21),
        amount("ceiling", "300.00", 30),
    ]
    return Header(
        language=language,
        city="Waterhoven",
        period=Period(date(2026, 1, 1), date(2028, 12, 31)),
        decision=Decision("council", date(2026, 2, 23)),
        amounts=amounts,
        tables=[Table("", rows, Decimal("25500.00"), source(22))],
        deadlines=[Deadline(date(2026, 3, 31), "…", source(5))],
        previous=Period(date(2023, 1, 1), date(2025, 12, 31)),
        signed=True,
    )


def amount(kind: str, value: str, line: int) -> Amount:
    return Amount("", Decimal(value), kind, source(line))


def objective_of(plan: PlanReading, at: int = 0) -> OperationalObjective:
    return plan.chapters[at].strategic_objectives[0].operational_objectives[0]


def wrong_formula(plan: PlanReading) -> None:
    plan.header.tables[0].rows[0].amount = Decimal("24000.01")
    plan.header.tables[0].total = Decimal("25500.01")
    plan.header.amounts[5].value = Decimal("25500.01")
    plan.header.amounts[1].value = Decimal("25500.01")
    plan.header.amounts[3].value = Decimal("499.99")


def wrong_total(plan: PlanReading) -> None:
    plan.header.tables[0].rows[1].amount = Decimal("1499.00")


def wrong_grant(plan: PlanReading) -> None:
    plan.header.amounts[5].value = Decimal("28500.00")
    plan.header.amounts[1].value = Decimal("28500.00")
    plan.header.amounts[3].value = Decimal("2500.00")


def above_ceiling(plan: PlanReading) -> None:
    plan.header.amounts[6].value = Decimal("299.99")


def wrong_estimate(plan: PlanReading) -> None:
    plan.header.amounts[0].value = Decimal("90010.00")


def wrong_difference(plan: PlanReading) -> None:
    plan.header.amounts[3].value = Decimal("400.00")


def late_decision(plan: PlanReading) -> None:
    plan.header.decision.date = date(2026, 4, 1)


def not_signed(plan: PlanReading) -> None:
    plan.header.signed = False


def old_date(plan: PlanReading) -> None:
    objective_of(plan).results[0].text = "Tegen 1 juli 2021 is er een vaste ploeg"


def old_plan(plan: PlanReading) -> None:
    plan.chapters[0].intro += " Het plan 2018-2019 blijft de basis."


def other_programme_order(plan: PlanReading) -> None:
    plan.chapters[1].action_programme = "diefstal en verlies"
    plan.chapters[1].intro = plan.chapters[1].intro.replace(
        "actieprogramma diefstal", "actieprogramma diefstal en verlies"
    )


def listed_elsewhere(plan: PlanReading) -> None:
    plan.chapters[0].action_programme = "diefstal"
    plan.chapters[0].intro = intro_nl("diefstal")
    plan.chapters[4].action_programme = "buurt en straat"
    plan.chapters[4].intro = intro_nl("buurt en straat")


def other_phenomenon_name(plan: PlanReading) -> None:
    for part in plan.chapters[1:]:
        part.intro = part.intro.replace("diefstal uit auto's", "diefstal uit wagens")


def other_name_in_objective(plan: PlanReading) -> None:
    objective = plan.chapters[1].general_objectives[0]
    objective.text = general_nl("diefstal van fietsen")


def copied(plan: PlanReading) -> None:
    text = "De werking wordt bijgestuurd volgens de jaarlijkse kwaliteitscyclus"
    objective_of(plan).results[0].text = text
    objective_of(plan).indicators[0].text = text + "."


def twice(plan: PlanReading) -> None:
    objective = objective_of(plan)
    again = deepcopy(objective.indicators[0])
    again.id, again.source = "c2.s1.o1.i2", source(299)
    objective.indicators.append(again)


def no_indicator(plan: PlanReading) -> None:
    objective_of(plan).indicators.clear()


def cut_off(plan: PlanReading) -> None:
    objective_of(plan).results[0].text = "De ploeg maakt een pakket met tips, goede en"


def cut_in_front(plan: PlanReading) -> None:
    late = Result("c2.s1.o1.r2", "en spreekt bewoners aan", source(298))
    objective_of(plan).results.append(late)


def opposite(plan: PlanReading) -> None:
    objective_of(plan).text = "Het verminderen van de leefbaarheid in de wijken"


def misspelled(plan: PlanReading) -> None:
    for at in (0, 1, 2):
        objective_of(plan, at).text = "Bemiddeling tussen omwonenden versterken"
    objective_of(plan, 3).text = "Bemidedling tussen omwonenden versterken"


FAULTS: list[tuple[str, Callable[[PlanReading], None]]] = [
    ("sum_formula", wrong_formula),
    ("sum_total", wrong_total),
    ("grant_differs_from_table", wrong_grant),
    ("ceiling_exceeded", above_ceiling),
    ("estimate_differs", wrong_estimate),
    ("difference_wrong", wrong_difference),
    ("decided_after_deadline", late_decision),
    ("unsigned", not_signed),
    ("expired_date", old_date),
    ("expired_date", old_plan),
    ("programme_name_differs", other_programme_order),
    ("programme_membership_differs", listed_elsewhere),
    ("phenomenon_name_differs", other_phenomenon_name),
    ("phenomenon_name_differs", other_name_in_objective),
    ("indicator_copies_result", copied),
    ("duplicate_indicator", twice),
    ("objective_without_indicator", no_indicator),
    ("result_breaks_off", cut_off),
    ("result_starts_inside", cut_in_front),
    ("goal_says_opposite", opposite),
    ("misspelling", misspelled),
]


@pytest.mark.parametrize("plan", [dutch(), french()], ids=["nl", "fr"])
def test_a_clean_plan_has_no_findings(plan: PlanReading) -> None:
    assert find(plan, DOCUMENT) == []


@pytest.mark.parametrize(
    ("code", "spoil"), FAULTS, ids=[spoil.__name__ for _, spoil in FAULTS]
)
def test_one_fault_gives_its_finding_and_no_other(
    code: str, spoil: Callable[[PlanReading], None]
) -> None:
    plan = dutch()
    spoil(plan)
    assert {finding.code for finding in find(plan, DOCUMENT)} == {code}


def test_every_code_has_a_fault_that_shows_it() -> None:
    assert {code for code, _ in FAULTS} == set(TEXTS) == set(ADVICE)


@pytest.mark.parametrize(
    ("code", "spoil"), FAULTS, ids=[spoil.__name__ for _, spoil in FAULTS]
)
@pytest.mark.parametrize("language", ["en", "nl", "fr"])
def test_every_finding_is_told_in_words(
    language: str, code: str, spoil: Callable[[PlanReading], None]
) -> None:
    plan = dutch()
    spoil(plan)
    (finding, *_) = find(plan, DOCUMENT)
    english = (finding_text(finding, "en"), finding_advice(finding, "en"))
    for told in (finding_text(finding, language), finding_advice(finding, language)):
        assert told
        assert "%(" not in told
        assert language == "en" or told not in english


def test_amounts_and_dates_are_written_as_the_language_does() -> None:
    plan = dutch()
    wrong_total(plan)
    late_decision(plan)
    told = {f.code: finding_text(f, "nl") for f in find(plan, DOCUMENT)}
    assert "25.499,00" in told["sum_total"]
    assert "1 april 2026" in told["decided_after_deadline"]
    assert "31 maart 2026" in told["decided_after_deadline"]


def test_the_recount_stands_in_the_facts() -> None:
    plan = dutch()
    wrong_formula(plan)
    (finding,) = find(plan, DOCUMENT)
    assert finding.facts["formula"] == "400 × 5 × 12"
    assert finding.facts["amount_computed"] == "24000.00"
    assert finding.facts["amount_stated"] == "24000.01"


def test_reading_twice_gives_the_same_ids() -> None:
    plan = dutch()
    for _, spoil in FAULTS[6:10]:
        spoil(plan)
    ids = [finding.id for finding in find(plan, DOCUMENT)]
    assert len(set(ids)) == len(ids)
    assert [finding.id for finding in find(plan, DOCUMENT)] == ids


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Il faut réduire la sécurité routière", True),
        ("Réduction de la cohésion sociale", True),
        ("Réduire l'insécurité routière", False),
        ("Réduire le sentiment d'insécurité", False),
        ("Renforcer la lutte contre les nuisances", False),
    ],
)
def test_a_french_goal_that_says_the_opposite(text: str, found: bool) -> None:
    plan = french()
    objective_of(plan).text = text
    codes = [finding.code for finding in find(plan, DOCUMENT)]
    assert codes == (["goal_says_opposite"] if found else [])


@pytest.mark.parametrize(
    "text",
    [
        "Verminderen van de verkeersonveiligheid",
        "Bevorderen van de aanpak van overlast",
        "Verminderen van het onveiligheidsgevoel",
        "Verhogen van de veiligheid",
        "Verminderen van het veiligheidsrisico",
    ],
)
def test_a_dutch_goal_that_is_meant_so(text: str) -> None:
    plan = dutch()
    objective_of(plan).text = text
    assert find(plan, DOCUMENT) == []


@pytest.mark.parametrize(
    "text",
    [
        "Sinds 2016 werkt de ploeg in de wijk",
        "Uitvoering van het koninklijk besluit van 3 juli 2019",
        "De ploeg bereikt 2019 bewoners via minstens 2000 folders",
        "Evaluatie van het plan 2023-2025",
    ],
)
def test_a_year_that_is_no_left_over_is_let_be(text: str) -> None:
    plan = dutch()
    objective_of(plan).results[0].text = text
    if "2019 bewoners" in text:
        objective_of(plan).results[0].text = text.replace("2019 bewoners", "bewoners")
    assert find(plan, DOCUMENT) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ontwikkelen van een pakket (met tips, voor iedereen)",
        "De ploeg doet het volgende:",
        "Samenwerking met vzw De Brug",
    ],
)
def test_a_result_that_is_whole_is_let_be(text: str) -> None:
    plan = dutch()
    objective_of(plan).results[0].text = text
    objective_of(plan).results[0].items = ["aanspreken"] if text[-1] == ":" else []
    assert find(plan, DOCUMENT) == []


@pytest.fixture(scope="module")
def real() -> list[Finding]:
    if not SEED_PLAN.exists():
        pytest.skip("the real plan is not on this machine: its findings are not read")
    document = read_document(SEED_PLAN.read_bytes(), name=SEED_PLAN.name)
    return find(read_plan(document), document)


def test_the_real_plan_has_the_findings_a_reader_makes(real: list[Finding]) -> None:
    codes = Counter(finding.code for finding in real)
    assert codes.pop("expired_date") >= 20
    assert codes == {
        "decided_after_deadline": 1,
        "estimate_differs": 2,
        "programme_name_differs": 3,
        "programme_membership_differs": 1,
        "phenomenon_name_differs": 5,
        "indicator_copies_result": 1,
        "result_breaks_off": 1,
        "goal_says_opposite": 1,
        "misspelling": 2,
        "unsigned": 1,
    }


def test_the_real_plan_has_its_findings_in_place(real: list[Finding]) -> None:
    lines = {(finding.code, finding.source.line) for finding in real}
    assert {
        ("decided_after_deadline", 63),
        ("estimate_differs", 96),
        ("estimate_differs", 102),
        ("indicator_copies_result", 571),
        ("goal_says_opposite", 1376),
        ("result_breaks_off", 2242),
    } <= lines
    expired = {line for code, line in lines if code == "expired_date"}
    assert {371, 399, 404, 578, 676, 1237, 1303, 1719, 1894, 2300, 2587} <= expired


def test_the_real_plan_compares_the_right_amounts(real: list[Finding]) -> None:
    differences = [
        finding.facts["amount_difference"]
        for finding in real
        if finding.code == "estimate_differs"
    ]
    assert differences == ["6.93", "1.15"]
    assert all(re.fullmatch(r"[a-z_]+-\d+-\d+(-\d+)?", f.id) for f in real)
