"""The facts around the tree: who decided what, when, and for how much."""

from __future__ import annotations

from collections.abc import Sequence

from belfort.lib.documents import Document, Line

from ..items import Splitter
from ..reading import Header
from ..vocabulary import Vocabulary
from .decision import find_decision, find_grounds
from .finance import find_money
from .flow import make_flow
from .parties import find_city, find_parties, find_signed
from .period import find_deadlines, find_period, find_previous, find_spans

__all__ = ["read_header"]


def read_header(
    document: Document,
    opening: Sequence[Line],
    closing: Sequence[Line],
    words: Vocabulary,
    splitter: Splitter,
) -> Header:
    """Return the facts that stand before the first chapter and after the last.

    ``opening`` and ``closing`` are those lines, without what their pages added.
    """
    flow = make_flow(opening, splitter)
    spans = find_spans(flow, words)
    period = find_period(flow, words, spans)
    amounts, tables, budget_lines = find_money(flow, words)
    return Header(
        language=words.language,
        city=find_city(flow, words),
        period=period,
        parties=find_parties(flow, words),
        decision=find_decision(flow, document.lines, words, period),
        amounts=amounts,
        tables=tables,
        budget_lines=budget_lines,
        legal_grounds=find_grounds(flow, words),
        deadlines=find_deadlines(flow, words),
        previous=find_previous(flow, spans, period),
        signed=find_signed(make_flow(closing, splitter) if closing else None, words),
    )
