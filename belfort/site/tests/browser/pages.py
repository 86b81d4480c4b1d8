"""Every page of the site: its name, and what stands in its address.

``test_pages`` fails when the URLconf has a name that stands neither in ``PAGES``
nor in ``NO_PAGE``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from belfort.accounts.models import Membership
from belfort.site.tests.browser.world import World

Args = Callable[[World], list[Any]]
Who = Callable[[World], Membership | None]


def nothing(world: World) -> list[Any]:
    return []


def the_draft(world: World) -> list[Any]:
    return [world.draft.plan_id, world.draft.number]


def the_plan(world: World) -> list[Any]:
    return [world.draft.plan_id]


def an_indicator(world: World) -> list[Any]:
    return [world.draft_indicator.pk]


def a_result(world: World) -> list[Any]:
    return [world.result.pk]


def a_criterion(world: World) -> list[Any]:
    indicator = world.draft_indicator.indicator
    assert indicator
    criterion = indicator.criteria.get()
    return [world.draft_indicator.pk, criterion.pk]


def the_document(world: World) -> list[Any]:
    return [world.imported.pk]


def planner(world: World) -> Membership:
    return world.alice


def administrator(world: World) -> Membership:
    return world.dana


def privacy(world: World) -> Membership:
    return world.eve


def nobody(world: World) -> None:
    return None


PAGES: dict[str, tuple[Who, Args, str]] = {
    "home": (planner, nothing, ""),
    "ui:accessibility": (nobody, nothing, ""),
    "plan:plans": (planner, nothing, ""),
    "plan:make": (planner, nothing, ""),
    "plan:upload": (planner, nothing, ""),
    "plan:plan": (planner, the_plan, ""),
    "plan:compare": (planner, the_plan, ""),
    "plan:version": (planner, the_draft, "?open=all"),
    "plan:search": (planner, the_draft, "?q=station"),
    "plan:chapters": (planner, the_draft, ""),
    "plan:programmes": (planner, the_draft, ""),
    "plan:facts": (planner, the_draft, ""),
    "plan:edit_facts": (planner, the_draft, ""),
    "plan:approval": (planner, the_draft, ""),
    "plan:print": (planner, the_draft, ""),
    "plan:new_version": (planner, the_draft, ""),
    "plan:add_chapter": (planner, the_draft, ""),
    "plan:node": (planner, an_indicator, ""),
    "plan:add_node": (planner, a_result, ""),
    "plan:edit_node": (planner, a_result, ""),
    "plan:move_node": (planner, a_result, ""),
    "plan:remove_node": (planner, a_result, ""),
    "plan:add_criterion": (planner, an_indicator, ""),
    "plan:edit_criterion": (planner, a_criterion, ""),
    "plan:import": (planner, the_document, ""),
    "plan:import_text": (planner, the_document, "?node=c1.s1"),
    "plan:import_questions": (planner, the_document, ""),
    "plan:import_findings": (planner, the_document, ""),
    "places:municipalities": (planner, nothing, ""),
    "law:parameters": (planner, nothing, ""),
    "account_login": (nobody, nothing, ""),
    "account_inactive": (nobody, nothing, ""),
    "account_logout": (planner, nothing, ""),
    "account_change_password": (planner, nothing, ""),
    "account_reset_password": (nobody, nothing, ""),
    "account_reset_password_done": (nobody, nothing, ""),
    "account_reset_password_from_key_done": (nobody, nothing, ""),
    "mfa_index": (planner, nothing, ""),
    "accounts:profile": (planner, nothing, ""),
    "accounts:role": (planner, nothing, ""),
    "accounts:sessions": (planner, nothing, ""),
    "accounts:people": (administrator, nothing, ""),
    "accounts:add_person": (administrator, nothing, ""),
    "accounts:person": (administrator, lambda world: [world.alice.user_id], ""),
    "accounts:services": (administrator, nothing, ""),
    "accounts:service": (administrator, lambda world: [world.service.pk], ""),
    "accounts:organisation": (administrator, nothing, ""),
    "accounts:end_role": (administrator, lambda world: [world.alice.pk], ""),
    "accounts:trail": (privacy, nothing, ""),
    "accounts:processing": (privacy, nothing, ""),
    "accounts:subjects": (privacy, nothing, ""),
}
"""By name: who looks, what stands in the address, and what comes after it."""

MORE: tuple[tuple[str, Who, Args, str], ...] = (
    ("plan:version", planner, lambda world: [world.empty.plan_id, 1], ""),
    (
        "plan:version",
        planner,
        lambda world: [world.version.plan_id, world.version.number],
        "",
    ),
    ("plan:search", planner, the_draft, "?q=nergens"),
    ("plan:plans", planner, nothing, "?q=nergens"),
    ("plan:plans", administrator, nothing, ""),
    ("home", lambda world: world.henk, nothing, ""),
    ("plan:plan", administrator, lambda world: [world.empty.plan_id], ""),
)
"""Pages again in another state: empty, in force, nothing found, refused, unknown."""

NO_PAGE: dict[str, str] = {
    "ui:accent": "a stylesheet",
    "ui:example_mark": "a stylesheet",
    "ui:theme": "a form sends it",
    "language": "a form sends it",
    "plan:import_file": "a file",
    "plan:export_json": "a file",
    "plan:export_xlsx": "a file",
    "plan:export_docx": "a file",
    "plan:accept": "a form sends it",
    "plan:discard": "a form sends it",
    "plan:reopen": "a form sends it",
    "plan:answer": "a form sends it",
    "plan:judge": "a form sends it",
    "plan:step": "a form sends it",
    "plan:confirm_all": "a form sends it",
    "plan:confirm_node": "a form sends it",
    "plan:confirm_criterion": "a form sends it",
    "plan:remove_criterion": "a form sends it",
    "places:municipality": "looked at with the list of municipalities",
    "account_reauthenticate": "a step of test_second_factor",
    "account_set_password": "leads on: whoever is here has a password",
    "account_reset_password_from_key": "needs the key of a letter",
    "openid_connect_login": "leads to the provider",
    "openid_connect_callback": "leads on from the provider",
    "socialaccount_login_cancelled": "needs a provider",
    "mfa_authenticate": "a step of test_second_factor",
    "mfa_reauthenticate": "a step of test_second_factor",
    "mfa_activate_totp": "asks for the password first",
    "mfa_deactivate_totp": "asks for the password first",
    "mfa_view_recovery_codes": "asks for the password first",
    "mfa_generate_recovery_codes": "asks for the password first",
    "mfa_download_recovery_codes": "a file",
    "mfa_list_webauthn": "asks for the password first",
    "mfa_add_webauthn": "asks for the password first",
    "mfa_login_webauthn": "data for a script",
    "mfa_reauthenticate_webauthn": "a step of test_second_factor",
    "mfa_edit_webauthn": "needs a key",
    "mfa_remove_webauthn": "needs a key",
    "accounts:end_others": "a form sends it",
    "accounts:end_session": "a form sends it",
    "accounts:add_role": "a form sends it",
    "accounts:stop_person": "a form sends it",
    "accounts:resume_person": "a form sends it",
    "accounts:send_link": "a form sends it",
    "accounts:remove_second_factor": "a form sends it",
    "accounts:add_service": "a form sends it",
    "accounts:drop_service": "a form sends it",
    "accounts:trail_csv": "a file",
    "accounts:processing_document": "a file",
    "accounts:subject_export": "a file",
}
"""By name: why it is not looked at here."""


def names(resolver: URLResolver | None = None, space: str = "") -> Iterator[str]:
    """Every name in the URLconf."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{entry.namespace}:" if entry.namespace else ""
            yield from names(entry, space + inner)
        elif isinstance(entry, URLPattern) and entry.name:
            yield space + entry.name


def visits(world: World) -> Iterator[tuple[str, Membership | None]]:
    """The address of every page, and who looks at it."""
    own = [(name, *rest) for name, rest in PAGES.items()]
    for name, who, args, query in [*own, *MORE]:
        yield reverse(name, args=args(world)) + query, who(world)
