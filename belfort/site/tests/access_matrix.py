"""Every address × method × role × scope, with the status it answers.

An address that is missing here fails ``test_access_matrix``, and so does an entry
whose address is gone. A method that is not listed must answer 405. To add a page:
one line with its pattern as the URLconf has it, ``public``, ``personal``,
``member``, ``only`` or ``thing``, and what stands in the address and the form.
"""

from __future__ import annotations

from typing import Any

from django.utils.timezone import localdate

from belfort.accounts.models import Role
from belfort.site.tests.access_world import (
    ROLES,
    Page,
    World,
    entrance,
    member,
    only,
    personal,
    public,
    thing,
)

Key = tuple[str, str]

ADMINISTRATOR, PRIVACY = Role.ADMINISTRATOR, Role.PRIVACY_OFFICER


def person(world: World) -> dict[str, Any]:
    return {"pk": world.person.pk}


def membership(world: World) -> dict[str, Any]:
    return {"pk": world.membership.pk}


def service(world: World) -> dict[str, Any]:
    return {"pk": world.service.pk}


def any_key(world: World) -> dict[str, Any]:
    return {"pk": 1}


def any_session(world: World) -> dict[str, Any]:
    return {"pk": world.membership.pk}


def a_role(world: World) -> dict[str, Any]:
    return {"role": Role.EVALUATOR, "start": localdate().isoformat()}


def an_invitation(world: World) -> dict[str, Any]:
    return {
        "email": "nieuw@voorbeeld.example",
        "name": "Nieuw",
        "language": "nl",
        **a_role(world),
    }


SITE: dict[Key, Page] = {
    ("GET", ""): member(),
    ("GET", "accessibility/"): public(),
    ("GET", "ui/accent-<colour:digits>.css"): public().about(
        lambda world: {"digits": "1f5f8b"}
    ),
    ("GET", "ui/example-<slug:language>.css"): public().about(
        lambda world: {"language": "fr"}
    ),
    ("POST", "ui/theme/"): public(302).sending(lambda world: {"theme": "dark"}),
    ("POST", "language/"): public(302).sending(lambda world: {"language": "fr"}),
}

SIGNING: dict[Key, Page] = {
    ("GET", "account/login/"): entrance(200, signed_in=302),
    ("POST", "account/login/"): entrance(200, signed_in=302),
    ("GET", "account/logout/"): entrance(302, signed_in=200),
    ("POST", "account/logout/"): public(302),
    ("GET", "account/inactive/"): public(),
    ("GET", "account/reauthenticate/"): personal(),
    ("POST", "account/reauthenticate/"): personal(),
    ("GET", "account/password/change/"): personal(),
    ("POST", "account/password/change/"): personal(),
    ("GET", "account/password/set/"): personal(302),
    ("POST", "account/password/set/"): personal(302),
    ("GET", "account/password/reset/"): public(),
    ("POST", "account/password/reset/"): public(),
    ("GET", "account/password/reset/done/"): public(),
    ("GET", "account/password/reset/key/done/"): public(),
    (
        "GET",
        "account/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
    ): public().about(lambda world: {"uidb36": "0", "key": "invalid"}),
    (
        "POST",
        "account/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
    ): public().about(lambda world: {"uidb36": "0", "key": "invalid"}),
    ("GET", "account/oidc/login/"): public(404),
    ("POST", "account/oidc/login/"): public(404),
    ("GET", "account/oidc/login/callback/"): public(404),
    ("POST", "account/oidc/login/callback/"): public(404),
    ("GET", "account/oidc/cancelled/"): public(),
}

FACTOR = "account/second-factor/"

SECOND_FACTOR: dict[Key, Page] = {
    ("GET", FACTOR): personal(),
    ("GET", f"{FACTOR}code/"): public(302),
    ("POST", f"{FACTOR}code/"): public(302),
    ("GET", f"{FACTOR}confirm/"): personal(302),
    ("POST", f"{FACTOR}confirm/"): personal(302),
    ("GET", f"{FACTOR}app/"): personal(302),
    ("POST", f"{FACTOR}app/"): personal(302),
    ("GET", f"{FACTOR}app/remove/"): personal(404),
    ("POST", f"{FACTOR}app/remove/"): personal(404),
    ("GET", f"{FACTOR}recovery/"): personal(404),
    ("GET", f"{FACTOR}recovery/make/"): personal(302),
    ("POST", f"{FACTOR}recovery/make/"): personal(302),
    ("GET", f"{FACTOR}recovery/download/"): personal(404),
    ("GET", f"{FACTOR}keys/"): personal(),
    ("GET", f"{FACTOR}keys/add/"): personal(302),
    ("POST", f"{FACTOR}keys/add/"): personal(302),
    ("GET", f"{FACTOR}keys/sign-in/"): public(302),
    ("POST", f"{FACTOR}keys/sign-in/"): public(302),
    ("GET", f"{FACTOR}keys/confirm/"): personal(302),
    ("POST", f"{FACTOR}keys/confirm/"): personal(302),
    ("GET", f"{FACTOR}keys/<int:pk>/"): personal(302).about(any_key),
    ("POST", f"{FACTOR}keys/<int:pk>/"): personal(302).about(any_key),
    ("GET", f"{FACTOR}keys/<int:pk>/remove/"): personal(302).about(any_key),
    ("POST", f"{FACTOR}keys/<int:pk>/remove/"): personal(302).about(any_key),
}

OWN_PAGES: dict[Key, Page] = {
    ("GET", "account/profile/"): personal(),
    ("POST", "account/profile/"): personal(302).sending(
        lambda world: {"name": "Anders", "language": "fr"}
    ),
    ("GET", "account/role/"): personal(),
    ("POST", "account/role/"): personal(422),
    ("GET", "account/sessions/"): personal(),
    ("POST", "account/sessions/end/"): personal(302),
    ("POST", "account/sessions/<uuid:pk>/end/"): personal(404).about(any_session),
}


def about_person(status: int = 302, *, role: Role = ADMINISTRATOR) -> Page:
    return thing(role, status=status, role_first=True).about(person)


PEOPLE: dict[Key, Page] = {
    ("GET", "people/"): only(ADMINISTRATOR),
    ("GET", "people/add/"): only(ADMINISTRATOR),
    ("POST", "people/add/"): only(ADMINISTRATOR, status=302).sending(an_invitation),
    ("GET", "people/<uuid:pk>/"): about_person(200),
    ("POST", "people/<uuid:pk>/roles/"): about_person().sending(a_role),
    ("POST", "people/<uuid:pk>/stop/"): about_person(),
    ("POST", "people/<uuid:pk>/resume/"): about_person(),
    ("POST", "people/<uuid:pk>/link/"): about_person(),
    ("POST", "people/<uuid:pk>/second-factor/"): about_person(),
    ("GET", "people/roles/<uuid:pk>/end/"): about_person(200).about(membership),
    ("POST", "people/roles/<uuid:pk>/end/"): about_person().about(membership),
    ("GET", "services/"): only(ADMINISTRATOR),
    ("POST", "services/add/"): only(ADMINISTRATOR, status=302).sending(
        lambda world: {"name": "Nieuwe dienst"}
    ),
    ("GET", "services/<uuid:pk>/"): about_person(200).about(service),
    ("POST", "services/<uuid:pk>/"): about_person()
    .about(service)
    .sending(lambda world: {"name": "Andere naam"}),
    ("POST", "services/<uuid:pk>/remove/"): about_person().about(service),
    ("GET", "organisation/"): only(ADMINISTRATOR),
    ("POST", "organisation/"): only(ADMINISTRATOR, status=302).sending(
        lambda world: {"name": "Voorbeeld", "accent": "#1f5f8b"}
    ),
}

PRIVACY_PAGES: dict[Key, Page] = {
    ("GET", "privacy/trail/"): only(PRIVACY),
    ("GET", "privacy/trail.csv"): only(PRIVACY),
    ("GET", "privacy/processing/"): only(PRIVACY),
    ("GET", "privacy/processing.docx"): only(PRIVACY),
    ("GET", "privacy/people/"): only(PRIVACY),
    ("POST", "privacy/people/<uuid:pk>/"): about_person(200, role=PRIVACY),
}

REFERENCE: dict[Key, Page] = {
    ("GET", "law/"): personal(),
    ("GET", "municipalities/"): personal(),
    ("GET", "municipalities/<slug:code>/"): personal().about(
        lambda world: {"code": world.municipality.code}
    ),
}

PLANNERS = (Role.PREVENTION_OFFICER, Role.EVALUATOR)
DRAFT_READERS = (*PLANNERS, Role.BOARD)


def seen(status: int = 200) -> Page:
    """Reading a draft of the plan."""
    return thing(*DRAFT_READERS, status=status, seen_by=DRAFT_READERS)


def changed(status: int = 302) -> Page:
    """Changing a draft of the plan."""
    return thing(*PLANNERS, status=status, seen_by=DRAFT_READERS)


def draft(world: World) -> dict[str, Any]:
    return {"pk": world.plan.pk, "number": world.draft.number}


def in_force(world: World) -> dict[str, Any]:
    return {"pk": world.in_force.plan_id, "number": world.in_force.number}


def plan_in_preparation(world: World) -> dict[str, Any]:
    return {"pk": world.plan.pk}


def plan_in_force(world: World) -> dict[str, Any]:
    return {"pk": world.in_force.plan_id}


def measured(world: World) -> dict[str, Any]:
    return {"pk": world.measured.pk}


def chapter(world: World) -> dict[str, Any]:
    return {"pk": world.chapter.pk}


def criterion(world: World) -> dict[str, Any]:
    return {"pk": world.measured.pk, "criterion": world.criterion.pk}


def handed_over(world: World) -> dict[str, Any]:
    return {"pk": world.handed_over.pk}


def reviewed(status: int = 200) -> Page:
    """A document under review: for the city's planners, unknown to everybody else."""
    return thing(*PLANNERS, status=status, seen_by=PLANNERS).about(handed_over)


VERSION = "plans/<uuid:pk>/versions/<int:number>/"
NODE = "plans/nodes/<uuid:pk>/"
IMPORT = "plans/imports/<uuid:pk>/"

PLANS: dict[Key, Page] = {
    ("GET", "plans/"): member(),
    ("GET", "plans/make/"): only(*PLANNERS),
    ("POST", "plans/make/"): only(*PLANNERS, status=422),
    ("GET", "plans/upload/"): only(*PLANNERS),
    ("POST", "plans/upload/"): only(*PLANNERS, status=422),
    ("GET", "plans/<uuid:pk>/"): seen().about(plan_in_preparation),
    ("GET", "plans/<uuid:pk>/compare/"): seen().about(plan_in_preparation),
    **{
        ("GET", f"{VERSION}{page}"): seen().about(draft)
        for page in (
            "",
            "search/",
            "chapters/",
            "programmes/",
            "facts/",
            "approval/",
            "print/",
            "plan.json",
            "plan.xlsx",
            "plan.docx",
        )
    },
    ("GET", f"{VERSION}facts/edit/"): changed(200).about(draft),
    ("POST", f"{VERSION}facts/edit/"): changed().about(draft),
    ("POST", f"{VERSION}approval/step/"): changed(422).about(draft),
    ("POST", f"{VERSION}confirm/"): changed().about(draft),
    ("GET", f"{VERSION}continue/"): changed(200).about(draft),
    ("POST", f"{VERSION}continue/"): changed().about(draft),
    ("GET", f"{VERSION}chapters/add/"): changed(200).about(draft),
    ("POST", f"{VERSION}chapters/add/"): changed(422).about(draft),
    ("GET", NODE): seen().about(chapter),
    ("GET", f"{NODE}add/"): changed(200).about(chapter),
    ("POST", f"{NODE}add/"): changed(422).about(chapter),
    ("GET", f"{NODE}edit/"): changed(200).about(chapter),
    ("POST", f"{NODE}edit/"): changed(422).about(chapter),
    ("GET", f"{NODE}move/"): changed(200).about(chapter),
    ("POST", f"{NODE}move/"): changed(422).about(chapter),
    ("GET", f"{NODE}remove/"): changed(200).about(chapter),
    ("POST", f"{NODE}remove/"): changed().about(chapter),
    ("POST", f"{NODE}confirm/"): changed().about(chapter),
    ("GET", f"{NODE}criteria/add/"): changed(200).about(measured),
    ("POST", f"{NODE}criteria/add/"): changed(422).about(measured),
    ("GET", f"{NODE}criteria/<uuid:criterion>/"): changed(200).about(criterion),
    ("POST", f"{NODE}criteria/<uuid:criterion>/"): changed(422).about(criterion),
    ("POST", f"{NODE}criteria/<uuid:criterion>/confirm/"): changed().about(criterion),
    ("POST", f"{NODE}criteria/<uuid:criterion>/remove/"): changed().about(criterion),
    ("GET", IMPORT): reviewed(),
    ("GET", f"{IMPORT}text/"): reviewed(),
    ("GET", f"{IMPORT}questions/"): reviewed(),
    ("GET", f"{IMPORT}findings/"): reviewed(),
    ("GET", f"{IMPORT}file/"): reviewed(),
    ("POST", f"{IMPORT}accept/"): reviewed(422),
    ("POST", f"{IMPORT}discard/"): reviewed(302),
    ("POST", f"{IMPORT}reopen/"): reviewed(302),
    ("POST", f"{IMPORT}questions/<int:question>/"): reviewed(302).about(
        lambda world: {"pk": world.handed_over.pk, "question": world.question.pk}
    ),
    ("POST", f"{IMPORT}findings/<int:finding>/"): reviewed(302).about(
        lambda world: {"pk": world.handed_over.pk, "finding": world.finding.pk}
    ),
}

MATRIX: dict[Key, Page] = {
    **SITE,
    **SIGNING,
    **SECOND_FACTOR,
    **OWN_PAGES,
    **PEOPLE,
    **PRIVACY_PAGES,
    **REFERENCE,
    **PLANS,
}

# The same addresses with another thing in them: what was approved is for everyone
# of the city, and for the federal reader of every city.
APPROVED = thing(*ROLES, may_elsewhere=(Role.FEDERAL_READER,), status=200)

VARIANTS: dict[Key, Page] = {
    ("GET", f"{VERSION}{page}"): APPROVED.about(in_force)
    for page in ("", "search/", "print/", "plan.json", "plan.xlsx", "plan.docx")
}
VARIANTS["GET", "plans/<uuid:pk>/"] = APPROVED.about(plan_in_force)
