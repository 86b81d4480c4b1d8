"""What the list of municipalities may be narrowed to."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from belfort.places.models import Regime


class MunicipalityFilter(forms.Form):
    """Words to look for, the day to look on, the language regime."""

    words = forms.CharField(
        label=_("Name or code"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    on = forms.DateField(
        label=_("As on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    regime = forms.ChoiceField(
        label=_("Language regime"),
        required=False,
        choices=[("", _("all")), *Regime.choices],
    )
