"""The trail: what was done or read, by whom, on what, when; never the values."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from belfort.audit.retention import Retention

PLATFORM = uuid.UUID(int=0)
"""The chain of what belongs to no organisation, such as a refused sign-in."""


class Outcome(models.TextChoices):
    DONE = "done", _("done")
    REFUSED = "refused", _("refused")


class EventQuerySet(models.QuerySet["Event"]):
    def unsealed(self) -> EventQuerySet:
        """Those that hang on no chain yet."""
        return self.filter(number=None)

    def waiting_since(self, moment: datetime) -> EventQuerySet:
        """Unsealed ones from before a moment: is the sealer running?"""
        return self.unsealed().filter(moment__lt=moment)

    def update(self, **kwargs: Any) -> int:
        raise TrailIsAppendOnly

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TrailIsAppendOnly


class TrailIsAppendOnly(Exception):
    """Events are written once; only the sealer and the trimming touch them."""


class Event(models.Model):
    """One line of the trail.

    The sealer adds ``number`` and ``hash`` after the transaction that wrote it
    was committed; until then both are empty. ``digest`` is a keyed HMAC of the
    changed values, so that a value can be proved but not read back.
    """

    chain = models.UUIDField(_("organisation that controls the record"))
    actor = models.CharField(_("actor"), max_length=120, blank=True)
    verb = models.CharField(_("what was done"), max_length=60)
    object = models.CharField(_("on what"), max_length=120, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    moment = models.DateTimeField(_("moment"))
    digest = models.CharField(_("proof of the values"), max_length=64, blank=True)
    key_id = models.CharField(_("key"), max_length=16, blank=True)
    rows = models.PositiveIntegerField(_("number of rows"), default=1)
    number = models.BigIntegerField(_("number in the chain"), null=True, blank=True)
    hash = models.CharField(_("hash"), max_length=64, blank=True)

    objects = EventQuerySet.as_manager()

    retention = Retention(
        period="retention.audit_trail",
        ground=gettext_noop("legal obligation: accountability (GDPR art. 5.2 and 32)"),
        purpose=gettext_noop("showing who did or read what"),
        about="staff",
        personal=("actor",),
        subject="actor",
        clock="moment",
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.UniqueConstraint(
                fields=["chain", "number"], name="audit_event_number_once"
            ),
            models.CheckConstraint(
                condition=models.Q(number=None, hash="")
                | (models.Q(number__gte=1) & ~models.Q(hash="")),
                name="audit_event_sealed_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                name="audit_event_unsealed",
                condition=models.Q(number=None),
            ),
            models.Index(fields=["object", "id"], name="audit_event_object"),
            models.Index(fields=["chain", "moment"], name="audit_event_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TrailIsAppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TrailIsAppendOnly


class Head(models.Model):
    """The last sealed event of a chain, signed; whoever seals locks this row."""

    chain = models.UUIDField(_("chain"), primary_key=True)
    number = models.BigIntegerField(_("number"), default=0)
    hash = models.CharField(_("hash"), max_length=64, blank=True)
    key_id = models.CharField(_("key"), max_length=16, blank=True)
    signature = models.CharField(_("signature"), max_length=64, blank=True)

    retention = Retention(
        period="retention.audit_trail",
        ground=gettext_noop("legal obligation: accountability (GDPR art. 5.2 and 32)"),
        purpose=gettext_noop("showing that the trail is whole"),
    )

    class Meta:
        verbose_name = _("head of a chain")
        verbose_name_plural = _("heads of chains")

    def __str__(self) -> str:
        return f"{self.chain} {self.number}"


class Checkpoint(models.Model):
    """The signed place up to which retention disposed of a chain's events."""

    chain = models.UUIDField(_("chain"))
    number = models.BigIntegerField(_("number"))
    hash = models.CharField(_("hash"), max_length=64)
    moment = models.DateTimeField(_("moment"))
    key_id = models.CharField(_("key"), max_length=16)
    signature = models.CharField(_("signature"), max_length=64)

    retention = Retention(
        period="retention.audit_trail",
        ground=gettext_noop("legal obligation: accountability (GDPR art. 5.2 and 32)"),
        purpose=gettext_noop("showing that the trail is whole"),
    )

    class Meta:
        ordering = ["chain", "number"]
        verbose_name = _("checkpoint")
        verbose_name_plural = _("checkpoints")
        constraints = [
            models.UniqueConstraint(
                fields=["chain", "number"], name="audit_checkpoint_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.chain} {self.number}"


class Receipt(models.Model):
    """What a client-made key was used for, so that a resend is recognised.

    It outlives edit, undo and disposal of the record it led to. ``object`` is
    empty only inside the transaction that makes the record.
    """

    chain = models.UUIDField(_("organisation"))
    key = models.UUIDField(_("key made by the client"))
    digest = models.CharField(_("digest of the request"), max_length=64)
    object = models.CharField(_("record it led to"), max_length=120, blank=True)
    moment = models.DateTimeField(_("moment"))

    retention = Retention(
        period="retention.receipts",
        ground=gettext_noop("task in the public interest (GDPR art. 6.1.e)"),
        purpose=gettext_noop("registering everything exactly once"),
        clock="moment",
    )

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        constraints = [
            models.UniqueConstraint(fields=["chain", "key"], name="audit_receipt_once")
        ]

    def __str__(self) -> str:
        return f"{self.key}"


class Run(models.Model):
    """When a periodic job last ran; whoever runs it claims this row first."""

    name = models.CharField(_("job"), max_length=80, primary_key=True)
    started_at = models.DateTimeField(_("started at"))
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    error = models.TextField(_("what went wrong"), blank=True)

    retention = Retention(
        period="retention.configuration",
        ground=gettext_noop("no personal data"),
        purpose=gettext_noop("knowing that the periodic work is done"),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("periodic job")
        verbose_name_plural = _("periodic jobs")

    def __str__(self) -> str:
        return self.name
