"""The 2023 energy requirement."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.reference.people import ACTIVITIES, Person, energy_requirement

ANNA = Person(
    age=30, life_stage="pregnant", gestation_weeks=20, height_cm=165, weight_kg=65,
    pre_pregnancy_weight_kg=60, activity="low_active",
)  # fmt: skip
ELSE = replace(ANNA, life_stage="nonpregnant", gestation_weeks=None)


@pytest.mark.parametrize(
    ("activity", "kcal"), [("inactive", 2299), ("low_active", 2624), ("active", 2811), ("very_active", 3154)]
)
def test_pregnancy_vectors(activity, kcal):
    assert energy_requirement(replace(ANNA, activity=activity)).kcal == kcal


@pytest.mark.parametrize(
    ("activity", "kcal"), [("inactive", 2080), ("low_active", 2244), ("active", 2381), ("very_active", 2614)]
)
def test_women_not_pregnant_by_hand(activity, kcal):
    """Inactive: 584.90 - 210.3 + 943.8 + 761.15 = 2079.55, and so on."""
    assert energy_requirement(replace(ELSE, activity=activity)).kcal == kcal


def test_trimester_1_takes_the_equation_for_women_not_pregnant():
    assert energy_requirement(replace(ANNA, gestation_weeks=10)).kcal == energy_requirement(ELSE).kcal


@pytest.mark.parametrize(("before", "extra"), [(48, 300), (60, 200), (75, 150), (90, -50)])
def test_deposition_by_bmi_before_pregnancy(before, extra):
    base = 693.35 - 2.04 * 30 + 5.73 * 165 + 10.20 * 65 + 9.16 * 20
    assert energy_requirement(replace(ANNA, pre_pregnancy_weight_kg=before)).kcal == round(base + extra)


@pytest.mark.parametrize(
    ("bmi", "extra"), [(18.49, 300), (18.5, 200), (24.99, 200), (25, 150), (29.99, 150), (30, -50)]
)
def test_bounds_of_bmi(bmi, extra):
    tall = replace(ANNA, height_cm=200, pre_pregnancy_weight_kg=bmi * 4, weight_kg=90)
    base = 693.35 - 2.04 * 30 + 5.73 * 200 + 10.20 * 90 + 9.16 * 20
    assert energy_requirement(tall).kcal == round(base + extra)


def test_later_weeks_need_more():
    later = energy_requirement(replace(ANNA, gestation_weeks=30)).kcal
    assert later - energy_requirement(ANNA).kcal == pytest.approx(91.6, abs=1)


@pytest.mark.parametrize(("months", "extra"), [(0, 400), (6, 400), (7, 380), (12, 380), (13, 0)])
def test_milk(months, extra):
    feeding = replace(ELSE, life_stage="lactating", months_postpartum=months)
    assert energy_requirement(feeding).kcal - energy_requirement(ELSE).kcal == extra


def test_girls_get_the_girls_equation_and_are_referred_when_pregnant():
    girl = replace(ELSE, age=16)
    expected = -297.54 - 22.25 * 16 + 12.77 * 165 + 14.73 * 65 + 20
    assert energy_requirement(girl).kcal == round(expected)
    pregnant = energy_requirement(replace(ANNA, age=16))
    assert pregnant.kcal == round(expected)
    assert pregnant.confidence == "low"
    assert any("midwife" in note for note in pregnant.notes)


def test_what_is_not_given_is_assumed_and_said():
    bare = energy_requirement(Person(age=29, life_stage="pregnant"))
    assert bare.confidence == "low"
    text = " ".join(bare.notes)
    for assumed in ("Week 20", "165 cm", "65 kg", "Low activity", "200 kcal"):
        assert assumed in text


def test_confidence_is_moderate_only_when_all_is_given():
    assert energy_requirement(ANNA).confidence == "moderate"
    for missing in ("height_cm", "weight_kg", "activity", "pre_pregnancy_weight_kg", "gestation_weeks"):
        assert energy_requirement(replace(ANNA, **{missing: None})).confidence == "low"


def test_weight_before_pregnancy_stands_in_and_is_said():
    result = energy_requirement(replace(ANNA, weight_kg=None))
    assert result.kcal == round(2623.75 - 5 * 10.20)
    assert any("before pregnancy is used" in note for note in result.notes)
    assert any("weight now is used" in note for note in energy_requirement(ANNA).notes)


@given(
    age=st.integers(19, 50), week=st.integers(1, 42), height=st.integers(145, 190),
    weight=st.integers(50, 110), activity=st.sampled_from(ACTIVITIES),
)  # fmt: skip
def test_plausible_for_every_body(age, week, height, weight, activity):
    person = Person(
        age=age,
        life_stage="pregnant",
        gestation_weeks=week,
        height_cm=height,
        weight_kg=weight,
        activity=activity,
    )
    heavier = replace(person, weight_kg=weight + 5)
    assert 1200 < energy_requirement(person).kcal < 5000
    assert energy_requirement(heavier).kcal > energy_requirement(person).kcal
