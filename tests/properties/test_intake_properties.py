"""What must hold of every sum: it scales with grams, unknown stays unknown, parts add up to the whole."""

import datetime as dt
import math

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.diary.model import Diary, entries_frame
from planner.intake import compute_intake
from planner.intake.totals import Ledger, group_codes
from planner.reference.foods import food_table

FOODS = [*food_table().foods.index[:40], "fndds:63107010", "fndds:11000000"]
PEOPLE, DATES, MEALS = (
    ["Ann", "Bea", None],
    [dt.date(2026, 3, 1), dt.date(2026, 3, 2), None],
    ["lunch", "snack", None],
)

eaten = st.tuples(
    st.sampled_from(PEOPLE), st.sampled_from(DATES), st.sampled_from(MEALS),
    st.sampled_from([*FOODS, "supp:magnesium_250", "supp:prenatal"]),
    st.floats(0.5, 900),
)  # fmt: skip


def intake_of(rows, times=1.0):
    pill = [row[3].startswith("supp:") for row in rows]
    amounts = [row[4] * times for row in rows]
    columns = {
        "row": range(2, len(rows) + 2),
        **{name: [row[at] for row in rows] for at, name in enumerate(["person", "date", "meal", "food_id"])},
        "description": [row[3] for row in rows],
        "grams": [math.nan if p else a for p, a in zip(pill, amounts, strict=True)],
        "units": [a if p else math.nan for p, a in zip(pill, amounts, strict=True)],
        "source": ["supplement" if p else "food" for p in pill],
    }
    entries = entries_frame(columns)
    return compute_intake(Diary(entries, entries.head(0), {}))


@settings(deadline=None, max_examples=50)
@given(st.lists(eaten, min_size=1, max_size=30), st.floats(0.1, 10))
def test_nutrients_scale_with_amounts(rows, times):
    once, more = intake_of(rows), intake_of(rows, times)
    for name in ("total", "food", "supplements", "by_meal", "by_food"):
        pd.testing.assert_frame_equal(getattr(once, name) * times, getattr(more, name), rtol=1e-9)
    pd.testing.assert_frame_equal(once.complete, more.complete, rtol=1e-9)


@settings(deadline=None, max_examples=50)
@given(st.lists(eaten, min_size=1, max_size=30))
def test_meals_foods_and_days_add_up_to_the_same(rows):
    intake = intake_of(rows)
    whole = intake.total.sum()
    for parts in (intake.by_meal, intake.by_food):
        np.testing.assert_allclose(parts.sum().to_numpy(), whole.to_numpy(), rtol=1e-9)
    np.testing.assert_allclose((intake.food.fillna(0) + intake.supplements).sum(), whole, rtol=1e-9)
    per_person = sum(len(intake.of(name).total) for name in intake.people)
    assert per_person == len(intake.total) == len({row[:2] for row in rows})


@settings(deadline=None, max_examples=50)
@given(st.lists(eaten, min_size=1, max_size=30))
def test_a_sum_is_unknown_exactly_where_nothing_is_known(rows):
    """Human milk is the food without values; a supplement's label is known for what it declares."""
    intake = intake_of(rows)
    for (person, date), total in intake.total.iterrows():
        own = [
            r
            for r in rows
            if (r[0], r[1]) == (None if pd.isna(person) else person, None if pd.isna(date) else date)
        ]
        foods = [r[3] for r in own if not r[3].startswith("supp:")]
        only_unknown = bool(foods) and set(foods) == {"fndds:11000000"}
        assert bool(math.isnan(total["potassium"])) == only_unknown


values = st.one_of(st.just(math.nan), st.floats(0, 1000))


@settings(deadline=None)
@given(st.data())
def test_planted_unknowns_against_plain_loops(data):
    """The fast sums equal a loop that adds what is known, with NaN planted anywhere in the table."""
    foods, columns, count = data.draw(st.tuples(st.integers(1, 6), st.integers(1, 4), st.integers(1, 5)))
    table = np.array([[data.draw(values) for _ in range(columns)] for _ in range(foods)])
    entry = st.tuples(st.integers(0, foods - 1), st.floats(0.5, 500), st.integers(0, count - 1))
    entries = data.draw(st.lists(entry, min_size=0, max_size=25))
    kinds = (np.int64, np.float64, np.int64)
    rows, weights, groups = (np.array([e[at] for e in entries], dtype=kind) for at, kind in enumerate(kinds))
    ledger = Ledger(table, rows, weights, np.isnan(table).astype(float))
    sums, shares = ledger.sums(groups, count), ledger.complete(groups, count)
    for group in range(count):
        for column in range(columns):
            own = [(w, table[r, column]) for r, w, g in entries if g == group]
            known = [w * v for w, v in own if not math.isnan(v)]
            expected = sum(known) if known or not own else math.nan
            np.testing.assert_allclose(sums[group, column], expected, rtol=1e-9)
            weight = sum(w for w, _ in own)
            share = sum(w for w, v in own if not math.isnan(v)) / weight if own else 1.0
            np.testing.assert_allclose(shares[group, column], share, atol=1e-9)


@given(st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from([1, 2, 3])), min_size=1, max_size=20))
def test_groups_are_the_distinct_combinations(keys):
    person, day = (
        pd.Series(list(part), name=name) for part, name in zip(zip(*keys, strict=True), "pd", strict=True)
    )
    codes, groups = group_codes(person, day)
    labels = [(None if pd.isna(p) else p, d) for p, d in groups]
    assert [labels[code] for code in codes] == keys
    assert len(labels) == len(set(labels)) == len(set(keys))
