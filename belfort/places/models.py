"""Municipalities: they merge, so each has the dates in which it exists."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from belfort.audit.retention import Retention


class Regime(models.TextChoices):
    """The language regime of the administration (domain.md §10)."""

    DUTCH = "nl", _("Dutch")
    FRENCH = "fr", _("French")
    GERMAN = "de", _("German, with facilities in French")
    BILINGUAL = "nl-fr", _("Dutch and French")
    DUTCH_FACILITIES = "nl+fr", _("Dutch, with facilities in French")
    FRENCH_FACILITIES_NL = "fr+nl", _("French, with facilities in Dutch")
    FRENCH_FACILITIES_DE = "fr+de", _("French, with facilities in German")


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def on(self, day: date) -> MunicipalityQuerySet:
        """Those that exist on a day."""
        return self.filter(valid_from__lte=day).filter(
            Q(valid_to=None) | Q(valid_to__gte=day)
        )


class Municipality(models.Model):
    """A municipality under one code; a merger gives its successor a code."""

    code = models.CharField(_("NIS code"), max_length=8, primary_key=True)
    name_nl = models.CharField(_("name in Dutch"), max_length=80)
    name_fr = models.CharField(_("name in French"), max_length=80)
    name_de = models.CharField(_("name in German"), max_length=80, blank=True)
    regime = models.CharField(_("language regime"), max_length=6, choices=Regime)
    valid_from = models.DateField(_("exists from"))
    valid_to = models.DateField(_("exists until"), null=True, blank=True)
    successors = models.ManyToManyField(
        "self",
        symmetrical=False,
        related_name="predecessors",
        blank=True,
        verbose_name=_("went up in"),
    )
    is_example = models.BooleanField(_("invented example"), default=False)

    objects = MunicipalityQuerySet.as_manager()

    retention = Retention(
        period="retention.configuration",
        ground=gettext_noop("no personal data"),
        purpose=gettext_noop("reference list of municipalities"),
    )

    class Meta:
        ordering = ["name_nl"]
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        names = {"fr": self.name_fr, "de": self.name_de or self.name_fr}
        return names.get((get_language() or "nl")[:2], self.name_nl) or self.name_nl
