"""How much of a plan was read right, by comparing with the plan that was written.

A node is right when its text is the written text, letter for letter but for
space, and it stands under the same parent. Nodes read that were never written
count as errors: share = right / (written + surplus).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Literal

from belfort.indicators.criteria import Criterion
from belfort.plan.importer.reading import Chapter, Header, PlanReading

from .gold import GoldCriterion

Part = Literal["node", "kind", "criterion", "header", "intro"]

_ALIKE = 0.6
"""From this likeness two texts are taken for one node, read wrong."""

_PARENTS = {"chapter", "strategic", "operational"}
"""As many parents between two that agree are paired in order, however misread."""

_PREFIX = re.compile(
    r"(?:fenomeen|phénomène|phänomen)\s*\d*\s*[:.–-]?\s*", re.IGNORECASE
)
_MARKS = re.compile(r"^\s*(?:\d+\.|[-–•o])\s+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that was not read as it was written."""

    part: Part
    what: str
    written: str
    read: str


@dataclass(slots=True)
class Share:
    right: int = 0
    total: int = 0

    @property
    def value(self) -> float:
        """The share, 1.0 where there was nothing to read."""
        return self.right / self.total if self.total else 1.0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.total + other.total)


@dataclass(slots=True)
class Scores:
    """The shares that were read right, and each miss."""

    parts: dict[Part, Share] = field(default_factory=dict)
    nodes: dict[str, Share] = field(default_factory=dict)
    """Per kind of node."""
    misses: list[Miss] = field(default_factory=list)

    def part(self, part: Part) -> float:
        """The share of one part that is right, from 0 to 1."""
        return self.parts.get(part, Share()).value

    def note(self, part: Part, what: str, right: bool, written: str, read: str) -> None:
        """Count one thing, and remember it where it is wrong."""
        share = self.parts.setdefault(part, Share())
        share.total += 1
        share.right += right
        if part == "node":
            of_kind = self.nodes.setdefault(what, Share())
            of_kind.total += 1
            of_kind.right += right
        if not right:
            self.misses.append(Miss(part, what, written, read))

    def __add__(self, other: Scores) -> Scores:
        both = Scores(misses=[*self.misses, *other.misses])
        for part in {**self.parts, **other.parts}:
            both.parts[part] = self.parts.get(part, Share()) + other.parts.get(
                part, Share()
            )
        for name in {**self.nodes, **other.nodes}:
            both.nodes[name] = self.nodes.get(name, Share()) + other.nodes.get(
                name, Share()
            )
        return both


@dataclass(slots=True)
class _Node:
    kind: str
    text: str
    children: list[_Node] = field(default_factory=list)
    criteria: Sequence[Criterion] = ()
    chapter: Chapter | None = None


def score(gold: PlanReading, read: PlanReading, *, decision: bool = True) -> Scores:
    """Compare what was read with what was written.

    ``decision`` is false where the document has only the contract, so that the
    facts of the council's decision cannot be known.
    """
    scores = Scores()
    _children(_tree(gold), _tree(read), scores)
    for name, right, written, found in _header_facts(
        gold.header, read.header, decision=decision
    ):
        scores.note("header", name, right, written, found)
    return scores


# The tree


def _tree(plan: PlanReading) -> list[_Node]:
    return [_chapter(chapter) for chapter in plan.chapters]


def _chapter(chapter: Chapter) -> _Node:
    node = _Node("chapter", chapter.title, chapter=chapter)
    for objective in chapter.general_objectives:
        node.children.append(_Node("general", objective.text))
    for strategic in chapter.strategic_objectives:
        parent = _Node("strategic", strategic.text)
        node.children.append(parent)
        for operational in strategic.operational_objectives:
            child = _Node("operational", operational.text)
            parent.children.append(child)
            for result in operational.results:
                items = [_Node("item", item) for item in result.items]
                child.children.append(_Node("result", result.text, items))
            for indicator in operational.indicators:
                child.children.append(
                    _Node("indicator", indicator.text, criteria=indicator.criteria)
                )
    return node


def _children(gold: list[_Node], read: list[_Node], scores: Scores) -> None:
    for kind in dict.fromkeys(node.kind for node in [*gold, *read]):
        written = [node for node in gold if node.kind == kind]
        found = [node for node in read if node.kind == kind]
        for left, right in _align(written, found):
            if left is None and right is not None:
                _surplus(right, scores)
            elif left is not None and right is None:
                _missing(left, scores)
            elif left is not None and right is not None:
                _pair(left, right, scores)


def _pair(gold: _Node, read: _Node, scores: Scores) -> None:
    same = _key(gold) == _key(read)
    scores.note("node", gold.kind, same, gold.text, read.text)
    if gold.chapter is not None and read.chapter is not None:
        _chapter_facts(gold.chapter, read.chapter, scores)
    if gold.kind == "indicator" and gold.criteria:
        score_criteria(gold.text, gold.criteria, read.criteria, scores)
    _children(gold.children, read.children, scores)


def _missing(gold: _Node, scores: Scores) -> None:
    scores.note("node", gold.kind, False, gold.text, "")
    if gold.kind == "indicator" and gold.criteria:
        scores.note("kind", gold.criteria[0].kind, False, gold.text, "")
        for criterion in gold.criteria:
            scores.note("criterion", "indicator", False, str(criterion.target), "")
    for child in gold.children:
        _missing(child, scores)


def _surplus(read: _Node, scores: Scores) -> None:
    scores.note("node", read.kind, False, "", read.text)
    for child in read.children:
        _surplus(child, scores)


def _chapter_facts(gold: Chapter, read: Chapter, scores: Scores) -> None:
    same = gold.kind == read.kind
    scores.note("header", "chapter kind", same, gold.kind, read.kind)
    written, found = _plain(gold.action_programme), _plain(read.action_programme)
    right = written.lower() == found.lower().strip("'\"«» ")
    scores.note("header", "action programme", right, written, found)
    # Whether list marks stay in an introduction is the reader's choice, and the
    # policy goals before it belong to no part of the gold text.
    written, found = _words(gold.intro), _words(read.intro)
    if written:
        scores.note("intro", "intro", written in found, gold.intro, read.intro)


def _align(
    gold: list[_Node], read: list[_Node]
) -> list[tuple[_Node | None, _Node | None]]:
    """Pair nodes in document order: first equal texts, between them alike ones."""
    pairs: list[tuple[_Node | None, _Node | None]] = []
    matcher = SequenceMatcher(
        a=[_key(node) for node in gold],
        b=[_key(node) for node in read],
        autojunk=False,
    )
    for tag, a0, a1, b0, b1 in matcher.get_opcodes():
        parents = all(node.kind in _PARENTS for node in gold[a0:a1])
        if tag == "equal" or (parents and a1 - a0 == b1 - b0):
            pairs += zip(gold[a0:a1], read[b0:b1], strict=True)
        else:
            pairs += _align_alike(gold[a0:a1], read[b0:b1])
    return pairs


def _align_alike(
    gold: list[_Node], read: list[_Node]
) -> list[tuple[_Node | None, _Node | None]]:
    """The pairing in order with the greatest likeness; the rest stands alone."""
    rows, columns = len(gold), len(read)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    like = [[_likeness(g, r) for r in read] for g in gold]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            value = max(best[row + 1][column], best[row][column + 1])
            if like[row][column] >= _ALIKE:
                value = max(value, like[row][column] + best[row + 1][column + 1])
            best[row][column] = value
    pairs: list[tuple[_Node | None, _Node | None]] = []
    row = column = 0
    while row < rows and column < columns:
        paired = like[row][column] + best[row + 1][column + 1]
        if like[row][column] >= _ALIKE and best[row][column] == paired:
            pairs.append((gold[row], read[column]))
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            pairs.append((gold[row], None))
            row += 1
        else:
            pairs.append((None, read[column]))
            column += 1
    pairs += [(node, None) for node in gold[row:]]
    pairs += [(None, node) for node in read[column:]]
    return pairs


def _likeness(gold: _Node, read: _Node) -> float:
    """How alike two nodes are; one text that begins with the other is alike."""
    a, b = _key(gold), _key(read)
    if a and b and (a.startswith(b) or b.startswith(a)):
        return max(_ALIKE, len(min(a, b, key=len)) / len(max(a, b, key=len)))
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio()


def _key(node: _Node) -> str:
    text = _plain(node.text)
    if node.kind == "chapter":
        # Capitals and "Phenomenon 3:" are matters of layout.
        return _PREFIX.sub("", text).casefold()
    return text


def _plain(text: str) -> str:
    """One space between words, none beside a hyphen, where lines may break."""
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(r"(?<=\S)- (?=\w)|(?<=\w) -(?=\S)", "-", text)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", _MARKS.sub("", text)))


# Criteria


def score_criteria(
    sentence: str, gold: Sequence[Criterion], read: Sequence[Criterion], scores: Scores
) -> None:
    """Note the kind of an indicator, and each fact that its sentence states."""
    for index, criterion in enumerate(gold):
        if not isinstance(criterion, GoldCriterion):
            continue
        other = read[index] if index < len(read) else None
        if index == 0:
            kind = other.kind if other else ""
            right = kind in criterion.kinds
            scores.note("kind", criterion.kind, right, sentence, kind)
        for name, same, written, value in _criterion_facts(criterion, other):
            scores.note("criterion", name, same, f"{sentence} → {written}", value)
    surplus = len(read) - len(gold)
    if surplus > 0:
        more = f"{len(gold)} criteria"
        scores.note(
            "criterion",
            "number of criteria",
            False,
            f"{sentence} → {more}",
            f"{len(read)}",
        )


def _criterion_facts(
    gold: GoldCriterion, read: Criterion | None
) -> Iterable[tuple[str, bool, str, str]]:
    if read is None:
        yield "criterion", False, f"{gold.kind} {gold.target}", ""
        return
    target = gold.target == read.target
    yield "target", target, str(gold.target), str(read.target)
    if gold.target is not None:
        right = read.comparator in gold.comparators
        yield "comparator", right, str(gold.comparator), str(read.comparator)
    if gold.unit:
        yield "unit", gold.unit == read.unit, gold.unit, read.unit
    if gold.period_stated:
        yield "period", gold.period == read.period, gold.period, read.period
    right = gold.valid_from == read.valid_from
    yield "valid from", right, str(gold.valid_from), str(read.valid_from)
    right = gold.valid_to == read.valid_to
    yield "valid to", right, str(gold.valid_to), str(read.valid_to)
    yield "due", gold.due == read.due, gold.due, read.due


# The header


def _header_facts(
    gold: Header, read: Header, *, decision: bool
) -> Iterable[tuple[str, bool, str, str]]:
    pairs: list[tuple[str, object, object]] = [
        ("language", gold.language, read.language),
        ("city", gold.city.casefold(), read.city.casefold()),
        ("period start", gold.period.start, read.period.start),
        ("period end", gold.period.end, read.period.end),
        ("decision date", gold.decision.date, read.decision.date),
        ("decision body", gold.decision.body, read.decision.body),
        ("signed", gold.signed, read.signed),
    ]
    if decision:
        pairs += [
            ("agenda item", gold.decision.agenda_item, read.decision.agenda_item),
            ("vote", gold.decision.vote, read.decision.vote),
        ]
    if decision and gold.language != "de":
        pairs += [
            ("previous start", gold.previous.start, read.previous.start),
            ("previous end", gold.previous.end, read.previous.end),
        ]
    for name, written, found in pairs:
        yield name, written == found, str(written), str(found)
    yield from _parties(gold, read)
    yield from _money_facts(gold, read, decision=decision)
    if decision:
        yield from _ground_facts(gold, read)


def _parties(gold: Header, read: Header) -> Iterable[tuple[str, bool, str, str]]:
    found = " | ".join(read.parties)
    for party in gold.parties:
        yield "party", party.casefold() in found.casefold(), party, found


def _money_facts(
    gold: Header, read: Header, *, decision: bool
) -> Iterable[tuple[str, bool, str, str]]:
    found = {(amount.kind, amount.value) for amount in read.amounts}
    listed = ", ".join(f"{kind} {value}" for kind, value in sorted(found))
    for amount in gold.amounts:
        if amount.kind not in _stated_amounts(gold, decision=decision):
            continue
        right = (amount.kind, amount.value) in found
        yield f"amount {amount.kind}", right, str(amount.value), listed
    if gold.language != "de":
        for index, table in enumerate(gold.tables):
            other = read.tables[index] if index < len(read.tables) else None
            total = other.total if other else None
            yield "table total", table.total == total, str(table.total), str(total)
            written = [row.amount for row in table.rows]
            values = [row.amount for row in other.rows] if other else []
            missing = [value for value in written if value not in values]
            yield "table rows", not missing, str(written), str(values)
    if decision and gold.language != "de":
        lines = {(line.number, line.amount) for line in read.budget_lines}
        for line in gold.budget_lines:
            numbers = {number for number, _ in lines}
            yield "budget line", line.number in numbers, line.number, str(numbers)


def _stated_amounts(gold: Header, *, decision: bool) -> set[str]:
    """The kinds of amounts that the document in this language names."""
    stated = {"annual_grant"}
    if gold.language != "de":
        stated |= {"contingent_346", "activa_90", "ceiling"}
        if decision:
            stated.add("estimate")
    if gold.language == "nl" and decision:
        stated |= {"budgeted", "difference"}
    return stated


def _ground_facts(gold: Header, read: Header) -> Iterable[tuple[str, bool, str, str]]:
    grounds = [_words(ground.text) for ground in read.legal_grounds]
    for ground in gold.legal_grounds:
        right = any(_words(ground.text) in found for found in grounds)
        yield "legal ground", right, ground.text, " | ".join(grounds)
    if gold.language != "de":
        days = {deadline.date for deadline in read.deadlines}
        for deadline in gold.deadlines:
            right = deadline.date in days
            yield "deadline", right, str(deadline.date), str(days)
