"""The file of corrections: where it is, who may read it, and that a damaged one loses nothing."""

import os
import stat
import sys
import threading
from pathlib import Path

import pytest

import planner.home
from planner import Corrections
from planner.diary.corrections import change_saved
from planner.errors import CorrectionError, InputError
from planner.home import home_folder, write_privately

GRANOLA, BANANA = "fndds:57227000", "fndds:63107010"
MUESLI = Corrections().remember("my muesli", GRANOLA)
FILE = "corrections.csv"


def test_nothing_is_made_until_something_is_saved(planner_home):
    assert Corrections.load().entries == ()
    assert not planner_home.exists()
    MUESLI.save()
    assert [path.name for path in planner_home.iterdir()] == [FILE]
    assert Corrections.load().entries == MUESLI.entries


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_this_user_may_read_it(planner_home):
    MUESLI.save()
    MUESLI.save()
    assert stat.S_IMODE(planner_home.stat().st_mode) == 0o700
    assert stat.S_IMODE((planner_home / FILE).stat().st_mode) == 0o600


def test_what_cannot_be_written_leaves_the_file_as_it_was(planner_home, monkeypatch):
    MUESLI.save()
    before = (planner_home / FILE).read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(planner.home.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        Corrections().save()
    assert (planner_home / FILE).read_bytes() == before
    assert [path.name for path in planner_home.iterdir()] == [FILE]


DAMAGED = {
    "no text": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "cut off": b'phrase,food_id\n"my mues',
    "a quote left open": b'phrase,food_id\nmy tea,"fndds:57227000\nmy muesli,fndds:57227000\n',
    "empty": b"",
    "without a column": b"phrase,description\nmy muesli,Cereal\n",
    "a column too many": b"phrase,food_id,notes\nmy muesli,fndds:57227000,asked twice\n",
    "a column twice": b"phrase,food_id,phrase\nmy muesli,fndds:57227000,tea\n",
    "a cell too many": b"phrase,food_id\nmy muesli,fndds:57227000,and more\n",
    "no phrase": b"phrase,food_id\n,fndds:57227000\n",
    "no food": b"phrase,food_id\nmy muesli\n",
    "a date that is none": b"phrase,food_id,date\nmy muesli,fndds:57227000,01.03.2026\n",
    "a measure that is none": b"phrase,food_id,measures\nmy muesli,fndds:57227000,a lot\n",
    "a long cell": b"phrase,food_id\n" + b"x" * 200_000 + b",fndds:57227000\n",
    "too many rows": b"phrase,food_id\n" + b"my muesli,fndds:57227000\n" * 20_001,
    "too large": b"phrase,food_id\n" + b"\n" * (4 * 1024 * 1024),
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_an_error_with_advice_and_stays_as_it_is(planner_home, data):
    planner_home.mkdir()
    (planner_home / FILE).write_bytes(data)
    with pytest.raises(CorrectionError) as refused:
        change_saved(lambda saved: saved.remember("my tea", GRANOLA))
    assert FILE in str(refused.value)
    assert refused.value.advice
    assert (planner_home / FILE).read_bytes() == data


def test_an_error_names_the_line(planner_home):
    data = "phrase,food_id,date\nmy tea,fndds:57227000,\n\nmy muesli,fndds:57227000,tomorrow\n"
    with pytest.raises(CorrectionError, match="line 4"):
        Corrections.from_csv(data)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_what_a_spreadsheet_saves_again_is_read(delimiter, encoding):
    lines = [
        ["Phrase", "FOOD_ID", "Measures", ""],
        ["mein Müsli", "57227000", '"1 bowl = 60 g; 1 = 45 g"', ""],
    ]
    text = "\r\n".join(delimiter.join(cells) for cells in lines)
    entry = Corrections.from_csv(text.encode(encoding)).entries[0]
    assert (entry.phrase, entry.food_id) == ("mein Müsli", GRANOLA)
    assert entry.measures == ("1 bowl = 60 g", "1 = 45 g")


def test_of_two_files_the_later_word_stands():
    old = Corrections.from_csv(
        "phrase,food_id,date\nmy muesli,57227000,2026-01-01\ntea,57227000,2026-01-01\n"
    )
    new = Corrections.from_csv("phrase,food_id,date\nMy Muesli,63107010,2026-02-01\n")
    for both in (old.merged(new), new.merged(old)):
        assert both.meant("my muesli").food_id == BANANA
        assert len(both.entries) == 2
    assert old.merged(MUESLI.remember("tea", BANANA, person="Anna")).meant("tea").food_id == GRANOLA


def test_no_cell_of_the_file_is_a_formula():
    hers = MUESLI.remember("=HYPERLINK(1) tea", GRANOLA, person="@SUM(1)").remember("+1 -x", GRANOLA)
    cells = [cell for line in hers.to_csv().splitlines() for cell in line.split(",")]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", '"=', '"+', '"-', '"@'))]
    assert Corrections.from_csv(hers.to_csv()).entries == hers.entries


def test_several_at_once_lose_nothing():
    def add(number):
        change_saved(lambda saved: saved.remember(f"my {'x' * (number + 1)} tea", GRANOLA))

    threads = [threading.Thread(target=add, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(Corrections.load().entries) == 12


def test_a_relative_home_is_refused(monkeypatch):
    monkeypatch.setenv("PLANNER_HOME", "here")
    with pytest.raises(InputError, match="full path"):
        home_folder()


@pytest.mark.parametrize(
    ("platform", "end"),
    [
        ("linux", ("me", ".local", "share", "cramp-planner")),
        ("darwin", ("me", "Library", "Application Support", "Cramp Planner")),
        ("win32", ("me", "AppData", "Local", "Cramp Planner")),
    ],
)
def test_without_planner_home_it_is_where_this_kind_of_computer_keeps_data(monkeypatch, platform, end):
    for name in ("PLANNER_HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(planner.home.sys, "platform", platform)
    monkeypatch.setattr(planner.home.os.path, "expanduser", lambda _: os.sep + "me")
    assert home_folder().parts[-len(end) :] == end


def test_the_data_folder_of_the_desktop_is_respected(monkeypatch, tmp_path):
    monkeypatch.delenv("PLANNER_HOME")
    monkeypatch.setattr(planner.home.sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert home_folder() == tmp_path / "cramp-planner"


def test_a_user_without_a_home_is_told_what_to_set():
    with pytest.raises(InputError, match="PLANNER_HOME"):
        write_privately(Path("~/x.csv"), b"")
