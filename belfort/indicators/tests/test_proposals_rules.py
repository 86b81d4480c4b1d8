"""Every rule decides its own examples, and every measure is explained."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from belfort.indicators.proposals import Context, catalogue, propose
from belfort.indicators.proposals.compose import read
from belfort.indicators.proposals.kinds import find_rule
from belfort.indicators.proposals.rules import LANGUAGES, KindRule, lexicon

KIND_RULES = [
    pytest.param(language, rule, example, id=f"{language}-{rule.name}-{number}")
    for language in LANGUAGES
    for rule in (*lexicon(language).kinds, *lexicon(language).heads)
    for number, example in enumerate(rule.examples)
]
MEASURE_RULES = [
    pytest.param(language, rule.measure, example, near, id=f"{language}-{at}-{example}")
    for language in LANGUAGES
    for at, rule in enumerate(lexicon(language).measures)
    for example, near in rule.examples
]


@pytest.mark.parametrize(("language", "rule", "example"), KIND_RULES)
def test_a_rule_decides_its_examples(
    language: str, rule: KindRule, example: str
) -> None:
    decided = find_rule(read(example, language).text, lexicon(language))
    assert decided is not None
    assert decided.name == rule.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_rule_is_without_an_example(language: str) -> None:
    words = lexicon(language)
    assert all(rule.examples for rule in (*words.kinds, *words.heads))
    assert all(rule.examples for rule in words.measures)


@pytest.mark.parametrize(("language", "measure", "example", "near"), MEASURE_RULES)
def test_a_sentence_names_the_registration_it_needs(
    language: str, measure: str, example: str, near: str
) -> None:
    criteria = propose(example, language=language, context=Context(objective=near))
    assert criteria[0].measure == measure


def test_every_measure_of_the_catalogue_has_a_glossary_line() -> None:
    for measure in catalogue().values():
        assert re.fullmatch(r"[a-z]+\.[a-z_]+", measure.key)
        assert len(str(measure.glossary).split()) >= 2


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_every_glossary_line_is_in_the_language_of_the_reader(language: str) -> None:
    with translation.override("en"):
        english = {key: str(m.glossary) for key, m in catalogue().items()}
    with translation.override(language):
        for key, measure in catalogue().items():
            assert str(measure.glossary) != english[key]


def test_rules_name_only_measures_of_the_catalogue() -> None:
    named = {r.measure for lang in LANGUAGES for r in lexicon(lang).measures}
    assert named == set(catalogue())


@pytest.mark.parametrize(
    ("language", "sentence", "labels"),
    [
        ("nl", "Aantal vergaderingen van de CPR", {"body": "cpr"}),
        (
            "nl",
            "Aantal verslagen van de stuurgroep veilig uitgaan is minstens 2",
            {"body": "stuurgroep-veilig-uitgaan"},
        ),
        ("nl", "Aantal lessen in secundaire scholen", {"audience": "secondary-school"}),
        ("nl", "Overeenkomst met vzw Zonnewijzer", {"partner": "zonnewijzer"}),
        ("nl", "Aantal buurtfeesten", {}),
        ("fr", "Nombre de séances pour les aînés", {"audience": "seniors"}),
        (
            "fr",
            "Nombre de réunions du groupe de travail mobilité",
            {"body": "groupe-de-travail-mobilite"},
        ),
        ("fr", "Convention avec l'asbl Tournesol", {"partner": "tournesol"}),
    ],
)
def test_labels_are_given_only_where_the_sentence_names_them(
    language: str, sentence: str, labels: dict[str, str]
) -> None:
    assert propose(sentence, language=language)[0].labels == labels
