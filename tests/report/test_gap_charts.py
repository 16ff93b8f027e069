"""The charts of the Gaps page: scope of upper levels, unknown stays unknown, authorities side by side."""

import pytest

import planner
from planner.report import charts, claim_charts, heat_charts, sure_charts, upper_charts
from planner.report.analysis import analysis
from planner.report.frameworks import side_by_side, under_each, what_changes

PERSON = planner.Person(age=30, life_stage="pregnant")


def person_of(*rows):
    data = "\n".join(["food,amount,unit", *rows]).encode()
    return analysis(planner.read_diary(data), planner.targets_for(PERSON))["people"][0]


def test_food_magnesium_is_never_set_against_the_level_for_supplements():
    gaps = person_of("pumpkin seeds,2,cup")["gaps"]
    assert next(gap for gap in gaps if gap["nutrient"] == "magnesium")["mean"] > 350
    row = upper_charts.upper_frame(gaps).set_index("name").loc["Magnesium"]
    assert (row["intake"], row["verdict"]) == (0, upper_charts.BELOW)
    assert charts.gap_frame(gaps).set_index("name")["upper"].isna()["Magnesium"]


def test_magnesium_of_a_tablet_is():
    gaps = person_of("banana,1,medium", "magnesium 400 mg,1,tablet")["gaps"]
    row = upper_charts.upper_frame(gaps).set_index("name").loc["Magnesium"]
    assert (row["intake"], row["verdict"]) == (400, upper_charts.ABOVE)
    assert "Magnesium, supplements only: 400 mg of 350 mg" in row["words"]


def test_a_sodium_limit_that_is_no_upper_level_is_not_among_them():
    assert "Sodium" not in set(upper_charts.upper_frame(person_of("bread,3,slice")["gaps"])["name"])


def test_the_heat_map_has_a_cell_for_each_day_and_nutrient_and_unknown_is_not_zero():
    gaps = [gap for gap in person_of("banana,1,medium")["gaps"] if gap["nutrient"] in ("iron", "magnesium")]
    whole, nothing = ({"iron": value, "magnesium": 35.0} for value in (13.5, None))
    days = [
        {"date": f"2026-03-0{number}", "intake": intake, "complete": {"iron": 1.0, "magnesium": 0.5}}
        for number, intake in enumerate((whole, nothing), 1)
    ]
    frame = heat_charts.heat_frame(days, gaps).set_index(["nutrient", "day"])
    assert len(frame) == 4
    iron = frame.loc["Iron"]
    assert iron["step"].tolist() == ["50 to 75 %", "Not known"]
    assert iron["shown"].tolist() == ["50", "?"]
    assert frame.loc[("Magnesium", "2026-03-01"), "shown"] == "≥ 10"
    assert "Iron: target reached on 0 of 1 days" in heat_charts.heat_words(frame.reset_index())


def test_the_range_narrows_with_days_and_is_that_of_the_analysis_at_her_own():
    gap = next(gap for gap in person_of("banana,3,medium")["gaps"] if gap["nutrient"] == "potassium")
    frame = sure_charts.funnel_frame(gap, PERSON).set_index("days")
    assert frame.loc[gap["days"]].tolist() == pytest.approx([gap["interval_low"], gap["interval_high"]])
    assert (frame["high"] - frame["low"]).is_monotonic_decreasing
    assert sure_charts.funnel_frame(gap | {"lower_bound": True}, PERSON).empty


def test_the_same_diary_is_short_under_one_authority_and_fine_under_another():
    diary = planner.read_diary(b"food,amount,unit\nspinach cooked,1,cup\nbanana,2,medium\nbrown rice,1,cup\n")
    frame = under_each(diary, None, PERSON, ["potassium", "magnesium"])
    assert side_by_side(frame).index.tolist() == ["Potassium", "Magnesium"]
    for framework in ("nasem", "efsa", "uk"):
        gaps = planner.assess(planner.daily_intake(diary), planner.targets_for(PERSON, framework))
        target = gaps.set_index("nutrient").at["magnesium", "target"]
        here = frame[(frame["nutrient"] == "magnesium") & (frame["framework"] == framework)]
        assert here["target"].item() == f"{target:.0f} mg"
    assert any(line.startswith("Magnesium: ") and "under NASEM" in line for line in what_changes(frame))


def test_a_value_that_a_framework_lacks_is_not_borrowed():
    diary = planner.read_diary(b"food,amount,unit\nbanana,2,medium\n")
    table = side_by_side(under_each(diary, None, PERSON, ["potassium"]))
    assert table.at["Potassium", "UK (COMA and SACN)"] == "no value"


def test_what_the_article_names_stands_beside_what_the_table_has():
    frame = claim_charts.claim_frame({"potassium": 2900.0, "magnesium": 350.0, "calcium": None})
    assert len(frame) == 8
    cheese = frame.set_index("food").loc["Cottage cheese"]
    assert cheese["step"] == claim_charts.LITTLE
    assert "names cottage cheese for magnesium" in cheese["article"]
    assert set(claim_charts.claim_frame({"potassium": 2900.0}, {"potassium"})["food"]) == set()


def test_every_chart_takes_its_colours_from_the_page():
    person = person_of("banana,3,medium", "coffee,1,mug")
    gap = next(gap for gap in person["gaps"] if gap["nutrient"] == "potassium")
    drawings = [
        charts.gap_chart(charts.gap_frame(person["gaps"])),
        upper_charts.upper_chart(upper_charts.upper_frame(person["gaps"])),
        sure_charts.funnel_chart(sure_charts.funnel_frame(gap, PERSON), gap),
        claim_charts.claim_chart(claim_charts.claim_frame({"potassium": 2900.0})),
    ]
    for drawing in drawings:
        assert '"range": "category"' in drawing.to_json(indent=None).replace('":"', '": "')
        assert '"#' not in drawing.to_json()
