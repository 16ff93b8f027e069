"""The cramp log page: writing down, undoing, the files, and what is shown only once enough is there."""

import datetime as dt

from planner.diary.cramp_log import CrampLog, change_log, load_log, saved_in
from planner.diary.cramps import Cramp
from planner.ui.cramp_week_parts import NO_CAUSE

MONDAY = dt.date(2026, 3, 2)  # the sample diary's first day


def log_of(weeks, a_week=5):
    days = [MONDAY + dt.timedelta(days=7 * week + day) for week in range(weeks) for day in range(a_week)]
    return CrampLog(tuple(Cramp(day, strength="mild" if day.day % 2 else "none") for day in days))


def fill(app, **values):
    for name, value in values.items():
        app.at.get_by_key(f"cramp_{name}").set_value(value)
    return app.run()


def test_a_first_visit_says_what_to_do_and_writes_nothing(app, planner_home):
    app.go("cramp_log")
    assert "Nothing yet." in app.words
    assert not planner_home.exists()


def test_a_cramp_is_kept_and_the_fields_are_empty_again(app):
    app.go("cramp_log")
    fill(app, date=MONDAY, time=dt.time(2, 30), side="left", strength="strong", minutes=3.0, notes="*walk*")
    app.click("Save this cramp")
    assert load_log().entries == (Cramp(MONDAY, dt.time(2, 30), "left", "strong", 3.0, "*walk*"),)
    assert "**2 Mar 2026, 02:30**: strong, left leg, 3 minutes, \\*walk\\*" in app.words
    assert app.at.get_by_key("cramp_minutes").value is None
    assert app.at.get_by_key("cramp_date").value == MONDAY


def test_what_is_half_filled_in_outlasts_a_page_switch(app):
    fill(app.go("cramp_log"), strength="moderate", notes="after the st")
    app.go("about").go("cramp_log")
    assert app.at.get_by_key("cramp_strength").value == "moderate"
    assert app.at.get_by_key("cramp_notes").value == "after the st"


def test_a_day_without_one_counts_and_is_refused_beside_a_cramp(app):
    fill(app.go("cramp_log"), date=MONDAY)
    app.click("No cramp on this day")
    assert load_log().entries == (Cramp(MONDAY, strength="none"),)
    fill(app, strength="mild")
    app.click("Save this cramp")
    app.click("No cramp on this day")
    assert "A cramp is written down on 2026-03-02." in app.errors[0]
    assert [entry.strength for entry in load_log().entries] == ["mild"]


def test_what_cannot_be_is_refused_and_stays_filled_in(app):
    fill(app.go("cramp_log"), minutes=0.0, notes="long")
    app.click("Save this cramp")
    assert "0 minutes cannot be" in app.errors[0]
    assert app.at.get_by_key("cramp_notes").value == "long"
    assert load_log() == CrampLog()


def test_a_deleted_entry_can_be_brought_back(app):
    change_log(lambda _: log_of(1, 2))
    app.go("cramp_log")
    app.at.button(key="cramp_delete_0").click()
    app.run()
    assert len(load_log().entries) == 1
    app.click("Bring back what was deleted (3 Mar 2026)")
    assert load_log() == log_of(1, 2)


def test_the_whole_log_is_deleted_only_when_asked_twice(app):
    change_log(lambda _: log_of(1))
    app.go("cramp_log")
    assert "Delete all entries" not in [button.label for button in app.at.button]
    app.at.toggle(key="cramp_delete_all").set_value(True)
    app.run()
    app.click("Delete all entries")
    assert not saved_in().exists()
    assert "Nothing yet." in app.words


def test_a_file_is_taken_over_and_a_broken_one_refused(app):
    change_log(lambda _: log_of(1))
    app.go("cramp_log")
    app.at.file_uploader(key="cramp_file").upload("log.csv", log_of(2).to_csv().encode())
    app.run()
    assert load_log() == log_of(2)
    app.at.file_uploader(key="cramp_file").upload("log.csv", b"date,strength\n2026-03-02,awful\n")
    app.run()
    assert "line 2" in app.errors[0]
    assert load_log() == log_of(2)


def test_a_damaged_log_is_said_and_left_as_it_is(app, planner_home):
    planner_home.mkdir()
    saved_in().write_bytes(b"date,strength\n2026-03-02,aw")
    app.go("cramp_log")
    assert "cramp_log.csv, line 2" in app.errors[0]
    assert saved_in().read_bytes() == b"date,strength\n2026-03-02,aw"


def test_weeks_wait_until_two_of_them_count(app):
    change_log(lambda _: log_of(1))
    assert "So far 1 of 2" in app.go("cramp_log").words
    assert not app.at.get("vega_lite_chart")
    change_log(lambda _: log_of(2))
    assert "Blue: days with a cramp." in app.run().words
    chart = app.at.get("vega_lite_chart")[0]
    assert chart.proto.alt.startswith("Week of 2 Mar: cramps on 2 of 5 days written down")


def test_intake_waits_for_four_weeks_of_both_and_claims_no_cause(app):
    change_log(lambda _: log_of(2))
    assert "There is none yet." in app.go("cramp_log").words
    app.go("diary").sample()
    assert "So far 1:" in app.go("cramp_log").words
    rows = [
        f"{MONDAY + dt.timedelta(days=7 * week + day)},oatmeal,{1 + week},cup"
        for week in range(4)
        for day in range(3)
    ]
    app.go("diary").click("Start over")
    app.upload("\n".join(["date,food,amount,unit", *rows]).encode())
    change_log(lambda _: log_of(4))
    app.go("cramp_log")
    assert NO_CAUSE in [one.value for one in app.at.info]
    assert "Seven days of diary know the usual amount only to about ±28 %." in app.words
    assert "from 3 days" in app.at.get("vega_lite_chart")[1].proto.alt
    assert "correlat" not in app.words
