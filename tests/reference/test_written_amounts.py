"""Figures and units as labels and services write them."""

import pytest

from planner.reference.nutrients import nutrients
from planner.reference.written_amounts import PER_CENT, UnitError, in_registry_unit, plain_unit, read_figure


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12), ("1.25", 1.25), ("1,25", 1.25), ("0,125", 0.125), ("1,2345", 1.2345), ("1e-05", 1e-5),
        ("1,234.5", 1234.5), ("1,234,567", 1234567), (".5", 0.5), ("-3", -3),
        ("1,234", None), ("1.2.3", None), ("1,23,4", None), ("", None), ("٣", None), ("nan", None),
    ],
)  # fmt: skip
def test_a_figure_that_may_be_two_is_none(text, value):
    assert read_figure(text) == value


def test_who_writes_commas_for_thousands_is_read_so():
    assert read_figure("1,234", comma_parts_thousands=True) == 1234
    assert read_figure("0,125", comma_parts_thousands=True) == 0.125


@pytest.mark.parametrize(
    ("nutrient", "amount", "unit", "wanted"),
    [
        ("calcium", 0.12, "g", 120),
        ("copper", 900, "MCG", 0.9),
        ("vitamin_d", 400, "I.U.", 10),
        ("retinol", 1000, "IU", 300),
        ("energy", 418.4, "kJ", 100),
        ("energy", 100, "kcal", 100),
    ],
)
def test_amounts_in_the_registrys_unit(nutrient, amount, unit, wanted):
    assert in_registry_unit(nutrient, amount, plain_unit(unit)) == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("nutrient", "unit", "by_form"),
    [
        ("vitamin_a", "iu", True), ("vitamin_e", "iu", True), ("calcium", "iu", True),
        ("calcium", "kcal", False), ("energy", "g", False), ("calcium", "", False),
        *(("calcium", unit, False) for unit in PER_CENT),
    ],
)  # fmt: skip
def test_a_unit_of_another_kind_is_refused(nutrient, unit, by_form):
    with pytest.raises(UnitError) as error:
        in_registry_unit(nutrient, 1.0, unit)
    assert error.value.by_form == by_form


def test_every_unit_of_the_registry_is_read():
    assert {plain_unit(one.unit) for one in nutrients().values()} <= {"g", "mg", "ug", "kcal"}
