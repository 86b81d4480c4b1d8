"""The measures that a proposal may name, with what each of them counts."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from django.utils.functional import Promise

from belfort.indicators.criteria import Aggregate
from belfort.indicators.proposals.glossary import GLOSSARY


@dataclass(frozen=True, slots=True)
class Measure:
    """A kind of registration: how its entries add up, and one line about it.

    The line is in the language of the reader.
    """

    key: str
    aggregate: Aggregate
    unit: str
    glossary: str | Promise


@cache
def catalogue() -> dict[str, Measure]:
    """Every measure by its key."""
    source = resources.files("belfort.indicators.proposals") / "data" / "catalogue.toml"
    measures = tomllib.loads(source.read_text(encoding="utf-8"))["measures"]
    return {
        key: Measure(key, m["aggregate"], m.get("unit", ""), GLOSSARY[key])
        for key, m in measures.items()
    }
