"""What every room's tests share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings


@pytest.fixture(scope="session", autouse=True)
def _clear_data_folder() -> Iterator[None]:
    """The folder that the test settings made goes with the tests."""
    yield
    shutil.rmtree(settings.DATA, ignore_errors=True)
