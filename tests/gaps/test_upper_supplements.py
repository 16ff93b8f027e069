"""Upper levels with products of her own: each level counts only the form that it is set for."""

from __future__ import annotations

from typing import Any

import pytest

import planner
from planner.reference.own_label import Label
from planner.reference.regimen import Regimen, Taken
from planner.report.analysis import analysis

MEAL = b"date,food,amount,unit\n2026-03-02,pumpkin seeds,200,g\n2026-03-02,carrots raw,500,g\n"


def gap(nutrient: str, amounts: dict[str, str], when: str = "daily", meal: bytes = MEAL) -> dict[str, Any]:
    regimen = Regimen((Label("Mine", amounts),), (Taken("Mine", when),))
    person = planner.Person(age=29, life_stage="pregnant", gestation_weeks=22, supplements=regimen)
    document = analysis(planner.read_diary(meal), planner.targets_for(person))
    return next(one for one in document["people"][0]["gaps"] if one["nutrient"] == nutrient)


def test_magnesium_of_food_is_never_set_against_the_level_for_supplements() -> None:
    found = gap("magnesium", {"magnesium": "350 mg as citrate"})
    assert found["mean"] > 1000  # seeds of 1,000 mg and the tablet
    assert (found["upper"], found["upper_intake"], found["over_upper"]) == (350, 350, False)
    assert gap("magnesium", {"magnesium": "351 mg as citrate"})["over_upper"] is True


def test_the_average_is_what_counts_against_a_level() -> None:
    assert (
        gap("magnesium", {"magnesium": "600 mg"}, "every second day from 2026-03-02")["upper_intake"] == 300
    )


def test_an_open_amount_is_not_said_to_be_within_the_level() -> None:
    found = gap("magnesium", {"magnesium": "500 mg of magnesium citrate"})
    assert found["over_upper"] is None


@pytest.mark.parametrize(
    ("form", "over"), [("as retinol", True), ("as beta-carotene", False), ("", True)]
)  # without a form: retinol, the stricter
def test_only_retinol_counts_for_vitamin_a(form: str, over: bool) -> None:
    assert gap("vitamin_a", {"vitamin A": f"3500 ug {form}"})["over_upper"] is over


def test_only_folic_acid_counts_for_folate() -> None:
    assert gap("folate", {"folate": "2040 ug DFE as methylfolate"})["over_upper"] is False
    assert gap("folate", {"folate": "2040 ug DFE (1200 ug folic acid)"})["over_upper"] is True
    assert gap("folate", {"folic acid": "1001 ug"})["over_upper"] is True


def test_all_forms_of_synthetic_vitamin_e_count() -> None:
    """1,200 IU: 540 mg counts as intake, 1,080 mg for the level of 1,000 mg."""
    assert gap("vitamin_e", {"vitamin E": "1200 IU as dl-alpha-tocopherol"})["over_upper"] is True
    assert gap("vitamin_e", {"vitamin E": "1200 IU as d-alpha-tocopherol"})["over_upper"] is False


@pytest.mark.parametrize(("known", "over"), [("200 mg", None), ("400 mg", True)])
def test_beside_an_open_amount_a_known_one_is_the_least(known: str, over: bool | None) -> None:
    labels = (Label("Known", {"magnesium": known}), Label("Open", {"magnesium": "unknown"}))
    regimen = Regimen(labels, (Taken("Known"), Taken("Open")))
    person = planner.Person(age=29, life_stage="pregnant", gestation_weeks=22, supplements=regimen)
    [found] = analysis(planner.read_diary(MEAL), planner.targets_for(person))["people"]
    assert next(one for one in found["gaps"] if one["nutrient"] == "magnesium")["over_upper"] is over
