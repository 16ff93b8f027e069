"""Food and supplements apart and together, in the document and in the text."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from openpyxl import load_workbook

import planner
from planner.errors import PersonError
from planner.reference.own_label import Label
from planner.reference.regimen import Regimen, Taken
from planner.report.analysis import analysis
from planner.report.gaps_pdf import gaps_pdf
from planner.report.pdf import plan_pdf
from planner.report.plan_report import plan_document, plan_text, plan_xlsx
from planner.report.supplement_sums import PLAN_NOTE, SUMS_TITLE, sum_rows, taken_lines
from planner.report.text import analysis_text, gaps_csv
from tests.report.conftest import MADE, text_of

DIARY = b"date,food,amount,unit\n2026-03-02,banana,126,g\n2026-03-03,banana,126,g\n"
REGIMEN = Regimen(
    (Label("Night pills", {"magnesium": "400 mg", "iron": "200 mg of ferrous sulphate"}),),
    (Taken("Night pills", "every second day from 2026-03-02"),),
)


def document(regimen: Regimen, diary: bytes = DIARY) -> dict[str, Any]:
    person = planner.Person(age=29, life_stage="pregnant", gestation_weeks=22, supplements=regimen)
    return analysis(planner.read_diary(diary), planner.targets_for(person))


def test_sums_apart_and_together() -> None:
    [person] = document(REGIMEN)["people"]
    magnesium = person["sums"]["magnesium"]
    assert (magnesium["food"], magnesium["supplements"], magnesium["total"]) == (35.28, 200, 235.28)
    assert person["sums"]["iron"]["supplements"] is None
    assert person["sums"]["iron"]["supplements_in_part"] is True
    assert [day["supplements"].get("magnesium", 0) for day in person["days"]] == [400, 0]
    assert [day["intake"]["magnesium"] for day in person["days"]] == [435.28, 35.28]
    gap = next(one for one in person["gaps"] if one["nutrient"] == "magnesium")
    assert gap["mean"] == magnesium["total"]


def test_what_counted_on_which_day_is_there() -> None:
    whole = document(REGIMEN)
    assert whole["rows"]["used"] == len(whole["entries"]) == 2
    taken = whole["people"][0]["supplements"]
    assert taken["doses"] == [{"date": "2026-03-02", "product": "Night pills", "units": 1.0}]
    assert taken["taken"][0]["units_a_day"] == 0.5
    assert taken["taken"][0]["amounts_a_day"] == {"magnesium": 200, "iron": None}
    assert "ferrous sulphate" in taken["taken"][0]["notes"][0]


def test_without_any_the_document_says_none_and_the_text_nothing() -> None:
    whole = document(Regimen())
    [person] = whole["people"]
    assert person["supplements"] == {"taken": [], "doses": [], "notes": []}
    assert person["sums"]["magnesium"]["supplements"] == 0
    assert "SUPPLEMENT" not in analysis_text(whole).replace("start a supplement", "")


def test_supplements_of_the_diary_alone_are_summed_too() -> None:
    whole = document(Regimen(), DIARY + b"2026-03-02,magnesium 250 mg tablet,1,\n")
    assert whole["people"][0]["sums"]["magnesium"]["supplements"] == 125
    assert "FROM FOOD AND FROM SUPPLEMENTS" in analysis_text(whole)


def test_the_text_shows_the_table_the_schedule_and_what_is_not_known() -> None:
    text = analysis_text(document(REGIMEN))
    assert "FROM FOOD AND FROM SUPPLEMENTS, A DAY" in text
    row = next(line for line in text.splitlines() if line.startswith("Magnesium") and "200 mg" in line)
    assert row.split() == ["Magnesium", "35", "mg", "200", "mg", "235", "mg"]
    assert "every second day from 2026-03-02" in text
    iron = [line.split() for line in text.splitlines() if line.startswith("Iron")]
    assert ["Iron", "0.0", "mg", "not", "known", "not", "known"] in iron


def test_a_plan_counts_them_without_a_diary_and_says_what_is_open() -> None:
    person = planner.Person(age=29, life_stage="pregnant", gestation_weeks=22, supplements=REGIMEN)
    plan = planner.plan_meals(planner.targets_for(person), days=1)
    said = {notice["rule"]: notice["text"] for notice in plan.notices}
    assert "magnesium 200 mg" in said["SUPPLEMENTS"]
    assert "iron" in said["SUPPLEMENTS_UNKNOWN"]


def test_a_label_cannot_steer_the_terminal() -> None:
    with pytest.raises(PersonError):
        Label("Night\x1b[31m", {"magnesium": "400 mg"})


@pytest.fixture(scope="module")
def plan() -> dict[str, Any]:
    person = planner.Person(age=29, life_stage="pregnant", gestation_weeks=22, supplements=REGIMEN)
    return plan_document(planner.plan_meals(planner.targets_for(person), days=2))


def test_a_plan_has_food_supplements_and_both_apart(plan: dict[str, Any]) -> None:
    assert set(plan["sums"]) == {"magnesium", "iron"}
    magnesium, iron = plan["sums"]["magnesium"], plan["sums"]["iron"]
    eaten = [day["totals"]["magnesium"] for day in plan["days"]]
    assert magnesium["food"] == pytest.approx(sum(eaten) / 2)
    assert magnesium["supplements"] == 200
    assert magnesium["total"] == magnesium["food"] + 200
    row = next(row for row in plan["targets"] if row["nutrient"] == "magnesium")
    assert row["planned_mean"] == pytest.approx(magnesium["food"])
    assert (iron["supplements"], iron["total"], iron["supplements_in_part"]) == (None, None, True)


def test_a_plan_without_supplements_has_no_sums() -> None:
    person = planner.Person(age=29, life_stage="pregnant", gestation_weeks=22)
    bare = plan_document(planner.plan_meals(planner.targets_for(person), days=1))
    assert bare["sums"] == {}
    assert "FROM SUPPLEMENTS" not in plan_text(bare)
    assert SUMS_TITLE not in text_of(plan_pdf(bare, MADE))


def test_the_files_of_a_plan_have_the_sums_to_the_last_digit(plan: dict[str, Any]) -> None:
    pdf, text = text_of(plan_pdf(plan, MADE)), plan_text(plan)
    assert SUMS_TITLE in pdf
    assert PLAN_NOTE in pdf
    rows = sum_rows(plan)
    assert len(rows) == 2
    for row in rows:
        assert " ".join(row) in pdf
        assert " ".join(row) in " ".join(text.split())
    sheet = load_workbook(io.BytesIO(plan_xlsx(plan)))["Food and supplements"]
    header, *cells = sheet.iter_rows(values_only=True)
    for (name, one), values in zip(plan["sums"].items(), cells, strict=True):
        found = dict(zip(header, values, strict=True))
        assert found.pop("nutrient") == name
        assert found.pop("unit") == "mg"
        assert found == one


def test_the_files_of_the_gaps_have_the_sums_to_the_last_digit() -> None:
    whole = document(REGIMEN)
    [person] = whole["people"]
    pdf = text_of(gaps_pdf(whole, "pregnant", MADE))
    assert SUMS_TITLE in pdf
    for row in sum_rows(person):
        assert " ".join(row) in pdf
    for line in taken_lines(person):
        assert line in pdf
    table = {row["nutrient"]: row for row in csv.DictReader(io.StringIO(gaps_csv(whole)))}
    for gap in person["gaps"]:
        row = table[gap["nutrient"]]
        if gap["nutrient"] not in person["sums"]:
            assert row["food"] == row["supplements"] == row["mean"] == ""
            continue
        one = person["sums"][gap["nutrient"]]
        for name in ("food", "supplements"):
            assert row[name] == ("" if one[name] is None else str(one[name]))
            assert row[f"{name}_in_part"] == str(one[f"{name}_in_part"]).lower()
        assert row["mean"] == ("" if one["total"] is None else str(one["total"]))
