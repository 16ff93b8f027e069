"""Grams and nutrients scale linearly; what is unknown is a fault and never a zero."""

from __future__ import annotations

import math
import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.diary.quantities.portions import portions
from planner.diary.resolve import resolve
from planner.reference.foods import food_table
from planner.reference.supplements import supplement_amounts

FOODS = st.sampled_from(sorted(food_table().foods.index[food_table().composition["energy"].notna()]))
UNITS = st.sampled_from(
    ["g", "oz", "cup", "ml", "tbsp", "slice", "piece", "can", "serving", "mug", "large", None]
)
COUNTS = st.sampled_from([0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3])


@given(FOODS, UNITS, COUNTS, st.sampled_from([2, 3]))
@settings(max_examples=300, deadline=None)
def test_grams_are_linear_in_the_amount(food_id: str, unit: str | None, count: float, times: int) -> None:
    once, more = (
        resolve("x", count, unit, food_id=food_id),
        resolve("x", count * times, unit, food_id=food_id),
    )
    if once.problem or more.problem:
        assert math.isnan(once.grams) == bool(once.problem)
        assert math.isnan(more.grams) == bool(more.problem)
        return
    assert more.grams == pytest.approx(times * once.grams, abs=0.051 * (times + 1))


@given(FOODS, UNITS, COUNTS)
@settings(max_examples=300, deadline=None)
def test_a_row_is_a_positive_weight_or_a_fault(food_id: str, unit: str | None, count: float) -> None:
    found = resolve("x", count, unit, food_id=food_id)
    assert (found.grams > 0) != bool(found.problem)
    assert bool(found.advice) == bool(found.problem)
    assert (found.confidence > 0) == (found.problem is None)


@given(FOODS, UNITS, COUNTS)
@settings(max_examples=300, deadline=None)
def test_grams_are_what_the_printed_household_amount_says(
    food_id: str, unit: str | None, count: float
) -> None:
    found = resolve("x", count, unit, food_id=food_id)
    portion = next((one for one in portions(food_id) if one.seq == found.portion_seq), None)
    if portion is None:
        return
    said = re.match(r"(\d+ \d+/\d+|\d+/\d+|\d*\.?\d+) ", found.household)
    number = float(sum(map(Fraction, said[1].split()))) if said else 1.0
    if found.household == portion.text:  # "5 oz package" is one of it, not five
        number = portion.amount
    counted = portion.text[0].isdigit() and " × " not in found.household
    amount = portion.amount if counted else 1.0
    assert found.grams == pytest.approx(number / amount * portion.grams, rel=1e-3, abs=0.051)


@given(
    st.text(max_size=60),
    st.one_of(st.none(), st.text(max_size=12), st.floats()),
    st.one_of(st.none(), st.text(max_size=8)),
)
@settings(max_examples=300, deadline=None)
def test_any_cells_give_a_weight_tablets_or_a_fault(text: str, amount: object, unit: object) -> None:
    found = resolve(text, amount, unit)
    usable = found.units > 0 if found.source == "supplement" else found.grams > 0
    assert usable != bool(found.problem)
    assert found.grams != 0


@given(FOODS, st.floats(0.5, 2_000))
@settings(max_examples=100, deadline=None)
def test_nutrients_are_linear_and_unknown_stays_unknown(food_id: str, grams: float) -> None:
    table = food_table().amounts([food_id, food_id], [grams, 3 * grams])
    known = table.iloc[0].notna()
    assert (table.iloc[1].notna() == known).all()
    assert table.iloc[1][known].to_numpy() == pytest.approx(3 * table.iloc[0][known].to_numpy())


@given(st.floats(0.1, 20), st.sampled_from(["supp:prenatal", "supp:free:magnesium=250mg", "supp:unimmap"]))
def test_supplements_are_linear(units: float, supplement_id: str) -> None:
    one, many = supplement_amounts([supplement_id] * 2, [1, units]).to_numpy()
    assert many == pytest.approx(units * one)
