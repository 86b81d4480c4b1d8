"""Making the example: two invented cities, their people, and their plans."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from belfort.accounts.actions.people import give_role, make_person
from belfort.accounts.models import Membership, Organisation, Role, Service, User
from belfort.audit.actions import System, record
from belfort.places.actions import load_municipalities
from belfort.places.models import Municipality
from belfort.plan.actions.criteria import confirm_criteria
from belfort.plan.actions.imports import accept, answer, hand_over, judge
from belfort.plan.actions.nodes import (
    add_node,
    confirm_nodes,
    edit_node,
    move_node,
    remove_node,
)
from belfort.plan.actions.versions import advance, new_version
from belfort.plan.models import (
    Branch,
    Finding,
    Import,
    Node,
    NodeKind,
    Plan,
    Version,
)
from belfort.plan.states import State
from belfort.workflow.actions import Refused

FOLDER = Path(__file__).parent
PASSWORD = "voorbeeld-belfort"  # noqa: S105 - printed, and for loopback only
DUTCH, FRENCH = "X0001", "X0002"
SINCE = date(2024, 1, 1)
BY = System("seed_demo")

APPROVAL = (
    (State.OPERATIONAL, date(2025, 1, 30), ""),
    (State.COLLEGE, date(2025, 2, 6), ""),
    (State.COUNCIL, date(2025, 3, 10), "22"),
    (State.FEDERAL, date(2025, 4, 28), "9"),
    (State.IN_FORCE, date(2025, 6, 12), ""),
)
FRENCH_APPROVAL = (
    (State.COLLEGE, date(2025, 2, 20), ""),
    (State.COUNCIL, date(2025, 3, 3), "17"),
    (State.FEDERAL, date(2025, 3, 24), "12"),
)


class NoDemo(Exception):
    """This database is not for the example; the text says why."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """Who may sign in to the example, in which role."""

    email: str
    name: str
    role: str
    organisation: str
    language: str


def seed() -> list[SignIn]:
    """Make the example where it is not there yet; everyone who may sign in.

    Doing it again changes nothing. Raises NoDemo in a database that holds, or may
    hold, a real city's records.
    """
    refuse_real_database()
    people = tomllib.loads((FOLDER / "people.toml").read_text("utf-8"))
    with transaction.atomic(), override("nl"):
        load_municipalities()
        make_organisations(people)
        make_people(people["people"])
        make_dutch_plan()
        make_french_plan()
    return list(sign_ins())


def refuse_real_database() -> None:
    """Raise NoDemo unless the demo is on and everything here is invented."""
    if not settings.DEMO:
        raise NoDemo(
            _(
                "The example has sign-ins that anybody can read, so it is made only"
                " where BELFORT_DEMO=1 says that this is a demo."
            )
        )
    if (
        Organisation.objects.filter(is_example=False).exists()
        or User.objects.filter(is_example=False).exists()
    ):
        raise NoDemo(
            _(
                "This database holds a real city or real people. Make the example in"
                " another one: set BELFORT_DATA or DATABASE_URL."
            )
        )


def sign_ins() -> Iterator[SignIn]:
    """Everyone of the example, the first city first."""
    memberships = Membership.objects.filter(user__is_example=True).select_related(
        "user", "organisation"
    )
    order = list(Role.values)
    for member in sorted(
        memberships,
        key=lambda m: (
            m.organisation.kind != Organisation.Kind.CITY,
            str(m.organisation.municipality_id),
            order.index(m.role),
        ),
    ):
        yield SignIn(
            member.user.email,
            member.user.name,
            str(member.get_role_display()),
            member.organisation.name,
            member.user.language,
        )


def make_organisations(people: dict[str, Any]) -> None:
    """The cities with their services, and the federal administration."""
    for city in people["cities"]:
        municipality, _made = Municipality.objects.get_or_create(
            code=city["code"],
            defaults={
                "name_nl": city["name_nl"],
                "name_fr": city["name_fr"],
                "regime": city["regime"],
                "valid_from": SINCE,
                "is_example": True,
            },
        )
        organisation = make_organisation(
            city["name_nl"], municipality=municipality, accent=city["accent"]
        )
        for service in city["services"]:
            Service.objects.get_or_create(organisation=organisation, name=service)
    for federal in people["federal"]:
        make_organisation(federal["name"], kind=Organisation.Kind.FEDERAL)


def make_organisation(name: str, **fields: Any) -> Organisation:
    organisation, made = Organisation.objects.get_or_create(
        name=name, is_example=True, defaults=fields
    )
    if made:
        record("demo.organisation_made", organisation, by=BY, changes={"name": name})
    return organisation


def make_people(people: list[dict[str, str]]) -> None:
    """Every role once, all with the same password."""
    password = make_password(PASSWORD)
    for one in people:
        if User.objects.filter(email=one["email"]).exists():
            continue
        city = one.get("city")
        organisation = Organisation.objects.get(
            is_example=True,
            **({"municipality_id": city} if city else {"municipality": None}),
        )
        service = organisation.services.filter(name=one.get("service", "")).first()
        person = make_person(
            one["email"],
            one["name"],
            one.get("language", "nl"),
            by=BY,
            is_example=True,
        )
        person.password = password
        person.save(update_fields=["password"])
        role = Role(one["role"])
        give_role(person, organisation, role=role, service=service, start=SINCE, by=BY)


def make_dutch_plan() -> None:
    """A plan in force, a draft that amends it, and a document under review."""
    if Plan.objects.filter(municipality_id=DUTCH).exists():
        return
    officer = member(DUTCH, Role.PREVENTION_OFFICER)
    imported = read(officer, "plan_nl.pdf", "plan-2025-2026.pdf")
    imported = settle(imported, by=officer)
    version = accept(imported, by=officer)
    confirm_nodes(version, Node.objects.all(), by=officer)
    first = Node.objects.filter(pk__in=below(version.tree().chapters[0]))
    confirm_criteria(version, first, by=officer)
    for state, day, item in APPROVAL:
        version = advance(version, state, by=officer, day=day, item=item)
    amend(new_version(version, by=officer, note=AMENDMENT), by=officer)
    plan = Plan.objects.get(pk=version.plan_id)
    read(officer, "plan_nl.pdf", "voorstel-wijziging-2026.pdf", continues=plan)


AMENDMENT = "Wijziging 2026: tweede wijkschets, meer labelacties, oude jaartallen weg."


def make_french_plan() -> None:
    """A plan that waits at the federal government."""
    if Plan.objects.filter(municipality_id=FRENCH).exists():
        return
    officer = member(FRENCH, Role.PREVENTION_OFFICER)
    imported = read(officer, "plan_fr.pdf", "pssp-2025-2026.pdf")
    version = accept(imported, by=officer)
    for state, day, item in FRENCH_APPROVAL:
        version = advance(version, state, by=officer, day=day, item=item)


def member(city: str, role: Role) -> Membership:
    return Membership.objects.select_related("user", "organisation__municipality").get(
        organisation__municipality_id=city, role=role
    )


def read(
    officer: Membership, source: str, name: str, continues: Plan | None = None
) -> Import:
    """Hand over one of the printed plans under another name."""
    data = (FOLDER / "plan" / source).read_bytes()
    key = key_for(f"{officer.organisation.municipality_id}/{name}")
    return hand_over(by=officer, data=data, name=name, key=key, continues=continues)


def key_for(name: str) -> UUID:
    """The same key for the same thing, so that a repeat is recognised."""
    return uuid5(NAMESPACE_URL, f"https://belfort.example/demo/{name}")


def settle(imported: Import, *, by: Membership) -> Import:
    """Answer that what lost its mark is an item, and leave the findings as they are."""
    for question in list(imported.questions.all()):
        parts = [len(texts) for texts in question.readings]
        imported = answer(question, parts.index(max(parts)), by=by)
    for finding in imported.findings.all():
        judge(finding, Finding.Verdict.ACCEPTED, "", by=by)
    return imported


def below(branch: Branch) -> list[UUID]:
    return [one.node.pk for one in branch.walk()]


def amend(draft: Version, *, by: Membership) -> None:
    """A change of every kind, so that comparing the versions shows something."""
    tree = draft.tree()
    nodes = {branch.node.text: branch for branch in tree.walk()}
    old_years = nodes["Aantal voorstellen tot wijziging van het SVPP 2018-2019"]
    edit_node(
        old_years.node,
        by=by,
        text="Aantal voorstellen tot wijziging van het SVPP 2025-2026",
    )
    labels = nodes["Aantal labelacties is minstens 12 per jaar"]
    edit_node(labels.node, by=by, text="Aantal labelacties is minstens 18 per jaar")
    sketches = nodes[
        "Elke wijk krijgt een wijkschets, opgemaakt met bewoners en handelaars"
    ]
    add_node(
        draft,
        NodeKind.RESULT,
        "Elke wijkschets wordt na een jaar besproken op een wijkvergadering",
        by=by,
        parent=_parent(sketches),
    )
    report = nodes["Verslag van de campagne"]
    remove_node(report.node, by=by)
    bikes = nodes["Wie aangifte doet, krijgt bericht zodra de fiets is gevonden"]
    move_node(bikes.node, by=by, parent=bikes.node.parent, position=0)


def _parent(branch: Branch) -> Node:
    if branch.parent is None:
        raise Refused(branch.node.text)
    return branch.parent.node
