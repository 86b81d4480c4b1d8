"""The documents handed over as a plan, and what is asked and found in them."""

from __future__ import annotations

import uuid
from typing import ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from belfort.accounts.models import Membership, Organisation
from belfort.audit.retention import Retention
from belfort.plan.models.plans import GROUND, PLANNERS, PURPOSE, Plan, Version
from belfort.plan.states import IMPORT_MOVES, ImportState


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
        clock="created_at",
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
