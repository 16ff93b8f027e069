"""Notices on a diary: single foods, weeks of fish, days of caffeine and herbal tea, stages of life."""

import datetime
import json
import math

import pytest

from planner.diary import read_diary
from planner.diary.model import Diary, entries_frame
from planner.gaps.notices import notices
from planner.reference.person import Person
from planner.reference.targets import targets_for

SALMON, COD, TUNA, SHARK = "fndds:26137120", "fndds:26109120", "fndds:26155110", "fndds:26143110"
COFFEE, CHAMOMILE, BRIE, WINE = "fndds:92101000", "fndds:92306700", "fndds:14103020", "fndds:93401010"
KEYS = {"kind", "rule", "severity", "date", "food", "text", "authority"}


def day(number):
    return datetime.date(2025, 3, 1) + datetime.timedelta(days=number - 1)


def diary(*rows, person=None):
    columns = dict(zip(("date", "text", "food_id", "grams"), zip(*rows, strict=True), strict=True))
    frame = entries_frame({"row": range(2, 2 + len(rows)), "person": person or [None] * len(rows), **columns})
    return Diary(frame, frame, {"read": len(rows), "used": len(rows), "with_faults": 0})


def targets(stage="pregnant", framework="nasem", **more):
    about = {"pregnant": {"gestation_weeks": 22}, "lactating": {"months_postpartum": 3}}.get(stage, {})
    return targets_for(Person(age=29, life_stage=stage, framework=framework, **about, **more))


def found(given, aims, rule):
    return [notice for notice in notices(given, aims) if notice["rule"] == rule]


def test_a_notice_is_plain_data_the_most_severe_first():
    listed = notices(diary((day(1), "glass of wine", WINE, 148), (day(2), "brie", BRIE, 30)), targets())
    assert all(set(notice) == KEYS for notice in listed)
    assert json.loads(json.dumps(listed)) == listed
    order = [notice["severity"] for notice in listed]
    assert order == sorted(order, key=["avoid", "limit", "caution", "info"].index)
    assert (listed[0]["rule"], listed[0]["date"], listed[0]["authority"]) == ("ALCOHOL", "2025-03-01", "CDC")


def test_a_rule_speaks_once_for_a_food_and_a_day():
    brie = [(day(1), "brie", BRIE, 30), (day(1), "Cheese, Brie", BRIE, 30), (day(2), "brie", BRIE, 30)]
    assert [notice["date"] for notice in found(diary(*brie), targets(), "CHEESE_SOFT_US")] == [
        "2025-03-01",
        "2025-03-02",
    ]


@pytest.mark.parametrize(("framework", "severity"), [("nasem", "info"), ("uk", "avoid"), ("efsa", "avoid")])
def test_the_jurisdiction_decides(framework, severity):
    (notice,) = found(diary((day(1), "brie", BRIE, 30)), targets(framework=framework), "CHEESE_MOULD_UK")
    assert notice["severity"] == severity


def test_her_words_count_where_the_table_s_food_says_less():
    steak = "fndds:21101000"
    assert found(diary((day(1), "steak, medium rare", steak, 150)), targets(), "MEAT_UNDERCOOKED")
    assert not found(diary((day(1), "steak, well done", steak, 150)), targets(), "MEAT_UNDERCOOKED")


def test_fish_is_silent_at_the_first_bite():
    assert not [
        n for n in notices(diary((day(1), "salmon", SALMON, 100)), targets()) if n["kind"] == "fish_week"
    ]


def test_fish_speaks_when_seven_days_exceed_twelve_ounces():
    four = [(day(number), "cod", COD, 113) for number in (1, 3, 5, 7)]
    (notice,) = found(diary(*four), targets(), "FISH_BEST_WEEKLY")
    assert (notice["severity"], notice["kind"], notice["date"]) == ("limit", "fish_week", "2025-03-07")


def test_the_same_fish_over_more_days_does_not():
    spread = [(day(number), "cod", COD, 113) for number in (1, 5, 9, 13)]
    assert not found(diary(*spread), targets(), "FISH_BEST_WEEKLY")


def test_three_servings_of_four_ounces_raw_are_within():
    cooked = 113.4 * 140 / 170
    assert not found(
        diary(*[(day(n), "cod", COD, cooked * 0.97) for n in (1, 2, 3)]), targets(), "FISH_BEST_WEEKLY"
    )


def test_weeks_run_over_calendar_weeks():
    fish = [
        (datetime.date(2025, 3, 7), "cod", COD, 230),
        (datetime.date(2025, 3, 11), "cod", COD, 230),
    ]  # Friday, Tuesday
    assert found(diary(*fish), targets(), "FISH_BEST_WEEKLY")


def test_good_fish_and_any_other_in_one_week():
    both = diary((day(1), "albacore tuna", TUNA, 85), (day(2), "salmon", SALMON, 85))
    assert found(both, targets(), "FISH_GOOD_WEEKLY")
    apart = diary((day(1), "albacore tuna", TUNA, 85), (day(9), "salmon", SALMON, 85))
    assert not found(apart, targets(), "FISH_GOOD_WEEKLY")


def test_a_trace_of_fish_is_no_other_fish():
    salad = "fndds:75146000"  # Greek salad: 4 % anchovy
    mixed = diary((day(1), "albacore tuna", TUNA, 85), (day(2), "greek salad", salad, 100))
    assert not found(mixed, targets(), "FISH_GOOD_WEEKLY")


def test_the_kind_that_she_names_decides():
    light = diary(*[(day(n), "canned light tuna", TUNA, 100) for n in (1, 4)])
    assert not found(light, targets(), "FISH_GOOD_WEEKLY")
    unnamed = diary(*[(day(n), "tuna", TUNA, 100) for n in (1, 4)])
    assert found(unnamed, targets(), "FISH_GOOD_WEEKLY")


@pytest.mark.parametrize(("cans", "speaks"), [(4, False), (5, True)])
def test_cans_of_tuna_in_the_uk(cans, speaks):
    week = diary(*[(day(number), "tuna", TUNA, 139) for number in range(1, cans + 1)])
    assert bool(found(week, targets(framework="uk"), "FISH_UK_TUNA")) == speaks


def test_oily_fish_in_the_uk_and_elsewhere():
    week = diary((day(1), "salmon", SALMON, 150), (day(2), "salmon", SALMON, 150))
    assert [n["severity"] for n in found(week, targets(framework="uk"), "FISH_UK_OILY")] == ["limit"]
    assert [n["severity"] for n in found(week, targets(), "FISH_UK_OILY")] == ["info"]


def test_weeks_are_each_person_s_own():
    two = diary(*[(day(1), "cod", COD, 200)] * 2, person=["anna", "bea"])
    assert not found(two, targets(), "FISH_BEST_WEEKLY")
    one = diary(*[(day(1), "cod", COD, 200)] * 2, person=["anna", "anna"])
    assert found(one, targets(), "FISH_BEST_WEEKLY")


def test_a_diary_without_dates_is_one_day():
    (notice,) = found(diary(*[(None, "cod", COD, 200)] * 2), targets(), "FISH_BEST_WEEKLY")
    assert notice["date"] is None


@pytest.mark.parametrize(("grams", "speaks"), [(350, False), (360, True)])
def test_caffeine_in_the_us_stays_below_its_limit(grams, speaks):
    assert bool(found(diary((day(1), "coffee", COFFEE, grams)), targets(), "CAFFEINE")) == speaks


def test_caffeine_is_the_day_s_sum_at_its_high_end():
    cups = [(day(1), "coffee", COFFEE, 180), (day(1), "coffee", COFFEE, 190)]
    (notice,) = found(diary(*cups), targets(), "CAFFEINE")
    assert notice["text"].startswith("Between about 148 and 206 mg of caffeine on this day")
    assert not found(diary((day(1), *cups[0][1:]), (day(2), *cups[1][1:])), targets(), "CAFFEINE")


def test_strong_leaves_no_doubt():
    (notice,) = found(diary((day(1), "strong coffee", COFFEE, 370)), targets(), "CAFFEINE")
    assert "About 206 mg" in notice["text"]


def test_her_own_limit_counts_at_every_stage():
    cup = diary((day(1), "coffee", COFFEE, 240))
    for stage in ("pregnant", "nonpregnant"):
        (notice,) = found(cup, targets(stage, caffeine_cap_mg=100), "CAFFEINE")
        assert (notice["severity"], notice["authority"]) == ("limit", "set for you")
    assert not found(cup, targets("nonpregnant"), "CAFFEINE")


@pytest.mark.parametrize(
    ("grams", "says", "authority"),
    [
        (240, "perhaps over the limit set for you (100 mg).", "set for you"),
        (300, "over the limit set for you (100 mg).", "set for you"),
        (380, "over the limit set for you (100 mg) and perhaps not within the advice for pregnancy (less "
         "than 200 mg a day).", "set for you; ACOG"),
        (600, "over the limit set for you (100 mg) and not within the advice for pregnancy (less than 200 mg "
         "a day).", "set for you; ACOG"),
    ],
)  # fmt: skip
def test_her_own_limit_and_the_authority_s_are_named_where_each_is_met(grams, says, authority):
    (notice,) = found(diary((day(1), "coffee", COFFEE, grams)), targets(caffeine_cap_mg=100), "CAFFEINE")
    assert f": {says}" in notice["text"]
    assert notice["authority"] == authority
    assert ("depends" in notice["text"]) == ("perhaps" in notice["text"])


def test_her_own_limit_keeps_its_severity_while_breastfeeding():
    cups = diary((day(1), "coffee", COFFEE, 600))
    (own,) = found(cups, targets("lactating", caffeine_cap_mg=100), "CAFFEINE")
    (advice,) = found(cups, targets("lactating", caffeine_cap_mg=400), "CAFFEINE")
    assert (own["severity"], advice["severity"], advice["authority"]) == ("limit", "info", "ACOG")


def test_caffeine_in_tablets_counts_and_is_named():
    cups = entries_frame(
        {
            "row": [2, 3],
            "date": [day(1), day(1)],
            "text": ["coffee", "caffeine 150 mg"],
            "food_id": [COFFEE, "supp:free:caffeine=150mg"],
            "grams": [200, math.nan],
            "units": [math.nan, 1],
            "source": ["food", "supplement"],
        }
    )
    (notice,) = found(Diary(cups, cups.iloc[:0], {}), targets(), "CAFFEINE")
    assert notice["food"] == "coffee, caffeine 150 mg"
    assert notice["text"].startswith("Between about 230 and 261 mg")


@pytest.mark.parametrize(("grams", "speaks"), [(960, False), (1200, True)])
def test_herbal_tea_in_the_uk(grams, speaks):
    tea = diary((day(1), "chamomile tea", CHAMOMILE, grams))
    assert bool(found(tea, targets(framework="uk"), "HERBAL_TEA")) == speaks


def test_stages_of_life():
    week = diary((day(1), "shark", SHARK, 150), (day(1), "wine", WINE, 148), (day(1), "coffee", COFFEE, 600))
    assert {n["severity"] for n in notices(week, targets("preconception"))} == {"info"}
    assert {n["rule"] for n in notices(week, targets("lactating"))} == {"ALCOHOL", "CAFFEINE"}
    assert {n["severity"] for n in notices(week, targets("lactating"))} == {"info"}
    assert notices(week, targets("nonpregnant")) == []


def test_supplements_and_empty_diaries_are_no_trouble():
    pill = {"text": ["prenatal"], "food_id": ["supp:prenatal"], "units": [1.0], "source": ["supplement"]}
    frame = entries_frame({"row": [2], **pill})
    assert notices(Diary(frame, frame, {}), targets()) == []
    assert notices(Diary(frame.iloc[:0], frame.iloc[:0], {}), targets()) == []


def test_the_words_of_a_row_that_cannot_be_used_are_looked_at():
    text = b"date,food,amount,unit\n2026-03-01,banana,1,medium\n2026-03-01,kelp tablet,1,tablet\n"
    text += b"2026-03-01,zqxwv of raw milk,1,cup\n2026-03-02,zqxwv of raw milk,1,cup\n"
    read = read_diary(text)
    assert read.faults["row"].tolist() == [3, 4, 5]
    (milk,) = found(read, targets(), "MILK_RAW")
    assert (milk["severity"], milk["date"], milk["food"]) == ("avoid", None, "zqxwv of raw milk")
    assert "Rows 4, 5 of the file are themselves not counted" in milk["text"]
    (kelp,) = found(read, targets(), "KELP_SUPPLEMENT")
    assert (kelp["severity"], kelp["food"]) == ("info", "kelp tablet")
    assert "Row 3 of the file is itself not counted" in kelp["text"]
    assert {notice["severity"] for notice in notices(read, targets("preconception"))} == {"info"}
    assert notices(read, targets("nonpregnant")) == []


def test_the_food_column_is_found_by_its_own_name_and_other_columns_are_not_words():
    read = read_diary(b"datum,Food name,amount,unit\n2026-03-01,zqxwv of raw milk,1,cup\n")
    assert read.faults["column"].tolist() == ["Food name"]
    assert found(read, targets(), "MILK_RAW")
    dated = read_diary(b"date,food,amount,unit\nraw milk,banana,1,medium\n")
    assert dated.faults["column"].tolist() == ["date"]
    assert notices(dated, targets()) == []


def test_a_faulted_fish_is_no_week_of_fish():
    read = read_diary(b"food,amount,unit\nzqxwv albacore tuna,9,zz\n")
    assert len(read.faults) == 1
    assert not [notice for notice in notices(read, targets()) if "WEEKLY" in notice["rule"]]


def test_the_words_of_a_supplement_are_looked_at():
    pill = {"text": ["kelp tablets with magnesium"], "food_id": ["supp:free:magnesium=1mg"], "units": [1.0]}
    frame = entries_frame({"row": [2], "source": ["supplement"], **pill})
    assert found(Diary(frame, frame.iloc[:0], {}), targets(), "KELP_SUPPLEMENT")


@pytest.mark.parametrize("framework", ["nasem", "efsa", "uk"])
@pytest.mark.parametrize("stage", ["pregnant", "lactating", "nonpregnant"])
@pytest.mark.parametrize(("age", "told"), [(14, True), (17.9, True), (18, False)])
def test_under_eighteen_a_clinician_is_to_be_asked(framework, stage, age, told):
    aims = targets_for(Person(age=age, life_stage=stage), framework)
    said = notices(diary((day(1), "banana", "fndds:63107010", 100)), aims)
    refer = [notice for notice in said if notice["kind"] == "refer"]
    assert [notice["severity"] for notice in refer] == ["caution"] * told
    assert all(set(notice) == KEYS and "under 18" in notice["text"] for notice in refer)
