"""How every form is drawn, and the parts that many forms share."""

from __future__ import annotations

import uuid

from django import forms
from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Draws forms and their fields with the house's own templates."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"


class KeyedForm(forms.Form):
    """A form that makes something: its key tells a resend from a second wish."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class DateInput(forms.DateInput):
    """A day, with the browser's own calendar; browsers want it in ISO form."""

    input_type = "date"

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")
