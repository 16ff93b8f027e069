"""Custom tables: Stigler's diet, and properties of random tables checked without the solver's word."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import planner
from planner.errors import PlanCheckError, TableError, UnknownLabelError
from planner.plan import custom_model
from planner.tables import read_table

FOODS = pd.DataFrame({"iron": [2.0, 1.0], "fat": [1.0, 0.0]}, index=["beans", "kale"])
COST = {"beans": 1.0, "kale": 2.0}


@pytest.fixture(scope="module")
def stigler():
    items = read_table("samples/stigler_1945/items.csv").set_index("item")
    return items, read_table("samples/stigler_1945/bounds.csv").set_index("component")["lower"]


@pytest.fixture
def only_cbc(monkeypatch):
    monkeypatch.setattr(custom_model, "_solvers", lambda seconds: iter([custom_model.bundled_cbc(seconds)]))


def is_stiglers_optimum(found, lower):
    assert found.status == "optimal"
    assert round(365 * found.cost, 2) == 39.66
    assert set(found.items.index[found.items["amount"] > 0]) == {
        "Wheat flour (enriched)", "Liver (beef)", "Cabbage", "Spinach", "Navy beans (dried)",
    }  # fmt: skip
    prices = found.components["lower_price"]
    binding = {
        "energy_kcal_thousand",
        "calcium_g",
        "vitamin_a_iu_thousand",
        "riboflavin_mg",
        "ascorbic_acid_mg",
    }
    assert set(prices.index[prices > 1e-9]) == binding
    assert (prices >= -1e-9).all()
    assert float(prices @ lower) == pytest.approx(found.cost)


def test_stiglers_diet(stigler):
    items, lower = stigler
    assert items.shape[0] == 77
    assert len(lower) == 9
    is_stiglers_optimum(planner.solve_table(items, lower, cost=items["cost"]), lower)


@pytest.mark.usefixtures("only_cbc")
def test_stiglers_diet_with_cbc(stigler):
    items, lower = stigler
    is_stiglers_optimum(planner.solve_table(items, lower, cost=items["cost"]), lower)


def test_cells_that_copies_of_stiglers_table_do_not_agree_on_change_nothing(stigler):
    items, lower = stigler
    other = items.copy()
    other.loc["White bread (enriched)", "energy_kcal_thousand"] = 15.6
    other.loc["Leg of lamb", "riboflavin_mg"] = 3.0
    other.loc["Pork chops", "iron_mg"] = 80
    other.loc["Oranges", "ascorbic_acid_mg"] = 1993
    is_stiglers_optimum(planner.solve_table(other, lower, cost=other["cost"]), lower)


def test_a_price_says_what_one_more_unit_costs(stigler):
    items, lower = stigler
    before = planner.solve_table(items, lower, cost=items["cost"])
    more = {**lower, "calcium_g": lower["calcium_g"] + 0.01}
    after = planner.solve_table(items, more, cost=items["cost"])
    assert after.cost - before.cost == pytest.approx(0.01 * before.components["lower_price"]["calcium_g"])


def test_an_upper_bound_has_a_price_below_zero():
    found = planner.solve_table(FOODS, {"iron": 10}, {"fat": 3}, cost=COST)
    looser = planner.solve_table(FOODS, {"iron": 10}, {"fat": 4}, cost=COST)
    assert looser.cost - found.cost == found.components["upper_price"]["fat"] < 0


# --- unknown is not zero


def test_an_unknown_content_raises_and_names_it():
    foods = FOODS.assign(iron=[np.nan, 1.0])
    with pytest.raises(TableError, match=r"what beans holds of iron is not known \(1 blanks in all\)"):
        planner.solve_table(foods, {"iron": 10}, cost=COST)


def test_an_unknown_content_without_a_bound_does_not_matter():
    foods = FOODS.assign(iron=[np.nan, 1.0])
    assert planner.solve_table(foods, {"fat": 1}, cost=COST).cost == 1


def test_cautious_promises_whatever_the_unknown_is():
    foods = pd.DataFrame(
        {"iron": [2.0, 1.0, np.nan], "fat": [np.nan, 0.0, 1.0]}, index=["beans", "kale", "oil"]
    )
    found = planner.solve_table(foods, {"iron": 4, "fat": 2}, cost=COST | {"oil": 1}, unknown="cautious")
    assert found.items["amount"].to_dict() == {"beans": 2, "kale": 0, "oil": 2}
    assert found.components["complete"].to_dict() == {"iron": False, "fat": False}
    capped = planner.solve_table(foods, {"iron": 4}, {"fat": 2}, cost=COST | {"oil": 1}, unknown="cautious")
    assert capped.left_out == ("beans",)
    assert capped.items["amount"].to_dict() == {"kale": 4, "oil": 0}


def test_an_unknown_cost_raises():
    with pytest.raises(TableError, match="kale: the cost is not known"):
        planner.solve_table(FOODS, {"iron": 1}, cost={"beans": 1, "kale": np.nan})


# --- labels join exactly


@pytest.mark.parametrize(
    ("wrong", "label"),
    [
        ({"lower": {"Iron": 1}}, "Iron"),
        ({"upper": {"fatt": 1}}, "fatt"),
        ({"cost": {"beans": 1}}, "kale"),
        ({"most": {"bean": 1}}, "bean"),
        ({"least": {"bean": 1}}, "bean"),
    ],
)
def test_a_label_that_does_not_match_raises(wrong, label):
    with pytest.raises(UnknownLabelError) as found:
        planner.solve_table(FOODS, **({"lower": {"iron": 1}, "cost": COST} | wrong))
    assert found.value.labels == [label]


@pytest.mark.parametrize("axis", ["index", "columns"])
def test_a_name_twice_raises(axis):
    foods = FOODS.set_axis(["twice", "twice"], axis=axis)
    with pytest.raises(TableError, match="twice stands there more than once"):
        planner.solve_table(foods, cost={"twice": 1, **COST})


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"lower": {"iron": np.inf}}, "a bound is infinite"),
        ({"unknown": "zero"}, "'zero' is not a way"),
        ({"cost": {"beans": -1, "kale": 1}}, "the cost can fall without end"),
    ],
)
def test_what_cannot_be_meant_is_refused(wrong, words):
    with pytest.raises(TableError, match=words):
        planner.solve_table(FOODS, **({"lower": {"iron": 1}, "cost": COST} | wrong))


# --- whole amounts, conflicts


def test_whole_amounts():
    foods = pd.DataFrame({"iron": [3.0]}, index=["beans"])
    found = planner.solve_table(foods, {"iron": 10}, cost={"beans": 1}, whole=True)
    assert found.items["amount"].tolist() == [4]
    assert (found.status, found.cost, found.bound) == ("optimal", 4, 4)
    assert found.components["lower_price"]["iron"] == pytest.approx(1 / 3)


def test_only_whole_amounts_may_be_what_is_impossible():
    foods = pd.DataFrame({"iron": [3.0]}, index=["beans"])
    ask = {"lower": {"iron": 10}, "upper": {"iron": 11}, "cost": {"beans": 1}, "whole": True}
    found = planner.solve_table(foods, **ask)
    assert found.status == "infeasible"
    assert freed(foods, found, ask).status == "optimal"


def test_a_conflict_names_both_sides():
    found = planner.solve_table(FOODS, {"iron": 10}, {"fat": 3}, cost=COST, most={"kale": 1})
    assert set(zip(found.conflicts["bound"], found.conflicts["name"], strict=True)) == {
        ("lower", "iron"), ("upper", "fat"), ("most", "kale"),
    }  # fmt: skip
    assert found.items["amount"].isna().all()
    assert np.isnan(found.cost)


def test_what_gives_way_is_least_as_a_share_of_its_bound():
    found = planner.solve_table(FOODS, {"iron": 10}, {"fat": 3}, cost=COST, most={"kale": 0})
    gives = found.conflicts.set_index("name")["relax_by"]
    assert gives["iron"] == 4  # 40 %; fat would have to give way by 2, which is 67 %
    assert gives["fat"] == 0


def freed(items, found, ask):
    """Ask again with every bound of the conflict given way to."""
    loose = {kind: dict(ask.get(kind, {})) for kind in ("lower", "upper", "least", "most")}
    for row in found.conflicts.itertuples():
        loose[row.bound][row.name] = row.relax_to
    return planner.solve_table(items, **(ask | loose))


@st.composite
def tables(draw):
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    number = st.integers(0, 20)
    names, parts = [f"i{at}" for at in range(rows)], [f"c{at}" for at in range(columns)]
    contents = draw(
        st.lists(st.lists(number, min_size=columns, max_size=columns), min_size=rows, max_size=rows)
    )
    some = {"max_size": 4}
    ask = {
        "lower": draw(st.dictionaries(st.sampled_from(parts), st.integers(1, 60), **some)),
        "upper": draw(st.dictionaries(st.sampled_from(parts), st.integers(0, 60), **some)),
        "least": draw(st.dictionaries(st.sampled_from(names), st.integers(0, 5), max_size=2)),
        "most": draw(st.dictionaries(st.sampled_from(names), st.integers(0, 5), **some)),
        "cost": dict(zip(names, draw(st.lists(number, min_size=rows, max_size=rows)), strict=True)),
        "whole": draw(st.booleans()),
    }
    return pd.DataFrame(contents, names, parts, dtype=float), ask


@settings(max_examples=150, deadline=None)
@given(tables())
def test_any_table_is_solved_and_proved_or_its_conflict_frees_it(table):
    items, ask = table
    found = planner.solve_table(items, **ask)
    if found.status == "infeasible":
        assert (found.conflicts["relax_by"] > 0).any()
        assert freed(items, found, ask).status == "optimal"
        return
    amounts = found.items["amount"].to_dict()
    keeps_to(items, ask, amounts)
    assert found.cost == pytest.approx(sum(ask["cost"][name] * amounts[name] for name in amounts), abs=1e-6)
    assert proved(items, ask, found) <= found.cost + 1e-5
    if not ask["whole"]:
        assert proved(items, ask, found) == pytest.approx(found.cost, abs=1e-5)


def keeps_to(items, ask, amounts):
    for part in items.columns:
        total = sum(items.at[name, part] * amount for name, amount in amounts.items())
        assert ask["lower"].get(part, 0) - 1e-5 <= total <= ask["upper"].get(part, np.inf) + 1e-5
    for name, amount in amounts.items():
        assert max(ask["least"].get(name, 0), 0) - 1e-6 <= amount <= ask["most"].get(name, np.inf) + 1e-6
        assert not ask["whole"] or amount == round(amount)


def proved(items, ask, found):
    """Return the least that any amounts can cost, from the prices alone."""
    low, high = found.components["lower_price"], found.components["upper_price"]
    assert (low >= -1e-7).all()
    assert (high <= 1e-7).all()
    sure = sum(price * ask["lower"].get(part, 0) for part, price in low.items())
    sure += sum(price * ask["upper"].get(part, 0) for part, price in high.items())
    for name in items.index:
        short = ask["cost"][name] - sum(items.at[name, part] * (low[part] + high[part]) for part in low.index)
        assert short > -1e-6 or name in ask["most"]
        sure += short * (ask["least"].get(name, 0) if short > 0 else ask["most"].get(name, 0))
    return sure


# --- the check can fail


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda found: {"items": found.items.assign(amount=[2.0, 4.0])}, "iron is below its bound"),
        (lambda found: {"items": found.items.assign(amount=[5.0, 0.0])}, "fat is above its bound"),
        (lambda found: {"cost": 12.0}, "the cost is not that of the amounts"),
        (lambda found: {"components": found.components.assign(lower_price=0.5)}, "do not prove the cost"),
        (lambda found: {"bound": 10.0}, "the bound is not one"),
        (lambda found: {"whole": True, "items": found.items.assign(amount=[2.5, 5.0])}, "not whole"),
    ],
)
def test_a_broken_solution_is_found(change, words):
    found = planner.solve_table(FOODS, {"iron": 10}, {"fat": 3}, cost=COST)
    with pytest.raises(PlanCheckError, match=words):
        replace(found, **change(found)).check()
