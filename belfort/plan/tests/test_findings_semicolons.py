"""A semicolon parts the items of a list; only after the last one it breaks off."""

from __future__ import annotations

import pytest

from .reading_text import plan_of

TREE = """
    Fenomeen 1: Fietsdiefstal
    Algemene doelstelling: Het voorkomen van fietsdiefstal
    Strategische doelstelling 1: De sociale controle bevorderen
    Operationele doelstelling 1.1: Toezicht houden aan de stallingen
    Resultaten
    - Er is elke dag iemand;
    - Er komt een meldpunt{end}
    Indicatoren
    - Aantal dagen met toezicht
    """


@pytest.mark.parametrize(("end", "found"), [(".", 0), (";", 1)])
def test_only_the_last_result_breaks_off_at_a_semicolon(end: str, found: int) -> None:
    plan = plan_of(TREE.replace("{end}", end))
    codes = [finding.code for finding in plan.findings]
    assert codes.count("result_breaks_off") == found
