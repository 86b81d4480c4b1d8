"""What people type about a plan."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from belfort.indicators.models import Criterion
from belfort.plan.models import ChapterKind, Finding, Node, NodeKind, Plan
from belfort.plan.states import State
from belfort.ui.forms import DateInput, KeyedForm

FORMATS = ".pdf,.docx,.odt,.txt,.json,.xlsx"
LANGUAGES = [("nl", _("Dutch")), ("fr", _("French")), ("de", _("German"))]


class UploadForm(KeyedForm):
    """A document handed over, as a plan of its own or for one that is there."""

    file = forms.FileField(
        label=_("Document"),
        max_length=200,
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": FORMATS}),
    )
    continues = forms.ModelChoiceField(
        Plan.objects.none(),
        label=_("New version of"),
        required=False,
        empty_label=_("A plan of its own"),
        help_text=_(
            "Choose a plan when this document amends or extends it: what stayed the"
            " same keeps its history."
        ),
    )

    def __init__(self, *args: Any, plans: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = cast("forms.ModelChoiceField[Any]", self.fields["continues"])
        choice.queryset = plans

    def clean_file(self) -> UploadedFile[Any]:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > settings.UPLOAD_LIMIT:
            raise ValidationError(
                _(
                    "This file is larger than %(limit)s MB. Save the document with"
                    " smaller pictures, or hand over the plan without its annexes."
                ),
                params={"limit": settings.UPLOAD_LIMIT // 1024 // 1024},
            )
        return file


class PeriodForm(forms.Form):
    """The period of a plan, where the document leaves it open or has it wrong."""

    period_start = forms.DateField(label=_("The plan runs from"), widget=DateInput)
    period_end = forms.DateField(label=_("until"), widget=DateInput)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        start, end = values.get("period_start"), values.get("period_end")
        if start and end and end < start:
            self.add_error("period_end", _("The plan ends before it begins."))
        return values


class ChoiceForm(forms.Form):
    """Which reading of a question is right."""

    choice = forms.IntegerField(min_value=0)


class JudgeForm(forms.Form):
    """What is to be done with a finding."""

    verdict = forms.ChoiceField(choices=Finding.Verdict.choices)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    alike = forms.BooleanField(required=False)
    """Whether the open findings of the same kind are judged the same way."""


class MakeForm(KeyedForm):
    """An empty plan."""

    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        required=False,
        help_text=_("Left empty, the plan is named after its period."),
    )
    language = forms.ChoiceField(label=_("Language of the plan"), choices=LANGUAGES)
    start = forms.DateField(label=_("The plan runs from"), widget=DateInput)
    end = forms.DateField(label=_("until"), widget=DateInput)
    continues = forms.ModelChoiceField(
        Plan.objects.none(),
        label=_("It continues"),
        required=False,
        empty_label=_("No earlier plan"),
    )

    def __init__(self, *args: Any, plans: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = cast("forms.ModelChoiceField[Any]", self.fields["continues"])
        choice.queryset = plans

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        start, end = values.get("start"), values.get("end")
        if start and end and end < start:
            self.add_error("end", _("The plan ends before it begins."))
        return values


class FactsForm(forms.Form):
    """The head of a plan: who agreed, who decided, on what grounds."""

    BODIES = [
        ("", _("not stated")),
        ("council", _("municipal council")),
        ("college", _("college")),
    ]
    VOTES = [
        ("", _("not stated")),
        ("unanimous", _("unanimous")),
        ("majority", _("by majority")),
    ]
    SIGNED = [("", _("not stated")), ("yes", _("yes")), ("no", _("no"))]

    parties = forms.CharField(
        label=_("Parties"),
        required=False,
        max_length=2000,
        help_text=_("One on each line."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    body = forms.ChoiceField(label=_("Decision of"), choices=BODIES, required=False)
    day = forms.DateField(
        label=_("Day of the decision"), required=False, widget=DateInput
    )
    item = forms.CharField(label=_("Agenda item"), max_length=40, required=False)
    vote = forms.ChoiceField(label=_("Vote"), choices=VOTES, required=False)
    signed = forms.ChoiceField(label=_("Signed"), choices=SIGNED, required=False)
    legal_grounds = forms.CharField(
        label=_("Legal grounds"),
        required=False,
        max_length=20000,
        help_text=_("One on each line."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    @classmethod
    def of(cls, header: dict[str, Any]) -> FactsForm:
        """The form filled with the head of a version."""
        decision = header.get("decision") or {}
        grounds = header.get("legal_grounds") or []
        signed = {True: "yes", False: "no", None: ""}[header.get("signed")]
        return cls(
            initial={
                "parties": "\n".join(header.get("parties") or []),
                "body": decision.get("body"),
                "day": decision.get("date"),
                "item": decision.get("agenda_item"),
                "vote": decision.get("vote"),
                "signed": signed,
                "legal_grounds": "\n".join(ground["text"] for ground in grounds),
            }
        )

    def clean_day(self) -> date | None:
        day: date | None = self.cleaned_data["day"]
        if day and day > localdate():
            raise ValidationError(_("A decision cannot be taken in the future."))
        return day

    def clean_parties(self) -> list[str]:
        return lines_of(self.cleaned_data["parties"])

    def clean_legal_grounds(self) -> list[str]:
        return lines_of(self.cleaned_data["legal_grounds"])

    def clean_signed(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["signed"])


def lines_of(text: str) -> list[str]:
    """The lines that hold words, with single spaces."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [line for line in lines if line]


class NextVersionForm(forms.Form):
    note = forms.CharField(
        label=_("What changes in this version"),
        max_length=2000,
        required=False,
        help_text=_("For example: a phenomenon is added."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class StepForm(forms.Form):
    """One step on the road of approval, on the day it was taken."""

    to = forms.ChoiceField(label=_("Next step"))
    day = forms.DateField(
        label=_("Day of the decision"), initial=localdate, widget=DateInput
    )
    item = forms.CharField(label=_("Agenda item"), max_length=40, required=False)
    reason = forms.CharField(
        label=_("Reason or remark"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed when the plan goes back or is withdrawn."),
    )

    def __init__(self, *args: Any, moves: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = cast(forms.ChoiceField, self.fields["to"])
        choice.choices = [(move, State(move).label) for move in moves]

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > localdate():
            raise ValidationError(
                _("This day is to come; a step is noted when it was taken.")
            )
        return day


class NodeForm(forms.Form):
    """What a node says; a chapter also has an introduction and programmes."""

    number = forms.CharField(label=_("Number"), max_length=20, required=False)
    text = forms.CharField(
        label=_("Text"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("As the council approves it."),
    )
    chapter_kind = forms.ChoiceField(
        label=_("Kind of chapter"), choices=ChapterKind, required=False
    )
    intro = forms.CharField(
        label=_("Introduction"),
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    programmes = forms.CharField(
        label=_("Action programmes"),
        required=False,
        help_text=_("One per line; a name that is not there yet makes a programme."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, *args: Any, kind: str, is_new: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if kind != NodeKind.CHAPTER:
            for name in ("chapter_kind", "intro", "programmes"):
                del self.fields[name]
        elif is_new:
            del self.fields["programmes"]
        else:
            del self.fields["chapter_kind"]
        if kind in {NodeKind.RESULT, NodeKind.ITEM, NodeKind.INDICATOR}:
            del self.fields["number"]

    def clean_programmes(self) -> list[str]:
        names: str = self.cleaned_data["programmes"]
        return [name.strip() for name in names.splitlines() if name.strip()]


class NewNodeForm(NodeForm, KeyedForm):
    """A node that is added; its key tells a resend from a second one."""


class MoveForm(forms.Form):
    """Another place for a node: under another node, or up or down."""

    parent = forms.ModelChoiceField(Node.objects.none(), label=_("Under"))

    def __init__(self, *args: Any, parents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = cast("forms.ModelChoiceField[Any]", self.fields["parent"])
        choice.queryset = parents


class CriterionForm(forms.ModelForm):  # type: ignore[type-arg]
    """A criterion in its fields; the page shows the sentence that they make."""

    class Meta:
        model = Criterion
        fields = (
            "kind",
            "measure",
            "aggregate",
            "comparator",
            "target",
            "unit",
            "period",
            "valid_from",
            "valid_to",
            "due",
        )
        widgets = {"valid_from": DateInput, "valid_to": DateInput}
