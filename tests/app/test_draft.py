"""What is kept of a visit: a reload brings it back, other visits do not see it, damage is set aside."""

import datetime as dt
import gc
import json
import re
import stat

import pytest

from planner.ui import draft_store
from planner.ui.draft import Keeper, _is_here

PAGES = ("diary", "gaps", "plan", "targets", "foods", "my_foods", "dishes", "guide", "cramp_log", "about")


def token(app):
    found = app.at.query_params["draft"]
    return found[0] if isinstance(found, list) else found


def folder(home, app):
    return home / "drafts" / token(app)


def state(home, app):
    return json.loads((folder(home, app) / "state.json").read_text())


def filled(visit):
    """A visit with something of everything: a mended diary, a person, a plan, ticks, half a word."""
    app = visit().sample()
    app.edit_grid(edited_rows={0: {"amount": "2 1/2"}})
    app.at.text_area(key="meal_text").set_value("half a sand")
    app.at.date_input(key="meal_date").set_value(dt.date(2026, 3, 9))
    app.run().go("targets")
    app.at.number_input(key="age_0").set_value(34.0)
    app.run()
    app.at.number_input(key="override_magnesium").set_value(410.0)
    app.at.text_input(key="override_reason").set_value("night cramps")
    app.click("Set this target").go("guide")
    app.at.checkbox(key="tick_smoking").check()
    app.run().go("plan")
    app.at.slider(key="plan_days").set_value(1)
    app.run().click("Make the plan")
    bought(app)[0].check()
    app.run()
    uploads = [file for file in app.at.get("file_uploader") if file.key.startswith("prices_file")]
    uploads[0].upload("prices.csv", b"food,price,pack\nKale,1.20,200 g\n", "text/csv")
    return app.run()


def bought(app):
    return [box for box in app.at.checkbox if box.key.startswith("bought_")]


def test_a_reload_brings_everything_back(visit, planner_home):
    before = filled(visit)
    now, again = before.session, visit(token(before)).session
    assert again.table.cells.equals(now.table.cells)
    assert again.document() == now.document()
    for name in ("source", "date_order", "typed", "is_example", "ticked", "plan", "plan_options", "prices"):
        assert getattr(again, name) == getattr(now, name), name
    assert again.targets.person == now.targets.person
    assert again.prices["kale"].price == 1.2
    assert not again.plan_is_stale
    assert again.targets["magnesium"].target == 410
    for name in ("meal_text", "meal_date", "bought", "plan_day"):
        assert again.draft.get(name) == now.draft.get(name), name


def test_what_is_brought_back_stands_on_the_pages(visit):
    before = filled(visit)
    after = visit(token(before))
    assert after.at.text_area(key="meal_text").value == "half a sand"
    after.go("plan")
    assert bought(after)[0].value
    assert not bought(after)[1].value
    after.go("guide")
    assert after.at.checkbox(key="tick_smoking").value


def test_work_on_a_plan_by_hand_goes_on_after_a_reload(visit):
    before = filled(visit)
    work = before.session.hand.work
    after = visit(token(before))
    assert after.session.hand.work is work
    assert before.session.hand is None


def test_a_plan_whose_program_has_ended_is_shown_as_it_was(visit):
    before = filled(visit)
    name, plan = token(before), before.session.plan
    del before
    gc.collect()
    after = visit(name).go("plan")
    assert after.session.plan == plan
    assert not after.session.hand


def test_a_plan_of_other_settings_stays_marked_as_such(visit):
    before = filled(visit).go("plan")
    before.at.slider(key="plan_days").set_value(2)
    before.run()
    after = visit(token(before)).go("plan")
    assert "have changed since this plan was made" in after.words


def test_the_diary_before_can_still_be_brought_back(visit):
    before = visit().sample().click("Start over")
    after = visit(token(before)).click("Undo: back to a sample week")
    assert len(after.session.table.cells) == 100


def test_what_makes_no_person_yet_is_said_again(visit):
    before = visit().go("targets")
    before.at.multiselect(key="exclude_0").set_value(["moonfruit"])
    before.run()
    after = visit(token(before)).go("targets")
    assert after.session.typed["exclude"] == ("moonfruit",)
    assert after.session.problem == before.session.problem != ""


def test_another_tools_file_comes_back_with_what_was_changed(visit):
    before = visit().upload(
        b"Group,Day,Food Name,Amount,Energy (kcal),Magnesium (mg)\n"
        b"Lunch,2026-03-02,Banana,118.00 g,105,31.9\n"
    )
    again = visit(token(before)).session
    assert again.diary().entries["food_id"].tolist() == before.session.diary().entries["food_id"].tolist()
    assert again.diary().reading["format"] == before.session.diary().reading["format"] == "cronometer"


def test_an_empty_visit_writes_nothing(visit, planner_home):
    app = visit()
    for page in PAGES:
        app.go(page)
        assert not planner_home.exists(), page


def test_only_this_user_may_read_it(visit, planner_home):
    app = visit().sample()
    for path in [
        planner_home,
        planner_home / "drafts",
        folder(planner_home, app),
        *folder(planner_home, app).iterdir(),
    ]:
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path


def test_nothing_but_the_last_version_is_left(visit, planner_home):
    app = visit().sample()
    app.edit_grid(edited_rows={0: {"amount": "3"}})
    app.edit_grid(edited_rows={0: {"amount": "4"}})
    assert sorted(path.name.split("-")[0] for path in folder(planner_home, app).iterdir()) == [
        "diary",
        "state.json",
    ]


def test_the_address_holds_a_random_name_and_nothing_else(visit):
    app = visit().sample()
    assert list(app.at.query_params) == ["draft"]
    assert re.fullmatch(r"[0-9a-f]{32}", token(app))


def test_visits_at_the_same_time_do_not_mix(visit):
    one, other = visit().sample(), visit()
    assert token(one) != token(other)
    assert other.session.table is None
    other.at.text_area(key="meal_text").set_value("2 bananas")
    other.run().click("Add to the diary")
    assert len(visit(token(one)).session.table.cells) == 100
    assert visit(token(other)).session.table.cells["food"].tolist() == ["2 bananas"]


def test_two_windows_on_one_draft_part_and_lose_nothing(visit):
    one = visit().sample()
    other = visit(token(one))
    other.edit_grid(edited_rows={0: {"amount": "7"}})
    one.edit_grid(edited_rows={0: {"amount": "5"}})
    one.run()
    assert token(one) != token(other)
    amounts = [visit(token(app)).session.table.cells["amount"].iloc[0] for app in (one, other)]
    assert amounts == ["5", "7"]


def test_a_new_visit_is_offered_the_one_before(visit):
    before = visit().sample()
    after = visit()
    assert "Go on where you left off?" in after.words
    assert "a sample week" in after.words
    after.click("Go on")
    assert len(after.session.table.cells) == 100
    assert token(after.run()) == token(before)


def test_a_name_that_is_none_or_unknown_opens_nothing(visit):
    for name in ("../../etc", "0" * 32, "x" * 5000, ""):
        app = visit(name)
        assert app.session.table is None
        assert re.fullmatch(r"[0-9a-f]{32}", token(app))
        assert token(app) != name


def break_json(path):
    (path / "state.json").write_text('{"format": 1, "parts": {')


def break_depth(path):
    (path / "state.json").write_text("[" * 100_000)


def break_bytes(path):
    (path / "state.json").write_bytes(b"\xff\xfe\x00")


def break_diary(path):
    next(path.glob("diary-*")).write_text("food\nsomething else\n")


def lose_diary(path):
    next(path.glob("diary-*")).unlink()


def change(**values):
    def harm(path):
        file = path / "state.json"
        file.write_text(json.dumps(json.loads(file.read_text()) | values))

    return harm


HARM = {
    "cut short": break_json,
    "too deep": break_depth,
    "no text": break_bytes,
    "another diary": break_diary,
    "no diary": lose_diary,
    "a later form": change(format=2),
    "a path out of the folder": change(parts={"diary": {"file": "../../secret.csv", "sha256": ""}}),
    "an age of 900": change(typed={"age": 900}),
    "a tick that is none": change(ticked=["salmon"]),
    "no options": change(plan_options={"days": 10**9, "mode": "full", "seed": 0, "closeness": 0.3}),
    "half-typed nonsense": change(half_typed={"meal_text": ["plain", {"a": 1}]}),
    "a list for a text": change(source=["a"]),
}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM.keys())
def test_a_damaged_draft_is_said_kindly_and_set_aside(visit, planner_home, harm):
    before = visit().sample()
    path = folder(planner_home, before)
    harm(path)
    files = sorted(one.name for one in path.iterdir())
    after = visit(token(before))
    assert len(after.errors) == 1
    assert "What was kept of your last visit cannot be used" in after.errors[0]
    aside = next((planner_home / "drafts").glob("damaged-*"))
    assert str(aside) in after.errors[0]
    assert sorted(one.name for one in aside.iterdir()) == files
    assert after.session.table is None
    assert not after.run().errors
    after.sample()
    assert visit(token(after)).session.table is not None


def test_a_value_that_no_field_can_show_is_left_out(visit, planner_home):
    before = visit().sample()
    change(half_typed={"way": ["plain", "by fax"], "meal_text": ["plain", "tea"]})(
        folder(planner_home, before)
    )
    after = visit(token(before))
    assert after.at.get_by_key("way").value == "Type a meal"
    assert after.at.text_area(key="meal_text").value == "tea"


def test_what_cannot_be_written_is_said_and_costs_nothing(visit, planner_home, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("planner.ui.draft_store.write_privately", full)
    app = visit().sample().run()
    assert any("No space left on device" in warning.value for warning in app.at.warning)
    monkeypatch.undo()
    assert len(app.session.table.cells) == 100


def test_over_a_network_nothing_is_kept_or_offered(app, planner_home):
    app.sample().go("about")
    assert not planner_home.exists()
    assert "over a network" in app.words
    assert "Forget everything" not in [toggle.label for toggle in app.at.toggle]


def test_this_computer_is_told_from_others():
    assert not any(
        map(_is_here, ("0.0.0.0", "192.168.1.2", "", None, "localhost.example", "127.0.0.1.nip.io"))
    )


def test_no_more_than_the_last_drafts_are_kept(planner_home, monkeypatch):
    monkeypatch.setattr(draft_store, "MOST_DRAFTS", 3)
    names = [draft_store.new_token() for _ in range(5)]
    for name in names:
        draft_store.write_state(name, {"parts": {}})
    assert set(draft_store.newest(9)) == set(names[2:])


def test_forgetting_deletes_all_of_it_and_says_what(visit, planner_home):
    app = visit().sample()
    (planner_home / "corrections.csv").write_text("phrase,food_id\n")
    (planner_home / "cramp_log.csv").write_text("")
    (planner_home / "secrets.toml").write_text('fdc_api_key = "abc"')
    (planner_home / "cache" / "fdc").mkdir(parents=True)
    (planner_home / "cache" / "fdc" / "0.json").write_text("{}")
    (planner_home / "hers.txt").write_text("not ours")
    other = visit().sample()
    app.go("about")
    app.at.toggle(key="forget_everything").set_value(True)
    app.run().click("Delete all of it")
    said = " ".join(one.value for one in app.at.success)
    assert "what was typed in 2 visits, what food databases answered, the cramp log" in said
    assert "what your own phrases mean and your key of FoodData Central" in said
    assert sorted(one.name for one in planner_home.rglob("*")) == ["drafts", "hers.txt"]
    assert app.go("diary").session.table is None
    assert other.run().session.table is None
    assert "Nothing is kept here now." in app.go("about").words


def test_nothing_of_it_is_logged(visit, caplog):
    filled(visit)
    assert not any(word in caplog.text for word in ("night cramps", "half a sand"))


def test_a_keeper_that_was_forgotten_writes_nothing(planner_home, monkeypatch):
    from planner.ui import draft
    from planner.ui.session import Session

    keeper, now = Keeper(), Session()
    now.put_typed(age=33.0)
    monkeypatch.setattr(draft._Epoch, "number", draft._Epoch.number + 1)
    keeper.keep(now)
    assert not planner_home.exists()


def test_a_half_mended_row_outlasts_a_page_switch_and_a_reload(visit):
    app = visit().click("One with mistakes in it")
    field = next(one for one in app.at.text_input if one.key.startswith("mend_") and "_amount_" in one.key)
    key = field.key
    field.set_value("2 1/4")
    app.run().go("about").go("diary")
    assert app.at.text_input(key=key).value == "2 1/4"
    assert visit(token(app)).at.text_input(key=key).value == "2 1/4"


@pytest.mark.parametrize("page", ["gaps", "plan"])
def test_an_empty_page_says_what_to_do_with_a_button_that_does_it(app, page):
    app.go(page)
    assert "Go to the diary" in [button.label for button in app.at.button]
    app.sample()
    assert app.session.table is not None
    assert "no diary yet" not in app.words.lower()


def test_ticks_stay_with_the_line_and_are_taken_away_together(app):
    app.go("plan")
    app.at.slider(key="plan_days").set_value(1)
    app.run().click("Make the plan")
    lines = [box.label for box in bought(app)]
    bought(app)[0].check()
    bought(app)[2].check()
    app.run().go("about").go("plan")
    assert [box.label for box in bought(app) if box.value] == [lines[0], lines[2]]
    assert f"2 of {len(lines)} in the basket" in app.words
    app.click("Untick all")
    assert not any(box.value for box in bought(app))
