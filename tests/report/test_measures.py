"""What stands beside household measures: on the screen as in every file, by the factors of the units."""

import csv
import datetime as dt
import io

import pytest
from openpyxl import load_workbook

from planner import units
from planner.report.ics import plan_ics
from planner.report.measures import beside, mass, with_measures
from planner.report.plan_report import item_words, plan_csv, plan_text, plan_xlsx
from planner.report.shopping_text import row_text

BANANA, JUICE = "fndds:63107010", "fndds:61210000"


def items(document):
    return [item for day in document["days"] for meal in day["meals"] for item in meal["items"]]


def test_the_factors_are_those_of_the_units(monkeypatch):
    assert beside(BANANA, 2 * 28.349523125, "us") == "2 oz"
    monkeypatch.setitem(units.GRAMS, "oz", 10.0)
    assert beside(BANANA, 50.0, "us") == "5 oz"
    monkeypatch.setitem(units.MILLILITRES, "fl oz", 100.0)
    assert beside(JUICE, 31.0, "metric") == "100 ml"


@pytest.mark.parametrize("chosen", ["metric", "us"])
def test_every_file_says_what_the_screen_says(plan, chosen):
    shown = with_measures(plan, chosen)
    said = [item_words(item) for item in items(shown)]
    assert any("oz)" in words or "ml)" in words or " g)" in words for words in said)
    text = plan_text(shown)
    assert all(words in text for words in said)
    rows = list(csv.DictReader(io.StringIO(plan_csv(shown))))
    assert [row["beside"] for row in rows] == [item["beside"] for item in items(shown)]
    assert [float(row["grams"]) for row in rows] == [item["grams"] for item in items(plan)]
    sheet = load_workbook(io.BytesIO(plan_xlsx(shown)))["Meals"]
    column = [cell.value for cell in sheet[1]].index("beside")
    assert [row[column].value for row in sheet.iter_rows(min_row=2)] == [
        one["beside"] for one in items(shown)
    ]


def test_the_calendar_has_the_measures_too(plan):
    shown = with_measures(plan, "us")
    folded = plan_ics(shown, dt.date(2026, 3, 2)).replace("\r\n ", "").replace("\\", "")
    assert item_words(items(shown)[0]) in folded


def test_the_household_measure_stays_whichever_is_chosen(plan):
    for chosen in ("metric", "us"):
        for before, after in zip(items(plan), items(with_measures(plan, chosen)), strict=True):
            assert {**after, "beside": None} == {**before, "beside": None}
            assert item_words(after).startswith(before["words"])


def test_without_a_choice_nothing_changes(plan):
    assert "beside" not in plan_csv(plan)
    assert f"({items(plan)[0]['grams']:.0f} g)" in item_words(items(plan)[0])


def test_what_is_needed_of_a_pack_is_in_her_measures_too():
    row = {"food": "Eggs", "amount": 1, "unit": "box (6)", "grams": 150, "left_grams": 150, "cost": None}
    assert row_text(row, "us") == "Eggs: 1 box (6) – 5.3 oz needed"
    assert row_text(row) == "Eggs: 1 box (6) – 150 g needed"
    assert mass(453.59237, "us") == "1 lb"
