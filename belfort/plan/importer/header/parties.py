"""Who signs: the city, the parties, and whether they signed."""

from __future__ import annotations

import re
from collections import Counter

from ..vocabulary import Vocabulary, fold
from .dates import find_dates
from .flow import Flow

_NAME_PART = r"[A-ZÀ-Þ'’][\w'’]*(?:-[\w'’]+)*"
_SMALL = r"(?:sur|sous|lez|les|le|la|de|du|des|aan|op|bij|en|an|der|am|im|den|d')"
_PLACE = r"(?i:sur|sous|lez|aan|op|bij|an|am|im|de|du|des)"
# A line break in the text begins another paragraph.
_SPACE = r"[ \xa0]"
_ARTICLE = r"(?i:de|den|der|het|la|le)"
_NAME = re.compile(
    rf"(?:(?:La|Le|Les|De|Het|'s|L')[ \xa0-]?)?{_NAME_PART}(?:{_SPACE}{_NAME_PART})?"
    rf"(?:{_SPACE}{_PLACE}(?:{_SPACE}{_ARTICLE})?{_SPACE}{_NAME_PART})?"
)
_BLANK = re.compile(r"_{2,}|\.{4,}|…{2,}")


def find_city(flow: Flow, words: Vocabulary) -> str:
    """Return the name of the city that the text names most often."""
    names: Counter[str] = Counter()
    spelled: dict[str, Counter[str]] = {}
    represented = re.compile(rf"^(?:{words.fact('represented')})")
    for hit in re.finditer(rf"\b{words.fact('city')}", flow.folded):
        name = _NAME.match(flow.text, hit.end())
        if not name:
            continue
        found = _only_name(name.group(), words)
        key = fold(found)
        names[key] += 1 + 3 * bool(represented.match(flow.folded[name.end() :]))
        spelled.setdefault(key, Counter())[found] += 1
    if not names:
        return ""
    key = names.most_common(1)[0][0]
    return _best_spelling(flow, key, spelled[key])


def _only_name(found: str, words: Vocabulary) -> str:
    """Return the name up to a small word with a capital, which begins anew."""
    kept: list[str] = []
    for word in found.rstrip("'’").split(" "):
        inner = re.fullmatch(f"{_PLACE}|{_ARTICLE}", word) and word.isupper()
        small = word[:1].isupper() and fold(word) in words.functions
        if kept and small and not inner:
            break
        kept.append(word)
    return " ".join(kept)


def _best_spelling(flow: Flow, key: str, seen: Counter[str]) -> str:
    """Return the name with small letters where the text has it so."""
    pattern = re.compile(rf"(?<![\w-]){re.escape(key)}(?![\w-])")
    for hit in pattern.finditer(flow.folded):
        seen[flow.text[hit.start() : hit.end()]] += 1
    mixed = [
        name
        for name, _ in seen.most_common()
        if not name.isupper() and name[0].isupper()
    ]
    if mixed:
        return mixed[0]
    upper = seen.most_common(1)[0][0]
    return re.sub(r"[^\W\d_]+", _capitalise, upper)


def _capitalise(part: re.Match[str]) -> str:
    word = part.group()
    small = part.start() > 0 and re.fullmatch(_SMALL, word.lower())
    return word.lower() if small else word.capitalize()


def find_parties(flow: Flow, words: Vocabulary) -> list[str]:
    """Return the names of the parties to the contract, as it names them."""
    # A line of its own says “between …:”, even where it was taken into a paragraph.
    announced = re.compile(rf"{words.fact('between')}\b[^\n:.]{{0,15}}:")
    lines = [
        hit for place in flow.starts if (hit := announced.match(flow.folded, place))
    ]
    whole = re.search(rf"(?:^|\n)\s*{words.fact('between')}\b", flow.folded)
    start = whole or next(iter(lines), None)
    if start is None:
        return []
    end = re.compile(words.fact("agreed")).search(flow.folded, start.end())
    stop = end.start() if end else min(len(flow.text), start.end() + 1500)
    parties: list[str] = []
    cut = re.compile(rf"\s*(?:{words.fact('represented')}|\n)")
    for paragraph in flow.text[start.end() : stop].split("\n"):
        folded = fold(paragraph)
        hit = cut.search(folded)
        name = paragraph[: hit.start()] if hit else paragraph
        name = name.rstrip()
        if hit and name.strip() and not name.endswith(":") and len(name) < 90:
            parties.append(name.rpartition(" : ")[2].strip())
    return parties[:4]


def find_signed(closing: Flow | None, words: Vocabulary) -> bool | None:
    """Return whether the contract is signed; None where it has no place to sign."""
    if closing is None or not closing.text:
        return None
    first = closing.text[:400]
    if _BLANK.search(first):
        return False
    return True if find_dates(first) else None
