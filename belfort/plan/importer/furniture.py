"""Taking away what the page added: running lines, page numbers, contents pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from belfort.lib.documents import Document, Line

from .rows import DASHES, SIGNS
from .vocabulary import Vocabulary, fold

_PAGE_WORDS = r"(?:pagina|page|pag|p|blz|bladzijde|seite|s)\.?"
_PAGE_NUMBER = re.compile(
    rf"^(?:{_PAGE_WORDS}\s*)?[-–—|]*\s*(?:{_PAGE_WORDS}\s*)?\d{{1,3}}"
    r"(?:\s*(?:/|van|sur|of|von|de)\s*\d{1,3})?\s*[-–—|]*$"
)
_SESSION = re.compile(
    r"^(?:zitting|seance|sitzung|gemeenteraad|conseil|gemeinderat|stadtrat|college)\b"
    r".{0,60}\d{4}.{0,30}"
    r"\b(?:agendapunt|punt|punkt|point|objet|tagesordnungspunkt|ordre du jour)\b"
    r"\D{0,12}\d{1,3}\.?(?:\s+\d{1,3})?$"
)
_LEADER = re.compile(
    r"(?:\s*\.{3,}|\s*(?:\. ){3,}\.?|\s*…+|\s*_{3,}|\s{2,}|\t)\s*\d{1,3}$"
)
_TRAILING = re.compile(r"[\s.…_]\d{1,3}$")
TAIL = 120
"""Letters at the end of a line in which a leader with its page is sought."""
_LEADING = re.compile(
    r"^[\W_]*(?:(?:[a-z]|[ivxl]+|\d+)(?:\.\d+)*[.)]\s*|\d+(?:\.\d+)*\s+)?"
)
EDGE = 4
"""How many lines at the head and foot of a page may be running lines."""


NOTES = frozenset({"footnote", "footnote text", "endnote", "endnote text"})
"""The styles of the notes that readers set apart from the text."""


def clean(document: Document, words: Vocabulary, labels: re.Pattern[str]) -> list[Line]:
    """Return the lines without running lines, page numbers, contents and footnotes."""
    lines = [line for line in document.lines if line.style not in NOTES]
    gone = running(lines, labels) | numbers(lines, words)
    kept = [line for place, line in enumerate(lines) if place not in gone]
    listed = contents(kept, words)
    return [line for place, line in enumerate(kept) if place not in listed]


def shape(text: str) -> str:
    """Return the text with each number as ``#``, to compare lines of several pages."""
    return re.sub(r"\d+", "#", " ".join(fold(text).split()))


def running(lines: Sequence[Line], labels: re.Pattern[str]) -> set[int]:
    """Return the places of the lines that repeat at the edge of several pages."""
    pages: dict[int, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        pages[line.page].append(place)
    if len(pages) < 2:
        return _beside_numbers(lines, labels)
    gone: set[int] = set()
    for edge in (0, -1):
        for _ in range(EDGE):
            outer = _outer(lines, pages, edge, labels)
            if not outer:
                break
            gone |= outer
            pages = {
                page: [place for place in places if place not in outer]
                for page, places in pages.items()
            }
    return gone


def _beside_numbers(lines: Sequence[Line], labels: re.Pattern[str]) -> set[int]:
    """Return the places of the lines that repeat beside the page numbers of a text.

    Where no page breaks are kept, a line such as “Page 2 sur 4” shows the edge of one.
    """
    edges = [
        place
        for place, line in enumerate(lines)
        if not line.text.strip().isdigit() and _PAGE_NUMBER.match(fold(line.text))
    ]
    if len(edges) < 2:
        return set()
    gone: set[int] = set()
    for step in (-1, 1):
        for distance in range(1, EDGE + 1):
            beside = [
                place + step * distance
                for place in edges
                if 0 <= place + step * distance < len(lines)
            ]
            seen = Counter(shape(lines[place].text) for place in beside)
            again = {
                place
                for place in beside
                if seen[shape(lines[place].text)] * 2 > len(edges)
                and seen[shape(lines[place].text)] > 1
                and not _is_content(lines[place], labels)
            }
            if not again:
                break
            gone |= again
    return gone


def _outer(
    lines: Sequence[Line],
    pages: dict[int, list[int]],
    edge: int,
    labels: re.Pattern[str],
) -> set[int]:
    candidates = [places[edge] for places in pages.values() if places]
    alike: dict[str, list[Line]] = defaultdict(list)
    for place in candidates:
        alike[shape(lines[place].text)].append(lines[place])
    enough = 2 if len(pages) < 5 else max(3, len(pages) // 5)
    found = set()
    for place in candidates:
        line = lines[place]
        same = alike[shape(line.text)]
        if _is_content(line, labels) and not _PAGE_NUMBER.match(fold(line.text)):
            continue
        if len(same) >= enough and _same_height(same):
            found.add(place)
    return found


def _is_content(line: Line, labels: re.Pattern[str]) -> bool:
    """Whether a line that repeats is a list item or a label of the template."""
    marked = bool(line.mark) or line.text[0] in SIGNS + DASHES
    # A year alone is what a sentence was wrapped to; only its shape is a page's.
    year = bool(re.fullmatch(r"(?:19|20)\d\d\W?", line.text.strip()))
    return marked or year or bool(labels.match(fold(line.text)))


def _same_height(lines: Sequence[Line]) -> bool:
    tops = sorted(line.top for line in lines if line.top is not None)
    if len(tops) < 2:
        return True
    middle = tops[len(tops) // 2]
    return sum(abs(top - middle) < 15 for top in tops) >= 0.6 * len(tops)


def numbers(lines: Sequence[Line], words: Vocabulary) -> set[int]:
    """Return the places of page numbers and of a session's footer."""
    gone = set()
    for place, line in enumerate(lines):
        text = fold(line.text)
        if _SESSION.match(text):
            gone.add(place)
        elif _PAGE_NUMBER.match(text) and line.cell is None and not line.mark:
            before = fold(lines[place - 1].text).split() if place else []
            bare = text.strip().isdigit()
            if not (bare and before and before[-1] in words.functions):
                gone.add(place)
    return gone


def key(text: str) -> str:
    """Return the letters of a heading, without number, leader and page."""
    folded = fold(text)
    if page := _TRAILING.search(folded[-TAIL:]):
        folded = folded[: -len(page.group())].rstrip(" \t.…_")
    return re.sub(r"\W+", " ", _LEADING.sub("", folded)).strip()


def contents(lines: Sequence[Line], words: Vocabulary) -> set[int]:
    """Return the places of a table of contents, with its title."""
    titles = {
        place
        for place, line in enumerate(lines)
        if re.sub(r"\W", "", fold(line.text))
        in {re.sub(r"\W", "", title) for title in words.labels["contents"]}
    }
    later = Counter(key(line.text) for line in lines)
    gone: set[int] = set()
    for title in sorted(titles):
        if title not in gone:
            gone |= {title} | _entries(lines, title + 1, later)
    for place, line in enumerate(lines):
        if place not in gone and _leads_to_page(line.text) and _is_entry(line):
            run = _run(lines, place)
            if len(run) >= 4:
                gone |= run
    return gone


def _leads_to_page(text: str) -> bool:
    """Whether a line ends in a leader and the number of a page.

    Only its end is looked at: on a whole line of dots the search would take a time
    that grows with the square of its length.
    """
    return bool(_LEADER.search(text[-TAIL:]))


def _is_entry(line: Line) -> bool:
    return bool(re.search(r"(\.{3,}|(?:\. ){3,}|…|_{3,})", line.text)) or (
        line.style.startswith(("toc", "inhopg", "tm ", "table of contents", "contents"))
    )


def _run(lines: Sequence[Line], start: int) -> set[int]:
    """Return the places of the lines with leaders from here on, and what they wrap."""
    end, place = start, start
    while place < len(lines) and place <= end + 2:
        if _leads_to_page(lines[place].text):
            end = place
        place += 1
    return set(range(start, end + 1))


def _entries(lines: Sequence[Line], start: int, later: Counter[str]) -> set[int]:
    """Return the places from here on that a contents page explains.

    An entry names a page, or repeats a line that stands in the document again; an
    entry wrapped over two lines counts when both together do.
    """
    place, end = start, start
    seen: Counter[str] = Counter()
    while place < len(lines):
        text = lines[place].text
        name = key(text)
        seen[name] += 1
        paged = _leads_to_page(text) or bool(
            re.search(r"\D\s\d{1,3}$", text) and later[name] > 1
        )
        repeated = bool(name) and later[name] > seen[name]
        if paged or (repeated and not _ends_sentence(text)):
            # The first entry comes back as the heading that ends the contents.
            if not paged and seen[name] > 1 and _begins_again(lines, start, name):
                break
            end = place + 1
            place += 1
        elif place + 1 < len(lines) and _wrapped_entry(lines, place, later):
            end = place + 2
            place += 2
        else:
            break
    return set(range(start, end))


def _begins_again(lines: Sequence[Line], start: int, name: str) -> bool:
    return key(lines[start].text) == name


def _wrapped_entry(lines: Sequence[Line], place: int, later: Counter[str]) -> bool:
    both = f"{lines[place].text} {lines[place + 1].text}"
    if _leads_to_page(lines[place + 1].text):
        return True
    return bool(_TRAILING.search(both[-TAIL:])) and later[key(lines[place].text)] > 1


def _ends_sentence(text: str) -> bool:
    return text.endswith((".", ";", ":")) and len(text) > 60
