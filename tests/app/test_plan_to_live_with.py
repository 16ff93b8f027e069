"""The Plan page as it is lived with: cards, a day by the clock, measures, before and after, the routine."""

import re

import pytest

from planner.reference.check_in import questions
from planner.report.measures import with_measures
from planner.report.plan_report import item_words, plan_text
from planner.ui.plan_parts import as_shown

MINERALS = ("Magnesium", "Potassium", "Calcium", "Iron", "Vitamin B6")


def planned(app, days=1):
    app.go("plan")
    app.at.slider(key="plan_days").set_value(days)
    app.run()
    return app.click("Make the plan")


def words(app):
    return app.words.replace("\\", "")


def bars(app):
    return [str(one.proto.text) for one in app.at.get("progress")]


def alts(app):
    return [chart.proto.alt for chart in app.at.get("vega_lite_chart")]


def test_each_day_is_a_card_with_energy_meals_and_minerals_in_words_and_bars(app):
    plan = planned(app, 2).session.plan
    for day in plan["days"]:
        assert f"**Day {day['day']}** :small[{day['totals']['energy']:,.0f} kcal]" in words(app)
        for meal in day["meals"]:
            assert f"**{meal['time']}** {meal['dish']} ({meal['energy_kcal']:.0f} kcal)" in words(app)
    said = bars(app)
    assert len(said) == 2 * len(MINERALS)
    for name in MINERALS:
        assert sum(line.startswith(f":small[{name}: ") for line in said) == 2
    iron = next(row for row in plan["targets"] if row["nutrient"] == "iron")
    for day, line in zip(plan["days"], [one for one in said if "Iron" in one], strict=True):
        assert ("reached" in line) == (day["totals"]["iron"] >= 0.995 * iron["target"])


def test_a_mineral_that_is_not_known_has_no_bar(app):
    planned(app)
    app.session.plan["days"][0]["totals"]["iron"] = None
    app.run()
    assert "Iron: not known" in words(app)
    assert not [line for line in bars(app) if "Iron" in line]


def test_a_meal_is_kept_and_swapped_on_its_card(app):
    planned(app, 2)
    key = f"hand_{app.session.hand.count}_card_2"
    app.at.session_state[key] = True
    app.run()
    app.at.selectbox(key=f"{key}_slot").set_value(2)
    app.run().click("Keep this meal")
    assert app.session.hand.work.is_locked(2, 2)
    meal = app.session.plan["days"][1]["meals"][2]
    assert f"{meal['dish']} ({meal['energy_kcal']:.0f} kcal)] :green-badge[:material/lock: kept]" in words(
        app
    )
    app.at.session_state[f"hand_{app.session.hand.count}_card_1"] = True
    app.run()
    offered = app.session.hand.work.alternatives(1, 0)
    next(one for one in app.at.button if "_card_1_0_swap_0" in str(one.key)).click()
    app.run()
    assert app.session.plan["days"][0]["meals"][0]["dish"] == offered[0].dish
    assert app.session.plan["days"][1]["meals"][2]["dish"] == meal["dish"]
    assert len([one for one in app.at.button if one.label == "Undo"]) == 2  # beside the cards and in the day


def test_the_day_runs_by_the_clock_with_the_routine_and_the_last_caffeine(app):
    planned(app)
    said = [one.value for one in app.at.markdown if re.match(r"(:material/\S+ )?\*\*\d\d:\d\d", one.value)]
    times = [re.search(r"\d\d:\d\d", line)[0] for line in said]
    assert times == sorted(times)
    assert "**15:00** Last hour for coffee, tea, cola and cocoa" in words(app)
    assert "the limit of a day: under 200 mg" in words(app)
    for part in ("**The morning**", "**The afternoon**", "**The evening**"):
        assert part in words(app)
    for what in (
        "Calf stretch at the wall",
        "A short walk",
        "A warm foot bath",
        "left side",
        "Drink through",
    ):
        assert what in words(app)
    assert "None of it was shown to stop cramps" in words(app)
    assert "Plain water is not in the plan" in words(app)
    assert words(app).count(":gray-badge[:material/spa: For comfort, not studied]") == 5


@pytest.mark.parametrize(
    ("ticked", "gone", "stays"),
    [
        ("myasthenia_or_block", "Calf stretch", "A warm foot bath"),
        ("folic_acid_5", "A warm foot bath", "Calf stretch"),
    ],
)
def test_what_the_check_in_hides_is_not_in_the_day_nor_in_its_files(app, ticked, gone, stays):
    planned(app)
    assert gone in words(app)
    app.session.ticked = frozenset({ticked})
    app.run()
    assert gone not in words(app)
    assert stays in words(app)
    text = plan_text(as_shown(app.session, app.session.plan, "metric"))
    assert gone not in text
    assert stays in text


def test_the_measures_are_chosen_kept_and_the_same_in_the_files(visit):
    app = planned(visit())
    metric = with_measures(app.session.plan, "metric")
    us = with_measures(app.session.plan, "us")
    assert all(item_words(item) in words(app) for item in metric["days"][0]["meals"][0]["items"])
    app.at.get_by_key("measures").set_value("us")
    app.run()
    for meal in us["days"][0]["meals"]:
        for item in meal["items"]:
            assert item_words(item) in words(app)
            assert item["household"] in words(app)
            assert item_words(item) in plan_text(as_shown(app.session, app.session.plan, "us"))
    assert not app.session.plan_is_stale
    app.go("about").go("plan")
    assert app.at.get_by_key("measures").value == "us"
    again = visit(app.at.query_params["draft"]).go("plan")
    assert again.at.get_by_key("measures").value == "us"
    assert " oz)" in words(again)


def test_before_and_after_stand_beside_the_targets_where_there_is_a_diary(app):
    planned(app.sample())
    gaps = {gap["nutrient"]: gap for gap in app.session.document()["people"][0]["gaps"]}
    plan = {row["nutrient"]: row for row in app.session.plan["targets"]}
    line = (
        f"Magnesium: your diary: {gaps['magnesium']['mean']:.0f} mg; this plan: "
        f"{plan['magnesium']['planned_mean']:.0f} mg; your target: 350 mg."
    )
    assert line in words(app)
    assert any(line in alt for alt in alts(app))
    table = next(one.value for one in app.at.dataframe if "This plan" in one.value)
    assert table["This plan"].tolist() == [plan[name]["planned_mean"] for name in plan][:5]
    assert table["Your diary"].tolist() == [gaps[name]["mean"] for name in plan][:5]


def test_what_the_diary_does_not_know_is_no_zero(app):
    planned(app.sample())
    iron = next(gap for gap in app.session.document()["people"][0]["gaps"] if gap["nutrient"] == "iron")
    iron["mean"] = None
    app.run()
    assert "Iron: your diary: not known" in words(app)
    assert "your diary: 0" not in words(app)


def test_without_a_diary_there_is_no_before(app):
    planned(app)
    assert "Your diary and this plan" not in words(app)
    assert any(alt.startswith("The plan beside the targets") for alt in alts(app))


@pytest.mark.parametrize("ticked", [one.id for one in questions() if one.hides & {"magnesium", "potassium"}])
def test_where_minerals_are_for_the_doctor_no_page_draws_or_advises_them(app, ticked):
    planned(app.sample())
    app.session.ticked = frozenset({ticked})
    app.run()
    for page in ("plan", "gaps"):
        app.go(page)
        drawn = " ".join(alts(app) + bars(app))
        assert "agnesium" not in drawn
        assert "otassium" not in drawn
        said = [one.value for kind in ("markdown", "caption") for one in getattr(app.at, kind)]
        assert not [
            line for line in said if re.search(r"\*\*(Magnesium|Potassium)|too little: .*(agnes|otass)", line)
        ]
        tables = " ".join(one.value.to_string() for one in [*app.at.dataframe, *app.at.table])
        assert "otassium" not in tables
    assert "You ticked" in words(app)


def test_with_digoxin_the_gaps_of_other_nutrients_stay(app):
    app.sample()
    app.session.ticked = frozenset({"digoxin"})
    app.go("gaps")
    assert any("Calcium" in alt and "Iron" in alt for alt in alts(app))
    assert "**Calcium.**" in app.words
    assert "nutrient" in app.at.selectbox[0].key
    assert "Magnesium" not in app.at.selectbox(key="nutrient").options
    app.at.get("button_group")[0].set_value("uk")
    app.run()
    assert not any("otassium" in alt for alt in alts(app))


def test_a_card_leads_to_its_day_by_the_clock(app):
    planned(app, 2)
    assert app.session.draft.get("plan_tab", 0) == 0
    app.click("Day 2 by the clock")
    assert app.session.draft["plan_tab"] == 1
    assert app.at.get_by_key("plan_day").value == 2
    assert app.session.draft["plan_day"] == 2
    app.go("about").go("plan")
    assert app.session.draft["plan_tab"] == 1
    assert app.at.get_by_key("plan_day").value == 2
