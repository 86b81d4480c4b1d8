"""The rows of the table, and what each measures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from belfort.lib.documents import Format

from . import documents
from .corpus import FORMATS, Scores
from .measure import PeerMissingError, Timing, against, agreement, cold, warm
from .quality import (
    FIRST_SEED,
    LANGUAGES,
    LIMITS,
    Cell,
    measure_cell,
    measure_sentences,
    plans_per_cell,
    worst,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; ``ok`` is ``None`` where nothing is demanded."""

    what: str
    size: str
    ours: str
    peer: str
    ratio: str
    ok: bool | None = None


@dataclass(slots=True)
class Run:
    """What was asked for, and what is remembered for the end of the report."""

    folder: Path
    size: str = "s"
    seed: int = FIRST_SEED
    show: str = ""
    """The part whose mistakes are listed, or ``all``."""
    total: Scores | None = None
    layouts: dict[str, Scores] | None = None


def quality_rows(run: Run, only: list[str]) -> Iterator[Row]:
    """Per format and language: nodes, kinds, stated facts, header."""
    run.total, run.layouts = Scores(), {}
    for format_ in FORMATS:
        for language in LANGUAGES:
            name = f"quality {format_} {language}"
            if not wanted(name, only):
                continue
            cell = measure_cell(
                format_, language, _plans(format_, language, run.size), run.seed
            )
            run.total = run.total + cell.scores
            for layout, scores in cell.layouts.items():
                both = run.layouts.get(layout, Scores()) + scores
                run.layouts[layout] = both
            yield from _cell_rows(name, cell)


def _plans(format_: Format, language: str, size: str) -> int:
    plans = plans_per_cell(format_, size)
    return plans if language != "de" else max(4, plans // 4)


def _cell_rows(name: str, cell: Cell) -> Iterator[Row]:
    labels = {
        "node": "nodes right",
        "kind": "indicator kinds",
        "criterion": "stated facts",
        "header": "header facts",
    }
    for failure in cell.failures:
        yield Row(name, "1 plan", "not read", "read", failure[:90], ok=False)
    for part, share in cell.scores.parts.items():
        if part not in LIMITS:
            continue
        limit = LIMITS[part]
        yield Row(
            f"{name}: {labels[part]}",
            f"{cell.plans} plans, {share.total:,}",
            f"{share.value:.1%}",
            f"at least {limit:.0%}",
            f"{share.value / limit:.3f}",
            ok=share.value >= limit and not cell.failures,
        )


def sentence_rows(run: Run) -> Iterator[Row]:
    """The criteria proposed from sentences, without a document around them."""
    plans = 200 if run.size == "l" else 40
    for language in LANGUAGES[:2]:
        scores = measure_sentences(language, plans, run.seed)
        run.total = (run.total or Scores()) + scores
        yield from _cell_rows(f"sentences {language}", Cell(plans, scores))


def text_rows(run: Run) -> Iterator[Row]:
    """The real text, read the first time in a fresh process."""
    if not documents.SEED_TEXT.exists():
        yield _skipped("real text: time", "the seeds are not beside the repository")
        return
    timing = cold("our_plan", documents.SEED_TEXT)
    size = f"{documents.SEED_TEXT.stat().st_size / 1000:.0f} kB"
    yield _limit("real text: time", size, timing, 0.5)
    yield Row(
        "real text: peak memory",
        size,
        f"{timing.memory:.0f} MB ({timing.memory_at_start:.0f} at start)",
        "150 MB",
        f"{timing.memory / 150:.2f}",
        ok=timing.memory <= 150,
    )


def pdf45_rows(run: Run) -> Iterator[Row]:
    """The real text as a PDF of 45 pages."""
    if not documents.SEED_TEXT.exists():
        yield _skipped("45-page PDF: time", "the seeds are not beside the repository")
        return
    path = documents.put(run.folder, "seed.pdf", documents.pdf_of_seed())
    timing = cold("our_plan", path)
    yield _limit("45-page PDF of the real text: time", "45 pages", timing, 1.5)


def pages_rows(run: Run) -> Iterator[Row]:
    """What one page costs in a short and in a long document."""
    cost = {}
    for pages in (50, 500):
        path = documents.put(run.folder, f"{pages}.pdf", documents.pdf_of_pages(pages))
        cost[pages] = warm("our_plan", path).cpu / pages
    ratio = cost[500] / cost[50]
    yield Row(
        "cost of a page",
        "50 and 500 pages",
        f"{1000 * cost[500]:.1f} ms CPU",
        f"{1000 * cost[50]:.1f} ms at 50",
        f"{ratio:.2f}",
        ok=ratio <= 1.25,
    )


def docx_rows(run: Run) -> Iterator[Row]:
    """Our DOCX reader beside python-docx."""
    path = documents.put(run.folder, "plan.docx", documents.docx_of_plan(60))
    yield from _peer("DOCX read", "python_docx", path)


def pdf_rows(run: Run) -> Iterator[Row]:
    """Our PDF reader beside pdfplumber."""
    path = documents.put(run.folder, "50.pdf", documents.pdf_of_pages(50))
    yield from _peer("PDF read", "pdfplumber", path)


ROWS: dict[str, Callable[[Run], Iterator[Row]]] = {
    "sentences": sentence_rows,
    "text": text_rows,
    "pdf45": pdf45_rows,
    "pages": pages_rows,
    "docx": docx_rows,
    "pdf": pdf_rows,
}


def all_rows(run: Run, only: list[str]) -> Iterator[Row]:
    """The wanted rows, one by one as they are measured."""
    if any(wanted_part("quality", each) for each in only) or not only:
        yield from quality_rows(run, only)
    for name, measure in ROWS.items():
        if not only or name in only:
            yield from measure(run)


def wanted(name: str, only: list[str]) -> bool:
    """Whether a quality cell was asked for: "quality", "quality pdf", "quality nl"."""
    asked = [each for each in only if wanted_part("quality", each)]
    return not only or any(set(each.split()) <= set(name.split()) for each in asked)


def wanted_part(part: str, each: str) -> bool:
    return re.match(rf"{part}\b", each) is not None


def layout_lines(run: Run) -> list[str]:
    """Per layout: the shares of nodes, kinds, stated facts and header."""
    lines = []
    for name, scores in sorted((run.layouts or {}).items()):
        shares = [f"{scores.part(part):7.1%}" for part in LIMITS]  # type: ignore[arg-type]
        intro = f"{scores.part('intro'):7.1%}"
        lines.append(f"{name:26}{' '.join(shares)} {intro}")
    return lines


def mistakes(run: Run) -> list[str]:
    """The most frequent kinds of mistakes, with examples."""
    lines = []
    for name, number, examples in worst(run.total or Scores(), run.show):
        lines.append(f"{number:5} × {name}")
        lines += [f"        {example}" for example in examples]
    return lines


def _limit(what: str, size: str, timing: Timing, limit: float) -> Row:
    noise = ", noisy" if timing.noisy else ""
    return Row(
        what,
        size,
        f"{timing.seconds:.2f} s ({timing.cpu:.2f} s CPU){noise}",
        f"{limit} s",
        f"{timing.seconds / limit:.2f}",
        ok=timing.seconds <= limit,
    )


def _peer(what: str, peer: str, path: Path) -> Iterator[Row]:
    size = f"{path.stat().st_size / 1000:.0f} kB"
    try:
        timing = against("our_document", peer, path)
        agreed = agreement("our_document", peer, path)
    except PeerMissingError as missing:
        yield _skipped(what, f"{missing} is not installed")
        return
    if timing.peer_seconds is None or timing.peer_memory is None:
        return
    middle = timing.ratios[len(timing.ratios) // 2]
    noise = ", noisy" if timing.noisy else ""
    yield Row(
        what,
        f"{size}, {agreed:.1%} of the words agree",
        f"{timing.seconds:.3f} s, {timing.memory:.0f} MB{noise}",
        f"{peer} {timing.peer_seconds:.3f} s, {timing.peer_memory:.0f} MB",
        f"{middle:.2f} ({timing.ratios[0]:.2f}–{timing.ratios[-1]:.2f})",
        ok=agreed >= 0.99,
    )


def _skipped(what: str, why: str) -> Row:
    return Row(what, "", "not measured", why, "")
