"""ZIP archives: the one diary within is read; hostile and useless ones are refused in words."""

import io
import warnings
import zipfile
from pathlib import Path

import pytest

from planner import read_diary
from planner.diary import archives
from planner.errors import DiaryFileError

CASES = Path(__file__).resolve().parents[1] / "cases" / "imports"
NUTRITION = (CASES / "myfitnesspal_nutrition.csv").read_bytes()
OTHERS = {
    "Exercise-Summary-2026-09-16-to-2026-09-17.csv": (CASES / "myfitnesspal_exercise.csv").read_bytes(),
    "Measurement-Summary-2026-09-16-to-2026-09-17.csv": (CASES / "myfitnesspal_measurement.csv").read_bytes(),
}
MAIL = OTHERS | {"Nutrition-Summary-2026-09-16-to-2026-09-17.csv": NUTRITION}


def zipped(files, method=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of two members of one name
        for name, data in files:
            archive.writestr(name, data)
    return file.getvalue()


def refusal(data):
    with pytest.raises(DiaryFileError) as refused:
        read_diary(data)
    return refused.value


def test_the_archive_that_myfitnesspal_mails():
    inside, alone = read_diary(zipped(MAIL.items())), read_diary(NUTRITION)
    assert inside.entries.equals(alone.entries)
    assert inside.given.equals(alone.given)
    assert inside.faults.equals(alone.faults)
    assert inside.reading["within_archive"].startswith("Nutrition-Summary")


@pytest.mark.parametrize("name", ["../../etc/x.csv", "/tmp/x.csv", "a\\b\\x.csv", "__MACOSX2/x.CSV", "ü.csv"])
def test_where_a_member_claims_to_be_does_not_matter(name):
    files = [
        (name, NUTRITION),
        ("__MACOSX/x.csv", NUTRITION),
        ("folder/", b""),
        ("folder/._x.csv", NUTRITION),
    ]
    assert read_diary(zipped(files)).rows["read"] == 5


def test_an_archive_without_a_diary_names_what_it_holds():
    refused = refusal(zipped(OTHERS.items()))
    assert "Exercise-Summary" in refused.reason
    assert "Nutrition-Summary" in refused.advice
    assert "holds no diary, only other files" in refusal(zipped([("photo.jpg", b"x")])).reason
    only = refusal(zipped([("Measurement-Summary.csv", OTHERS[list(OTHERS)[1]])]))
    assert "body measurements" in only.reason
    assert "Nutrition-Summary" in only.advice


def test_several_diaries_are_not_chosen_between():
    refused = refusal(zipped([("one/x.csv", NUTRITION), ("two/x.csv", NUTRITION)]))
    assert "2 diaries" in refused.reason
    assert "Unpack" in refused.advice


def test_bombs_are_not_unpacked(monkeypatch):
    assert "too large" in refusal(zipped([("x.csv", bytes(archives.MOST_UNPACKED + 1))])).reason
    assert "too large" in refusal(zipped([(f"{number}.csv", b"") for number in range(201)])).reason
    monkeypatch.setattr(archives, "MOST_BYTES", 500)
    assert "too large" in refusal(zipped([("x.csv", NUTRITION)])).reason


def test_a_size_that_is_a_lie_is_found_out():
    data = bytearray(zipped([("x.csv", b"food,amount\n" + b"milk,1 cup\n" * 90_000)]))
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = (20).to_bytes(4, "little")
    assert "damaged" in refusal(bytes(data)).reason


def test_a_locked_archive_and_one_within_another():
    locked = bytearray(zipped([("x.csv", NUTRITION)], zipfile.ZIP_STORED))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + place] |= 1
    assert "password" in refusal(bytes(locked)).reason
    assert "only other files" in refusal(zipped([("inner.zip", zipped(MAIL.items()))])).reason
