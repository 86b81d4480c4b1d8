"""The trail in words."""

from __future__ import annotations

from django import template

from belfort.audit.verbs import label_of

register = template.Library()


@register.filter
def verb(value: str) -> str:
    return label_of(value)
