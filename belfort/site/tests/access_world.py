"""What the access matrix is made of: people in every role, twice, and expectations.

``World`` holds one city with everything in it, and another that should learn
nothing. A page of the matrix says which status each of them gets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.core.files.base import ContentFile
from django.test import Client
from django.utils.timezone import localdate

from belfort.accounts.models import Membership, Role, Service, User
from belfort.accounts.tests.cast import make_city, make_member, sign_in
from belfort.indicators.models import Criterion, Indicator, Kind
from belfort.places.models import Municipality, Regime
from belfort.plan.models import (
    Finding,
    Import,
    Node,
    NodeKind,
    Plan,
    Question,
    Version,
)
from belfort.plan.states import State

ROLES = tuple(Role)
OWN, ELSEWHERE = "own", "elsewhere"
SCOPES = (OWN, ELSEWHERE)
ANONYMOUS, WITHOUT_ROLE = "anonymous", "without role"

LED_TO_SIGN_IN = 302
REFUSED = 403
UNKNOWN = 404


class World:
    """One city with a person in every role and something of every kind in it."""

    def __init__(self) -> None:
        self.city = make_city("Voorbeeld")
        self.other = make_city("Elders")
        self.members = {
            (scope, role): make_member(f"{role} {scope}", organisation, role)
            for scope, organisation in ((OWN, self.city), (ELSEWHERE, self.other))
            for role in ROLES
        }
        self.former = make_member(
            "Henk",
            self.city,
            Role.PREVENTION_OFFICER,
            end=localdate() - timedelta(days=1),
        )
        self._cookies = {who: self._cookies_of(who) for who in EVERYBODY}
        self._furnish()

    def _cookies_of(self, who: Who) -> dict[str, str]:
        client = Client()
        if who == WITHOUT_ROLE:
            sign_in(client, self.former.user)
        elif isinstance(who, tuple):
            sign_in(client, self.members[who])
        return {name: morsel.value for name, morsel in client.cookies.items()}

    def _furnish(self) -> None:
        """Make everything below, since each request is undone afterwards."""
        for name, value in vars(type(self)).items():
            if isinstance(value, cached_property):
                getattr(self, name)

    def client(self, who: Who) -> Client:
        """A fresh browser in which somebody of the matrix is signed in."""
        client = Client()
        client.cookies.load(self._cookies[who])
        return client

    # What the pages of the matrix are about.

    @cached_property
    def person(self) -> User:
        return make_member("Wout", self.city, Role.TEAM_LEAD).user

    @cached_property
    def membership(self) -> Membership:
        return self.person.memberships.get()

    @cached_property
    def service(self) -> Service:
        return Service.objects.create(organisation=self.city, name="Preventie")

    @cached_property
    def municipality(self) -> Municipality:
        """One of the public list, which is no city of this world."""
        return Municipality.objects.create(
            code="99009",
            name_nl="Torenstad",
            name_fr="Ville-Tour",
            regime=Regime.DUTCH,
            valid_from=date(2000, 1, 1),
        )

    @cached_property
    def draft(self) -> Version:
        """A version of a plan that the city's service still works on."""
        return self._version(self.plan, State.DRAFT)

    @cached_property
    def in_force(self) -> Version:
        """The version that the council and the federal government approved."""
        return self._version(self._plan(), State.IN_FORCE)

    @cached_property
    def plan(self) -> Plan:
        return self._plan()

    def _plan(self) -> Plan:
        assert self.city.municipality
        return Plan.objects.create(
            organisation=self.city,
            municipality=self.city.municipality,
            title="Zonaal plan",
            start=date(2020, 1, 1),
            end=date(2025, 12, 31),
        )

    def _version(self, plan: Plan, state: State) -> Version:
        author = self.members[OWN, Role.PREVENTION_OFFICER]
        return Version.objects.create(
            plan=plan, number=1, state=state, created_by=author
        )

    @cached_property
    def chapter(self) -> Node:
        return self._node(NodeKind.CHAPTER, None, "Inbraak")

    @cached_property
    def goal(self) -> Node:
        return self._node(NodeKind.STRATEGIC, self.chapter, "Minder inbraken")

    @cached_property
    def step(self) -> Node:
        return self._node(NodeKind.OPERATIONAL, self.goal, "Wie inbreekt vindt niets")

    @cached_property
    def measured(self) -> Node:
        """A node that is an indicator."""
        text = "Aantal bezoeken"
        indicator = Indicator.objects.create(organisation=self.city, text=text)
        return self._node(NodeKind.INDICATOR, self.step, text, indicator)

    @cached_property
    def criterion(self) -> Criterion:
        assert self.measured.indicator
        return Criterion.objects.create(
            indicator=self.measured.indicator, kind=Kind.COUNT, measure="visits"
        )

    def _node(
        self,
        kind: NodeKind,
        parent: Node | None,
        text: str,
        indicator: Indicator | None = None,
    ) -> Node:
        return Node.objects.create(
            version=self.draft,
            kind=kind,
            parent=parent,
            position=0,
            text=text,
            indicator=indicator,
        )

    @cached_property
    def handed_over(self) -> Import:
        """A document under review."""
        imported = Import(
            organisation=self.city,
            name="plan.txt",
            sha256="0" * 64,
            format="text",
            reading={"header": {}, "chapters": []},
            created_by=self.members[OWN, Role.PREVENTION_OFFICER],
        )
        imported.file.save("plan.txt", ContentFile(b"ZONAAL PLAN"))
        return imported

    @cached_property
    def question(self) -> Question:
        return Question.objects.create(
            source=self.handed_over,
            key="q1",
            position=0,
            kind="split_or_join",
            readings=[["Een"], ["Een", "twee"]],
            proposal=0,
            lines=["Een twee"],
            page=1,
            line=1,
        )

    @cached_property
    def finding(self) -> Finding:
        return Finding.objects.create(
            source=self.handed_over,
            key="f1",
            position=0,
            code="unsigned",
            severity="warning",
            facts={},
            page=1,
            line=1,
        )


Who = str | tuple[str, Role]

EVERYBODY: tuple[Who, ...] = (
    ANONYMOUS,
    WITHOUT_ROLE,
    *((scope, role) for scope in SCOPES for role in ROLES),
)


@dataclass(frozen=True)
class Page:
    """What everybody gets who asks for one address with one method."""

    statuses: Mapping[Who, int]
    args: Callable[[World], Mapping[str, Any]] = field(default=lambda world: {})
    data: Callable[[World], Mapping[str, Any]] = field(default=lambda world: {})

    def about(self, args: Callable[[World], Mapping[str, Any]]) -> Page:
        """The same page, with what stands in its address."""
        return Page(self.statuses, args, self.data)

    def sending(self, data: Callable[[World], Mapping[str, Any]]) -> Page:
        """The same page, with what the form sends."""
        return Page(self.statuses, self.args, data)


def public(status: int = 200) -> Page:
    """The same for everybody, signed in or not."""
    return Page(dict.fromkeys(EVERYBODY, status))


def entrance(status: int, *, signed_in: int) -> Page:
    """For whoever is not signed in yet; the others get another answer."""
    return Page({who: status if who == ANONYMOUS else signed_in for who in EVERYBODY})


def personal(status: int = 200) -> Page:
    """For whoever signed in, with a role or without."""
    return entrance(LED_TO_SIGN_IN, signed_in=status)


def only(
    *roles: Role, status: int = 200, refused: int = REFUSED, without: int = REFUSED
) -> Page:
    """For some roles, about their own organisation, whichever that is."""
    return _by_role(
        {role: status if role in roles else refused for role in ROLES},
        {role: status if role in roles else refused for role in ROLES},
        without=without,
    )


def member(status: int = 200, *, without: int = REFUSED) -> Page:
    """For every role alike, about their own organisation."""
    return only(*ROLES, status=status, without=without)


def thing(
    *roles: Role,
    status: int = 200,
    seen_by: Iterable[Role] = ROLES,
    elsewhere: int = UNKNOWN,
    role_first: bool = False,
    may_elsewhere: Iterable[Role] = (),
    without: int = REFUSED,
) -> Page:
    """About one thing of the city: for some of its roles.

    Whoever sees the thing and may not do this gets 403, who does not see it 404.
    Elsewhere nobody sees it, unless a page asks for the role before it looks:
    then the roles that never may get 403 in both cities. ``may_elsewhere`` are the
    roles that may do it in every city.
    """
    seeing = set(seen_by)
    own = {
        role: status if role in roles else REFUSED if role in seeing else UNKNOWN
        for role in ROLES
    }
    away = {
        role: REFUSED if role_first and role not in roles else elsewhere
        for role in ROLES
    }
    away |= dict.fromkeys(may_elsewhere, status)
    return _by_role(own, away, without=without)


def _by_role(
    own: Mapping[Role, int], elsewhere: Mapping[Role, int], *, without: int
) -> Page:
    statuses: dict[Who, int] = {ANONYMOUS: LED_TO_SIGN_IN, WITHOUT_ROLE: without}
    for scope, by_role in ((OWN, own), (ELSEWHERE, elsewhere)):
        for role, status in by_role.items():
            statuses[scope, role] = status
    return Page(statuses)
