"""One text for one value: what is hashed and compared must be written one way."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping, Sequence, Set
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.functional import Promise


class NoCanonicalForm(TypeError):
    """A value of this type has no agreed text, so nothing could be proved with it."""


def canonical(value: Any) -> str:
    """The one JSON text of a value, whatever order or zone it came in.

    Raises NoCanonicalForm for a type without one.
    """
    return json.dumps(
        plain(value), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )


def keyed_digest(value: Any, key: bytes) -> str:
    """The HMAC-SHA-256 (hex) of a value's canonical text."""
    return hmac.new(key, canonical(value).encode(), hashlib.sha256).hexdigest()


def reference_to(row: models.Model) -> str:
    """The reference of a row: ``room/model/key``."""
    return f"{row._meta.app_label}/{row._meta.model_name}/{row.pk}"


def instant(moment: datetime) -> str:
    """A moment in UTC to the microsecond, as both databases keep it."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="microseconds")


def plain(value: Any) -> Any:
    """The value in JSON's own types; a row becomes its reference."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    for kinds, simplify in SIMPLIFY:
        if isinstance(value, kinds):
            return simplify(value)
    raise NoCanonicalForm(type(value).__name__)


SIMPLIFY: tuple[tuple[type | UnionType, Callable[[Any], Any]], ...] = (
    (Mapping, lambda value: {str(plain(k)): plain(v) for k, v in value.items()}),
    (Set, lambda value: sorted((plain(item) for item in value), key=repr)),
    (datetime, instant),
    (date | time, lambda value: value.isoformat()),
    (timedelta, lambda value: f"{value // timedelta(microseconds=1)} µs"),
    (Decimal, lambda value: format(value.normalize(), "f")),
    (Enum, lambda value: plain(value.value)),
    (UUID | Promise, str),
    (bytes | memoryview, lambda value: bytes(value).hex()),
    (models.Model, reference_to),
    (FieldFile, lambda value: value.name or ""),
    (Sequence | models.QuerySet, lambda value: [plain(item) for item in value]),
)
"""The first kind that fits decides; a datetime is a date too, so it comes first."""
