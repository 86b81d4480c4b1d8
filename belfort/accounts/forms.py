"""The room's forms: signing in, one's own settings, people, the trail."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from math import floor
from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as factor_forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.formats import number_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from belfort.accounts.models import Membership, Organisation, Role, Service, User
from belfort.audit.models import Outcome
from belfort.audit.verbs import label_of
from belfort.lib.colours import READABLE, contrast

LABELS = {
    "login": gettext_lazy("E-mail address"),
    "email": gettext_lazy("E-mail address"),
    "password": gettext_lazy("Password"),
    "oldpassword": gettext_lazy("Current password"),
    "password1": gettext_lazy("New password"),
    "password2": gettext_lazy("New password, once more"),
    "code": gettext_lazy("Code"),
    "name": gettext_lazy("Name"),
    "passwordless": gettext_lazy("Sign in with this key alone, without a password"),
}

HELP: dict[str, Any] = {
    "login": "",
    "password": "",
    "oldpassword": "",
    "passwordless": gettext_lazy(
        "The key then asks for your fingerprint, face or PIN itself."
    ),
}

CITY_ROLES = [role for role in Role if role != Role.FEDERAL_READER]
FEDERAL_ROLES = [Role.ADMINISTRATOR, Role.FEDERAL_READER, Role.PRIVACY_OFFICER]


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, even if that is nothing; ``None`` to show it."""
    return request.POST if request.method == "POST" else None


class HouseWords:
    """Puts the house's labels on a form of the sign-in library."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name in LABELS:
                field.label = LABELS[name]
            if name in HELP:
                field.help_text = HELP[name]
            field.widget.attrs.pop("placeholder", None)
        code = self.fields.get("code")
        if code:
            code.widget.attrs.update({"inputmode": "text", "autofocus": True})


class SignInForm(HouseWords, account_forms.LoginForm):  # type: ignore[misc]
    """E-mail address and password."""


class ConfirmPasswordForm(HouseWords, account_forms.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something sensitive."""


class PasswordChangeForm(HouseWords, account_forms.ChangePasswordForm):  # type: ignore[misc]
    """A new password, given the current one."""


class PasswordSetForm(HouseWords, account_forms.SetPasswordForm):  # type: ignore[misc]
    """A first password, for whoever signed in without one."""


class PasswordResetForm(HouseWords, account_forms.ResetPasswordForm):  # type: ignore[misc]
    """The address to send a link to."""


class PasswordResetKeyForm(HouseWords, account_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, behind a link from a letter."""


class CodeForm(HouseWords, factor_forms.AuthenticateForm):  # type: ignore[misc]
    """A code of the app, or a recovery code."""


class ConfirmCodeForm(HouseWords, factor_forms.ReauthenticateForm):  # type: ignore[misc]
    """A code once more, before something sensitive."""


class AppForm(HouseWords, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app, which shows that it was set up well."""


class PasskeyForm(HouseWords, AddWebAuthnForm):  # type: ignore[misc]
    """A name for a key, and what the browser made with it."""


class PasskeyNameForm(HouseWords, EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a key."""


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a person may change of themselves."""

    class Meta:
        model = User
        fields = ["name", "language"]


class RoleChoiceForm(forms.Form):
    """In which of the current roles the person works."""

    membership = forms.ModelChoiceField(
        label=gettext_lazy("I work as"),
        queryset=Membership.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = Membership.objects.current().filter(user=user)
        field = self.fields["membership"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        field.queryset = choices.select_related("organisation", "service")
        field.label_from_instance = describe_membership  # type: ignore[assignment]


def describe_membership(membership: Membership) -> str:
    """Role, organisation and service in one line."""
    parts = [str(membership.get_role_display()), str(membership.organisation)]
    if membership.service:
        parts.append(str(membership.service))
    return " · ".join(parts)


class LanguageForm(forms.Form):
    """The language to go on in."""

    language = forms.ChoiceField(choices=[("nl", "Nederlands"), ("fr", "Français")])


class DateField(forms.DateField):
    """A day, chosen with the browser's own calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RoleForm(forms.Form):
    """A role at the actor's organisation, from a day to a day."""

    role = forms.ChoiceField(label=gettext_lazy("Role"))
    service = forms.ModelChoiceField(
        label=gettext_lazy("Service"),
        queryset=Service.objects.none(),
        required=False,
        empty_label=gettext_lazy("none"),
    )
    start = DateField(label=gettext_lazy("From"), initial=localdate)
    end = DateField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Leave empty where the end is not known yet."),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_city = organisation.kind == Organisation.Kind.CITY
        role, service = self.fields["role"], self.fields["service"]
        assert isinstance(role, forms.ChoiceField)  # noqa: S101
        assert isinstance(service, forms.ModelChoiceField)  # noqa: S101
        role.choices = [
            (item.value, item.label)
            for item in (CITY_ROLES if is_city else FEDERAL_ROLES)
        ]
        service.queryset = Service.objects.filter(organisation=organisation)

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])

    def clean_end(self) -> date | None:
        end: date | None = self.cleaned_data["end"]
        start: date | None = self.cleaned_data.get("start")
        if end and start and end < start:
            raise ValidationError(_("The last day lies before the first."))
        return end


class InvitationForm(RoleForm):
    """Somebody to make or find by e-mail address, and their first role."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        help_text=gettext_lazy("Used where this person is not known yet."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the letter and the screens"),
        choices=[("nl", "Nederlands"), ("fr", "Français")],
    )
    field_order = ("email", "name", "language", "role", "service", "start", "end")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class EndRoleForm(forms.Form):
    """The last day of a role; empty ends it at once."""

    last_day = DateField(label=gettext_lazy("Last day"), required=False)

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.membership = membership

    def clean_last_day(self) -> date | None:
        day: date | None = self.cleaned_data["last_day"]
        if day and day < self.membership.start:
            raise ValidationError(_("The last day lies before the first."))
        return day


class ServiceForm(forms.ModelForm):  # type: ignore[type-arg]
    """The name of a service, once per organisation."""

    class Meta:
        model = Service
        fields = ["name"]

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        same = Service.objects.filter(
            organisation=self.organisation, name__iexact=name
        ).exclude(pk=self.instance.pk)
        if same.exists():
            raise ValidationError(_("There is a service of this name already."))
        return name


class ColourField(forms.RegexField):
    """A colour in six hexadecimal digits."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(regex=r"^#[0-9a-fA-F]{6}$", **kwargs)


class OrganisationForm(forms.ModelForm):  # type: ignore[type-arg]
    """How an organisation is called, looks and lets people in."""

    class Meta:
        model = Organisation
        fields = ["name", "accent", "requires_second_factor"]
        field_classes = {"accent": ColourField}
        widgets = {"accent": forms.TextInput(attrs={"type": "color"})}

    def clean_accent(self) -> str:
        accent: str = self.cleaned_data["accent"].lower()
        reached = contrast(accent, "#ffffff")
        if reached < READABLE:
            raise ValidationError(
                _(
                    "White text on this colour has a contrast of %(reached)s to 1; "
                    "readable text needs %(needed)s. Choose a darker colour."
                )
                % {
                    "reached": number_format(floor(reached * 100) / 100, 2),
                    "needed": number_format(READABLE, 1),
                }
            )
        return accent


class TrailFilterForm(forms.Form):
    """Which events of the trail to see; the address of the page keeps it."""

    since = DateField(label=gettext_lazy("From"), required=False)
    until = DateField(label=gettext_lazy("Until"), required=False)
    person = forms.ModelChoiceField(
        label=gettext_lazy("Who"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("everyone"),
    )
    verb = forms.ChoiceField(label=gettext_lazy("What"), required=False)
    object = forms.CharField(
        label=gettext_lazy("On what"), required=False, max_length=120
    )
    outcome = forms.ChoiceField(label=gettext_lazy("Outcome"), required=False)

    def __init__(
        self, *args: Any, actor: Membership, events: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        person, verb = self.fields["person"], self.fields["verb"]
        outcome = self.fields["outcome"]
        assert isinstance(person, forms.ModelChoiceField)  # noqa: S101
        assert isinstance(verb, forms.ChoiceField)  # noqa: S101
        assert isinstance(outcome, forms.ChoiceField)  # noqa: S101
        person.queryset = User.objects.visible_to(actor)
        verbs = events.order_by().values_list("verb", flat=True).distinct()
        verb.choices = [("", _("everything")), *_in_words(verbs)]
        outcome.choices = [("", _("all")), *Outcome.choices]


def _in_words(verbs: Iterable[str]) -> list[tuple[str, str]]:
    """The verbs as choices, sorted by what people read."""
    return sorted(((verb, label_of(verb)) for verb in verbs), key=lambda pair: pair[1])


def filter_trail(events: Any, wanted: dict[str, Any], references: list[str]) -> Any:
    """The events that fit a valid filter; ``references`` are those of the person."""
    if wanted.get("since"):
        events = events.filter(moment__date__gte=wanted["since"])
    if wanted.get("until"):
        events = events.filter(moment__date__lte=wanted["until"])
    if wanted.get("person"):
        events = events.filter(actor__in=references)
    if wanted.get("verb"):
        events = events.filter(verb=wanted["verb"])
    if wanted.get("object"):
        events = events.filter(object__icontains=wanted["object"])
    if wanted.get("outcome"):
        events = events.filter(outcome=wanted["outcome"])
    return events
