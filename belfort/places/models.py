"""Municipalities: they merge, so each has the dates in which it exists."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext_lazy as _

from belfort.audit.retention import Retention
from belfort.lib.folding import fold


class Regime(models.TextChoices):
    """The language regime of the administration (domain.md §10)."""

    DUTCH = "nl", _("Dutch")
    FRENCH = "fr", _("French")
    GERMAN = "de", _("German, with facilities in French")
    BILINGUAL = "nl-fr", _("Dutch and French")
    DUTCH_FACILITIES = "nl+fr", _("Dutch, with facilities in French")
    FRENCH_FACILITIES_NL = "fr+nl", _("French, with facilities in Dutch")
    FRENCH_FACILITIES_DE = "fr+de", _("French, with facilities in German")


DUTCH_FIRST = (Regime.DUTCH, Regime.DUTCH_FACILITIES, Regime.BILINGUAL)

FIRST_DAY = date(1977, 1, 1)
"""The general merger; what changed between it and 2018 the list does not hold."""


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def on(self, day: date) -> MunicipalityQuerySet:
        """Those that exist on a day."""
        return self.filter(valid_from__lte=day).filter(
            Q(valid_to=None) | Q(valid_to__gte=day)
        )

    def matching(self, words: str) -> MunicipalityQuerySet:
        """Those whose code begins, or whose name in any language holds the words.

        Case and accents make no difference.
        """
        wanted = fold(words)
        if not wanted:
            return self
        names = self.values_list("pk", "name_nl", "name_fr", "name_de")
        return self.filter(
            pk__in=[
                code
                for code, *texts in names
                if code.startswith(wanted) or any(wanted in fold(t) for t in texts)
            ]
        )


class Municipality(models.Model):
    """A municipality under one code; a merger gives its successor a code."""

    code = models.CharField(_("NIS code"), max_length=8, primary_key=True)
    name_nl = models.CharField(_("name in Dutch"), max_length=80)
    name_fr = models.CharField(_("name in French"), max_length=80)
    name_de = models.CharField(_("name in German"), max_length=80, blank=True)
    regime = models.CharField(_("language regime"), max_length=8, choices=Regime)
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

    def get_absolute_url(self) -> str:
        return reverse("places:municipality", args=[self.code])

    @property
    def name(self) -> str:
        """The name in the language of the page, or else in the area's own."""
        names = {"nl": self.name_nl, "fr": self.name_fr, "de": self.name_de}
        own = self.name_nl if self.regime in DUTCH_FIRST else self.name_fr
        return names.get((get_language() or "nl")[:2]) or own

    @property
    def other_names(self) -> list[str]:
        """The names in the other languages that differ from ``name``."""
        names = dict.fromkeys((self.name_nl, self.name_fr, self.name_de))
        return [name for name in names if name and name != self.name]

    def exists_on(self, day: date) -> bool:
        return self.valid_from <= day and (
            self.valid_to is None or day <= self.valid_to
        )

    def heirs_on(self, day: date) -> list[Municipality]:
        """Itself where it exists on that day, or else what it went up in by then."""
        if self.valid_to is None or day <= self.valid_to:
            return [self]
        heirs = {
            heir.code: heir
            for successor in self.successors.all()
            for heir in successor.heirs_on(day)
        }
        return list(heirs.values())
