"""Supplements: products, free entries, and what is refused rather than guessed."""

from __future__ import annotations

import math

import pytest

from planner.diary.resolve import resolve
from planner.errors import UnknownNameError
from planner.reference.nutrients import nutrients
from planner.reference.supplements import free_id, products, supplement, supplement_amounts

READ = [
    ("magnesium 250 mg tablet", "supp:free:magnesium=250mg", 1),
    ("250 mg magnesium", "supp:free:magnesium=250mg", 1),
    ("2 magnesium tablets 250 mg", "supp:free:magnesium=250mg", 2),
    ("magnesium 250 mg x2", "supp:free:magnesium=250mg", 2),
    ("iron tablet 65 mg", "supp:free:iron=65mg", 1),
    ("vitamin D 1000 IU", "supp:free:vitamin_d=25ug", 1),
    ("vitamin d3 1,000 iu", "supp:free:vitamin_d=25ug", 1),
    ("folic acid 400 mcg", "supp:free:folic_acid=400ug", 1),
    ("folic acid 5 mg", "supp:free:folic_acid=5mg", 1),
    ("B6 25 mg", "supp:free:vitamin_b6=25mg", 1),
    ("calcium 600 mg + vitamin D 400 IU", "supp:free:calcium=600mg,vitamin_d=10ug", 1),
    ("vitamin A retinol 5000 IU", "supp:free:retinol=1500ug", 1),
    ("vitamin e natural 100 iu", "supp:free:vitamin_e=67mg", 1),
    ("prenatal", "supp:prenatal", 1),
    ("1 prenatal vitamin", "supp:prenatal", 1),
    ("prenatal without iron", "supp:prenatal_without_iron", 1),
    ("ferrous sulfate 325 mg", "supp:iron_sulfate_325", 1),
    ("2 fish oil capsules", "supp:fish_oil_1000", 2),
]


@pytest.mark.parametrize(("text", "supplement_id", "units"), READ)
def test_texts(text: str, supplement_id: str, units: float) -> None:
    found = resolve(text)
    assert (found.food_id, found.units, found.source, found.problem) == (
        supplement_id,
        units,
        "supplement",
        None,
    )
    assert math.isnan(found.grams)


def test_cells() -> None:
    assert resolve("magnesium", 250, "mg").food_id == "supp:free:magnesium=250mg"
    assert resolve("magnesium 250 mg", 2, "tablets").units == 2
    assert resolve("prenatal", 1).household == "1 tablet"
    assert resolve("prenatal", 5, "g").problem


@pytest.mark.parametrize(
    "text",
    [
        "magnesium",
        "iron tablet",
        "vitamin A 5000 IU",
        "vitamin e 400 iu",
        "ferrous sulphate 200 mg",
        "iron 65 g",
        "1 levothyroxine tablet",
        "iodine 150 mcg tablet",
        "prenatal iron 27 mg",
    ],
)
def test_what_a_label_leaves_open_is_refused_with_advice(text: str) -> None:
    found = resolve(text)
    assert (found.source, found.food_id) == ("supplement", None)
    assert found.problem
    assert "label" in str(found.advice)


@pytest.mark.parametrize(
    "text",
    [
        "1 cup orange juice with calcium",
        "1 cup calcium fortified soy milk",
        "1 bottle vitamin water",
        "100 g iron fortified cereal",
    ],
)
def test_fortified_foods_are_food(text: str) -> None:
    assert resolve(text).source == "food"


def test_a_salt_beside_the_dose_is_read_as_the_mineral_and_said() -> None:
    found = resolve("magnesium oxide 400 mg")
    assert found.food_id == "supp:free:magnesium=400mg"
    assert "not as its oxide" in found.assumed
    assert found.confidence <= 0.6


def test_vitamin_a_of_unknown_form_counts_as_retinol() -> None:
    found = resolve("vitamin a 750 mcg")
    assert supplement(str(found.food_id)).amounts["retinol"] == 750
    assert "stricter" in found.assumed
    assert "retinol" not in supplement(str(resolve("vitamin a beta-carotene 750 mcg").food_id)).amounts


def test_amounts_scale_and_undeclared_is_none() -> None:
    table = supplement_amounts(
        ["supp:free:magnesium=250mg", "supp:prenatal", "supp:iron_sulfate_325"], [2, 1, 0.5]
    )
    assert list(table.columns) == list(nutrients())
    assert table["magnesium"].tolist() == [500, 0, 0]
    assert table["iron"].tolist() == [0, 27, 32.5]
    assert not table.isna().to_numpy().any()


def test_an_unknown_number_of_tablets_stays_unknown() -> None:
    table = supplement_amounts(["supp:free:iron=65mg"], [math.nan])
    assert math.isnan(table["iron"].iloc[0])
    assert table["magnesium"].iloc[0] == 0


def test_folic_acid_brings_its_folate_equivalents() -> None:
    one = supplement("supp:free:folic_acid=400ug").amounts
    assert one["folate"] == pytest.approx(400 / 0.6)
    back = supplement("supp:free:folate=1000ug").amounts
    assert back["folic_acid"] == pytest.approx(600)


def test_units_of_a_free_entry_are_those_of_the_nutrient() -> None:
    assert supplement("supp:free:folic_acid=5mg").amounts["folic_acid"] == 5000
    assert supplement("supp:free:dha=200mg").amounts["dha"] == pytest.approx(0.2)
    assert supplement(free_id({"calcium": (0.6, "g")})).amounts["calcium"] == pytest.approx(600)


@pytest.mark.parametrize(
    "wrong", ["supp:nothing", "supp:free:", "supp:free:gold=1mg", "supp:free:iron=xmg", "fndds:63107010"]
)
def test_unknown_ids_raise(wrong: str) -> None:
    with pytest.raises(UnknownNameError):
        supplement_amounts([wrong], [1])


def test_every_product_declares_known_nutrients_and_its_source() -> None:
    assert len(products()) > 30
    for product in products().values():
        assert set(product.amounts) <= set(nutrients())
        assert all(amount > 0 for amount in product.amounts.values())
        assert product.source
        assert product.note or product.kind != "illustrative"
