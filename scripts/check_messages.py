"""Every text for people is translated into every language, and none is stale.

The texts are collected anew from the code with ``makemessages`` in a copy, and
compared with the catalogues of each room.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("nl", "fr")
PLACEHOLDER = re.compile(r"%\((\w+)\)")


def main() -> None:
    if shutil.which("xgettext") is None:
        sys.exit("gettext is not installed: the translations were not checked.")
    faults = collect_faults()
    if faults:
        print("\n".join(faults))
        sys.exit(1)


def collect_faults() -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "belfort"
        shutil.copytree(
            ROOT / "belfort", copy, ignore=shutil.ignore_patterns("*.mo", "tests")
        )
        for room in rooms(copy):
            (room / "locale").mkdir(exist_ok=True)
        make_messages(copy)
        faults = []
        for room in rooms(copy):
            for language in LANGUAGES:
                faults += compare(room.name, language, copy)
        return faults


def rooms(package: Path) -> list[Path]:
    return sorted(p.parent for p in package.glob("*/__init__.py"))


def make_messages(package: Path) -> None:
    words = [
        sys.executable,
        "-m",
        "django",
        "makemessages",
        "--no-wrap",
        "--no-location",
    ]
    for language in LANGUAGES:
        words += ["--locale", language]
    done = subprocess.run(
        words, cwd=package, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stdout + done.stderr)


def compare(room: str, language: str, copy: Path) -> list[str]:
    """What is missing or stale in one catalogue of one room."""
    place = Path(room, "locale", language, "LC_MESSAGES", "django.po")
    fresh = load(copy / place, language)
    known = load(ROOT / "belfort" / place, language)
    wanted = {key(message) for message in fresh if message.id}
    have = {key(message): message for message in known if message.id}
    faults = []
    for text in sorted(wanted - have.keys()):
        faults.append(f"{room} {language}: missing “{text[1]}”")
    for text in sorted(have.keys() - wanted):
        faults.append(f"{room} {language}: nobody uses “{text[1]}”")
    for text in sorted(wanted & have.keys()):
        faults += judge(have[text], f"{room} {language}: “{text[1]}”")
    return faults


def judge(message: Message, place: str) -> list[str]:
    translations = as_texts(message.string)
    if message.fuzzy:
        return [f"{place} is marked as doubtful"]
    if not all(translations):
        return [f"{place} is not translated"]
    wanted = set(PLACEHOLDER.findall(" ".join(as_texts(message.id))))
    if any(set(PLACEHOLDER.findall(text)) - wanted for text in translations):
        return [f"{place} names a placeholder that the text does not have"]
    return []


def as_texts(value: object) -> list[str]:
    """One text, or the singular and plural of one."""
    return [str(text) for text in value] if isinstance(value, tuple) else [str(value)]


def key(message: Message) -> tuple[str, str]:
    return (str(message.context or ""), as_texts(message.id)[0])


def load(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


if __name__ == "__main__":
    main()
