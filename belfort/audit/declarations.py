"""All declarations of retention together: the house's own, and those for models
that come with a library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models

from belfort.audit.retention import Retention

FOREIGN: dict[str, Retention] = {}
"""Declarations for models whose code is not ours, by label in lower case."""

WORDS: dict[str, Words] = {}
"""What those models and their fields are called here, by the same labels."""


@dataclass(frozen=True, slots=True)
class Words:
    """Our words for a library's model and its fields; texts or lazy texts."""

    name: Any = ""
    fields: Mapping[str, Any] = field(default_factory=dict)


class DeclaredTwice(Exception):
    """Two places say how long the rows of one model are kept."""


class Undeclared(LookupError):
    """Nobody said how long the rows of a model are kept."""


def declare_for(label: str, retention: Retention, words: Words | None = None) -> None:
    """Declare a library's model. Raises DeclaredTwice."""
    if label.lower() in FOREIGN:
        raise DeclaredTwice(label)
    FOREIGN[label.lower()] = retention
    WORDS[label.lower()] = words or Words()


def name_of(model: type[models.Model]) -> str:
    """What a model is called, in the language of the page."""
    words = WORDS.get(model._meta.label_lower, Words())
    return str(words.name or model._meta.verbose_name)


def field_name_of(model: type[models.Model], name: str) -> str:
    """What a field is called, in the language of the page."""
    words = WORDS.get(model._meta.label_lower, Words())
    own = getattr(model._meta.get_field(name), "verbose_name", name)
    return str(words.fields.get(name, own))


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
