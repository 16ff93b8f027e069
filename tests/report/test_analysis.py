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
    assert list(person) == [
        "person", "days", "gaps", "caffeine", "top_sources", "notices", "sums", "supplements",
    ]  # fmt: skip
    assert set(person["days"][0]) == {"date", "intake", "complete", "supplements"}
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


def test_an_upper_level_that_is_exceeded_is_a_notice_of_the_same_figures():
    diary = planner.read_diary(
        b"date,food,amount,unit\n2026-03-01,magnesium 400 mg,3,tablets\n2026-03-01,glass of wine,1,glass\n"
    )
    document = analysis(diary, ANNA)
    person = document["people"][0]
    row = by_nutrient(person)["magnesium"]
    (notice,) = [notice for notice in person["notices"] if notice["kind"] == "upper_level"]
    assert (row["over_upper"], row["upper_intake"], notice["rule"]) == (True, 1200, "UL_MAGNESIUM")
    assert "1,200 mg" in notice["text"]
    severities = [notice["severity"] for notice in person["notices"]]
    assert severities == sorted(severities, key=["avoid", "limit", "caution", "info"].index)
    assert "do not stop a prescribed medicine" in " ".join(analysis_text(document).split())


@pytest.mark.parametrize("framework", ["nasem", "efsa", "uk"])
def test_under_eighteen_the_text_says_whom_to_ask(framework):
    girl = planner.targets_for(planner.Person(age=16, life_stage="pregnant"), framework)
    document = analysis(DIARY, girl)
    assert all("refer" in {notice["kind"] for notice in person["notices"]} for person in document["people"])
    assert "not made for people under 18" in " ".join(analysis_text(document).split())
    assert "not made for people under 18" not in " ".join(analysis_text(DOCUMENT).split())


def test_text_says_one_thing_once_and_names_the_foods():
    diary = planner.read_diary(
        b"date,food,amount,unit\n2026-03-01,apple,1,medium\n2026-03-01,grapes,1,cup\n"
        b"2026-03-02,apple,1,medium\n2026-03-02,glass of wine,1,glass\n2026-03-03,glass of wine,1,glass\n"
    )
    document = analysis(diary, ANNA)
    washed = [one for one in document["people"][0]["notices"] if one["rule"] == "PRODUCE_WASH"]
    assert [(one["date"], one["food"]) for one in washed] == [
        ("2026-03-01", "apple"),
        ("2026-03-01", "grapes"),
        ("2026-03-02", "apple"),
    ]
    text = " ".join(analysis_text(document).split())
    assert text.count(washed[0]["text"]) == 1
    assert f"info: apple; grapes: {washed[0]['text']}" in text
    wine = next(one for one in document["people"][0]["notices"] if one["rule"] == "ALCOHOL")
    said = f"avoid: 2026-03-02, glass of wine; 2026-03-03, glass of wine: {wine['text']}"
    assert said in text


def test_questions_about_days_keep_their_days():
    diary = planner.read_diary(b"date,food,amount,unit\n2026-03-01,tea,1,cup\n2026-03-02,tea,1,cup\n")
    text = " ".join(analysis_text(analysis(diary, ANNA)).split())
    assert "2026-03-01; 2026-03-02: This day has" in text


def test_strong_coffee_is_of_one_basis_throughout():
    cups = {"text": ["strong coffee", "coffee"], "food_id": ["fndds:92101000"] * 2, "grams": [240.0, 240.0]}
    frame = entries_frame({"row": [2, 3], "time": ["08:10", "09:00"], "source": ["food"] * 2, **cups})
    found = analysis(Diary(frame, frame.iloc[:0], {}), ANNA)["people"][0]["caffeine"]
    (only,) = found["days"]
    assert only["low_mg"] <= only["mg"] <= only["high_mg"]
    assert found["mean_mg"] == only["mg"] == pytest.approx(96 + 240 * 200 / 360)
    assert (found["by_hour"]["08"], found["by_hour"]["09"]) == (pytest.approx(240 * 200 / 360), 96)
    strong = frame.iloc[:1]
    found = analysis(Diary(strong, frame.iloc[:0], {}), ANNA)["people"][0]["caffeine"]
    assert found["mean_mg"] == found["days"][0]["low_mg"] == found["days"][0]["high_mg"]


def test_caffeine_by_hour_is_over_the_days_of_the_mean():
    foods = ["fndds:92101000", "fndds:11000000"]  # of human milk it is not known
    days = [pd.Timestamp("2026-03-01").date(), pd.Timestamp("2026-03-02").date()]
    frame = entries_frame(
        {"row": [2, 3], "date": days, "time": ["08:10"] * 2, "food_id": foods, "grams": [240.0] * 2,
         "source": ["food"] * 2}
    )  # fmt: skip
    found = analysis(Diary(frame, frame.iloc[:0], {}), ANNA)["people"][0]["caffeine"]
    assert found["mean_mg"] == found["by_hour"]["08"] == 96


@pytest.mark.parametrize(("framework", "sparse"), [("nasem", False), ("efsa", True), ("uk", True)])
def test_a_value_that_is_not_shipped_is_not_said_to_be_none(framework, sparse):
    mother = planner.Person(age=29, life_stage="lactating", months_postpartum=3)
    gaps = analysis(DIARY, planner.targets_for(mother, framework))["people"][0]["gaps"]
    without = [gap for gap in gaps if gap["status"] == "no_value"]
    said = "The values of this framework that this product holds have none for you"
    assert len(without) > 5
    assert all(said in gap["text"] for gap in without)
    assert all(("sparse beyond pregnancy" in gap["text"]) == sparse for gap in without)
    assert not any("There is no value in this framework" in gap["text"] for gap in gaps)
    assert ("iron" in {gap["nutrient"] for gap in without}) == sparse
