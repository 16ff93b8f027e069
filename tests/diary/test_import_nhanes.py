"""NHANES Individual Foods, as SAS transport files and as the CSV that people make of them."""

import csv
import struct
from pathlib import Path

import pytest

from planner import daily_intake, read_diary
from planner.errors import DiaryFileError

CASES = Path(__file__).resolve().parents[1] / "cases" / "imports"
DAY_1 = CASES / "nhanes_dr1iff.csv"
LEAST = bytes([0, 0x10, 0, 0, 0, 0, 0, 0])
"""How some zeros stand in the survey's files: pandas reads 5.4e-79."""


def ibm(text):
    """Return a number as the eight bytes of an IBM double: sign, a power of 16, and 56 bits."""
    if text == "":
        return b"." + bytes(7)
    value, power = float(text), 64
    if value == 0:
        return LEAST
    while value >= 1:
        value, power = value / 16, power + 1
    while value < 1 / 16:
        value, power = value * 16, power - 1
    return bytes([power]) + int(value * 2**56).to_bytes(7, "big")


def card(text):
    return text.encode().ljust(80)


def transport(names, rows):
    """Return a SAS transport file (version 5) of numbers."""
    zeros, stamp = "0" * 30, "23NOV26:12:00:00"
    head = card(f"HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!{zeros}")
    head += card(f"SAS     SAS     SASLIB  6.06    bsd4.2  {' ' * 24}{stamp}") + card(stamp)
    head += card(f"HEADER RECORD*******MEMBER  HEADER RECORD!!!!!!!{'0' * 17}1600000000140")
    head += card(f"HEADER RECORD*******DSCRPTR HEADER RECORD!!!!!!!{zeros}")
    head += card(f"SAS     DR1IFF  SASDATA 6.06    bsd4.2  {' ' * 24}{stamp}") + card(stamp)
    head += card(f"HEADER RECORD*******NAMESTR HEADER RECORD!!!!!!!000000{len(names):04d}{'0' * 20}")
    fields = b"".join(
        struct.pack(
            ">hhhh8s40s8shhh2s8shhl52s",
            *(
                1,
                0,
                8,
                number + 1,
                name.encode().ljust(8),
                b" " * 40,
                b" " * 8,
                0,
                0,
                0,
                b"  ",
                b" " * 8,
                0,
                0,
            ),
            *(8 * number, bytes(52)),
        )
        for number, name in enumerate(names)
    )
    body = b"".join(ibm(cell) for row in rows for cell in row)
    parts = (fields, card(f"HEADER RECORD*******OBS     HEADER RECORD!!!!!!!{zeros}"), body)
    return head + b"".join(part.ljust(-(-len(part) // 80) * 80) for part in parts)


def table():
    names, *rows = csv.reader(DAY_1.read_text().splitlines())
    return names, rows


@pytest.fixture(params=["csv", "xpt"])
def diary(request):
    return read_diary(DAY_1.with_suffix(f".{request.param}"))


def test_the_transport_file_is_the_table():
    assert DAY_1.with_suffix(".xpt").read_bytes() == transport(*table())


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
    assert entries["notes"].isna().tolist() == [True, True, False], "an unreliable recall is said"


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
    diary = read_diary(transport(["SEQN", "DR1IFDCD", "DR1IGRMS", "DR1IMAGN"], [["1", "75649150", "9", "0"]]))
    assert diary.given.loc["file:2", "magnesium"] == 0


def test_the_second_day_and_the_names_of_the_first_surveys():
    for names in (["SEQN", "DR2IFDCD", "DR2IGRMS", "DR2_020"], ["SEQN", "DRDIFDCD", "DRXIGRMS", "DRD020"]):
        diary = read_diary(transport(names, [["1", "63107010", "100", "3600"]]))
        assert diary.entries[["food_id", "time"]].iloc[0].tolist() == ["fndds:63107010", "01:00"]


@pytest.mark.parametrize("names", [["SEQN", "DR1TKCAL"], ["SEQN", "RIAGENDR"]])
def test_another_file_of_the_survey_is_named(names):
    with pytest.raises(DiaryFileError, match="NHANES") as refusal:
        read_diary(transport(names, [["1", "1800"]]))
    assert "DR1IFF" in refusal.value.advice


def test_a_damaged_transport_file_is_refused():
    whole = transport(*table())
    for damaged in (whole[:200], whole[:1000], whole[:240] + b"x" * 400):
        with pytest.raises(DiaryFileError, match="damaged"):
            read_diary(damaged)
