"""The decision of the council, and the law it rests on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from belfort.lib.documents import Line

from ..reading import Decision, LegalGround, Period
from ..vocabulary import Vocabulary, fold
from .dates import find_dates
from .flow import Flow
from .period import is_history

_TITLE = re.compile(r"^\s*(?P<item>\d{1,3})\s*[.)–-]\s+\S")
_HEAD = 12
"""How many paragraphs may stand above the title of the decision, with it."""
_AGAINST = re.compile(
    r"(?P<count>\d+)\s*(?:stemmen tegen|neen|tegenstemmen|voix contre|gegenstimmen)"
)


@dataclass(frozen=True, slots=True)
class Session:
    """A session of the council with its date, and how likely it is the one."""

    day: date
    weight: int
    agenda_item: str = ""


def find_decision(
    flow: Flow, lines: Sequence[Line], words: Vocabulary, period: Period
) -> Decision:
    """Return the decision by which the council approved this plan.

    ``lines`` are all lines of the document: the session often stands only in a
    page's footer.
    """
    decision = Decision(vote=find_vote(flow, words))
    sessions = [
        *_sessions(flow, words),
        *_sittings(flow, words),
        *_footers(lines, words),
    ]
    if period.start is not None:
        early = period.start - timedelta(days=550)
        sessions = [one for one in sessions if one.day >= early]
    if re.search(rf"\b{words.fact('session')}", flow.folded):
        decision.body = "council"
    if sessions:
        best = max(sessions, key=lambda one: (one.weight, one.day))
        decision.date = best.day if best.weight > 0 else None
        decision.body = "council"
        decision.agenda_item = max(
            (one.agenda_item for one in sessions if one.day == best.day), default=""
        )
    decision.agenda_item = decision.agenda_item or _agenda_item(flow, words)
    return decision


def _sessions(flow: Flow, words: Vocabulary) -> list[Session]:
    """Return the sessions in the text; those of earlier decisions weigh less."""
    execution = re.compile(words.fact("execution"))
    sessions = []
    dates = find_dates(flow.text)
    for hit in re.finditer(rf"\b{words.fact('session')}\b", flow.folded):
        found = next((one for one in dates if 0 <= one.start - hit.end() <= 30), None)
        if found is None or "\n" in flow.text[hit.end() : found.start]:
            continue
        weight = 1 + 3 * bool(execution.search(flow.before(hit.start(), 60)))
        if is_history(flow, words, hit.start()):
            weight -= 4
        sessions.append(Session(found.day, weight))
    return sessions


def _sittings(flow: Flow, words: Vocabulary) -> list[Session]:
    """Return the dates of “Openbare zitting van maandag …”, below the council's name.

    Such a line opens an extract from the minutes; that of the college does not count.
    """
    if not re.search(rf"\b{words.fact('session')}", flow.folded):
        return []
    opening = re.compile(
        rf"(?:^|\n|[.–-] ){words.fact('sitting')}\b(?P<between>[^\n.;]{{0,60}}?)$"
    )
    college = re.compile(words.fact("college"))
    sessions = []
    for found in find_dates(flow.text):
        start, _ = flow.paragraph(found.start)
        hit = opening.search(flow.folded[start : found.start].rstrip())
        if hit is None or college.search(hit["between"]):
            continue
        if not is_history(flow, words, found.start):
            sessions.append(Session(found.day, 2))
    return sessions


def _footers(lines: Sequence[Line], words: Vocabulary) -> list[Session]:
    """Return the sessions in running lines such as “… - agendapunt nr. 13”."""
    pattern = re.compile(
        rf"^{words.fact('session')}\b.{{0,40}}?\b{words.fact('agenda')}\s*"
        r"(?:nr\.?|n°|no\.?)?\s*(?P<item>\d{1,3})(?:\.|\s|$)(?:\s*\d{1,3})?\s*$"
    )
    sessions = []
    for line in lines:
        hit = pattern.match(fold(line.text)) if len(line.text) < 110 else None
        dates = find_dates(line.text) if hit else []
        if hit and dates:
            sessions.append(Session(dates[0].day, 3, hit["item"]))
    return sessions


def _agenda_item(flow: Flow, words: Vocabulary) -> str:
    """Return the number before the title of the decision, above the contract."""
    named = re.compile(
        rf"(?:^\W*|\b\d{{4}}\W+){words.fact('agenda')}\s*(?:nr\.?|n[°o]\.?)?\s*(?P<item>\d{{1,3}})"
        r"\s*[.:)–-]"
    )
    contract = re.compile(rf"^\s*{words.fact('between')}\b")
    for paragraph in flow.text.split("\n")[:_HEAD]:
        folded = fold(paragraph)
        if contract.match(folded):
            break
        if hit := named.search(folded):
            return hit["item"]
        hit = _TITLE.match(paragraph)
        if hit and re.search(words.fact("approval"), folded):
            return hit["item"]
    return ""


def find_vote(flow: Flow, words: Vocabulary) -> str:
    """Return ``unanimous``, ``majority``, or nothing where no vote is told."""
    if re.search(words.fact("unanimous"), flow.folded):
        return "unanimous"
    against = _AGAINST.search(flow.folded)
    if against and int(against["count"]) == 0:
        return "unanimous"
    return "majority" if re.search(words.fact("majority"), flow.folded) else ""


def find_grounds(flow: Flow, words: Vocabulary) -> list[LegalGround]:
    """Return the paragraphs that name the law on which the decision rests."""
    heading = re.compile(rf"^\W*{words.fact('grounds_heading')}\W*$")
    section = re.compile(rf"^\W*{words.fact('section')}\b")
    opening = re.compile(rf"^\W*{words.fact('grounds_start')}")
    law = re.compile(words.fact("ground"))
    grounds: list[LegalGround] = []
    inside, unfinished, offset = False, False, 0
    for paragraph in flow.text.split("\n"):
        folded, text = fold(paragraph), paragraph.strip(" •-;")
        opens = bool(opening.match(folded)) and bool(law.search(folded))
        ends = bool(section.match(folded))
        if heading.match(folded):
            inside = True
        elif inside and ends:
            inside = False
        elif inside or opens:
            grounds.append(LegalGround(text, flow.source(offset)))
        elif unfinished and not ends:
            # A line that begins with a capital was taken for a paragraph.
            last = grounds.pop()
            grounds.append(LegalGround(f"{last.text} {text}", last.source))
        unfinished = opens and not paragraph.rstrip().endswith((";", "."))
        offset += len(paragraph) + 1
    return grounds
