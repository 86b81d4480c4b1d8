"""An indicator keeps the plan's sentence, and the criteria by which it is judged."""

from __future__ import annotations

import uuid
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from simple_history.models import HistoricalRecords

from belfort.accounts.models import Membership, Organisation
from belfort.audit.retention import Retention

PLAN_GROUND = gettext_noop("task in the public interest (GDPR art. 6.1.e)")


EVERY_YEAR = "--"
"""Before the month and day of a due date that comes back every year."""


def validate_due(value: str) -> None:
    """Refuse what is neither a date nor ``--MM-DD``."""
    # A leap year, so that 29 February may come back every year.
    day = f"2024-{value[2:]}" if value.startswith(EVERY_YEAR) else value
    try:
        date.fromisoformat(day)
    except ValueError:
        raise ValidationError(
            _("Write a date as 2026-03-31, or --03-31 for a day of every year.")
        ) from None


class Kind(models.TextChoices):
    """What an indicator asks for; the keys stand in exports (``criteria.Kind``)."""

    COUNT = "count", _("a number, no target")
    COUNT_MIN_TARGET = "count_min_target", _("a number with a target")
    HOURS_MIN_TARGET = "hours_min_target", _("hours")
    RATIO = "ratio", _("a share")
    GROWTH = "growth", _("growth")
    EXISTENCE = "existence", _("something exists")
    EXISTENCE_BY_DATE = "existence_by_date", _("something exists by a date")
    REPORT_EXISTS = "report_exists", _("a report exists")
    PERIODIC_REPORT = "periodic_report", _("a report every period")
    QUALITATIVE_CASE = "qualitative_case", _("a described case")
    STATISTIC_BREAKDOWN = "statistic_breakdown", _("figures by kind, place or time")
    SURVEY_PRE_POST = "survey_pre_post", _("a survey before and after")


class Aggregate(models.TextChoices):
    COUNT = "count", _("count")
    SUM = "sum", _("sum")
    DISTINCT = "distinct", _("different ones")
    EXISTS = "exists", _("exists")
    RATIO = "ratio", _("share")
    GROWTH = "growth", _("growth")


class Comparator(models.TextChoices):
    AT_LEAST = ">=", _("at least")
    MORE = ">", _("more than")
    EXACTLY = "=", _("exactly")
    AT_MOST = "<=", _("at most")
    LESS = "<", _("less than")


class Period(models.TextChoices):
    MONTH = "month", _("per month")
    QUARTER = "quarter", _("per quarter")
    YEAR = "year", _("per year")
    SCHOOLYEAR = "schoolyear", _("per school year")
    TWO_YEARS = "2years", _("per two years")
    PLAN = "plan", _("over the whole plan")


class Indicator(models.Model):
    """The sentence of the plan, verbatim.

    ``lineage`` stays the same in every version of the plan, so that a series of
    figures survives an amendment.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT
    )
    lineage = models.UUIDField(_("lineage"), default=uuid.uuid4, db_index=True)
    text = models.TextField(_("text"))

    history = HistoricalRecords()

    retention = Retention(
        period="with_parent", ground=PLAN_GROUND, purpose=gettext_noop("the plan")
    )

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    def __str__(self) -> str:
        return self.text


class CriterionQuerySet(models.QuerySet["Criterion"]):
    def unconfirmed(self) -> CriterionQuerySet:
        return self.filter(confirmed_at=None)


class Criterion(models.Model):
    """One test an indicator is put to; nobody's until a person confirms it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    indicator = models.ForeignKey(
        Indicator,
        verbose_name=_("indicator"),
        on_delete=models.CASCADE,
        related_name="criteria",
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    measure = models.CharField(_("kind of registration"), max_length=80, blank=True)
    labels = models.JSONField(_("labels"), default=dict, blank=True)
    aggregate = models.CharField(
        _("how it is added up"),
        max_length=10,
        choices=Aggregate,
        default=Aggregate.COUNT,
    )
    comparator = models.CharField(
        _("comparison"), max_length=2, choices=Comparator, blank=True
    )
    target = models.DecimalField(
        _("target"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    period = models.CharField(
        _("period"), max_length=10, choices=Period, default=Period.YEAR
    )
    valid_from = models.DateField(_("holds from"), null=True, blank=True)
    valid_to = models.DateField(_("holds until"), null=True, blank=True)
    due = models.CharField(
        _("due"),
        max_length=10,
        blank=True,
        validators=[validate_due],
        help_text=_("A date, or --MM-DD for a day of every year."),
    )
    confirmed_by = models.ForeignKey(
        Membership,
        verbose_name=_("confirmed by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)

    objects = CriterionQuerySet.as_manager()
    history = HistoricalRecords()

    retention = Retention(
        period="with_parent",
        ground=PLAN_GROUND,
        purpose=gettext_noop("the plan"),
        about="staff",
        personal=("confirmed_by",),
        subject="confirmed_by_id",
    )

    class Meta:
        ordering = ["position"]
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values),
                name="indicators_criterion_kind_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.measure}"

    def clean(self) -> None:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError(
                {"valid_to": _("This day lies before the day from which it holds.")}
            )
        if self.comparator and self.target is None:
            raise ValidationError(
                {"target": _("Give the number to compare with, or no comparison.")}
            )

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None
