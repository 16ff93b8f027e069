"""Targets of a person under a framework, and overrides."""

import copy
import math
import pickle

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import planner
from planner.errors import TargetError, UnknownNameError
from planner.reference.nutrients import nutrients
from planner.reference.people import FRAMEWORKS, LIFE_STAGES, Override, Person
from planner.reference.targets import NO_VALUE, Target, Targets, targets_for

ANNA = Person(age=29, life_stage="pregnant", gestation_weeks=22, height_cm=165, weight_kg=68)
NASEM = targets_for(ANNA, "nasem")
PROMISED = {
    "unit", "target", "target_kind", "ear", "ear_kind", "requirement_cv", "upper", "upper_kind",
    "upper_scope",
    "authority_target", "reason", "source", "note",
}  # fmt: skip


def test_the_public_example():
    person = planner.Person(age=29, life_stage="pregnant", gestation_weeks=22)
    assert planner.targets_for(person, framework="nasem")["magnesium"].target == 350.0


def test_the_frame_has_every_nutrient_and_every_promised_column():
    frame = NASEM.frame
    assert list(frame.index) == list(nutrients())
    assert set(frame.columns) >= PROMISED
    assert (frame["unit"] == pd.Series({name: it.unit for name, it in nutrients().items()})).all()
    assert frame.at["magnesium", "ear"] == 290
    assert frame.at["magnesium", "upper_scope"] == "supplements_only"


def test_the_frame_is_a_copy():
    mine = NASEM.frame
    mine.loc["magnesium", "target"] = 1.0
    assert NASEM.frame.at["magnesium", "target"] == 350


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("stage", LIFE_STAGES)
@pytest.mark.parametrize("age", [14, 18, 19, 50])
def test_a_row_is_whole_or_says_that_there_is_no_value(framework, stage, age):
    for name, row in targets_for(Person(age=age, life_stage=stage), framework).rows.items():
        assert row.nutrient == name
        assert math.isnan(row.target) == (row.target_kind == "")
        assert row.target_kind in ("", "RDA", "PRI", "RNI", "AI", "EER") or math.isnan(row.target)
        assert math.isnan(row.upper) == (row.upper_kind == "") == (row.upper_scope == "")
        assert (row.source == "") == (row.note == NO_VALUE)


def test_units_are_those_of_the_food_table():
    assert (NASEM["copper"].target, NASEM["copper"].upper, NASEM["copper"].unit) == (1.0, 10.0, "mg")


def test_upper_levels_keep_their_scope():
    scopes = {name: row.upper_scope for name, row in NASEM.rows.items() if row.upper_scope}
    assert scopes["vitamin_a"] == "retinol_only"
    assert scopes["folate"] == "folic_acid_only"
    assert scopes["niacin"] == scopes["vitamin_e"] == "synthetic_only"
    assert NASEM["sodium"].upper_kind == "CDRR"


def test_protein_needs_a_weight_and_follows_the_trimester():
    assert NASEM["protein"].ear == pytest.approx(0.88 * 68)
    early = Person(age=29, life_stage="pregnant", gestation_weeks=10, weight_kg=60)
    assert targets_for(early)["protein"].ear == pytest.approx(0.66 * 60)
    unknown = targets_for(Person(age=29, life_stage="pregnant"))["protein"]
    assert math.isnan(unknown.ear)
    assert unknown.target == 71
    assert "weight" in unknown.note


@pytest.mark.parametrize(("week", "plus"), [(10, 1), (20, 9), (33, 28)])
def test_efsa_protein_adds_by_trimester(week, plus):
    person = Person(age=29, life_stage="pregnant", gestation_weeks=week, weight_kg=60)
    assert targets_for(person, "efsa")["protein"].target == pytest.approx(0.83 * 60 + plus)


def test_efsa_protein_without_a_weight_is_unknown_not_the_increment_alone():
    row = targets_for(Person(age=29, life_stage="pregnant"), "efsa")["protein"]
    assert math.isnan(row.target)
    assert "weight" in row.note


def test_efsa_thiamin_is_computed_from_her_energy_and_says_so():
    targets = targets_for(ANNA, "efsa")
    assert targets["thiamin"].target == pytest.approx(0.1 * targets.energy.kcal * 4.184 / 1000)
    assert f"{targets.energy.kcal:.0f} kcal" in targets["thiamin"].note


def test_efsa_zinc_says_which_phytate_it_assumes():
    row = targets_for(ANNA, "efsa")["zinc"]
    assert (row.ear, row.target) == (10.2, 12.6)
    assert "phytate" in row.note


def test_fluids_are_never_short():
    water = NASEM["water"]
    assert math.isnan(water.target)
    assert water.authority_target == pytest.approx(3000)
    assert "no deficit" in water.note


def test_sodium_under_efsa_is_neither_a_target_nor_a_limit():
    row = targets_for(ANNA, "efsa")["sodium"]
    assert math.isnan(row.target)
    assert math.isnan(row.upper)
    assert row.authority_target == 2000


def test_a_framework_without_a_value_says_so_and_borrows_nothing():
    row = targets_for(ANNA, "uk")["potassium"]
    assert math.isnan(row.target)
    assert row.note == NO_VALUE
    assert row.source == ""


def test_energy_is_the_2023_eer_under_every_framework():
    for framework in FRAMEWORKS:
        targets = targets_for(ANNA, framework)
        assert targets["energy"].target_kind == "EER"
        assert targets["energy"].target == targets.energy.kcal == NASEM.energy.kcal


def test_preconception_takes_the_values_of_women_not_pregnant_and_speaks_of_folic_acid():
    before = targets_for(Person(age=29, life_stage="preconception"))
    neither = targets_for(Person(age=29, life_stage="nonpregnant"))
    assert before["iron"].target == neither["iron"].target == 18
    assert "400 ug of folic acid" in before["folate"].note


def test_nutrients_outside_the_food_table_are_listed_apart():
    iodine = {row.nutrient: row for row in NASEM.not_in_table}["iodine"]
    assert (iodine.target, iodine.ear, iodine.upper) == (220, 160, 1100)


def test_override_keeps_the_authority_beside_it_and_changes_nothing_else():
    higher = NASEM.override("magnesium", target=400, reason="agreed at visit")
    row = higher["magnesium"]
    assert (row.target, row.target_kind, row.authority_target) == (400.0, "override", 350.0)
    assert (row.reason, row.ear, row.authority_kind) == ("agreed at visit", 290.0, "RDA")
    assert NASEM["magnesium"].target == 350
    rest = higher.frame.drop(index="magnesium")
    pd.testing.assert_frame_equal(rest, NASEM.frame.drop(index="magnesium"))
    again = higher.override("magnesium", target=380, reason="")
    assert again["magnesium"].authority_target == 350


def test_her_own_overrides_are_applied():
    person = Person(age=29, life_stage="pregnant", target_overrides={"iron": Override(20, "tablets too")})
    row = targets_for(person)["iron"]
    assert (row.target, row.reason, row.authority_target) == (20, "tablets too", 27)


def test_an_energy_override_is_the_energy_planned_for():
    higher = NASEM.override("energy", target=2000, reason="dietitian")
    assert higher.energy.kcal == 2000
    assert higher.requirement.kcal == NASEM.energy.kcal
    assert "dietitian" in higher.energy.equation


@pytest.mark.parametrize("target", [0, -5, math.nan, math.inf, 1e9, "400", None, True, 34, 1751])
def test_an_absurd_override_is_refused(target):
    with pytest.raises(TargetError) as caught:
        NASEM.override("magnesium", target=target, reason="x")
    assert "mg a day" in caught.value.advice


@pytest.mark.parametrize(
    ("nutrient", "target"),
    [("iron", 46), ("vitamin_d", 101), ("caffeine", 100), ("water", 2000), ("alcohol", 5), ("energy", 500)],
)
def test_what_nobody_should_aim_at_is_refused(nutrient, target):
    with pytest.raises(TargetError):
        NASEM.override(nutrient, target=target, reason="x")


def test_a_target_where_the_framework_has_none_may_be_set():
    uk = targets_for(ANNA, "uk").override("potassium", target=3000, reason="dietitian")
    assert uk["potassium"].target == 3000
    assert math.isnan(uk["potassium"].authority_target)


def test_food_magnesium_may_be_aimed_above_the_level_for_supplements():
    assert NASEM.override("magnesium", target=np.int64(450), reason="x")["magnesium"].target == 450


def test_unknown_names_come_with_suggestions():
    with pytest.raises(UnknownNameError) as caught:
        NASEM.override("magnesum", target=400, reason="x")
    assert "magnesium" in caught.value.suggestions
    with pytest.raises(UnknownNameError) as caught:
        targets_for(ANNA, "NASEM")
    assert caught.value.suggestions == ["nasem"]
    with pytest.raises(UnknownNameError) as caught:
        targets_for(ANNA, "who")
    assert caught.value.suggestions


def test_targets_hold_the_nutrients_of_the_table_by_id():
    assert "magnesium" in NASEM
    assert "theobromine" in NASEM  # without a target, but there
    assert "iodine" not in NASEM
    assert 350.0 not in NASEM
    assert list(NASEM) == list(nutrients())
    assert all(NASEM[name].nutrient == name for name in NASEM)


def test_caffeine_is_a_cap_in_the_words_of_the_jurisdiction():
    assert NASEM.caffeine_cap_mg == 200
    assert math.isnan(NASEM["caffeine"].target)
    assert NASEM.caffeine["wording"].startswith("less than")
    assert targets_for(ANNA, "efsa").caffeine["strictly_below"] is False
    assert targets_for(Person(age=29, life_stage="pregnant", caffeine_cap_mg=0)).caffeine_cap_mg == 0


def test_jurisdiction_follows_the_framework_asked_for():
    assert targets_for(ANNA, "efsa").jurisdiction == "eu"
    assert targets_for(Person(age=29, life_stage="pregnant", jurisdiction="uk"), "efsa").jurisdiction == "uk"
    assert targets_for(Person(age=29, life_stage="pregnant", framework="uk")).framework == "uk"


def test_targets_can_be_copied_and_stored():
    for other in (copy.deepcopy(NASEM), pickle.loads(pickle.dumps(NASEM))):
        assert isinstance(other, Targets)
        pd.testing.assert_frame_equal(other.frame, NASEM.frame)


@given(
    nutrient=st.sampled_from(list(nutrients())),
    target=st.one_of(st.floats(), st.integers(), st.text(max_size=3), st.none()),
    framework=st.sampled_from(FRAMEWORKS),
)
def test_an_override_holds_or_is_refused(nutrient, target, framework):
    targets = targets_for(ANNA, framework)
    try:
        row = targets.override(nutrient, target=target, reason="x")[nutrient]
    except TargetError:
        return
    assert isinstance(row, Target)
    assert row.target == target > 0
    if row.upper_kind == "UL" and row.upper_scope == "total":
        assert row.target <= row.upper
