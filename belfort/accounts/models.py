"""People, the organisations they work for, and the roles they act in."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from belfort.audit.retention import Retention
from belfort.places.models import Municipality


class Role(models.TextChoices):
    """What a person does in an organisation (design.md §1)."""

    ADMINISTRATOR = "administrator", _("administrator")
    PREVENTION_OFFICER = "prevention_officer", _("prevention officer")
    EVALUATOR = "evaluator", _("internal evaluator")
    TEAM_LEAD = "team_lead", _("team lead")
    FIELD_WORKER = "field_worker", _("field worker")
    DESK_OFFICER = "desk_officer", _("desk officer")
    SANCTIONING_OFFICER = "sanctioning_officer", _("sanctioning officer")
    SANCTION_CLERK = "sanction_clerk", _("sanction clerk")
    MEDIATOR = "mediator", _("mediator")
    BOARD = "board", _("mayor, alderman or police chief")
    COUNCILLOR = "councillor", _("councillor")
    PRIVACY_OFFICER = "privacy_officer", _("privacy officer")
    FEDERAL_READER = "federal_reader", _("federal reader")


class Organisation(models.Model):
    """Who controls records: a city, or the federal administration that reads them."""

    class Kind(models.TextChoices):
        CITY = "city", _("city or municipality")
        FEDERAL = "federal", _("federal administration")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.CITY)
    name = models.CharField(_("name"), max_length=120)
    municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("municipality"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
    )
    accent = models.CharField(
        _("colour"),
        max_length=7,
        default="#1f5f8b",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$")],
        help_text=_("The colour of buttons and links, for example #1f5f8b."),
    )
    requires_second_factor = models.BooleanField(
        _("second factor required"), default=True
    )
    is_example = models.BooleanField(_("invented example"), default=False)

    retention = Retention(
        period="retention.configuration",
        ground=gettext_noop("no personal data"),
        purpose=gettext_noop("knowing who controls which records"),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name


class ServiceQuerySet(models.QuerySet["Service"]):
    def visible_to(self, actor: Membership) -> ServiceQuerySet:
        return self.filter(organisation_id=actor.organisation_id)


class Service(models.Model):
    """A service of an organisation, such as the community guards."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="services",
    )
    name = models.CharField(_("name"), max_length=120)

    objects = ServiceQuerySet.as_manager()

    retention = Retention(
        period="retention.configuration",
        ground=gettext_noop("no personal data"),
        purpose=gettext_noop("knowing which service does what"),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("service")
        verbose_name_plural = _("services")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], name="accounts_service_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, actor: Membership) -> UserQuerySet:
        """Everyone who has or had a role at the organisation, for those who keep
        its people or answer for their data; everyone else sees only themselves."""
        if actor.role in {Role.ADMINISTRATOR, Role.PRIVACY_OFFICER}:
            return self.filter(
                pk__in=Membership.objects.filter(
                    organisation_id=actor.organisation_id
                ).values("user_id")
            )
        return self.filter(pk=actor.user_id)


class UserManager(BaseUserManager["User"]):
    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def visible_to(self, actor: Membership) -> UserQuerySet:
        return self.get_queryset().visible_to(actor)

    def create_user(
        self, email: str, password: str | None = None, **fields: Any
    ) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """A person who signs in; what they may do stands in their memberships."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(
        _("language of the screens"),
        max_length=2,
        choices=[("nl", "Nederlands"), ("fr", "Français")],
        default="nl",
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_example = models.BooleanField(_("invented example"), default=False)
    date_joined = models.DateTimeField(_("made on"), auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()

    retention = Retention(
        period="retention.accounts",
        ground=gettext_noop("task in the public interest (GDPR art. 6.1.e)"),
        purpose=gettext_noop("letting people sign in"),
        about="staff",
        personal=("email", "name", "language", "last_login", "date_joined"),
        subject="id",
        clock="last_login",
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, today: date | None = None) -> MembershipQuerySet:
        """Those that hold on a day (today if none is given)."""
        day = today or localdate()
        return self.filter(start__lte=day).filter(Q(end=None) | Q(end__gte=day))

    def visible_to(self, actor: Membership) -> MembershipQuerySet:
        """An administrator sees the organisation's, everyone else their own."""
        if actor.role == Role.ADMINISTRATOR:
            return self.filter(organisation_id=actor.organisation_id)
        return self.filter(user_id=actor.user_id)


class Membership(models.Model):
    """A person in a role at an organisation, from a day to a day.

    A user acts through one of these: it is the *actor* of every access rule and
    of every line in the trail.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        User,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="memberships",
    )
    service = models.ForeignKey(
        Service,
        verbose_name=_("service"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
    )
    role = models.CharField(_("role"), max_length=30, choices=Role)
    start = models.DateField(_("from"))
    end = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    retention = Retention(
        period="retention.accounts",
        ground=gettext_noop("task in the public interest (GDPR art. 6.1.e)"),
        purpose=gettext_noop("knowing who may do what"),
        about="staff",
        personal=("user", "role", "service", "start", "end"),
        subject="user_id",
        clock="end",
    )

    class Meta:
        ordering = ["organisation__name", "role"]
        verbose_name = _("role of a person")
        verbose_name_plural = _("roles of people")
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="accounts_membership_role_known"
            ),
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gte=models.F("start")),
                name="accounts_membership_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"

    @property
    def reference(self) -> str:
        return f"accounts/membership/{self.pk}"

    @property
    def chain(self) -> uuid.UUID:
        return self.organisation_id


class SessionQuerySet(models.QuerySet["Session"]):
    def open(self) -> SessionQuerySet:
        """Those that neither lay idle too long nor grew too old."""
        moment = now()
        return self.filter(
            last_seen__gt=moment - timedelta(seconds=settings.SESSION_IDLE),
            started_at__gt=moment - timedelta(seconds=settings.SESSION_COOKIE_AGE),
        )


class Session(models.Model):
    """Where a person is signed in; a session whose row is gone has ended.

    The browser's own session keeps this row's id, so that nothing here opens it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        User,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="sessions",
    )
    device = models.CharField(_("browser"), max_length=60, blank=True)
    started_at = models.DateTimeField(_("signed in at"), default=now)
    last_seen = models.DateTimeField(_("last used at"), default=now)

    objects = SessionQuerySet.as_manager()

    retention = Retention(
        period="retention.sessions",
        ground=gettext_noop("task in the public interest (GDPR art. 6.1.e)"),
        purpose=gettext_noop("letting people see and end where they are signed in"),
        about="staff",
        personal=("user", "device", "started_at", "last_seen"),
        subject="user_id",
        clock="last_seen",
    )

    class Meta:
        ordering = ["-last_seen"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    def __str__(self) -> str:
        return f"{self.user}, {self.device}"


class CacheEntry(models.Model):
    """The table of Django's database cache: counts of attempts, used codes."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    retention = Retention(
        period="retention.sessions",
        ground=gettext_noop("task in the public interest (GDPR art. 6.1.e)"),
        purpose=gettext_noop("stopping people who guess passwords and codes"),
        clock="expires",
    )

    class Meta:
        db_table = "accounts_cache"
        verbose_name = _("count of attempts")
        verbose_name_plural = _("counts of attempts")

    def __str__(self) -> str:
        return self.cache_key
