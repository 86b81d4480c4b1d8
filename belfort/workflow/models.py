"""The steps a file has gone through."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from belfort.accounts.models import Membership
from belfort.audit.retention import Retention


class Step(models.Model):
    """One move of a file from a state to the next; never edited.

    ``day`` is the day of the decision, which may lie before the day it was
    recorded; ``item`` its agenda item where there is one.
    """

    reference = models.CharField(_("file"), max_length=120)
    old = models.CharField(_("from state"), max_length=30)
    new = models.CharField(_("to state"), max_length=30)
    by = models.ForeignKey(
        Membership, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+"
    )
    day = models.DateField(_("day of the decision"))
    item = models.CharField(_("agenda item"), max_length=40, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)

    retention = Retention(
        period="with_parent",
        ground=gettext_noop("task in the public interest (GDPR art. 6.1.e)"),
        purpose=gettext_noop("showing how a file was decided"),
        about="staff",
        personal=("by",),
        subject="by_id",
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        indexes = [models.Index(fields=["reference", "id"], name="workflow_step_file")]

    def __str__(self) -> str:
        return f"{self.reference}: {self.old} → {self.new}"
