"""All declarations of retention together: the house's own, and those for models
that come with a library."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from belfort.audit.retention import Retention

FOREIGN: dict[str, Retention] = {}
"""Declarations for models whose code is not ours, by label in lower case."""


class DeclaredTwice(Exception):
    """Two places say how long the rows of one model are kept."""


class Undeclared(LookupError):
    """Nobody said how long the rows of a model are kept."""


def declare_for(label: str, retention: Retention) -> None:
    """Declare a library's model. Raises DeclaredTwice."""
    if label.lower() in FOREIGN:
        raise DeclaredTwice(label)
    FOREIGN[label.lower()] = retention


def retention_of(model: type[models.Model]) -> Retention:
    """The declaration of a model. Raises Undeclared.

    Only the class itself counts: a historical model inherits no declaration from
    the model whose values it keeps.
    """
    own = vars(model).get("retention")
    found = own if isinstance(own, Retention) else FOREIGN.get(model._meta.label_lower)
    if found is None:
        raise Undeclared(model._meta.label)
    return found


def declared_models() -> Iterator[tuple[type[models.Model], Retention]]:
    """Every stored model with its declaration, in the order of the applications."""
    for model in stored_models():
        yield model, retention_of(model)


def stored_models() -> list[type[models.Model]]:
    """The models that have a table of their own, link tables left out."""
    return [
        model
        for model in apps.get_models()
        if model._meta.managed and not model._meta.proxy
    ]
