"""Where the shared reference documents lie on a developer's machine, if at all."""

from pathlib import Path

SHARED = Path(__file__).resolve().parents[4] / "shared"
SEED_PLAN = SHARED / "seeds" / "002_6ae9f40de0075be4.txt"
