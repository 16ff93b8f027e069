"""The workbench of the Targets page: table, sliders, live effect, undo, presets; each in its states."""

import tomllib

import pytest

from planner.reference import preset_files
from planner.reference.people import Override
from planner.reference.preset import Preset, preset_of, read_preset

FULL = Preset(
    framework="efsa",
    target_overrides={"magnesium": Override(310.0 + 0.1 + 0.2, "agreed at visit")},
    caffeine_cap_mg=150.0,
    last_caffeine="14:00",
    meals_per_day=5,
    emphasis={"beans": 0.25},
    priorities={"iron": 3.25, "zinc": 2.0},
    closeness=0.55,
)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("PLANNER_HOME", str(tmp_path))


@pytest.fixture
def bench(app):
    return app.go("targets")


@pytest.fixture
def planned(app):
    app.go("plan").at.slider(key="plan_days").set_value(1)
    return app.run().click("Make the plan").go("targets")


def typed_in(app, **rows):
    """Type into rows of the table, in addition to what was typed since it was last built."""
    draft = app.session.draft
    key = f"bench_table_{draft.get('form', 0)}_{draft['bench_count']}"
    names = list(draft["bench_base"].index)
    edits = dict(draft.get("bench_edits", {}))
    for nutrient, cells in rows.items():
        place = names.index(nutrient)
        edits[place] = edits.get(place, {}) | cells
    app.at.session_state[key] = {"edited_rows": edits, "added_rows": [], "deleted_rows": []}
    return app.run()


def slide(app, key, value):
    app.at.slider(key=key).set_value(value)
    return app.run()


def button(app, key):
    app.at.button(key=key).click()
    return app.run()


def before_and_after(app):
    return {row["What"]: (row["Before"], row["After"]) for row in app.at.table[0].value.to_dict("records")}


def test_the_table_has_every_target_with_the_authoritys_value_kind_and_source(bench):
    frame = bench.session.draft["bench_base"]
    assert frame.loc["magnesium", ["Unit", "Authority's value", "Kind"]].tolist() == ["mg", 350, "RDA"]
    assert "Institute of Medicine 1997" in frame.loc["magnesium", "Source"]
    assert frame.loc["iodine", "Upper level"] == 1100
    assert frame["My target"].isna().all()


def test_a_value_waits_until_it_has_a_reason_and_is_not_lost(bench):
    typed_in(bench, magnesium={"My target": 400})
    assert any("write why magnesium differs" in error for error in bench.errors)
    assert bench.session.targets["magnesium"].target == 350
    bench.go("gaps").go("targets")
    assert bench.session.draft["bench_base"].loc["magnesium", "My target"] == 400
    typed_in(bench, magnesium={"Reason": "agreed at visit"})
    assert not bench.errors
    assert bench.session.typed["target_overrides"] == {"magnesium": Override(400.0, "agreed at visit")}


def test_several_rows_and_a_blank_takes_one_back(bench):
    typed_in(bench, iron={"My target": 30, "Reason": "low stores"})
    typed_in(bench, zinc={"My target": 12.5, "Reason": "as agreed"})
    assert set(bench.session.typed["target_overrides"]) == {"iron", "zinc"}
    typed_in(bench, iron={"My target": None})
    assert set(bench.session.typed["target_overrides"]) == {"zinc"}


@pytest.mark.parametrize(
    ("nutrient", "amount", "says"),
    [
        ("calcium", 9000, "give an amount from 100 to 2500 mg a day"),
        ("iodine", 250, "the food table does not have it"),
    ],
)
def test_what_nobody_should_aim_at_or_nobody_can_count_is_refused(bench, nutrient, amount, says):
    typed_in(bench, **{nutrient: {"My target": amount, "Reason": "why not"}})
    assert any(says in error for error in bench.errors)
    assert not bench.session.typed["target_overrides"]


def test_above_an_upper_level_it_says_what_that_level_counts(bench):
    typed_in(
        bench, magnesium={"My target": 400, "Reason": "agreed"}, sodium={"My target": 2400, "Reason": "x"}
    )
    said = " ".join(one.value for one in bench.at.warning)
    assert "400 mg is above the UL of 350 mg, which counts supplements only" in said
    assert "above the CDRR of 2,300 mg, which counts all that is eaten" in said


def test_the_form_asks_for_a_reason_too(bench):
    bench.at.number_input(key="override_magnesium").set_value(400.0)
    bench.click("Set this target")
    assert "write why magnesium differs" in bench.errors[0]
    assert not bench.session.typed["target_overrides"]


def test_each_change_is_undone_in_turn(bench):
    typed_in(bench, iron={"My target": 30, "Reason": "low stores"})
    slide(bench, "priorities_iron_0", 3.0)
    slide(bench, "closeness_0", 0.8)
    bench.at.number_input(key="height_cm_0").set_value(165)
    bench.run()
    seen = []
    for _ in range(4):
        button(bench, "bench_undo")
        now = bench.session
        seen.append(
            (
                now.typed["height_cm"],
                now.plan_options["closeness"],
                now.typed["priorities"],
                len(now.typed["target_overrides"]),
            )
        )
    assert seen == [
        (None, 0.8, {"iron": 3.0}, 1),
        (None, 0.3, {"iron": 3.0}, 1),
        (None, 0.3, {}, 1),
        (None, 0.3, {}, 0),
    ]
    assert not [one for one in bench.at.button if one.key == "bench_undo"]


def test_any_nutrient_can_be_given_a_priority(bench):
    bench.at.selectbox(key="bench_other_0").set_value("zinc")
    bench.run()
    slide(bench, "priorities_zinc_0", 4.0)
    assert bench.session.targets.person.priorities == {"zinc": 4.0}


def test_without_a_plan_it_says_what_to_do(bench):
    assert "Make a plan first" in bench.words


def test_a_target_changed_shows_the_effect_and_the_plan_stays_until_it_is_taken(planned):
    assert "The plan is made for these settings" in planned.words
    old = planned.session.plan
    typed_in(planned, magnesium={"My target": 1200, "Reason": "to see it move"})
    rows = before_and_after(planned)
    assert rows["Magnesium"][0].endswith("350 mg")
    assert "1,200 mg" in rows["Magnesium"][1]
    points = [
        float(one.replace("\\", "")) for one in rows["Points a day under these settings, less is better"]
    ]
    assert points[1] < points[0]
    assert planned.session.plan is old
    button(planned, "bench_take")
    new = planned.session.plan
    magnesium = next(row for row in new["targets"] if row["nutrient"] == "magnesium")
    assert magnesium["target"] == 1200
    assert not planned.session.plan_is_stale
    assert rows["Targets reached"][1].startswith(str(len(new["targets"]) - len(new["unmet"])))
    button(planned, "bench_back")
    assert planned.session.plan is old
    assert planned.session.plan_is_stale
    assert before_and_after(planned)["Magnesium"] == rows["Magnesium"]


def test_the_effect_is_that_of_the_plan_that_is_taken(planned):
    slide(planned, "emphasis_beans_0", 0.0)
    slide(planned, "priorities_iron_0", 5.0)
    meals = before_and_after(planned)["Meals that change"][1]
    old = planned.session.plan
    button(planned, "bench_take")
    pairs = zip(old["days"][0]["meals"], planned.session.plan["days"][0]["meals"], strict=True)
    changed = sum(was["dish"] != now["dish"] or was["items"] != now["items"] for was, now in pairs)
    assert meals == f"{changed} of 6"


def test_meals_and_closeness_are_compared_with_a_plan_made_afresh(planned):
    old = planned.session.plan
    slide(planned, "meals_per_day_0", 4)
    assert "needs a plan made afresh" in planned.words
    button(planned, "bench_fresh")
    assert before_and_after(planned)["Meals that change"][1].endswith("of 4")
    assert any("no such meal" in one["After"] for one in planned.at.table[-1].value.to_dict("records"))
    button(planned, "bench_take")
    assert len(planned.session.plan["days"][0]["meals"]) == 4
    assert planned.session.hand is not None
    button(planned, "bench_back")
    assert planned.session.plan is old


def test_what_no_plan_can_do_is_said_and_the_plan_stays(planned):
    old = planned.session.plan
    planned.at.text_area(key="keep_0").set_value("20 bananas at 08:00")
    planned.run()
    button(planned, "bench_fresh")
    assert any("No plan can do this" in one.value for one in planned.at.warning)
    assert planned.session.plan is old


def test_undo_on_the_plan_page_after_taking_says_that_the_settings_differ(planned):
    slide(planned, "priorities_iron_0", 5.0)
    button(planned, "bench_take")
    planned.go("plan").click("Undo")
    assert planned.session.plan_is_stale


def test_a_preset_is_kept_loaded_deleted_and_brought_back(bench):
    preset_files.save_preset("Night cramps", FULL)
    bench.run()
    button(bench, "preset_load_Night cramps")
    assert preset_of(bench.session.targets.person, bench.session.plan_options["closeness"]) == FULL
    assert bench.at.slider(key="closeness_1").value == 0.55
    assert bench.at.slider(key="priorities_zinc_1").value == 2.0
    bench.at.text_input(key="preset_name").set_value("Again")
    bench.run()
    button(bench, "preset_save")
    assert preset_files.load_preset("Again") == FULL
    button(bench, "preset_delete_Again")
    assert preset_files.preset_names() == ["Night cramps"]
    button(bench, "preset_back")
    assert preset_files.load_preset("Again") == FULL
    button(bench, "bench_undo")
    assert bench.session.typed["target_overrides"] == {}
    assert bench.session.plan_options["closeness"] == 0.3


def test_a_preset_from_a_file_and_who_she_is_stays(bench):
    bench.at.number_input(key="weight_kg_0").set_value(70)
    bench.run().at.file_uploader(key="preset_file").upload("theirs.toml", FULL.to_toml().encode())
    bench.run()
    assert bench.session.targets.framework == "efsa"
    assert bench.session.targets.person.weight_kg == 70
    assert "In use: theirs.toml" in bench.words


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"[priorities]\niron = 99", "Line 2 of x.toml"),
        (b"age = 29", "one person's own"),
        (b"[targets.iron]\ntarget = 30", "write why iron differs"),
        (b"[targets.calcium]\ntarget = 9000\nreason = 'x'", "give an amount from 100 to 2500 mg"),
        (b"[caps]\ncaffeine_mg = 300", "no more than 200"),
        (b"\x00\xff", "not a TOML text"),
        (b"", "holds no settings"),
    ],
)
def test_a_broken_or_hostile_preset_changes_nothing(bench, text, says):
    before = bench.session.targets.person
    bench.at.file_uploader(key="preset_file").upload("x.toml", text)
    bench.run()
    assert bench.session.targets.person == before
    assert says in bench.errors[0]


def test_names_are_checked_and_nothing_is_overwritten(bench):
    for name, says in (("../up", "use letters"), ("", "use letters")):
        bench.at.text_input(key="preset_name").set_value(name)
        bench.run()
        button(bench, "preset_save")
        assert says in bench.errors[0]
    preset_files.save_preset("Mine", FULL)
    bench.at.text_input(key="preset_name").set_value("mine")
    bench.run()
    button(bench, "preset_save")
    assert "taken" in bench.errors[0]
    assert preset_files.load_preset("Mine") == FULL


def test_what_is_downloaded_is_what_is_on_the_page(bench):
    typed_in(bench, iron={"My target": 30, "Reason": "low stores"})
    text = preset_of(bench.session.targets.person, 0.3).to_toml()
    assert tomllib.loads(text)["targets"] == {"iron": {"target": 30, "reason": "low stores"}}
    assert read_preset(text.encode(), "x").target_overrides["iron"].reason == "low stores"


@pytest.mark.parametrize("ticked", ["digoxin", "blood_pressure"])
def test_where_minerals_are_for_the_doctor_the_workbench_has_none_of_them(planned, ticked):
    own = {"magnesium": Override(400, "agreed"), "iron": Override(30, "agreed")}
    planned.session.put_typed(target_overrides=own, priorities={"potassium": 2.0})
    planned.run()
    assert "**Magnesium: 400 mg**" in planned.words
    planned.session.ticked = frozenset({ticked})
    planned.run()
    assert "to aim for is not shown and cannot be set here" in planned.words
    assert "**Iron: 30.0 mg**" in planned.words
    at, hidden = planned.at, {"magnesium", "potassium"}
    assert "**Magnesium" not in planned.words
    assert "counts supplements only" not in planned.words
    assert not hidden & set(at.selectbox(key="override_nutrient").options)
    assert not hidden & set(planned.session.draft["bench_base"].index)
    keys = {slider.key for slider in at.slider}
    assert "priorities_calcium_0" in keys
    assert not keys & {"priorities_magnesium_0", "priorities_potassium_0", "emphasis_bananas_0"}
    assert "Take this plan" not in {one.label for one in at.button}
    planned.session.ticked = frozenset()
    planned.run()
    assert "**Magnesium: 400 mg**" in planned.words


def test_where_targets_are_not_made_for_her_the_workbench_is_empty_and_her_age_can_be_changed(bench):
    bench.session.put_typed(age=16.0)
    bench.run()
    assert "is not shown for now" in bench.words
    assert [slider.key for slider in bench.at.slider] == ["meals_per_day_0"]
    assert not bench.at.dataframe
    assert "Reference values" not in bench.words
    assert "Estimated energy need" not in bench.words
    bench.at.number_input(key="age_0").set_value(29.0)
    bench.run()
    assert "Estimated energy need" in bench.words
