"""Write translations into a room's catalogues: translate.py ROOM < messages.json

The JSON maps each msgid to its texts: ``{"Save": {"nl": "Bewaren", "fr":
"Enregistrer"}}``; a plural has ``"plural"`` and a list of two texts per language.
"""

from __future__ import annotations

import fcntl
import json
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOMS = Path(__file__).resolve().parent.parent / "belfort"
LANGUAGES = ("nl", "fr")


def main() -> None:
    room = ROOMS / sys.argv[1]
    if not room.is_dir():
        sys.exit(f"No room called {room.name}.")
    messages = json.load(sys.stdin)
    for language in LANGUAGES:
        path = room / "locale" / language / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        with (path.parent / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            catalog = load(path, language)
            for msgid, texts in messages.items():
                put(catalog, msgid, texts, language)
            save(catalog, path)


def load(path: Path, language: str) -> Catalog:
    if path.exists():
        with path.open("rb") as file:
            return read_po(file, locale=language)
    return Catalog(locale=language, project="Belfort", charset="utf-8")


def put(catalog: Catalog, msgid: str, texts: dict[str, Any], language: str) -> None:
    context = texts.get("context")
    flags = ("python-format",) if "%(" in msgid or "%s" in msgid else ()
    if "plural" in texts:
        key: str | tuple[str, str] = (msgid, texts["plural"])
        string: str | tuple[str, ...] = tuple(texts[language])
    else:
        key, string = msgid, texts[language]
    catalog.delete(msgid, context=context)
    catalog.add(key, string, flags=flags, context=context)


def save(catalog: Catalog, path: Path) -> None:
    catalog.fuzzy = False
    buffer = BytesIO()
    write_po(buffer, catalog, width=0, sort_output=True, omit_header=False)
    path.write_bytes(buffer.getvalue())


if __name__ == "__main__":
    main()
