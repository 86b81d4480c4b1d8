"""Holidays, working days, terms and school years."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from belfort.law.calendar import (
    Community,
    add_months,
    add_working_days,
    easter,
    end_of_term,
    is_working_day,
    next_working_day,
    public_holidays,
    school_start,
    school_year,
    working_days_between,
)

DAYS = st.dates(date(1975, 1, 1), date(2150, 12, 31))
YEARS = st.integers(1975, 2199)
COMMUNITIES = st.sampled_from(Community)


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (1961, 4, 2),
        (2000, 4, 23),
        (2008, 3, 23),
        (2018, 4, 1),
        (2020, 4, 12),
        (2024, 3, 31),
        (2025, 4, 20),
        (2026, 4, 5),
        (2038, 4, 25),
        (2285, 3, 22),
    ],
)
def test_easter_falls_on_its_known_days(year: int, month: int, day: int) -> None:
    assert easter(year) == date(year, month, day)


@given(YEARS)
def test_easter_is_a_sunday_between_22_march_and_25_april(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


def test_the_holidays_of_2025() -> None:
    assert sorted(public_holidays(2025)) == [
        date(2025, 1, 1),
        date(2025, 4, 21),
        date(2025, 5, 1),
        date(2025, 5, 29),
        date(2025, 6, 9),
        date(2025, 7, 21),
        date(2025, 8, 15),
        date(2025, 11, 1),
        date(2025, 11, 11),
        date(2025, 12, 25),
    ]


@given(YEARS)
def test_every_year_has_ten_holidays_of_its_own(year: int) -> None:
    holidays = public_holidays(year)
    # Ascension on the 1st of May again leaves nine: a decree must then add one.
    together = easter(year) + timedelta(days=39) == date(year, 5, 1)
    assert len(holidays) == (9 if together and year != 2008 else 10)
    assert {day.year for day in holidays} == {year}


def test_in_2008_another_day_stood_in_for_ascension() -> None:
    assert {date(2008, 5, 1), date(2008, 5, 2)} <= public_holidays(2008)
    assert len(public_holidays(2008)) == 10


def test_fifty_working_days_of_an_inquiry() -> None:
    assert add_working_days(date(2025, 4, 1), 50) == date(2025, 6, 16)
    assert add_working_days(date(2025, 4, 18), 1) == date(2025, 4, 22)
    assert add_working_days(date(2025, 4, 22), -1) == date(2025, 4, 18)


@given(DAYS, st.integers(1, 120))
def test_adding_working_days_ends_on_one_and_counts_right(day: date, n: int) -> None:
    later = add_working_days(day, n)
    assert is_working_day(later)
    assert later > day
    assert working_days_between(day, later) == n
    assert working_days_between(day, later - timedelta(days=1)) == n - 1


@given(DAYS, st.integers(1, 60), st.integers(1, 60))
def test_working_days_add_up(day: date, first: int, then: int) -> None:
    once = add_working_days(day, first + then)
    assert add_working_days(add_working_days(day, first), then) == once


@given(DAYS, st.integers(1, 60))
def test_going_back_undoes_going_on_from_a_working_day(day: date, n: int) -> None:
    begin = next_working_day(day)
    assert add_working_days(add_working_days(begin, n), -n) == begin


@given(DAYS)
def test_the_next_working_day_is_the_first_one(day: date) -> None:
    found = next_working_day(day)
    assert is_working_day(found)
    days = (found - day).days
    assert not any(is_working_day(day + timedelta(days=n)) for n in range(days))
    assert days <= 5


@pytest.mark.parametrize(
    ("event", "months", "days", "last"),
    [
        (date(2025, 1, 15), 1, 0, date(2025, 2, 17)),
        (date(2025, 1, 31), 1, 0, date(2025, 2, 28)),
        (date(2025, 3, 3), 0, 15, date(2025, 3, 18)),
        (date(2025, 10, 17), 0, 15, date(2025, 11, 3)),
        (date(2024, 12, 10), 0, 15, date(2024, 12, 26)),
    ],
)
def test_a_term_ends_on_a_working_day(
    event: date, months: int, days: int, last: date
) -> None:
    assert end_of_term(event, months=months, days=days) == last


def test_a_limitation_period_does_not_move() -> None:
    assert end_of_term(date(2025, 1, 15), months=1, moves=False) == date(2025, 2, 15)


@given(DAYS, st.integers(0, 400))
def test_a_term_never_ends_earlier_by_moving(day: date, days: int) -> None:
    unmoved = end_of_term(day, days=days, moves=False)
    moved = end_of_term(day, days=days)
    assert unmoved == day + timedelta(days=days)
    assert timedelta(0) <= moved - unmoved <= timedelta(days=5)
    assert is_working_day(moved)


@given(DAYS, st.integers(-240, 240))
def test_months_keep_the_day_where_the_month_has_it(day: date, count: int) -> None:
    later = add_months(day, count)
    months = (later.year - day.year) * 12 + later.month - day.month
    assert months == count
    assert later.day == day.day or (
        later.day < day.day and (later + timedelta(days=1)).day == 1
    )


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(2021, 9, 1), (2022, 8, 29), (2023, 8, 28), (2024, 8, 26), (2025, 8, 25)],
)
def test_french_speaking_schools_begin_on_their_known_days(
    year: int, month: int, day: int
) -> None:
    assert school_start(year, Community.FRENCH) == date(year, month, day)


def test_a_day_at_the_end_of_august_lies_in_two_school_years() -> None:
    day = date(2023, 8, 29)
    assert str(school_year(day, Community.FLEMISH)) == "2022-2023"
    assert str(school_year(day, Community.GERMAN)) == "2022-2023"
    assert str(school_year(day, Community.FRENCH)) == "2023-2024"
    last = school_year(date(2022, 8, 28), Community.FRENCH)
    assert (last.start, last.end) == (date(2021, 9, 1), date(2022, 8, 28))
    flemish = school_year(date(2020, 9, 1), Community.FLEMISH)
    assert (flemish.start, flemish.end) == (date(2020, 9, 1), date(2021, 8, 31))


@given(DAYS, COMMUNITIES)
def test_every_day_lies_in_one_school_year_and_they_join_up(
    day: date, community: Community
) -> None:
    year = school_year(day, community)
    assert year.start <= day <= year.end
    after = school_year(year.end + timedelta(days=1), community)
    assert after.start == year.end + timedelta(days=1)
    assert 357 <= (year.end - year.start).days + 1 <= 373
