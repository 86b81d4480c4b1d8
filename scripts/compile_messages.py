"""Compile every room's catalogue whose text is newer than its compiled form."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOMS = Path(__file__).resolve().parent.parent / "belfort"


def main() -> None:
    for source in sorted(ROOMS.glob("*/locale/*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime > source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalog = read_po(file)
        draft = target.with_suffix(".draft")
        with draft.open("wb") as file:
            write_mo(file, catalog)
        draft.replace(target)


if __name__ == "__main__":
    main()
