"""The sentences that tell a finding, and what to do about it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils import formats, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..reading import Finding

TEXTS: dict[str, str | Promise] = {
    "sum_formula": _(
        "%(label)s: %(formula)s is %(amount_computed)s euros,"
        " but the document says %(amount_stated)s euros."
    ),
    "sum_total": _(
        "The parts (%(amounts_parts)s) add up to %(amount_computed)s euros,"
        " but the document gives %(amount_stated)s euros as their total."
    ),
    "grant_differs_from_table": _(
        "The text grants %(amount_stated)s euros, but the table below it"
        " adds up to %(amount_total)s euros."
    ),
    "ceiling_exceeded": _(
        "%(label)s: %(amount_stated)s euros is more than the ceiling allows:"
        " %(posts)s × %(amount_ceiling)s = %(amount_allowed)s euros."
    ),
    "estimate_differs": _(
        "The decision estimates %(amount_stated)s euros; the contract grants"
        " %(amount_granted)s euros, a difference of %(amount_difference)s euros."
    ),
    "difference_wrong": _(
        "The difference between %(amount_first)s and %(amount_second)s euros is"
        " %(amount_computed)s euros, but the document says %(amount_stated)s euros."
    ),
    "decided_after_deadline": _(
        "The council decided on %(date_decided)s, %(days)s days after"
        " %(date_deadline)s, the day by which the plan was due with that decision."
    ),
    "unsigned": _(
        "The contract has a place for signatures, but no date of signing is filled in."
    ),
    "expired_date": _(
        "Here stands %(dates)s, which lies before the start of this plan"
        " (%(date_start)s)."
    ),
    "programme_name_differs": _(
        "The action programme is called “%(name)s” here (chapter %(chapters)s) and"
        " “%(other)s” elsewhere (chapter %(other_chapters)s)."
    ),
    "programme_membership_differs": _(
        "Chapter %(other_chapters)s lists “%(phenomenon)s” under the action programme"
        " “%(other)s”, but its own chapter places it under “%(programme)s”."
    ),
    "phenomenon_name_differs": _(
        "The phenomenon “%(phenomenon)s” has other names elsewhere: %(names)s."
    ),
    "indicator_copies_result": _(
        "This indicator repeats a result and says nothing that can be measured:"
        " “%(text)s”."
    ),
    "duplicate_indicator": _(
        "The same indicator stands twice under one objective: “%(text)s”."
    ),
    "objective_without_indicator": _(
        "This operational objective has no indicator: “%(text)s”."
    ),
    "result_breaks_off": _("This result breaks off: “… %(end)s”."),
    "result_starts_inside": _(
        "This result seems to begin in the middle of a sentence: “%(text)s”."
    ),
    "goal_says_opposite": _(
        "“%(phrase)s” says the opposite of what is meant: “%(what)s” would get worse."
    ),
    "misspelling": _(
        "“%(word)s” stands once; “%(other)s” stands %(times)s times."
        " They seem to be one word."
    ),
}

ADVICE: dict[str, str | Promise] = {
    "sum_formula": _(
        "Find out which of the two is right before the amount is claimed."
        " The file that proves the costs uses this figure."
    ),
    "sum_total": _(
        "One of the amounts is wrong. Compare them with the royal decree or with the"
        " letter that grants the money, and correct the plan."
    ),
    "grant_differs_from_table": _(
        "Compare both amounts with the letter that grants the money, and correct the"
        " one that is wrong."
    ),
    "ceiling_exceeded": _(
        "The part above the ceiling will not be paid. Lower the amount, or check the"
        " number of posts."
    ),
    "estimate_differs": _(
        "Use the amount of the contract. Adapt the budget line at the next change of"
        " the multi-year plan where the difference matters."
    ),
    "difference_wrong": _("Recalculate the difference before the budget is changed."),
    "decided_after_deadline": _(
        "Keep the mail in which the late decision was accepted or announced, and"
        " attach it to the plan: it answers a question at the check of the grant."
    ),
    "unsigned": _(
        "This is normal for a draft. Once both parties have signed, add the signed"
        " contract and the date."
    ),
    "expired_date": _(
        "The text seems to come from an older plan. Change the date, or say that this"
        " was done. An indicator with such a date counts as expired, not as late."
    ),
    "programme_name_differs": _(
        "Choose one name and use it in every chapter, or tell that these are two"
        " programmes. Reports are grouped by this name."
    ),
    "programme_membership_differs": _(
        "Say in which programme the phenomenon belongs; it may be in both. Reports per"
        " programme count it where you place it."
    ),
    "phenomenon_name_differs": _(
        "Use the title of the chapter everywhere, as in the federal list of phenomena,"
        " so that searching and comparing with other cities works."
    ),
    "indicator_copies_result": _(
        "Write down how one will see that the result was reached: a number, a document"
        " or a date."
    ),
    "duplicate_indicator": _(
        "Remove one of the two, or say what makes them different."
    ),
    "objective_without_indicator": _(
        "Add at least one indicator; without it nobody can tell whether the objective"
        " was reached. Check first whether one was lost in reading."
    ),
    "result_breaks_off": _(
        "Look at the original. If the words are missing there too, complete the"
        " sentence."
    ),
    "result_starts_inside": _(
        "Look at the original. It may belong to the result above it."
    ),
    "goal_says_opposite": _(
        "Change the words, for instance to the lack of it, or keep them if the fixed"
        " template asks for them and note why."
    ),
    "misspelling": _("Correct the spelling, or leave it if both words are meant."),
}


def finding_text(finding: Finding, language: str) -> str:
    """What does not add up, in one sentence."""
    return _told(TEXTS[finding.code], finding.facts, language)


def finding_advice(finding: Finding, language: str) -> str:
    """What it means and what to do."""
    return _told(ADVICE[finding.code], {}, language)


def _told(text: str | Promise, facts: dict[str, str], language: str) -> str:
    with translation.override(language):
        shown = {key: _shown(key, value) for key, value in facts.items()}
        return str(text) % shown if shown else str(text)


def _shown(key: str, value: str) -> str:
    """Amounts and dates as the active language writes them."""
    if key.startswith("date_"):
        shown = formats.date_format(date.fromisoformat(value), "DATE_FORMAT")
        first = translation.get_language() == "fr" and shown.startswith("1 ")
        return f"1er{shown[1:]}" if first else shown
    if key.startswith("amount_"):
        return _money(value)
    if key.startswith("amounts_"):
        return " + ".join(_money(part) for part in value.split(" + "))
    return value


def _money(value: str) -> str:
    return formats.number_format(Decimal(value), decimal_pos=2, force_grouping=True)
