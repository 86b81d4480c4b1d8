"""Rooms register their entries once, and each person sees their own."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from belfort.ui import navigation
from belfort.ui.navigation import Entry, EntryTwice


def test_the_same_address_twice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "ENTRIES", [])
    entry = Entry(1, "Plans", "plan:plans", lambda actor: True)
    navigation.register(entry)
    with pytest.raises(EntryTwice):
        navigation.register(entry)


def test_a_person_sees_what_is_shown_to_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "ENTRIES", [])
    planner, reader = SimpleNamespace(plans=True), SimpleNamespace(plans=False)
    plans = Entry(2, "Plans", "plan:plans", lambda actor: actor.plans)
    home = Entry(1, "Start", "home", lambda actor: True)
    own = Entry(3, "Profile", "accounts:profile", lambda actor: True, personal=True)
    for entry in (plans, home, own):
        navigation.register(entry)
    assert navigation.entries_for(planner) == [home, plans]
    assert navigation.entries_for(reader) == [home]
    assert navigation.entries_for(None) == []
    assert navigation.personal_entries_for(None) == [own]
