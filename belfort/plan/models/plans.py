"""The plan of a city for a period, its versions, and their action programmes."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from simple_history.models import HistoricalRecords

from belfort.accounts.models import Membership, Organisation, Role
from belfort.audit.retention import Retention
from belfort.indicators.models import Criterion, Indicator
from belfort.places.models import Municipality
from belfort.plan.models.tree import Tree, grow
from belfort.plan.states import MOVES, State

GROUND = gettext_noop("task in the public interest (GDPR art. 6.1.e)")
PURPOSE = gettext_noop("the plan")

PLANNERS = (Role.PREVENTION_OFFICER, Role.EVALUATOR)
"""The roles that make and change a plan."""

DECIDED = (State.FEDERAL, State.IN_FORCE, State.REPLACED)
"""The states in which the council has approved a version."""


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, actor: Membership) -> Self:
        """A plan is seen by whoever sees one of its versions."""
        return self.filter(pk__in=Version.objects.visible_to(actor).values("plan_id"))


class Plan(models.Model):
    """What a city agreed for a period; plans chain by extension or amendment."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="plans",
    )
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("municipality"), on_delete=models.PROTECT
    )
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(
        _("language"), max_length=2, choices=[("nl", "nl"), ("fr", "fr"), ("de", "de")]
    )
    start = models.DateField(_("from"))
    end = models.DateField(_("until"))
    continues = models.ForeignKey(
        "self",
        verbose_name=_("continues"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="continued_by",
    )

    objects = PlanQuerySet.as_manager()
    history = HistoricalRecords()

    retention = Retention(
        period="retention.plan", ground=GROUND, purpose=PURPOSE, clock="end"
    )

    class Meta:
        ordering = ["-start", "title"]
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gte=F("start")), name="plan_plan_period_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plan:plan", args=[self.pk])

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the plan with its indicators, which stand in a room below."""
        own = Indicator.objects.filter(node__version__plan=self)
        indicators = list(own.values_list("pk", flat=True))
        done = super().delete(*args, **kwargs)
        Indicator.objects.filter(pk__in=indicators).delete()
        Criterion.history.filter(indicator_id__in=indicators).delete()
        Indicator.history.filter(id__in=indicators).delete()
        return done


class VersionQuerySet(models.QuerySet["Version"]):
    def visible_to(self, actor: Membership) -> Self:
        """Drafts for the planners and the board of the city, what the council
        approved for everyone there, what was submitted for the federal reader."""
        if actor.role == Role.FEDERAL_READER:
            return self.filter(state__in=DECIDED)
        own = self.filter(plan__organisation_id=actor.organisation_id)
        if actor.role in PLANNERS or actor.role == Role.BOARD:
            return own
        return own.filter(state__in=DECIDED)


class Version(models.Model):
    """One version of a plan: a whole tree, editable only while it is a draft.

    ``header`` is the header of the contract in ``docs/plan.schema.json``.
    """

    STATES: ClassVar[type[State]] = State
    MOVES: ClassVar[dict[str, set[str]]] = MOVES

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(
        Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField(_("number"))
    state = models.CharField(
        _("state"), max_length=12, choices=State, default=State.DRAFT
    )
    header = models.JSONField(_("header"), default=dict)
    based_on = models.ForeignKey(
        "self",
        verbose_name=_("based on"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    note = models.TextField(_("what changes in this version"), blank=True)
    created_by = models.ForeignKey(
        Membership,
        verbose_name=_("made by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)

    objects = VersionQuerySet.as_manager()
    history = HistoricalRecords()

    retention = Retention(
        period="with_parent",
        ground=GROUND,
        purpose=PURPOSE,
        about="staff",
        personal=("created_by",),
        subject="created_by_id",
    )

    class Meta:
        ordering = ["plan", "-number"]
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"], name="plan_version_number_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="plan_version_state_known"
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(state="in_force"),
                name="plan_version_one_in_force",
            ),
        ]

    def __str__(self) -> str:
        return _("%(plan)s, version %(number)s") % {
            "plan": self.plan,
            "number": self.number,
        }

    def get_absolute_url(self) -> str:
        return reverse("plan:version", args=[self.plan_id, self.number])

    @property
    def is_editable(self) -> bool:
        return self.state == State.DRAFT

    def tree(self) -> Tree:
        """The whole tree with its indicators, criteria and programmes.

        Takes the same small number of queries whatever its size.
        """
        return grow(self.nodes.with_details())

    def counts(self) -> dict[str, int]:
        """Number of nodes per kind, in one query; a kind without nodes has none."""
        found = self.nodes.order_by().values_list("kind").annotate(models.Count("pk"))
        return dict(found)


class ActionProgramme(models.Model):
    """A group of phenomena that are worked on together, by version."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(
        Version,
        verbose_name=_("version"),
        on_delete=models.CASCADE,
        related_name="programmes",
    )
    lineage = models.UUIDField(_("lineage"), default=uuid.uuid4)
    name = models.CharField(_("name"), max_length=200)
    position = models.PositiveIntegerField(_("position"), default=0)

    retention = Retention(period="with_parent", ground=GROUND, purpose=PURPOSE)

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("action programme")
        verbose_name_plural = _("action programmes")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "name"], name="plan_programme_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
