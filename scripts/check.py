"""Everything a machine can check without running a test; ``./run check``.

Each check is a line: its name, then what it found. All run, also after a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON = sys.executable
Check = Callable[[], list[str]]
"""A check returns its faults, one line each."""

FORBIDDEN_NAMES = {"utils.py", "services.py", "helpers.py", "common.py"}
LOCKS = ("requirements.lock", "requirements-dev.lock", "package-lock.json")


def main() -> None:
    """Run every check; the exit code is 1 when one of them fails."""
    data = tempfile.mkdtemp(prefix="belfort-check-")
    os.environ["BELFORT_DATA"] = data
    os.environ.pop("DATABASE_URL", None)
    try:
        failed = [name for name, check in CHECKS.items() if not passes(name, check)]
    finally:
        shutil.rmtree(data, ignore_errors=True)
    if failed:
        sys.exit(f"Failed: {', '.join(failed)}")


def passes(name: str, check: Check) -> bool:
    faults = check()
    print(f"{'✗' if faults else '✓'} {name}", flush=True)
    for fault in faults:
        print(f"    {fault}", flush=True)
    return not faults


def command(*words: str) -> list[str]:
    """The lines a command printed when it failed, none when it passed."""
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return []
    return (done.stdout + done.stderr).strip().splitlines()[-60:]


def tracked(*patterns: str) -> list[Path]:
    """The files of the project that git knows or would add."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [
        ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).exists()
    ]


def style() -> list[str]:
    return command(str(BIN / "ruff"), "check", "--quiet") + command(
        str(BIN / "ruff"), "format", "--check", "--quiet"
    )


def types() -> list[str]:
    return command(str(BIN / "mypy"), "--no-error-summary")


def floors() -> list[str]:
    return command(str(BIN / "lint-imports"), "--no-cache")


def templates() -> list[str]:
    files = [str(path) for path in tracked("*.html") if "vendor" not in path.parts]
    return command(str(BIN / "djade"), "--target-version", "5.2", "--check", *files)


def migrations() -> list[str]:
    return command(PYTHON, "-m", "belfort", "makemigrations", "--check", "--dry-run")


def system() -> list[str]:
    return command(PYTHON, "-m", "belfort", "check", "--fail-level", "WARNING")


def translations() -> list[str]:
    return command(PYTHON, "-m", "scripts.check_messages")


def locks() -> list[str]:
    """A lock names versions and hashes; an address would tie it to one registry."""
    faults = []
    for name in LOCKS:
        path = ROOT / name
        if path.exists() and "://" in path.read_text(encoding="utf-8"):
            faults.append(f"{name} holds an address")
    return faults


def names() -> list[str]:
    return [
        f"{path.relative_to(ROOT)}: name it after the noun it is about"
        for path in tracked("*.py")
        if path.name in FORBIDDEN_NAMES
    ]


CHECKS = {
    "style (ruff)": style,
    "types (mypy --strict)": types,
    "floors of the house (import-linter)": floors,
    "templates (djade)": templates,
    "migrations": migrations,
    "system checks (Django)": system,
    "translations": translations,
    "locks": locks,
    "names": names,
}

if __name__ == "__main__":
    main()
