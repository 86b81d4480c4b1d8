"""Forms tie labels, help and errors to their fields."""

from __future__ import annotations

from django import forms
from django.utils.translation import override
from lxml import html

from belfort.ui.forms import DateInput, KeyedForm


class Example(KeyedForm):
    title = forms.CharField(label="Title", help_text="A short one.")
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    day = forms.DateField(label="Day", widget=DateInput)
    agreed = forms.BooleanField(label="Agreed", required=False)
    kind = forms.ChoiceField(
        label="Kind", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect
    )


def drawn(form: forms.Form) -> html.HtmlElement:
    with override("nl"):
        return html.fromstring(f"<form>{form}</form>")


def test_every_field_has_a_label_and_bootstraps_class() -> None:
    page = drawn(Example())
    for name in ("title", "note", "day"):
        (label,) = page.xpath(f"//label[@for='id_{name}']")
        assert label.text_content().strip()
        assert "form-control" in page.get_element_by_id(f"id_{name}").get("class")
    assert "form-check-input" in page.get_element_by_id("id_agreed").get("class")
    assert page.xpath("//fieldset/legend")[0].text_content().strip() == "Kind"


def test_only_what_may_stay_empty_says_so() -> None:
    page = drawn(Example())
    optional = page.xpath("//span[@class='field-optional']/parent::label/@for")
    assert optional == ["id_note"]


def test_an_error_stands_on_top_and_with_its_field() -> None:
    page = drawn(Example({"kind": "a", "day": "2025-02-30"}))
    links = page.xpath("//div[@role='alert']//a/@href")
    assert links == ["#id_title", "#id_day"]
    field = page.get_element_by_id("id_title")
    assert field.get("aria-invalid") == "true"
    described = field.get("aria-describedby").split()
    assert described == ["id_title_helptext", "id_title_error"]
    for name in described:
        assert page.get_element_by_id(name).text_content().strip()
    assert page.get_element_by_id("id_day").get("value") == "2025-02-30"


def test_a_form_without_errors_has_no_summary() -> None:
    assert drawn(Example()).xpath("//*[@role='alert']") == []


def test_every_form_has_a_key_of_its_own() -> None:
    first, second = (drawn(Example()).get_element_by_id("id_key") for _ in range(2))
    assert first.get("value") != second.get("value")
