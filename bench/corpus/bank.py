"""The phrase banks, and how their slots are filled."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Literal

Language = Literal["nl", "fr", "de"]

_FOLDER = Path(__file__).parent / "phrases"

_NUMBER_WORDS = {
    "nl": ["twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"],
    "fr": ["deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"],
    "de": ["zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"],
}


@cache
def bank(language: Language) -> dict[str, Any]:
    """The phrases of one language."""
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8"))


def say_date(day: date, language: Language, rng: Random) -> str:
    """A date in one of the ways in which officials write it."""
    months: list[str] = bank(language)["header"]["months"]
    month = months[day.month - 1]
    ordinal = {"nl": f"{day.day}", "fr": f"{day.day}", "de": f"{day.day}."}[language]
    if language == "fr" and day.day == 1:
        ordinal = "1er"
    ways = [
        f"{day:%d/%m/%Y}",
        f"{day:%d-%m-%Y}",
        f"{day:%d.%m.%Y}",
        f"{day.day}/{day.month}/{day.year}",
        f"{ordinal} {month} {day.year}",
        f"{ordinal} {month} {day.year}",
    ]
    return rng.choice(ways)


def say_number(number: int, language: Language, rng: Random) -> str:
    """A whole number, with a mark between the thousands now and then."""
    if number < 1000 or rng.random() < 0.6:
        return str(number)
    mark = " " if language == "fr" else "."
    return f"{number:,}".replace(",", mark)


@dataclass(slots=True)
class Filler:
    """Fills the slots of one plan's phrases, so that an author keeps a voice."""

    language: Language
    rng: Random
    city: str
    old_years: range
    topic: dict[str, Any] = field(default_factory=dict)

    def slots(self) -> tuple[dict[str, str], dict[str, str]]:
        """Values for a sentence, and the same values for its gold criteria."""
        rng = self.rng
        said: dict[str, str] = {}
        fillers: dict[str, list[str]] = bank(self.language)["fillers"]
        for name, values in fillers.items():
            said[name] = rng.choice(values)
        others = [p for p in fillers["partner"] if p != said["partner"]]
        said["partner2"] = rng.choice(others)
        if self.topic:
            title: str = self.topic["title"]
            # German keeps the capital of its nouns.
            small = title[0].lower() + title[1:]
            said["x"] = title if self.language == "de" else small
            said["le_x"] = self.topic.get("le_x", said["x"])
            said["things"] = rng.choice(self.topic["things"])
        else:
            said["x"] = said["le_x"] = {
                "nl": "overlast en criminaliteit",
                "fr": "la criminalité",
                "de": "Kriminalität",
            }[self.language]
            said["things"] = said["training"]
        gold = self._numbers(said)
        said["city"] = self.city
        for name in list(said):
            said[name.capitalize()] = said[name][:1].upper() + said[name][1:]
        return said, gold

    def _numbers(self, said: dict[str, str]) -> dict[str, str]:
        rng, language = self.rng, self.language
        n = rng.randint(2, 9)
        year = rng.choice(self.old_years)
        big = rng.choice((25, 60, 120, 250, 400, 500, 750, 1200, 1500, 2400))
        pct = rng.choice((5, 10, 20, 60, 75, 80, 90, 100))
        day = date(year, rng.randint(1, 12), rng.choice((1, 1, 1, 15, 28)))
        months: list[str] = bank(language)["header"]["months"]
        first = {"nl": "1", "fr": "1er", "de": "1."}[language]
        said |= {
            "n": str(n),
            "nword": _NUMBER_WORDS[language][n - 2],
            "m": str(n + rng.randint(1, 5)),
            "y": str(year),
            "y1": str(year + 1),
            "big": say_number(big, language, rng),
            "pct": str(pct),
            "date": say_date(day, language, rng),
            "day": f"{first} {months[day.month - 1]}",
        }
        return {
            "n": said["n"],
            "m": said["m"],
            "y": said["y"],
            "y1": said["y1"],
            "big": str(big),
            "pct": str(pct),
            "date_iso": day.isoformat(),
            "day_iso": f"--{day.month:02}-01",
        }

    def fill(self, template: str) -> str:
        """The template as a sentence."""
        return self.fill_both(template, "")[0]

    def fill_both(self, template: str, spec: str) -> tuple[str, str]:
        """The template as a sentence, and its gold with the same values."""
        said, gold = self.slots()
        return tidy(template.format_map(said), self.language), spec.format_map(gold)


def tidy(text: str, language: Language) -> str:
    """The sentence with French contractions, and one space between words."""
    if language == "fr":
        text = re.sub(r"\bde le ", "du ", text)
        text = re.sub(r"\bde les ", "des ", text)
        text = re.sub(r"([àÀ]) le ", lambda m: _case(m[1], "au "), text)
        text = re.sub(r"([àÀ]) les ", lambda m: _case(m[1], "aux "), text)
        text = re.sub(r"\bde (?=[aeiouéèêhAEIOUÉ])", "d'", text)
        text = re.sub(r"\bd'(?=[^aeiouéèêhAEIOUÉH])", "de ", text)
    return re.sub(r"\s+", " ", text).strip()


def _case(letter: str, word: str) -> str:
    return word.capitalize() if letter.isupper() else word
