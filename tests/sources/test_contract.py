"""Both services' published formats: the fixtures keep to them, and so does what the reader relies on."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from planner.sources import fdc, off

from .conftest import answer_of

SCHEMAS = Path(__file__).parent / "schemas"
KINDS = {
    "fdc_foundation": "fdc_food", "fdc_abridged": "fdc_food", "fdc_branded": "fdc_food",
    "fdc_search": "fdc_search", "off_product": "off_product", "off_drink": "off_product",
    "off_search": "off_search",
}  # fmt: skip


def validator(name):
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize(("answer", "schema"), KINDS.items())
def test_a_fixture_keeps_to_the_service_format(answer, schema):
    assert [error.message for error in validator(schema).iter_errors(answer_of(answer))] == []


def test_every_fixture_is_held_against_one():
    assert {path.stem for path in (SCHEMAS.parent / "answers").glob("*.json")} == set(KINDS)


def test_the_schemas_can_fail():
    broken = answer_of("fdc_search")
    broken["foods"][0]["fdcId"] = "900003"
    assert list(validator("fdc_search").iter_errors(broken))
    broken = answer_of("off_product")
    broken["product"]["nutriments"]["fat_unit"] = 3
    assert list(validator("off_product").iter_errors(broken))


def test_what_is_asked_of_open_food_facts_is_in_its_format():
    schema = json.loads((SCHEMAS / "off_product.json").read_text(encoding="utf-8"))
    assert set(off.FIELDS.split(",")) == set(schema["properties"]["product"]["properties"])


def test_what_the_reader_takes_of_a_branded_label_is_in_its_format():
    documented = {
        "fat", "saturatedFat", "transFat", "cholesterol", "sodium", "carbohydrates", "fiber", "sugars",
        "protein", "calcium", "iron", "potassium", "calories", "addedSugar", "vitaminD",
    }  # fmt: skip
    assert set(fdc._LABEL) <= documented


@pytest.mark.network
def test_fooddata_central_keeps_to_it():
    """Needs FDC_API_KEY; `DEMO_KEY` does for a few requests an hour."""
    service = fdc.FoodDataCentral()
    assert service.search("oats", 3).foods
    got = service._answer("/foods/search", {"query": "oats", "pageSize": "3", "dataType": fdc._KINDS})
    assert [error.message for error in validator("fdc_search").iter_errors(got.content)] == []
    food = service.food(service.search("oats", 3).foods[0].food_id.removeprefix(fdc.PREFIX))
    assert food.amounts["energy"] > 0


@pytest.mark.network
def test_open_food_facts_keeps_to_it():
    service = off.OpenFoodFacts()
    got = service._answer("/api/v2/product/3017620422003.json", {"fields": off.FIELDS}, off._products_pace)
    assert [error.message for error in validator("off_product").iter_errors(got.content)] == []
    assert service.product("3017620422003").amounts["energy"] > 0
