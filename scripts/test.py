"""The whole suite: checks, all tests on SQLite, the stored parts on PostgreSQL.

``./run test`` calls it; words after it go to pytest as they are. What could not
run is said loudly, and is a failure where CI=true.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack

from scripts.postgres import NoPostgres, server

CI = os.environ.get("CI") == "true"
PYTEST = [sys.executable, "-m", "pytest", "--quiet"]


def main() -> None:
    words = sys.argv[1:]
    skipped = missing_tools()
    failed = []
    if not words and run("checks", [sys.executable, "-m", "scripts.check"], {}):
        failed.append("checks")
    database = {"DATABASE_URL": ""}
    parallel = ["-n", "2", "--dist", "loadfile"]
    if run("tests on SQLite", [*PYTEST, *parallel, *words], database):
        failed.append("tests on SQLite")
    with ExitStack() as stack:
        try:
            address = stack.enter_context(server())
        except NoPostgres as reason:
            skipped.append(f"The tests on PostgreSQL: {reason}")
        else:
            marked = [*PYTEST, *parallel, "-m", "every_database", *words]
            if run("tests on PostgreSQL", marked, {"DATABASE_URL": address}):
                failed.append("tests on PostgreSQL")
    finish(failed, skipped)


def run(name: str, words: list[str], environment: dict[str, str]) -> int:
    print(f"\n» {name}", flush=True)
    began = time.monotonic()
    code = subprocess.run(words, env={**os.environ, **environment}, check=False)
    print(f"  {name}: {time.monotonic() - began:.0f} s", flush=True)
    return code.returncode


def missing_tools() -> list[str]:
    """What the tests would use and is not on this machine."""
    tools = {
        "chromium": "The tests in a browser",
        "xgettext": "The check of the translations",
    }
    return [
        f"{what}: {tool} is not installed."
        for tool, what in tools.items()
        if shutil.which(tool) is None
    ]


def finish(failed: list[str], skipped: list[str]) -> None:
    if skipped:
        print("\n" + "!" * 72)
        for line in skipped:
            print(f"NOT RUN  {line}")
        print("!" * 72)
    if failed:
        sys.exit(f"\nFailed: {', '.join(failed)}")
    if skipped and CI:
        sys.exit("\nIn CI nothing may be left out.")
    print("\nAll passed." if not skipped else "\nWhat ran passed.")


if __name__ == "__main__":
    main()
