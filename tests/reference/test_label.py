"""Labels: worked lines, compounds against published molar masses, and what is refused with what to write."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import pytest

from planner.errors import PersonError
from planner.reference.compounds import molar_mass, share_of
from planner.reference.daily_values import WHOSE, daily_values, in_equivalents
from planner.reference.label import read_line
from planner.reference.nutrients import nutrients
from planner.reference.own_label import Label
from planner.tables import read_toml

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "supplements" / "labels.toml").read_text("utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["about"][:50] for case in CASES])
def test_worked_lines(case: dict[str, Any]) -> None:
    found = read_line(*case["line"])
    known = {name: amount for name, amount in found.amounts.items() if not math.isnan(amount)}
    assert known == pytest.approx(case.get("amounts", {}), rel=1e-4)
    assert {name for name, amount in found.amounts.items() if math.isnan(amount)} == set(
        case.get("unknown", [])
    )


@pytest.mark.parametrize("case", [case for case in CASES if "unknown" in case])
def test_what_is_unknown_is_said(case: dict[str, Any]) -> None:
    if case["unknown"] != ["folate_total"]:
        assert read_line(*case["line"]).notes


@pytest.mark.parametrize(
    ("formula", "published"),
    [
        ("MgO", 40.30),
        ("CaCO3", 100.09),
        ("FeSO4", 151.91),
        ("C4H2FeO4", 169.90),
        ("ZnO", 81.38),
        ("H2O", 18.015),
    ],
)
def test_molar_masses_are_the_published_ones(formula: str, published: float) -> None:
    assert molar_mass(formula) == pytest.approx(published, abs=0.011)


def test_every_compound_has_its_mineral_in_its_formula_and_a_share_below_one() -> None:
    data = read_toml("supplements/compounds.toml")
    for row in data["compound"]:
        found = share_of(row["nutrient"], row["said"][-1])
        assert found is not None
        assert 0 < found.least <= found.most < 1
        assert set(row["waters"]) <= set(data["hydrates"].values())


@pytest.mark.parametrize("whose", WHOSE)
def test_daily_values_are_of_known_nutrients(whose: str) -> None:
    assert set(daily_values(whose)) <= set(nutrients())
    assert in_equivalents(whose) <= set(daily_values(whose))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("magnesium", "500 mg magnesium oxide"),  # the compound's weight or the mineral's: she must say
        ("magnesium", "200"),
        ("magnesium", "200 mg perhaps"),
        ("magnesium", "-5 mg"),
        ("magnesium", "0 mg"),
        ("magnesium", "1e5 mg"),
        ("magnesium", "400 IU"),
        ("iron", "65 g"),
        ("iron", "1.2.3 mg"),
        ("iron", "20 %"),
        ("gold", "1 mg"),
        ("magnesium", ""),
        ("magnesium", "9" * 5000),
        ("magnesium", 200),
        ("magnesium", "200 mg\x00"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_write(name: str, text: Any) -> None:
    with pytest.raises(PersonError) as error:
        read_line(name, text)
    assert error.value.advice
    assert len(str(error.value)) < 700


def test_a_per_cent_of_a_macronutrient_stays_unknown() -> None:
    reading = read_line("protein", "50 % DV")
    assert math.isnan(reading.amounts["protein"])
    assert read_line("sodium", "10 % DV").amounts == {"sodium": 230.0}


def test_a_comma_before_three_figures_parts_thousands_but_not_after_nought() -> None:
    assert read_line("magnesium", "1,000 mg").amounts == {"magnesium": 1000.0}
    assert read_line("copper", "0,125 mg").amounts == {"copper": 0.125}


def test_two_lines_of_one_nutrient_are_refused() -> None:
    with pytest.raises(PersonError, match="another line gives folic_acid"):
        Label("Twice", {"folic acid": "400 ug", "folate": "680 ug DFE (400 ug folic acid)"})


def test_a_nutrient_outside_the_table_is_said_and_not_counted() -> None:
    amounts, notes = Label("Prenatal", {"iodine": "150 ug", "iron": "14 mg"}).read()
    assert amounts == {"iron": 14}
    assert "not counted" in notes[0]
