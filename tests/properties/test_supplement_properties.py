"""Supplements: half as often is half as much, a split dose sums to the whole, the order does not matter."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planner.errors import PersonError
from planner.reference.label import read_line
from planner.reference.own_label import Label
from planner.reference.regimen import Regimen, Taken
from planner.reference.schedules import read_schedule

PRODUCTS = ["magnesium_250", "prenatal", "iron_65", "fish_oil_1000", "calcium_600_d", "vitamin_d_25"]
WHEN = ["daily", "twice a day", "Mon Wed Fri", "every 3 days", "3 x a week", "every second day"]
WORDS = ["every", "second", "day", "3", "x", "a", "week", "from", "2026-03-01", "to", "Mon", "daily"]
products = st.sampled_from(PRODUCTS)
amounts = st.floats(0.25, 10).map(lambda value: round(value, 2))
taken = st.builds(Taken, products, st.sampled_from(WHEN), amounts)


def usual(*taken: Taken) -> dict[str, float]:
    return Regimen(taken=taken).usual()


@given(products, amounts)
def test_every_second_day_is_half_of_daily(product: str, amount: float) -> None:
    daily = usual(Taken(product, "daily", amount))
    for when in ("every second day", "every other day from 2026-03-01", "alternate days with dinner"):
        half = usual(Taken(product, when, amount))
        assert half == pytest.approx({name: value / 2 for name, value in daily.items()})


@given(products, amounts)
def test_a_dose_in_two_parts_sums_to_the_whole(product: str, amount: float) -> None:
    whole = usual(Taken(product, "daily", 2 * amount))
    assert usual(Taken(product, "daily", amount), Taken(product, "daily", amount)) == pytest.approx(whole)
    assert usual(Taken(product, "twice a day", amount)) == pytest.approx(whole)
    assert usual(Taken(product, "with breakfast and dinner", amount)) == pytest.approx(whole)


@given(st.lists(taken, max_size=6).flatmap(lambda few: st.tuples(st.just(few), st.permutations(few))))
def test_the_order_of_products_does_not_matter(orders: tuple[list[Taken], list[Taken]]) -> None:
    one, other = (usual(*order) for order in orders)
    assert one == pytest.approx(other)


@given(st.sampled_from(WHEN), st.dates(dt.date(2025, 1, 1), dt.date(2027, 1, 1)))
def test_what_is_due_comes_to_the_long_run_amount(when: str, start: dt.date) -> None:
    """Over 42 days, a whole number of every pattern's rounds."""
    schedule = read_schedule(f"{when} from {start}")
    due = [schedule.due_on(start + dt.timedelta(days=n)) for n in range(42)]
    assert sum(due) / 42 == pytest.approx(schedule.a_day)
    assert schedule.due_on(start - dt.timedelta(days=1)) == 0


@given(st.integers(1, 400), st.integers(1, 6))
def test_a_label_for_several_is_that_of_one_times_as_many(milligrams: int, per: int) -> None:
    several, _ = Label("a", {"magnesium": f"{milligrams * per} mg"}, per=per).read()
    one, _ = Label("b", {"magnesium": f"{milligrams} mg"}).read()
    assert several == pytest.approx(one)


@settings(max_examples=300)
@example("9" * 119)
@example("1,,1 mg")
@example("5 mg of of magnesium")
@given(
    st.text(max_size=130)
    | st.from_regex(r"[0-9.,]{1,6} ?(mg|ug|g|IU|%) ?(of|as|DV|NRV)?[a-z %]{0,20}", fullmatch=True)
)
def test_any_text_of_a_label_is_read_or_refused_and_never_negative(text: str) -> None:
    for name in ("magnesium", "vitamin A", "folate", "vitamin E"):
        try:
            found = read_line(name, text)
        except PersonError:
            continue
        assert all(math.isnan(amount) or amount >= 0 for amount in found.amounts.values())


@settings(max_examples=300)
@given(st.text(max_size=160) | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_any_text_of_a_schedule_is_read_or_refused(text: str) -> None:
    try:
        schedule = read_schedule(text)
    except PersonError:
        return
    assert 0 < schedule.a_day <= 24
