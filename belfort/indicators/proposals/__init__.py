"""Criteria proposed from the sentence of an indicator, by rules that are data.

What the sentence does not state stays empty: a comparator and target of ``None``
is an indicator that is only monitored. ``period`` is ``plan`` where the sentence
names no shorter one.
"""

from belfort.indicators.proposals.catalogue import Measure, catalogue
from belfort.indicators.proposals.compose import Context, propose

__all__ = ["Context", "Measure", "catalogue", "propose"]
