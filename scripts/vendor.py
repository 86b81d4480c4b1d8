"""Copy what browsers load from npm packages into the repository.

For whoever raises a version: change ``package.json``, then ``npm install
--ignore-scripts`` and ``python -m scripts.vendor``. Nobody else needs npm. The
version stands in the folder's name, so that a browser never mixes two.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
SOURCE_MAP = re.compile(r"\n?/[/*]# sourceMappingURL=[^\n]*\n?")


@dataclass(frozen=True, slots=True)
class Vendored:
    """The files of one package, and the folder they go to."""

    package: str
    target: Path
    files: tuple[str, ...]


VENDORED = (
    Vendored(
        "bootstrap",
        ROOT / "belfort/ui/static/vendor",
        ("dist/css/bootstrap.min.css", "LICENSE"),
    ),
    Vendored(
        "axe-core",
        ROOT / "belfort/site/tests/browser/vendor",
        ("axe.min.js", "LICENSE", "LICENSE-3RD-PARTY.txt"),
    ),
)


def main() -> None:
    for item in VENDORED:
        print(copy(item).relative_to(ROOT))
    drop_addresses(ROOT / "package-lock.json")


def drop_addresses(lock: Path) -> None:
    """Leave out where packages ask for money: a lock holds no address."""
    content = json.loads(lock.read_text("utf-8"))
    for package in content["packages"].values():
        package.pop("funding", None)
    lock.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")


def copy(item: Vendored) -> Path:
    """Replace the vendored folder of this package; return where it stands."""
    source = PACKAGES / item.package
    version = json.loads((source / "package.json").read_text("utf-8"))["version"]
    for older in item.target.glob(f"{item.package}@*"):
        shutil.rmtree(older)
    folder = item.target / f"{item.package}@{version}"
    folder.mkdir(parents=True)
    for name in item.files:
        text = (source / name).read_text("utf-8")
        # The static files storage refuses a map that is not there.
        (folder / Path(name).name).write_text(SOURCE_MAP.sub("\n", text), "utf-8")
    return folder


if __name__ == "__main__":
    main()
