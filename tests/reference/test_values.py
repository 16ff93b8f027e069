"""The tree of reference values: its structure, and its numbers against the published tables."""

import csv
import math
from itertools import pairwise, product
from pathlib import Path

import pytest

from planner.reference.nutrients import nutrients
from planner.reference.person import FRAMEWORKS, Person
from planner.reference.values import (
    AVERAGE_KINDS,
    TARGET_KINDS,
    UNITS,
    UPPER_KINDS,
    UPPER_SCOPES,
    reference_values,
    within_person_sd,
)
from planner.tables import read_toml, toml_files

STAGES = ("pregnant", "lactating", "nonpregnant")
KINDS = (*AVERAGE_KINDS, *TARGET_KINDS, *UPPER_KINDS, "safe and adequate")
FILES = toml_files("reference_values")
PUBLISHED = Path(__file__).resolve().parents[3] / "shared" / "data" / "reference" / "dri_nasem.csv"
ALL_VALUES = [value for reference in reference_values().values() for value in reference.values]


def woman(stage, age, **more):
    return Person(age=age, life_stage=stage, **more)


@pytest.mark.parametrize("name", FILES)
def test_each_file_is_named_by_its_nutrient_and_uses_every_source_it_lists(name):
    table = read_toml(name)
    assert Path(name).stem == table["nutrient"]
    used = {entry["source"] for entry in table["values"] + table["requirement_cv"]}
    assert used == set(table["sources"])


@pytest.mark.parametrize("nutrient", reference_values())
def test_each_value_is_complete_and_in_known_terms(nutrient):
    for value in reference_values()[nutrient].values:
        assert value.framework in FRAMEWORKS, value
        assert value.kind in KINDS, value
        assert value.life_stage in STAGES, value
        assert value.unit in UNITS, value
        assert math.isfinite(value.value), value
        assert value.value > 0, value
        assert 14 <= value.ages[0] <= value.ages[1] <= 50, value
        assert set(value.trimesters) <= {1, 2, 3}, value
        assert value.scope in (UPPER_SCOPES if value.kind in UPPER_KINDS else ("",)), value
        assert len(value.source) > 20, value
        assert 1990 < value.published < 2026, value


@pytest.mark.parametrize("nutrient", reference_values())
def test_nothing_from_knowledge_is_shipped(nutrient):
    for value in reference_values()[nutrient].values:
        assert value.verification.startswith(("verified", "computed from verified")), value
        assert "knowledge" not in value.note + value.source + value.verification, value


def groups():
    """Every (nutrient, framework, kind, stage, trimester, phytate) with the bands of ages it has."""
    bands = {}
    for value in ALL_VALUES:
        for trimester in value.trimesters or (1, 2, 3):
            key = (value.nutrient, value.framework, value.kind, value.life_stage, trimester, value.phytate_mg)
            bands.setdefault(key, []).append(value.ages)
    return bands


def test_bands_of_age_have_no_holes_and_no_overlaps():
    for key, bands in groups().items():
        ages = sorted(bands)
        assert all(before[1] + 1 == after[0] for before, after in pairwise(ages)), key
        assert ages[-1][1] == 50, key
        assert ages[0][0] == 14 or key[1] != "nasem", key


def test_a_kind_given_for_one_trimester_is_given_for_all():
    keys = set(groups())
    for key in keys:
        assert all((*key[:4], trimester, key[5]) in keys for trimester in (1, 2, 3))


def test_nasem_covers_every_nutrient_for_every_life_stage():
    for name, reference in reference_values().items():
        if name == "epa_dha":
            continue
        for stage, age in product(STAGES, (14, 18, 19, 30, 31, 50)):
            kinds = reference.values_for(woman(stage, age), "nasem")
            assert "RDA" in kinds or "AI" in kinds, (name, stage, age)


def test_average_requirement_below_target_below_upper_level():
    for reference, framework, stage, age in product(
        reference_values().values(), FRAMEWORKS, STAGES, (14, 18, 19, 24, 25, 31, 50)
    ):
        person = woman(stage, age, weight_kg=60)
        values = reference.values_for(person, framework)
        amount = {kind: value.amount(reference.unit, 60, 2200) for kind, value in values.items()}
        average = next((amount[k] for k in AVERAGE_KINDS if k in amount), None)
        target = next((amount[k] for k in TARGET_KINDS if k in amount), None)
        if average is not None and target is not None:
            assert average < target, (reference.nutrient, framework, stage, age)
        upper = values.get("UL")
        if target is not None and upper is not None and upper.scope == "total":
            assert target < amount["UL"], (reference.nutrient, framework, stage, age)


def test_nasem_rda_agrees_with_ear_and_cv_in_pregnancy():
    """RDA = EAR (1 + 2 CV); the printed values are rounded, so within 4.5 %."""
    person = woman("pregnant", 25)
    checked = 0
    for reference in reference_values().values():
        values, cv = reference.values_for(person, "nasem"), reference.requirement_cv(person, "nasem")
        if "EAR" not in values or math.isnan(cv) or reference.nutrient in ("protein", "iron"):
            continue
        expected = values["EAR"].value * (1 + 2 * cv)
        assert values["RDA"].value == pytest.approx(expected, rel=0.045), reference.nutrient
        checked += 1
    assert checked >= 16


def test_nasem_iron_cv_holds_in_pregnancy_only():
    iron = reference_values()["iron"]
    assert iron.requirement_cv(woman("pregnant", 29), "nasem") == pytest.approx(0.094)
    assert math.isnan(iron.requirement_cv(woman("nonpregnant", 29), "nasem"))
    assert math.isnan(iron.requirement_cv(woman("lactating", 29), "nasem"))


def test_adolescent_calcium_is_the_text_of_the_report_not_its_table():
    calcium = reference_values()["calcium"]
    for stage in STAGES:
        assert calcium.values_for(woman(stage, 16), "nasem")["EAR"].value == 1100
        assert calcium.values_for(woman(stage, 19), "nasem")["EAR"].value == 800


# Pregnancy 19-30: EAR, RDA (or AI), UL, from the printed summary tables.
PREGNANT_19_30 = {
    "calcium": (800, 1000, 2500), "iron": (22, 27, 45), "magnesium": (290, 350, 350),
    "potassium": (None, 2900, None),
    "phosphorus": (580, 700, 3500), "zinc": (9.5, 11, 40), "copper": (800, 1000, 10000),
    "selenium": (49, 60, 400),
    "iodine": (160, 220, 1100), "vitamin_a": (550, 770, 3000), "vitamin_c": (70, 85, 2000),
    "vitamin_d": (10, 15, 100), "vitamin_e": (12, 15, 1000), "vitamin_k": (None, 90, None),
    "thiamin": (1.2, 1.4, None), "riboflavin": (1.2, 1.4, None), "niacin": (14, 18, 35),
    "vitamin_b6": (1.6, 1.9, 100), "folate": (520, 600, 1000), "vitamin_b12": (2.2, 2.6, None),
    "choline": (None, 450, 3500), "carbohydrate": (135, 175, None), "fibre": (None, 28, None),
    "water": (None, 3.0, None), "fa_18_3": (None, 1.4, None), "protein": (0.88, 71, None),
}  # fmt: skip


@pytest.mark.parametrize("nutrient", PREGNANT_19_30)
def test_pregnancy_19_30_against_the_printed_tables(nutrient):
    values = reference_values()[nutrient].values_for(woman("pregnant", 25, gestation_weeks=22), "nasem")
    ear, target, upper = PREGNANT_19_30[nutrient]
    found = {kind: value.value for kind, value in values.items()}
    assert (found.get("EAR"), found.get("RDA", found.get("AI")), found.get("UL")) == (ear, target, upper)


@pytest.mark.parametrize(
    ("stage", "age", "nutrient", "kind", "value"),
    [
        ("pregnant", 16, "magnesium", "RDA", 400), ("pregnant", 35, "magnesium", "RDA", 360),
        ("lactating", 25, "magnesium", "RDA", 310), ("nonpregnant", 35, "magnesium", "EAR", 265),
        ("lactating", 40, "iron", "EAR", 6.5), ("lactating", 15, "iron", "RDA", 10),
        ("nonpregnant", 25, "iron", "RDA", 18), ("pregnant", 17, "zinc", "UL", 34),
        ("lactating", 33, "vitamin_a", "RDA", 1300), ("lactating", 20, "choline", "AI", 550),
        ("nonpregnant", 20, "phosphorus", "UL", 4000), ("pregnant", 40, "sodium", "CDRR", 2300),
        ("lactating", 25, "potassium", "AI", 2800), ("pregnant", 18, "potassium", "AI", 2600),
        ("lactating", 25, "water", "AI", 3.8), ("lactating", 25, "protein", "EAR", 1.05),
        ("nonpregnant", 25, "folate", "RDA", 400), ("pregnant", 15, "folate", "UL", 800),
    ],
)  # fmt: skip
def test_other_groups_against_the_printed_tables(stage, age, nutrient, kind, value):
    assert reference_values()[nutrient].values_for(woman(stage, age), "nasem")[kind].value == value


@pytest.mark.parametrize(
    ("framework", "nutrient", "kind", "value"),
    [
        ("efsa", "magnesium", "AI", 300), ("efsa", "potassium", "AI", 3500), ("efsa", "calcium", "PRI", 950),
        ("efsa", "iron", "AR", 7), ("efsa", "iron", "PRI", 16), ("efsa", "iron", "safe level", 40),
        ("efsa", "vitamin_b6", "UL", 12), ("efsa", "magnesium", "UL", 250), ("efsa", "folate", "AI", 600),
        ("uk", "magnesium", "RNI", 270), ("uk", "calcium", "RNI", 700), ("uk", "iron", "RNI", 14.8),
        ("uk", "folate", "RNI", 300), ("uk", "vitamin_d", "RNI", 10), ("uk", "iron", "EAR", 11.4),
    ],
)  # fmt: skip
def test_pregnancy_under_the_other_frameworks(framework, nutrient, kind, value):
    assert reference_values()[nutrient].values_for(woman("pregnant", 29), framework)[kind].value == value


@pytest.mark.parametrize(
    ("framework", "nutrient", "kind"),
    [
        ("efsa", "selenium", "UL"), ("efsa", "copper", "UL"), ("efsa", "niacin", "UL"),
        ("uk", "potassium", "RNI"),
        ("efsa", "magnesium", "AR"), ("efsa", "vitamin_c", "AR"), ("uk", "magnesium", "UL"),
    ],
)  # fmt: skip
def test_what_a_framework_does_not_say_is_not_borrowed(framework, nutrient, kind):
    assert kind not in reference_values()[nutrient].values_for(woman("pregnant", 29), framework)


def test_efsa_calcium_changes_at_25_and_efsa_has_nothing_below_18():
    calcium = reference_values()["calcium"]
    assert calcium.values_for(woman("pregnant", 24), "efsa")["PRI"].value == 1000
    assert calcium.values_for(woman("pregnant", 25), "efsa")["PRI"].value == 950
    assert calcium.values_for(woman("pregnant", 17), "efsa") == {}


def test_published_units_become_those_of_the_food_table():
    person = woman("pregnant", 29)
    copper = reference_values()["copper"]
    assert copper.unit == "mg"
    assert copper.values_for(person, "nasem")["RDA"].amount("mg", None, 2000) == 1.0
    water = reference_values()["water"].values_for(person, "nasem")["AI"]
    assert water.amount("g", None, 2000) == pytest.approx(3000)
    thiamin = reference_values()["thiamin"].values_for(person, "efsa")["PRI"]
    assert thiamin.amount("mg", None, 10_000 / 4.184) == pytest.approx(1.0)
    ala = reference_values()["fa_18_3"].values_for(person, "efsa")["AI"]
    assert ala.amount("g", None, 1800) == pytest.approx(1.0)


def test_a_value_per_kg_needs_a_weight():
    ear = reference_values()["protein"].values_for(woman("pregnant", 29, gestation_weeks=22), "nasem")["EAR"]
    assert math.isnan(ear.amount("g", None, 2000))
    assert ear.amount("g", 70, 2000) == pytest.approx(61.6)


def test_every_nutrient_is_in_the_food_table_or_said_not_to_be():
    outside = {name for name, reference in reference_values().items() if not reference.in_food_table}
    assert outside == {"iodine", "biotin", "manganese", "pantothenic_acid", "epa_dha"}
    for name, reference in reference_values().items():
        if name not in outside:
            assert reference.unit == nutrients()[name].unit


def test_every_nasem_value_agrees_with_the_compiled_table():
    if not PUBLISHED.is_file():
        pytest.skip("the compiled table of published values is not here")
    ids = {"ala_n3": "fa_18_3", "linoleic_n6": "fa_18_2", "total_water": "water"}
    stages = {"preg": "pregnant", "lact": "lactating", "nonpreg": "nonpregnant"}
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        stage, low, high = row["group"].split("_")
        for age in (int(low), int(high)):
            week = {"gestation_weeks": 22} if stage == "preg" else {}
            reference = reference_values()[ids.get(row["nutrient"], row["nutrient"])]
            value = reference.values_for(woman(stages[stage], age, **week), "nasem")[row["ref_type"]]
            assert value.value == float(row["value"]), row
            assert value.unit == row["unit"].replace(" body weight", "")
    shipped = sum(
        _years(value.ages) for value in ALL_VALUES if value.framework == "nasem" and 1 not in value.trimesters
    )
    assert shipped == sum(_years(tuple(map(int, row["group"].split("_")[1:]))) for row in rows)


def _years(ages):
    return ages[1] - ages[0] + 1


def test_within_person_sds_are_in_the_units_of_the_food_table():
    table = within_person_sd()
    assert len(table) == 18
    for name, row in table.iterrows():
        assert row["unit"] == nutrients()[name].unit
        assert row["sd"] > 0
        assert "Table B-2" in row["source"]
    assert table.at["magnesium", "sd"] == 86
    assert table.at["copper", "sd"] == 0.6
    assert "RE" in table.at["vitamin_a", "note"]


def test_within_person_sd_over_its_cv_is_a_plausible_mean_intake():
    """Each SD over its CV gives the survey's mean; a slip of unit would be off a thousandfold."""
    table = within_person_sd()
    means = table["sd"] / (table["cv_pct"] / 100)
    plausible = {
        "energy": (1400, 2000), "calcium": (500, 800), "magnesium": (200, 260), "copper": (0.8, 1.5),
        "vitamin_a": (600, 1200), "folate": (180, 260),
    }  # fmt: skip
    for name, (low, high) in plausible.items():
        assert low < means[name] < high
