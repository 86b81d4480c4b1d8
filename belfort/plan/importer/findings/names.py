"""Names that differ from chapter to chapter: programmes, phenomena, memberships."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from belfort.lib.documents import Document

from ..programmes import find_programme
from ..reading import Chapter, PlanReading, Source
from ..vocabulary import LANGUAGES, Vocabulary, load
from .draft import Draft, texts
from .lists import Listed, listed, stems
from .words import Words, bare, plain, words

_SAME_MEMBERS = 0.6


@dataclass(slots=True)
class Mention:
    """An action programme named somewhere, with the phenomena listed beside it."""

    name: str
    chapter: Chapter
    node: str
    source: Source
    listed: Listed
    own: bool
    """The chapter's introduction places the chapter itself in this programme."""

    @property
    def members(self) -> set[str]:
        own = {self.chapter.id} if self.own else set()
        return self.listed.chapters | own


@dataclass(slots=True)
class Programme:
    """The mentions that must mean one programme."""

    mentions: list[Mention] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name used most; the first one where several are."""
        names = Counter(bare(mention.name) for mention in self.mentions)
        most = names.most_common(1)[0][0]
        return next(m.name for m in self.mentions if bare(m.name) == most)


def search(plan: PlanReading, document: Document) -> Iterator[Draft]:
    known = words(plan.header.language)
    if known is None or plan.header.language not in LANGUAGES:
        return
    vocabulary = load(plan.header.language)
    phenomena = [c for c in plan.chapters if c.kind == "phenomenon"]
    mentions = _mentions(plan, phenomena, known, vocabulary)
    programmes = _programmes(mentions, vocabulary)
    for programme in programmes:
        yield from _names(programme)
    yield from _memberships(programmes, phenomena)
    yield from _phenomena(plan, phenomena, mentions, known, vocabulary)


def _mentions(
    plan: PlanReading, phenomena: list[Chapter], known: Words, vocabulary: Vocabulary
) -> list[Mention]:
    found: list[Mention] = []
    for text in texts(plan):
        intro = text.kind == "intro"
        if intro and text.chapter.kind == "phenomenon":
            name = text.chapter.action_programme
        elif text.kind in ("intro", "result", "item", "operational"):
            name = find_programme(text.text, vocabulary)
        else:
            continue
        if not name:
            continue
        rest = text.text.replace(name, " ", 1)
        inside = listed(rest, phenomena, known, vocabulary)
        own = intro and text.chapter.kind == "phenomenon"
        found.append(Mention(name, text.chapter, text.node, text.source, inside, own))
    return found


def _programmes(mentions: list[Mention], vocabulary: Vocabulary) -> list[Programme]:
    """Mentions put together by name, by words, or by the phenomena they list."""
    programmes: list[Programme] = []
    for mention in mentions:
        homes = [
            p
            for p in programmes
            if any(_one_programme(m, mention, vocabulary) for m in p.mentions)
        ]
        merged = Programme([m for p in homes for m in p.mentions] + [mention])
        programmes = [p for p in programmes if p not in homes] + [merged]
    return programmes


def _one_programme(one: Mention, other: Mention, vocabulary: Vocabulary) -> bool:
    if bare(one.name) == bare(other.name):
        return True
    if _same_words(one.name, other.name, vocabulary):
        return True
    both = one.members & other.members
    either = one.members | other.members
    lists = len(one.listed.chapters) >= 3 and len(other.listed.chapters) >= 3
    return lists and len(both) / len(either) >= _SAME_MEMBERS


def _same_words(one: str, other: str, vocabulary: Vocabulary) -> bool:
    """Whether two names say the same in other words or another order."""
    first, second = stems(one, vocabulary), stems(other, vocabulary)
    if first == second:
        return True
    whole = [_meaning(one, vocabulary), _meaning(other, vocabulary)]
    shares = [
        sum(any(w in v or v in w for v in there) for w in here) / len(here)
        for here, there in (whole, whole[::-1])
        if here
    ]
    enough = min(len(whole[0]), len(whole[1])) >= 2
    return enough and len(shares) == 2 and max(shares) == 1 and min(shares) >= 2 / 3


def _meaning(name: str, vocabulary: Vocabulary) -> list[str]:
    """The words of a name that carry it, without a plural's ending."""
    return [
        word.removesuffix("s").removesuffix("en")
        for word in bare(name).split()
        if len(word) > 3 and word not in vocabulary.functions
    ]


def _names(programme: Programme) -> Iterator[Draft]:
    usual = programme.name
    others: dict[str, list[Mention]] = {}
    for mention in programme.mentions:
        if bare(mention.name) != bare(usual):
            others.setdefault(bare(mention.name), []).append(mention)
    where = [m for m in programme.mentions if bare(m.name) == bare(usual)]
    for mentions in others.values():
        first = mentions[0]
        yield Draft(
            "programme_name_differs",
            "warning",
            first.source,
            first.node,
            {
                "name": first.name,
                "chapters": _numbers(mentions),
                "other": usual,
                "other_chapters": _numbers(where),
            },
        )


def _memberships(
    programmes: list[Programme], phenomena: list[Chapter]
) -> Iterator[Draft]:
    """A phenomenon listed under a programme that its own chapter does not name."""
    own = {
        m.chapter.id: programme
        for programme in programmes
        for m in programme.mentions
        if m.own
    }
    for chapter in phenomena:
        for programme in programmes:
            where = [m for m in programme.mentions if chapter.id in m.listed.chapters]
            if where and chapter.id in own and own[chapter.id] is not programme:
                yield Draft(
                    "programme_membership_differs",
                    "notice",
                    chapter.source,
                    chapter.id,
                    {
                        "phenomenon": chapter.title,
                        "programme": own[chapter.id].name,
                        "other": programme.name,
                        "other_chapters": _numbers(where),
                    },
                )


def _phenomena(
    plan: PlanReading,
    phenomena: list[Chapter],
    mentions: list[Mention],
    known: Words,
    vocabulary: Vocabulary,
) -> Iterator[Draft]:
    for chapter in phenomena:
        variants = _in_objectives(chapter, known, vocabulary)
        for mention in mentions:
            if variant := mention.listed.variants.get(chapter.id):
                variants.setdefault(variant, []).append(mention.chapter.number)
        if variants:
            yield Draft(
                "phenomenon_name_differs",
                "notice",
                chapter.source,
                chapter.id,
                {
                    "phenomenon": chapter.title,
                    "names": "; ".join(
                        f"“{name}” ({', '.join(dict.fromkeys(numbers))})"
                        for name, numbers in variants.items()
                    ),
                },
            )


def _in_objectives(
    chapter: Chapter, known: Words, vocabulary: Vocabulary
) -> dict[str, list[str]]:
    """Names in the fixed sentence of the general objective that are not the title."""
    title = _significant(chapter.title, vocabulary)
    found: dict[str, list[str]] = {}
    for objective in chapter.general_objectives:
        match = known.template.search(plain(objective.text))
        for name in (match["first"], match["second"]) if match else ():
            clean = name.strip(" .,;:")
            if _significant(clean, vocabulary) != title:
                number = objective.number or chapter.number
                found.setdefault(clean, []).append(number)
    return found


def _significant(name: str, vocabulary: Vocabulary) -> list[str]:
    words_of = bare(name).split()
    return [w for w in words_of if len(w) > 1 and w not in vocabulary.functions]


def _numbers(mentions: list[Mention]) -> str:
    numbers = [m.chapter.number or m.chapter.title for m in mentions]
    return ", ".join(dict.fromkeys(numbers))
