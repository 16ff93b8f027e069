"""NHANES Individual Foods, as SAS transport files and as the CSV that people make of them."""

import csv
import math
from pathlib import Path

import pytest

from planner import daily_intake, read_diary
from planner.errors import DiaryFileError
from tests.transport_files import transport

CASES = Path(__file__).resolve().parents[1] / "cases" / "imports"
DAY_1 = CASES / "nhanes_dr1iff.csv"


def table():
    """Return the columns of the table, blank as NaN."""
    names, *rows = csv.reader(DAY_1.read_text().splitlines())
    cells = ([float(cell) if cell else math.nan for cell in column] for column in zip(*rows, strict=True))
    return dict(zip(names, cells, strict=True))


@pytest.fixture(params=["csv", "xpt"])
def diary(request):
    return read_diary(DAY_1.with_suffix(f".{request.param}"))


def test_the_transport_file_is_the_table():
    assert DAY_1.with_suffix(".xpt").read_bytes() == transport(table())


def test_people_codes_times_and_meals(diary):
    assert diary.rows == {"read": 5, "used": 3, "with_faults": 2}
    entries = diary.entries
    assert entries["row"].tolist() == [2, 3, 4]
    assert entries["person"].tolist() == ["93703", "93703", "93704"]
    assert entries["date"].isna().all(), "the file does not say the date"
    assert entries["time"].tolist() == ["07:30", "12:35", "00:00"]
    assert entries["meal"].tolist() == ["breakfast", "lunch", "other"]
    assert entries["food_id"].tolist() == ["fndds:63107010", "file:3", "fndds:11111000"]
    assert entries["grams"].tolist() == [126.0, 361.5, 244.0]
    assert entries["notes"].tolist() == ["Monday", "Monday", "Thursday; recall status 2: not marked reliable"]
    assert entries["confidence"].tolist() == [1.0, 0.8, 1.0], "a code of the table is sure"
    assert entries["assumed"].tolist()[::2] == ["", ""]


def test_a_code_that_the_table_lacks_counts_with_its_own_nutrients(diary):
    given = diary.given.loc["file:3"]
    assert given[["energy", "magnesium", "copper", "vitamin_d", "choline", "cholesterol"]].tolist() == [
        170, 40, 0.1, 0.5, 20, 3
    ]  # fmt: skip
    assert given.isna()["iron"], "a blank is unknown"
    assert "75649150" in diary.entries["assumed"].iloc[1]
    intake = daily_intake(diary)
    banana = 126 * 27 / 100
    assert intake["magnesium"].iloc[0] == pytest.approx(40 + banana, abs=2)
    assert intake.attrs["intake"].complete["iron"].iloc[0] == pytest.approx(126 / (126 + 361.5))


def test_faults(diary):
    assert diary.faults["row"].tolist() == [5, 6]
    assert diary.faults["column"].tolist() == ["DR1IFDCD", "DR1IFDCD"]


def test_the_least_number_of_a_transport_file_is_zero():
    diary = read_diary(transport({"SEQN": [1], "DR1IFDCD": [75649150], "DR1IGRMS": [9], "DR1IMAGN": [0]}))
    assert diary.given.loc["file:2", "magnesium"] == 0


def test_the_second_day_and_the_names_of_the_first_surveys():
    for names in (["SEQN", "DR2IFDCD", "DR2IGRMS", "DR2_020"], ["SEQN", "DRDIFDCD", "DRXIGRMS", "DRD020"]):
        diary = read_diary(transport(dict(zip(names, [[1], [63107010], [100], [3600]], strict=True))))
        assert diary.entries[["food_id", "time"]].iloc[0].tolist() == ["fndds:63107010", "01:00"]


@pytest.mark.parametrize("names", [["SEQN", "DR1TKCAL"], ["SEQN", "RIAGENDR"]])
def test_another_file_of_the_survey_is_named(names):
    with pytest.raises(DiaryFileError, match="NHANES") as refusal:
        read_diary(transport({name: [1] for name in names}))
    assert "DR1IFF" in refusal.value.advice


def test_a_damaged_transport_file_is_refused():
    whole = transport(table())
    for damaged in (whole[:200], whole[:1000], whole[:240] + b"x" * 400):
        with pytest.raises(DiaryFileError, match="damaged"):
            read_diary(damaged)
