"""An invented city with a plan of every age, for the tests in a browser."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from django.utils.timezone import localdate
from django.utils.translation import override

from belfort.accounts.models import Role, Service
from belfort.accounts.tests.cast import make_city, make_member
from belfort.plan.actions.imports import hand_over
from belfort.plan.actions.nodes import add_node, edit_node, remove_node
from belfort.plan.actions.versions import advance, make_plan, new_version
from belfort.plan.models import NodeKind
from belfort.plan.states import State
from belfort.plan.tests.small import CAFE, ROUNDS, find, stored

DEMO = Path(__file__).resolve().parents[3] / "demo" / "plan"
ROAD = (State.OPERATIONAL, State.COLLEGE, State.COUNCIL, State.FEDERAL, State.IN_FORCE)


class World:
    """The city, who works there, and what the pages are about."""

    def __init__(self) -> None:
        # A yellow nobody can read on white: the shell must darken it.
        self.city = make_city("Zandermeer", is_example=True, accent="#e0a800")
        self.alice = make_member("Alice", self.city, Role.PREVENTION_OFFICER)
        self.dana = make_member("Dana", self.city, Role.ADMINISTRATOR)
        self.eve = make_member("Eve", self.city, Role.PRIVACY_OFFICER)
        self.henk = make_member(
            "Henk", self.city, Role.BOARD, end=localdate() - timedelta(days=1)
        )
        self.service = Service.objects.create(organisation=self.city, name="Preventie")

    def with_plans(self) -> World:
        """A version in force, a draft that differs from it, an empty plan, and a
        document to review."""
        with override("nl"):
            self.version = stored(self.alice)
            self.indicator = find(self.version, ROUNDS).node
            first_day = date(2025, 1, 6)
            for place, state in enumerate(ROAD):
                day = first_day + timedelta(weeks=place)
                self.version = advance(
                    self.version, state, by=self.alice, day=day, item=f"{place + 1}"
                )
            self.draft = new_version(self.version, by=self.alice, note="Meer rondes.")
            self.result = find(self.draft, CAFE).node
            self.draft_indicator = find(self.draft, ROUNDS).node
            edit_node(self.draft_indicator, by=self.alice, text=f"{ROUNDS} en per wijk")
            remove_node(
                find(self.draft, "Bestaan van een draaiboek").node, by=self.alice
            )
            add_node(self.draft, NodeKind.CHAPTER, "INBRAAK", by=self.alice, number="3")
            self.empty = make_plan(
                by=self.alice,
                language="fr",
                start=date(2027, 1, 1),
                end=date(2027, 12, 31),
                title="Plan 2027",
            )
            self.imported = hand_over(
                by=self.alice,
                data=(DEMO / "plan_nl.pdf").read_bytes(),
                name="plan_nl.pdf",
            )
        return self
