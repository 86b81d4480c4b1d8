"""The nodes of a version's tree: chapters, objectives, results, indicators."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from belfort.accounts.models import Membership
from belfort.audit.retention import Retention
from belfort.indicators.models import Criterion, Indicator
from belfort.lib.folding import fold
from belfort.plan.models.plans import GROUND, PURPOSE, ActionProgramme, Version


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


RANK: dict[str, int] = {kind: rank for rank, kind in enumerate(NodeKind.values)}
"""The order of the kinds under one parent, as the federal template prints them."""


class NodeQuerySet(models.QuerySet["Node"]):
    def visible_to(self, actor: Membership) -> Self:
        """The nodes of the versions this person may see."""
        return self.filter(version__in=Version.objects.visible_to(actor))

    def search(self, words: str) -> Self:
        """Those whose text or number holds every word, whatever its case or accents."""
        found = self
        for word in fold(words).split():
            found = found.filter(Q(folded__contains=word) | Q(number__startswith=word))
        return found if words.strip() else self.none()

    def with_details(self) -> Self:
        """With what a page shows of a node: indicator, criteria, programmes."""
        criteria = Criterion.objects.select_related("confirmed_by__user")
        return self.select_related("indicator").prefetch_related(
            Prefetch("indicator__criteria", queryset=criteria), "programmes"
        )

    def bulk_create(
        self, objs: Iterable[Node], *args: Any, **kwargs: Any
    ) -> list[Node]:
        nodes = list(objs)
        for node in nodes:
            node.folded = node.fold()
        return super().bulk_create(nodes, *args, **kwargs)


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
    folded = models.TextField(_("text for searching"), editable=False, blank=True)
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

    objects = NodeQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["folded"])

    retention = Retention(period="with_parent", ground=GROUND, purpose=PURPOSE)

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

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = self.fold()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "folded"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("plan:node", args=[self.pk])

    @property
    def rank(self) -> int:
        """The place of its kind among the kinds under one parent."""
        return RANK[self.kind]

    def fold(self) -> str:
        """The text and introduction in the form in which they are searched."""
        return fold(f"{self.text} {self.intro}")
