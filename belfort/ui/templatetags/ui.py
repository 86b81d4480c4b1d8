"""Template tags of the page shell; every template has them."""

from __future__ import annotations

from typing import Any

from django import forms, template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString

from belfort.ui.accent import DEFAULT, digits_of

register = template.Library()

CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, "form-check-input"),
    (forms.RadioSelect, ""),
    (forms.CheckboxSelectMultiple, ""),
    (forms.Select, "form-select"),
    (forms.Widget, "form-control"),
)
"""The Bootstrap class of a widget; the first that fits."""


@register.simple_tag
def accent_url(organisation: Any) -> str:
    """The stylesheet with the colour of an organisation, or the house's own."""
    digits = digits_of(organisation.accent) if organisation else DEFAULT
    return reverse("ui:accent", args=[digits])


@register.inclusion_tag("ui/icon.html")
def icon(name: str) -> dict[str, str]:
    """An icon of the sprite; it says nothing itself, words stand beside it."""
    return {"name": name}


@register.inclusion_tag("ui/mark.html")
def mark() -> dict[str, str]:
    """The belfry."""
    return {}


@register.inclusion_tag("ui/status.html")
def status(label: str, tone: str = "plain", icon: str = "dot") -> dict[str, str]:
    """A state as a word with a sign; ``tone`` is good, warn, bad, note or plain."""
    return {"label": label, "tone": tone, "icon": icon}


@register.inclusion_tag("ui/pager.html", takes_context=True)
def pager(context: template.Context, page: Any) -> dict[str, Any]:
    """The pages of a list."""
    return {"page": page, "request": context["request"]}


@register.simple_tag
def control(field: forms.BoundField) -> SafeString:
    """The field itself, with Bootstrap's class for its kind."""
    widget = field.field.widget
    name = next(name for kind, name in CLASSES if isinstance(widget, kind))
    if field.errors and name:
        name = f"{name} is-invalid"
    own = widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"{name} {own}".strip()} if name else {})


@register.filter
def is_checkbox(field: forms.BoundField) -> bool:
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def is_within(request: HttpRequest, address: str) -> bool:
    """Whether the page lies under this address; the start page only itself."""
    if address == "/":
        return request.path == "/"
    return request.path.startswith(address)
