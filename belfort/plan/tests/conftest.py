"""What the tests of the plan share: the cast, and a folder for its files."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.utils.translation import override
from pytest_django.fixtures import Settings

from belfort.accounts.tests.cast import make_cast
from belfort.lib.tests.installation import installation, migrated

__all__ = ["installation", "migrated"]


@pytest.fixture
def cast(db: None, settings: Settings, tmp_path: Path) -> SimpleNamespace:
    """Everybody of ``CastMixin``, with an empty folder for handed over files."""
    settings.MEDIA_ROOT = str(tmp_path / "files")
    people = SimpleNamespace()
    with override("nl"):
        make_cast(people)
    return people
