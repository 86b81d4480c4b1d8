"""The plan: its versions, the tree of each, and the documents they were read from."""

from __future__ import annotations

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from simple_history.models import HistoricalRecords

from belfort.accounts.models import Membership, Organisation, Role
from belfort.audit.retention import Retention
from belfort.indicators.models import Indicator
from belfort.places.models import Municipality
from belfort.plan.states import IMPORT_MOVES, MOVES, ImportState, State

GROUND = gettext_noop("task in the public interest (GDPR art. 6.1.e)")
PURPOSE = gettext_noop("the plan")

PLANNERS = (Role.PREVENTION_OFFICER, Role.EVALUATOR)
"""The roles that make and change a plan."""

DECIDED = (State.FEDERAL, State.IN_FORCE, State.REPLACED)
"""The states in which the council has approved a version."""


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, actor: Membership) -> Self:
        """A plan is seen by whoever sees one of its versions."""
        return self.filter(
            pk__in=Version.objects.visible_to(actor).values("plan_id")
        )


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

    retention = Retention(period="retention.plan", ground=GROUND, purpose=PURPOSE)

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
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    note = models.TextField(_("what changes in this version"), blank=True)
    created_by = models.ForeignKey(
        Membership, verbose_name=_("made by"), on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)

    objects = VersionQuerySet.as_manager()
    history = HistoricalRecords()

    retention = Retention(
        period="retention.plan",
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

    retention = Retention(period="retention.plan", ground=GROUND, purpose=PURPOSE)

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


class NodeKind(models.TextChoices):
    CHAPTER = "chapter", _("chapter")
    GENERAL = "general_objective", _("general objective")
    STRATEGIC = "strategic_objective", _("strategic objective")
    OPERATIONAL = "operational_objective", _("operational objective")
    RESULT = "result", _("result")
    ITEM = "item", _("part of a result")
    INDICATOR = "indicator", _("indicator")


CHILDREN: dict[str, tuple[str, ...]] = {
    "": (NodeKind.CHAPTER,),
    NodeKind.CHAPTER: (NodeKind.GENERAL, NodeKind.STRATEGIC),
    NodeKind.GENERAL: (),
    NodeKind.STRATEGIC: (NodeKind.OPERATIONAL,),
    NodeKind.OPERATIONAL: (NodeKind.RESULT, NodeKind.INDICATOR),
    NodeKind.RESULT: (NodeKind.ITEM,),
    NodeKind.ITEM: (),
    NodeKind.INDICATOR: (),
}
"""Which kinds a node may hold; a top node stands under the empty kind."""


class ChapterKind(models.TextChoices):
    COORDINATION = "coordination", _("coordination")
    PHENOMENON = "phenomenon", _("phenomenon")


class Node(models.Model):
    """One node of the tree. The same sentence may occur twice: text is no key.

    ``lineage`` is shared by the copies of a node in later versions. ``page`` and
    ``line`` say where it stands in the document it was read from.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(
        Version,
        verbose_name=_("version"),
        on_delete=models.CASCADE,
        related_name="nodes",
    )
    lineage = models.UUIDField(_("lineage"), default=uuid.uuid4, db_index=True)
    kind = models.CharField(_("kind"), max_length=24, choices=NodeKind)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("under"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="children",
    )
    position = models.PositiveIntegerField(_("position"))
    number = models.CharField(_("number"), max_length=20, blank=True)
    text = models.TextField(_("text"))
    intro = models.TextField(_("introduction"), blank=True)
    chapter_kind = models.CharField(
        _("kind of chapter"), max_length=12, choices=ChapterKind, blank=True
    )
    programmes = models.ManyToManyField(
        ActionProgramme,
        verbose_name=_("action programmes"),
        related_name="chapters",
        blank=True,
    )
    indicator = models.OneToOneField(
        Indicator,
        verbose_name=_("indicator"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="node",
    )
    page = models.PositiveIntegerField(_("page"), null=True, blank=True)
    line = models.PositiveIntegerField(_("line"), null=True, blank=True)
    confirmed = models.BooleanField(_("confirmed by a person"), default=True)

    history = HistoricalRecords()

    retention = Retention(period="retention.plan", ground=GROUND, purpose=PURPOSE)

    class Meta:
        ordering = ["position"]
        verbose_name = _("node")
        verbose_name_plural = _("nodes")
        indexes = [
            models.Index(fields=["version", "position"], name="plan_node_version"),
            models.Index(fields=["version", "kind"], name="plan_node_kind"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "lineage"], name="plan_node_lineage_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=NodeKind.values), name="plan_node_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(kind="indicator", indicator__isnull=False)
                | (~Q(kind="indicator") & Q(indicator=None)),
                name="plan_node_indicator_has_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.text}".strip()


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, actor: Membership) -> Self:
        """The planners of the city; a reading that nobody checked is no plan."""
        if actor.role not in PLANNERS:
            return self.none()
        return self.filter(organisation_id=actor.organisation_id)


class Import(models.Model):
    """A document someone handed over, and what was read in it.

    ``reading`` is the contract of ``docs/plan.schema.json``; answering a question
    reads the document again with that answer.
    """

    STATES: ClassVar[type[ImportState]] = ImportState
    MOVES: ClassVar[dict[str, set[str]]] = IMPORT_MOVES

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT
    )
    name = models.CharField(_("file name"), max_length=200)
    file = models.FileField(_("file"), upload_to="plan/imports/", blank=True)
    sha256 = models.CharField(_("fingerprint"), max_length=64)
    format = models.CharField(_("format"), max_length=8)
    state = models.CharField(
        _("state"), max_length=10, choices=ImportState, default=ImportState.REVIEW
    )
    reading = models.JSONField(_("what was read"), default=dict)
    continues = models.ForeignKey(
        Plan,
        verbose_name=_("new version of"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    version = models.OneToOneField(
        Version,
        verbose_name=_("version it became"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="made_from",
    )
    created_by = models.ForeignKey(
        Membership,
        verbose_name=_("handed over by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    created_at = models.DateTimeField(_("handed over at"), auto_now_add=True)

    objects = ImportQuerySet.as_manager()

    retention = Retention(
        period="retention.plan",
        ground=GROUND,
        purpose=PURPOSE,
        about="staff",
        personal=("created_by",),
        subject="created_by_id",
    )

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("document read as a plan")
        verbose_name_plural = _("documents read as a plan")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("plan:import", args=[self.pk])


class Question(models.Model):
    """A doubtful split or join in a document, with both readings."""

    source = models.ForeignKey(
        Import,
        verbose_name=_("document"),
        on_delete=models.CASCADE,
        related_name="questions",
    )
    key = models.CharField(_("key"), max_length=60)
    position = models.PositiveIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=40)
    node = models.CharField(_("node"), max_length=60, blank=True)
    readings = models.JSONField(_("readings"))
    proposal = models.PositiveIntegerField(_("proposal"))
    lines = models.JSONField(_("lines in the document"))
    page = models.PositiveIntegerField(_("page"))
    line = models.PositiveIntegerField(_("line"))
    answer = models.PositiveIntegerField(_("answer"), null=True, blank=True)
    answered_by = models.ForeignKey(
        Membership,
        verbose_name=_("answered by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    retention = Retention(
        period="with_parent",
        ground=GROUND,
        purpose=PURPOSE,
        about="staff",
        personal=("answered_by",),
        subject="answered_by_id",
    )

    class Meta:
        ordering = ["position"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "key"], name="plan_question_key_once"
            )
        ]

    def __str__(self) -> str:
        return self.key


class Finding(models.Model):
    """Something in a document that does not add up, and what was decided on it."""

    class Verdict(models.TextChoices):
        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("left as it is")
        CORRECTED = "corrected", _("corrected in the plan")

    source = models.ForeignKey(
        Import,
        verbose_name=_("document"),
        on_delete=models.CASCADE,
        related_name="findings",
    )
    key = models.CharField(_("key"), max_length=80)
    position = models.PositiveIntegerField(_("position"))
    code = models.CharField(_("code"), max_length=40)
    severity = models.CharField(_("severity"), max_length=10)
    node = models.CharField(_("node"), max_length=60, blank=True)
    facts = models.JSONField(_("facts"))
    page = models.PositiveIntegerField(_("page"))
    line = models.PositiveIntegerField(_("line"))
    verdict = models.CharField(
        _("verdict"), max_length=10, choices=Verdict, default=Verdict.OPEN
    )
    note = models.TextField(_("note"), blank=True)
    decided_by = models.ForeignKey(
        Membership,
        verbose_name=_("decided by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    retention = Retention(
        period="with_parent",
        ground=GROUND,
        purpose=PURPOSE,
        about="staff",
        personal=("decided_by",),
        subject="decided_by_id",
    )

    class Meta:
        ordering = ["position"]
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "key"], name="plan_finding_key_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.key}"
