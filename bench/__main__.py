"""``python -m bench``: quality and speed of the importer, as one table."""

from __future__ import annotations

import argparse
import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from .measure import ROOT
from .quality import FIRST_SEED
from .rows import Row, Run, all_rows, layout_lines, mistakes

REPORT = ROOT / "docs" / "measured.md"

_HEAD = Row("what", "size", "ours", "peer or limit", "ratio")


def main() -> None:
    options = arguments().parse_args()
    with TemporaryDirectory() as folder:
        run = Run(Path(folder), options.size, options.seed, options.show)
        rows = []
        print(line(_HEAD))
        for row in all_rows(run, options.only):
            rows.append(row)
            print(line(row), flush=True)
    by_layout = layout_lines(run)
    if by_layout:
        print("\nlayout                       nodes   kinds  stated  header  intros")
        print("\n".join(by_layout))
    if options.show:
        print()
        print("\n".join(mistakes(run)))
    if options.write:
        REPORT.write_text(report(rows, by_layout, options.size, options.seed), "utf-8")
        print(f"\nWritten to {REPORT.relative_to(ROOT)}.")


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--size",
        choices=["s", "l"],
        default="s",
        help="l: forty plans per format and language instead of four to seven",
    )
    parser.add_argument(
        "--only",
        type=lambda text: [part.strip() for part in text.split(",")],
        default=[],
        help='rows, with commas: "quality", "quality pdf fr", sentences, text, pdf45, '
        "pages, docx, pdf",
    )
    parser.add_argument(
        "--seed",
        type=int,
        default=FIRST_SEED,
        help="seed of the first plan; take plans that nobody has looked at",
    )
    parser.add_argument(
        "--show",
        nargs="?",
        const="all",
        default="",
        choices=["all", "node", "kind", "criterion", "header", "intro"],
        help="list the most frequent mistakes, of one part or of all",
    )
    parser.add_argument(
        "--write", action="store_true", help="write the table to docs/measured.md"
    )
    return parser


def line(row: Row) -> str:
    """The row for a terminal."""
    sign = {True: "✓", False: "✗", None: " "}[row.ok]
    return f"{sign} {row.what:38} {row.size:33} {row.ours:27} {row.peer:28} {row.ratio}"


def report(rows: list[Row], by_layout: list[str], size: str, seed: int) -> str:
    """The page in the documentation."""
    today = datetime.now(UTC).date()
    table = [
        "| | what | size | ours | peer or limit | ratio |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows:
        sign = {True: "✓", False: "✗", None: ""}[row.ok]
        cells = [sign, row.what, row.size, row.ours, row.peer, row.ratio]
        table.append("| " + " | ".join(cells) + " |")
    layouts = ["| layout | nodes | kinds | stated | header | intros |"]
    layouts.append("|---|---|---|---|---|---|")
    layouts += ["| " + " | ".join(text.split()) + " |" for text in by_layout]
    machine = f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}"
    return "\n".join(
        [
            "# Measured",
            "",
            f"Written by `./run bench --size {size} --seed {seed} --write`",
            f"on {today:%-d %B %Y}",
            f"({machine}, Python {platform.python_version()}).",
            "",
            "Quality is measured on invented plans (`bench/corpus`): what was read is",
            "compared with what was written. The layouts are known to those who make",
            "the importer, the plans of this seed are not.",
            "A node is right when its text and its parent are; nodes that were never",
            "written count as errors. *Stated* are the numbers, dates and periods of",
            "the criteria. Times are medians, in processes of their own; a ratio is",
            "ours over the limit, or ours over the peer in turns.",
            "",
            *table,
            "",
            "## By layout",
            "",
            *layouts,
            "",
        ]
    )


if __name__ == "__main__":
    main()
