"""The cramp log: what is kept, that nothing is lost, and that no entry does not mean no cramp."""

import datetime as dt
import stat
import sys
import threading

import pandas as pd
import pytest

import planner.home
from planner.diary.cramp_log import CrampLog, change_log, delete_log, load_log, saved_in
from planner.diary.cramp_weeks import cramp_weeks
from planner.diary.cramps import Cramp
from planner.errors import CrampLogError

MONDAY = dt.date(2026, 3, 2)
NIGHT = Cramp(MONDAY, dt.time(2, 30), "left", "strong", 3, "after a long walk")


def day(number, **said):
    return Cramp(MONDAY + dt.timedelta(days=number), **{"strength": "none"} | said)


def test_nothing_is_made_until_something_is_written_down(planner_home):
    assert load_log() == CrampLog()
    assert not planner_home.exists()
    change_log(lambda log: log.with_entry(NIGHT))
    assert load_log().entries == (NIGHT,)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_this_user_may_read_it(planner_home):
    change_log(lambda log: log.with_entry(NIGHT))
    assert stat.S_IMODE(planner_home.stat().st_mode) == 0o700
    assert stat.S_IMODE(saved_in().stat().st_mode) == 0o600


def test_what_cannot_be_written_leaves_the_log_and_says_what_to_do(planner_home, monkeypatch):
    change_log(lambda log: log.with_entry(NIGHT))
    before = saved_in().read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(planner.home.os, "fsync", full)
    with pytest.raises(CrampLogError, match="No space") as refused:
        change_log(lambda log: log.with_entry(day(1)))
    assert "Make room" in refused.value.advice
    assert saved_in().read_bytes() == before


DAMAGED = {
    "no text": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "cut off": b'date,strength,notes\n2026-03-02,mild,"in the ni',
    "empty": b"",
    "without a column": b"date,side\n2026-03-02,left\n",
    "a column too many": b"date,strength,mood\n2026-03-02,mild,well\n",
    "a cell too many": b"date,strength\n2026-03-02,mild,and more\n",
    "no date": b"date,strength\n,mild\n",
    "a date that is none": b"date,strength\n02.03.2026,mild\n",
    "a day to come": b"date,strength\n2999-03-02,mild\n",
    "a side that is none": b"date,strength,side\n2026-03-02,mild,upper\n",
    "a strength that is none": b"date,strength\n2026-03-02,11\n",
    "a time that is none": b"date,strength,time\n2026-03-02,mild,25:00\n",
    "minutes that are none": b"date,strength,minutes\n2026-03-02,mild,long\n",
    "not a number": b"date,strength,minutes\n2026-03-02,mild,nan\n",
    "minutes below zero": b"date,strength,minutes\n2026-03-02,mild,-1\n",
    "a day without a cramp that has a side": b"date,strength,side\n2026-03-02,none,left\n",
    "a long note": b"date,strength,notes\n2026-03-02,mild," + b"x" * 301 + b"\n",
    "too many rows": b"date,strength\n" + b"2026-03-02,mild\n" * 20_001,
    "too large": b"date,strength\n" + b"\n" * (4 * 1024 * 1024),
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_an_error_with_advice_and_stays_as_it_is(planner_home, data):
    planner_home.mkdir()
    saved_in().write_bytes(data)
    with pytest.raises(CrampLogError) as refused:
        change_log(lambda log: log.with_entry(NIGHT))
    assert refused.value.advice
    assert saved_in().read_bytes() == data


def test_an_error_names_the_line():
    with pytest.raises(CrampLogError, match=r"hers\.csv, line 3"):
        CrampLog.from_csv(b"date,strength\n2026-03-02,mild\n2026-03-03,awful\n", "hers.csv")


def test_the_file_reads_back_and_no_cell_of_it_is_a_formula():
    log = CrampLog().with_entry(Cramp(MONDAY, notes='=HYPERLINK("x")\n"quoted", wörds')).with_entry(NIGHT)
    text = log.to_csv()
    assert ",=" not in text
    assert ',"=' not in text
    assert CrampLog.from_csv(text.encode()) == log


def test_a_spreadsheet_s_semicolons_seconds_and_decimal_comma_are_read():
    text = "Date;Time;Strength;Minutes\r\n2026-03-02;2:30:00;Mild;1,5\r\n"
    entry = CrampLog.from_csv(text.encode("utf-8-sig")).entries[0]
    assert (entry.time, entry.strength, entry.minutes) == (dt.time(2, 30), "mild", 1.5)


def test_a_cramp_takes_the_place_of_none_and_none_that_of_no_cramp():
    log = CrampLog().with_entry(day(0)).with_entry(day(0)).with_entry(day(1))
    assert len(log.entries) == 2
    assert log.with_entry(NIGHT).entries == (NIGHT, day(1))
    with pytest.raises(CrampLogError, match="2026-03-02"):
        log.with_entry(NIGHT).with_entry(day(0))


def test_of_two_files_nothing_is_lost_and_nothing_counts_twice():
    twice = CrampLog((NIGHT, NIGHT))
    other = CrampLog((NIGHT, day(3, strength="mild")))
    assert twice.merged(other).entries == (NIGHT, NIGHT, day(3, strength="mild"))
    assert other.merged(twice) == twice.merged(other)
    assert twice.merged(twice) == twice


def test_an_entry_is_deleted_once_and_the_whole_log_for_good(planner_home):
    change_log(lambda _: CrampLog((NIGHT, NIGHT, day(3))))
    assert change_log(lambda log: log.without(NIGHT)).entries == (NIGHT, day(3))
    with pytest.raises(CrampLogError, match="no longer"):
        change_log(lambda log: log.without(day(5)))
    delete_log()
    delete_log()
    assert list(planner_home.iterdir()) == []


def test_several_at_once_lose_nothing():
    entries = [day(number, strength="mild") for number in range(20)]
    threads = [
        threading.Thread(target=change_log, args=(lambda log, one=one: log.with_entry(one),))
        for one in entries
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(load_log().entries) == entries


def test_weeks_count_days_and_a_week_without_an_entry_is_unknown():
    log = CrampLog(
        (NIGHT, NIGHT, day(1), day(2, strength="mild", minutes=7), day(6), day(14, side="left", strength=""))
    )
    weeks = cramp_weeks(log)
    assert [week.isoformat() for week in weeks.index] == ["2026-03-02", "2026-03-09", "2026-03-16"]
    assert weeks["days_logged"].tolist() == [4, 0, 1]
    assert weeks["counts"].tolist() == [True, False, False]
    assert weeks[["days_with", "cramps", "mild", "strong"]].iloc[0].tolist() == [2, 3, 1, 2]
    assert weeks["days_with"].isna().tolist() == [False, True, False]
    assert weeks["minutes"].iloc[0] == pytest.approx(13 / 3)
    assert weeks["minutes"].isna().tolist() == [False, True, True]


def test_a_week_of_days_without_a_cramp_has_none_and_no_log_has_no_weeks():
    weeks = cramp_weeks(CrampLog(tuple(day(number) for number in range(7))))
    assert weeks[["days_logged", "days_with", "cramps"]].iloc[0].tolist() == [7, 0, 0]
    assert cramp_weeks(CrampLog()).empty
    assert isinstance(cramp_weeks(CrampLog()), pd.DataFrame)
