"""The document that JSON, text and CSV are made of."""

import json
import math

import numpy as np
import pandas as pd
import pytest

import planner
from planner.diary.model import Diary, entries_frame
from planner.report.analysis import analysis, of_person
from planner.report.plain import plain, records
from planner.report.text import analysis_text, gaps_csv

ANNA = planner.targets_for(planner.Person(age=29, life_stage="pregnant", gestation_weeks=22))
DIARY = planner.read_diary(
    b"""person,date,time,meal,food,amount,unit
Ann,2026-03-01,08:00,breakfast,coffee,2,mugs
Ann,2026-03-01,13:00,lunch,lentil soup,350,g
Ann,2026-03-02,,,black tea,1,mug
Ann,2026-03-02,19:00,supper,magnesium 250 mg,2,tablets
Bea,2026-03-01,08:00,breakfast,glass of red wine,1,glass
Bea,2026-03-01,08:00,breakfast,zqxwv,1,cup
"""
)
DOCUMENT = analysis(DIARY, ANNA)


def by_nutrient(person):
    return {gap["nutrient"]: gap for gap in person["gaps"]}


def test_the_keys_are_the_promised_ones():
    assert list(DOCUMENT) == ["framework", "jurisdiction", "rows", "entries", "faults", "people"]
    assert list(DOCUMENT["entries"][0]) == [
        "row", "person", "date", "time", "meal", "text", "food_id", "description", "household", "grams",
        "confidence", "assumed", "source",
    ]  # fmt: skip
    assert set(DOCUMENT["faults"][0]) == {"row", "column", "value", "problem", "advice"}
    person = DOCUMENT["people"][0]
    assert list(person) == ["person", "days", "gaps", "caffeine", "top_sources", "notices"]
    assert set(person["days"][0]) == {"date", "intake", "complete"}
    assert set(person["caffeine"]) >= {"mean_mg", "max_mg", "cap_mg", "by_hour"}
    for notice in (notice for one in DOCUMENT["people"] for notice in one["notices"]):
        assert set(notice) == {"kind", "rule", "severity", "date", "food", "text", "authority"}


def test_it_is_json_and_no_row_is_lost():
    assert json.loads(json.dumps(DOCUMENT, allow_nan=False)) == DOCUMENT
    rows = DOCUMENT["rows"]
    assert rows["read"] == rows["used"] + rows["with_faults"] == 6
    assert len(DOCUMENT["entries"]) == rows["used"]


def test_each_person_has_her_own_days_and_notices():
    ann, bea = DOCUMENT["people"]
    assert [ann["person"], bea["person"]] == ["Ann", "Bea"]
    assert [day["date"] for day in ann["days"]] == ["2026-03-01", "2026-03-02"]
    assert "ALCOHOL" in {notice["rule"] for notice in bea["notices"]}
    assert "ALCOHOL" not in {notice["rule"] for notice in ann["notices"]}
    assert by_nutrient(bea)["alcohol"]["mean"] > 5
    assert by_nutrient(ann)["alcohol"]["mean"] == 0


def test_the_means_are_those_of_the_days():
    ann = DOCUMENT["people"][0]
    for gap in by_nutrient(ann).values():
        if gap["mean"] is not None and gap["nutrient"] in ann["days"][0]["intake"]:
            days = [day["intake"][gap["nutrient"]] for day in ann["days"]]
            assert gap["mean"] == pytest.approx(sum(days) / 2, rel=1e-6)
    assert by_nutrient(ann)["magnesium"]["upper_intake"] == 250


def test_caffeine_by_hour_adds_up_to_the_mean_and_the_cap_meets_the_high_figure():
    caffeine = DOCUMENT["people"][0]["caffeine"]
    assert sum(caffeine["by_hour"].values()) + caffeine["unknown_time_mg"] == pytest.approx(
        caffeine["mean_mg"]
    )
    assert caffeine["mean_mg"] == pytest.approx(by_nutrient(DOCUMENT["people"][0])["caffeine"]["mean"])
    assert caffeine["max_mg"] == max(day["high_mg"] for day in caffeine["days"])
    assert caffeine["unknown_time_mg"] > 0
    assert caffeine["by_hour"]["08"] > 50
    assert [day["over_cap"] for day in caffeine["days"]] == [
        day["high_mg"] >= 200 for day in caffeine["days"]
    ]


def test_caffeine_at_the_cap_is_over_in_the_us_only():
    tablet = entries_frame(
        {"row": [2], "food_id": ["supp:free:caffeine=200mg"], "units": [1], "source": ["supplement"]}
    )
    diary = Diary(tablet, tablet.head(0), {})
    person = ANNA.person
    over = {
        framework: analysis(diary, planner.targets_for(person, framework))["people"][0]["caffeine"][
            "days_over_cap"
        ]
        for framework in ("nasem", "efsa", "uk")
    }
    assert over == {"nasem": 1, "efsa": 0, "uk": 0}


def test_sources_are_shares_of_what_is_known():
    sources = DOCUMENT["people"][0]["top_sources"]
    shares = [one["share"] for one in sources["magnesium"]]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(1)
    assert sources["magnesium"][0]["food"] == "Supplement: Magnesium 250 mg"
    assert sources["alcohol"] == []


def test_unknown_is_null_through_to_the_end():
    milk = entries_frame({"row": [2], "food_id": ["fndds:11000000"], "grams": [100], "source": ["food"]})
    person = analysis(Diary(milk, milk.head(0), {}), ANNA)["people"][0]
    assert person["person"] is None
    assert set(person["days"][0]["intake"].values()) == {None}
    assert set(person["days"][0]["complete"].values()) == {0.0}
    assert {gap["mean"] for gap in person["gaps"]} == {None}
    assert person["caffeine"]["mean_mg"] is None
    text = analysis_text(analysis(Diary(milk, milk.head(0), {"read": 1, "used": 1, "with_faults": 0}), ANNA))
    assert "nan" not in text.lower().split()


def test_a_day_far_from_the_requirement_is_asked_about_and_kept():
    diary = planner.read_diary(
        b"date,food,amount,unit\n2026-03-01,apple,1,medium\n2026-03-02,lentil soup,350,g\n"
    )
    person = analysis(diary, ANNA)["people"][0]
    asked = [notice for notice in person["notices"] if notice["kind"] == "energy_question"]
    assert {notice["date"] for notice in asked} == {"2026-03-01", "2026-03-02", None}
    assert all(notice["severity"] == "info" and "?" in notice["text"] for notice in asked)
    assert len(person["days"]) == 2


def test_text_says_what_matters():
    text = " ".join(analysis_text(DOCUMENT).split())
    for words in (
        "NASEM",
        "Safety rules: US",
        "row 7",
        "Magnesium",
        "CAFFEINE",
        "Iodine",
        "not proven to stop",
    ):
        assert words in text, words
    assert "=== Ann: 2 days ===" in text
    assert max(len(line) for line in analysis_text(DOCUMENT).splitlines()) <= 110


def test_csv_has_a_row_for_each_person_and_nutrient():
    lines = gaps_csv(DOCUMENT).splitlines()
    assert len(lines) == 1 + sum(len(person["gaps"]) for person in DOCUMENT["people"])
    assert lines[0].startswith("person,framework,nutrient,unit,mean,target")


def test_plain_values_keep_their_precision():
    assert plain({"a": np.int64(3), "b": 1.23456789, "c": pd.NA, "d": np.bool_(True), "e": pd.NaT}) == {
        "a": 3, "b": 1.23456789, "c": None, "d": True, "e": None,
    }  # fmt: skip
    assert plain([math.inf, "text", (1, None)]) == [None, "text", [1, None]]
    assert records(pd.DataFrame({"a": []})) == []


def test_one_persons_diary():
    assert of_person(DIARY, "Bea").entries["person"].tolist() == ["Bea"]
    assert of_person(DIARY, None).entries.empty
