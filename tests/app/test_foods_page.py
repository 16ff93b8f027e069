"""The foods page: looking a food up, comparing, best sources, caffeine with one tap, the diary."""

import datetime as dt
import re

import pytest

from planner import Corrections
from planner.diary.matching.search import match_food
from planner.reference.best_sources import best_sources
from planner.reference.diets import allowed_foods
from planner.reference.safety import planner_excluded
from planner.ui.caffeine_add import mg_words

MONDAY = dt.date(2026, 3, 2)


def look_up(app, text):
    app.at.text_input(key="food_text").set_value(text)
    return app.run()


def view(app, name):
    app.go("foods")
    app.at.get_by_key("foods_view").set_value(name)
    return app.run()


def table(app, column="Nutrient", place=0):
    return [one.value for one in app.at.dataframe if column in one.value.columns][place]


def rows(app):
    return [] if app.session.table is None else app.session.table.cells.to_dict("records")


def pick(app):
    return next(radio for radio in app.at.radio if radio.label.startswith("“"))


def alt(app):
    return app.at.get("vega_lite_chart")[0].proto.alt


def drawn_or_listed(app):
    """Return the words of all charts and tables."""
    charts = [chart.proto.alt for chart in app.at.get("vega_lite_chart")]
    return " ".join([*charts, *(one.value.to_string() for one in app.at.dataframe)])


def test_the_empty_page_says_what_to_do(app):
    app.go("foods")
    assert "Write it as you would say it" in app.words
    assert not app.at.get("vega_lite_chart")


def test_a_food_is_found_with_its_alternatives_and_what_it_holds(app):
    look_up(app.go("foods"), "lentils")
    assert pick(app).options[0] == "Lentils, NFS"
    assert len(pick(app).options) > 3
    assert table(app).iloc[0].tolist() == ["Magnesium", "31 mg", "9 %", "350 mg"]
    assert "Magnesium: 9 %" in alt(app)
    assert "Not in it: " in app.words
    assert "Iodine" in app.words


def test_another_amount_and_100_kcal_change_the_table(app):
    look_up(app.go("foods"), "banana")
    before = table(app)["Amount"].tolist()
    app.at.number_input[0].set_value(2.0)
    app.run()
    assert float(table(app)["Amount"][1].split()[0]) == pytest.approx(
        2 * float(before[1].split()[0]), abs=1.1
    )
    app.at.get_by_key("food_basis").set_value("100 kcal")
    app.run()
    energy = table(app).set_index("Nutrient").loc["Energy", "Amount"]
    assert energy == "100 kcal"


def test_grams_begin_at_100(app):
    look_up(app.go("foods"), "banana")
    app.at.selectbox[0].set_value("g")
    app.run()
    assert app.at.number_input[0].value == 100
    assert "**Add to my diary: 100 g**" in app.words


def test_what_cannot_be_found_says_what_to_do(app):
    look_up(app.go("foods"), "zzqx")
    assert "The food table has nothing like “zzqx”" in app.words
    assert not app.at.radio


@pytest.mark.parametrize(
    "text",
    [
        "'; DROP TABLE foods; --",
        '"NEAR(" OR *',
        "<script>alert(1)</script> banana",
        "[x](http://x) $\\frac$",
        "🍌" * 40,
        "%00\u202e\x07",
    ],
)
def test_hostile_text_is_only_text(app, text):
    look_up(app.go("foods"), text)
    assert not app.errors
    assert "](http" not in re.sub(r"\\(.)", "", app.words)


def test_a_misspelling_and_a_word_that_is_not_in_the_food_are_said(app):
    look_up(app.go("foods"), "bannana")
    assert "Spelling guessed\\: banana." in app.words
    look_up(app, "almond croissant")
    assert "“almond” is not in this food." in app.words


def test_a_food_without_any_value_is_unknown_and_not_zero(app):
    Corrections().remember("my own milk", "fndds:11000000", on=MONDAY).save()
    look_up(app.go("foods"), "my own milk")
    assert "says nothing of what this food holds" in app.words
    assert not app.at.dataframe
    assert "Add to my diary" not in [button.label for button in app.at.button]


def test_water_has_no_energy_to_count_by(app):
    look_up(app.go("foods"), "tap water")
    app.at.get_by_key("food_basis").set_value("100 kcal")
    app.run()
    assert "has no energy, so nothing can be said by 100 kcal" in app.words
    assert table(app)["Amount"][0] == "not known"


def test_a_rule_about_the_words_or_the_food_is_shown_with_its_authority(app):
    look_up(app.go("foods"), "raw milk")
    assert "Avoid" in app.words
    look_up(app, "brie")
    assert re.search(r"Source: \S", app.words)


def test_what_she_leaves_out_is_said(app):
    app.session.put_typed(diet="vegan", exclude=("peanut",))
    look_up(app.go("foods"), "whole milk")
    assert "Not among what you eat (your settings: vegan and peanut)" in app.words
    look_up(app, "banana")
    assert "Not among what you eat" not in app.words


def test_a_found_food_goes_into_the_diary_and_can_be_taken_back(app):
    look_up(app.go("foods"), "strong coffee")
    app.at.get_by_key("meal_date").set_value(MONDAY)
    app.at.get_by_key("meal_name").set_value("breakfast")
    app.click("Add to my diary")
    (row,) = rows(app)
    assert (row["food"], row["date"], row["meal"]) == ("strong coffee", "2026-03-02", "breakfast")
    entry = app.session.diary().entries.iloc[0]
    assert entry["food_id"] == row["food_id"]
    assert float(entry["grams"]) == float(row["grams"])
    app.click("Take it back")
    assert rows(app) == []


def test_another_food_of_the_list_is_written_by_its_own_name(app):
    look_up(app.go("foods"), "lentils")
    other = pick(app).options[1]
    pick(app).set_value(match_food("lentils", 8)[1].food_id)
    app.run()
    app.click("Add to my diary")
    assert rows(app)[0]["food"] == other


def test_four_foods_side_by_side_and_no_fifth(app):
    app.go("foods")
    for text in ("banana", "almonds", "kefir", "kale"):
        look_up(app, text).click("Compare with other foods")
    assert len(app.session.draft["compare"]) == 4
    assert [name[:2] for name in table(app, place=-1).columns[1:5]] == ["1.", "2.", "3.", "4."]
    assert "Foods: 1. Banana" in app.at.get("vega_lite_chart")[-1].proto.alt
    look_up(app, "honey")
    button = next(one for one in app.at.button if one.label == "Compare with other foods")
    assert button.disabled
    app.at.button(key="take_out_1").click()
    app.run()
    assert len(app.session.draft["compare"]) == 3


def test_what_was_looked_up_outlasts_a_page_switch(app):
    look_up(app.go("foods"), "kefir").click("Compare with other foods")
    app.go("about").go("foods")
    assert app.at.text_input(key="food_text").value == "kefir"
    assert "Look up another food" in app.words


def test_best_sources_are_foods_she_may_eat(app):
    app.session.put_typed(diet="vegan", exclude=("nuts", "soy"))
    view(app, "Best sources")
    shown = table(app, "Food")
    assert shown["Food"][0] == "Pumpkin seeds, unsalted"
    found = best_sources("magnesium", "vegan", ("nuts", "soy"), "us")
    assert [one.description for one in found] == shown["Food"].tolist()
    allowed = allowed_foods("vegan", ("nuts", "soy"))
    assert all(allowed[one.food_id] for one in found)
    assert not any(one.food_id in planner_excluded("us") for one in found)
    assert "Most magnesium in a usual portion: 156 mg – Pumpkin seeds" in alt(app)


def test_best_sources_by_energy_of_another_nutrient(app):
    view(app, "Best sources")
    app.at.selectbox(key="source_nutrient").set_value("calcium")
    app.at.get_by_key("source_per").set_value("100 kcal")
    app.run()
    assert "Most calcium in 100 kcal" in alt(app)
    assert "fortified" in " ".join(table(app, "Food")["Marks"])
    assert "article: " in " ".join(table(app, "Food")["Marks"])


def test_a_nutrient_without_a_value_in_the_framework_can_still_be_looked_for(app):
    app.session.put_typed(framework="uk")
    view(app, "Best sources")
    app.at.selectbox(key="source_nutrient").set_value("potassium")
    app.run()
    assert "This framework has no value for it." in app.words
    assert set(table(app, "Food")["Of your target"]) == {"–"}


def test_no_advice_on_minerals_where_the_check_in_holds_it_back(app):
    app.session.ticked = frozenset({"kidney"})
    app.go("foods")
    assert "is not shown for now" in app.words
    assert not app.at.text_input


def test_caffeine_with_one_tap_and_the_total_beside_the_cap(app):
    view(app, "Caffeine")
    assert "**Today: 0 mg of caffeine**" in app.words
    app.click("Coffee, filter, 1 mug: 96 to 133 mg")
    (row,) = rows(app)
    assert row["date"] == dt.date.today().isoformat()
    assert re.fullmatch(r"\d\d:\d\d", row["time"])
    assert "**Today: 96 to 133 mg of caffeine**" in app.words
    assert "(ACOG: less than 200 mg a day)" in app.words
    app.click("Coffee, filter, 1 mug: 96 to 133 mg")
    assert "If the drinks were strong this is not within" in app.words
    app.click("Espresso, 1 shot: 64 mg")
    assert "This is not within" in app.words
    app.click("Take it back")
    assert len(rows(app)) == 2


def test_caffeine_has_the_figures_of_her_jurisdiction_and_her_own_cap(app):
    app.session.put_typed(framework="uk", caffeine_cap_mg=100.0)
    view(app, "Caffeine")
    assert "the cap set for you (100 mg)" in app.words
    app.click("Coffee, instant, 1 mug: 62 to 100 mg")
    assert "not within" not in app.words
    assert "not recommended for pregnant women" in app.words


def test_the_total_is_of_the_day_that_is_asked_for(app):
    view(app.sample(), "Caffeine")
    assert "**Today: 0 mg of caffeine**" in app.words
    app.at.get_by_key("caffeine_day").set_value(MONDAY)
    app.run()
    day = app.session.document()["people"][0]["caffeine"]["days"][0]
    assert f"**2 Mar 2026: {mg_words(day['low_mg'], day['high_mg'])} of caffeine**" in app.words


def test_caffeine_before_the_day_starts_counts_for_the_day_that_it_is(app):
    late = (dt.datetime.now() + dt.timedelta(minutes=1)).strftime("%H:%M")
    if late == "00:00":
        pytest.skip("midnight")
    app.session.put_typed(day_start=late)
    view(app, "Caffeine")
    app.click("Espresso, 1 shot: 64 mg")
    assert "**Today: 64 mg of caffeine**" in app.words


def test_every_common_drink_is_read_as_what_it_is(app):
    view(app, "Caffeine")
    for label in [one.label for one in app.at.button if " mg" in one.label]:
        app.click(label)
    entries = app.session.diary().entries
    assert len(entries) == len(rows(app)) > 5
    assert (entries["confidence"] >= 0.7).all()


def test_with_digoxin_no_food_is_shown_or_compared_for_magnesium_and_potassium(app):
    for food in ("banana", "kefir"):
        look_up(app.go("foods"), food).click("Compare with other foods")
    assert "otassium" in drawn_or_listed(app)
    app.session.ticked = frozenset({"digoxin"})
    app.run()
    assert "You ticked: Digoxin." in app.words
    assert "Calcium" in drawn_or_listed(app)
    assert not re.search("agnesium|otassium", drawn_or_listed(app))
    view(app, "Best sources")
    assert not {"magnesium", "potassium"} & set(app.at.selectbox(key="source_nutrient").options)
