"""Encodings, delimiters, line ends, workbooks and refusals."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from planner import read_diary
from planner.diary import files
from planner.errors import DiaryFileError

TABLE = "date,time,meal,food,amount,unit,notes\n2026-03-02,07:30,breakfast,banana,1,medium,für Zoë\n"


def the_one_entry(source, **options):
    diary = read_diary(source, **options)
    assert diary.rows == {"read": 1, "used": 1, "with_faults": 0}, diary.faults.to_string()
    entry = diary.entries.iloc[0]
    assert (entry.food_id, entry.date, entry.time) == ("fndds:63107010", dt.date(2026, 3, 2), "07:30")
    return entry


@pytest.mark.parametrize(
    ("encoding", "start"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", b"\xff\xfe\x00\x00"),
        ("cp1252", b""),
    ],
)
def test_encodings(encoding, start):
    assert the_one_entry(start + TABLE.encode(encoding)).notes == "für Zoë"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_and_line_ends(delimiter, end):
    text = TABLE.replace(",", delimiter).replace("\n", end)
    assert the_one_entry(text.encode()).notes == "für Zoë"


@pytest.mark.parametrize("first", ["sep=;\r\n", '"sep=;"\r\n', "SEP=;\n"])
def test_the_line_of_excel_that_names_the_delimiter(first):
    entry = the_one_entry((first + TABLE.replace(",", ";")).encode())
    assert entry.row == 2, "Excel does not show the sep= line"


def test_commas_within_texts_do_not_decide_the_delimiter():
    text = 'food;amount;unit\n"rice, white, cooked";1,5;cups\n"milk, whole";0,5;cup\n'
    diary = read_diary(text.encode())
    assert diary.rows["used"] == 2
    assert diary.reading["delimiter"] == "semicolon"
    assert diary.entries["amount"].tolist() == ["1.5", "0.5"]


def test_title_lines_blank_lines_and_quoted_line_breaks_keep_the_numbers_of_the_rows():
    text = 'My diary\n\nfood,amount,unit,notes\n\nbanana,1,medium,"two\nlines"\n , ,\nmilk,1,cup,\n'
    diary = read_diary(text.encode())
    assert diary.rows == {"read": 2, "used": 2, "with_faults": 0}
    assert diary.entries["row"].tolist() == [5, 7]
    assert diary.entries["notes"].iloc[0] == "two lines"
    assert diary.reading["header_row"] == 3


def test_a_quote_left_open_spoils_its_own_row_only():
    text = 'food,amount,unit\nbanana,1,medium\n"milk,1,cup\nkefir,1,cup\n'
    diary = read_diary(text.encode())
    assert diary.rows == {"read": 3, "used": 2, "with_faults": 1}
    assert diary.faults["row"].tolist() == [3]


def test_more_cells_than_names_is_a_fault_and_not_a_guess():
    diary = read_diary(b"food,amount,unit\nmilk, whole,1,cup\nbanana,1,medium,,\n")
    assert diary.rows == {"read": 2, "used": 1, "with_faults": 1}
    assert "quotation marks" in diary.faults["advice"].iloc[0]


def test_paths_file_objects_and_text_files(tmp_path: Path):
    path = tmp_path / "week.csv"
    path.write_text(TABLE, encoding="utf-8")
    for source in (
        path,
        str(path),
        io.BytesIO(TABLE.encode()),
        io.StringIO(TABLE),
        bytearray(TABLE.encode()),
    ):
        the_one_entry(source)


def test_progress_is_told_and_ends_complete():
    told = []
    read_diary(TABLE.encode(), progress=lambda *step: told.append(step))
    assert told[-1][0] == told[-1][1] == 1
    assert all(0 <= done <= total for done, total, _ in told)


def workbook(*rows, title="Sheet1", first=()):
    book = openpyxl.Workbook()
    book.active.title = "Summary" if first else title
    for row in first:
        book.active.append(row)
    sheet = book.create_sheet(title) if first else book.active
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


NAMES = ["Date", "Time", "Meal", "Food", "Amount", "Unit", "Notes"]


@pytest.mark.parametrize(
    ("date", "time"),
    [
        (dt.datetime(2026, 3, 2), dt.time(7, 30)),
        (dt.date(2026, 3, 2), dt.time(7, 30)),
        (46083, 0.3125),
        ("2026-03-02", "7:30 AM"),
        (dt.datetime(2026, 3, 2, 7, 30), None),
    ],
)
def test_workbooks(date, time):
    the_one_entry(workbook(NAMES, [date, time, "Breakfast", "banana", 1, "medium", "x"]))


def test_the_sheet_with_a_food_column_is_taken_or_the_one_asked_for():
    row = [dt.date(2026, 3, 2), "07:30", "Breakfast", "banana", 1, "medium"]
    data = workbook([], NAMES, row, title="Diary", first=[["Name", "Clinic"], ["A", "B"]])
    assert the_one_entry(data).row == 3
    assert the_one_entry(data, sheet="Diary").amount == "1"
    with pytest.raises(DiaryFileError, match="Summary, Diary"):
        read_diary(data, sheet="Week 2")


def test_a_formula_without_its_result_says_what_to_do():
    data = workbook(
        ["food", "grams", "notes"], ["milk", "=50*2", "x"], ["banana", 126, "=1+1"], ["=A2", 100, None]
    )
    diary = read_diary(data)
    assert diary.rows == {"read": 3, "used": 1, "with_faults": 2}
    assert diary.faults["row"].tolist() == [2, 4]
    assert diary.faults["value"].tolist() == ["=50*2", "=A2"]
    assert all("formula" in problem for problem in diary.faults["problem"])
    assert all("save it again" in advice for advice in diary.faults["advice"])


def test_a_formula_with_its_result_is_its_result():
    good, held = workbook(["food", "grams"], ["milk", "=50*2"]), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(held, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            new.writestr(part, data.replace(b"<v />", b"<v>100</v>").replace(b"<v></v>", b"<v>100</v>"))
    assert read_diary(held.getvalue()).entries["grams"].tolist() == [100.0]


def test_numbers_of_a_workbook_are_not_read_as_thousands():
    data = workbook(
        ["food", "grams", "amount", "unit"], ["milk", 1.125, None, None], ["milk", None, "0,5", "cup"]
    )
    assert read_diary(data).entries["grams"].tolist() == [1.1, 122.0]


def test_scribbles_beside_the_table_of_a_workbook_do_not_matter():
    data = workbook(["food", "grams"], ["milk", 200, None, "ask about this"])
    assert read_diary(data).rows["used"] == 1


@pytest.mark.parametrize("stray", ["\x07", "\x1b", "\x02\x03"])
def test_stray_control_characters_are_left_out(stray):
    entry = the_one_entry(TABLE.replace("banana", f"ban{stray}ana").encode())
    assert entry.text == "banana"


def test_many_control_characters_are_a_binary_file():
    with pytest.raises(DiaryFileError, match="not a text file"):
        read_diary(TABLE.encode() + b"\x01\x02\x03\x04\x05" * 10)


def zip_of(name, size):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b"0" * size)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n  \r\n", "empty"),
        (b"food,amount,unit\n", "no rows"),
        (b"food,amount,unit\n,,\n", "no rows"),
        (b"a,b,c\n1,2,3\n", "food"),
        (b"just some words\nand more\n", "food"),
        (b"%PDF-1.7 food,amount", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "XLS"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "picture"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 100, "picture"),
        (bytes(range(256)) * 8, "not a text file"),
        (b"food,amount\nmilk\x00,\x011\n", "not a text file"),
        (zip_of("food.csv", 10), "ZIP"),
        (zip_of("xl/workbook.xml", 500), "damaged"),
        (b"PK\x03\x04" + b"\0" * 50, "damaged"),
    ],
)
def test_refusals_say_what_and_what_to_do(data, words):
    with pytest.raises(DiaryFileError) as refusal:
        read_diary(data)
    assert words in refusal.value.reason
    assert len(refusal.value.advice) > 15


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(monkeypatch):
    monkeypatch.setattr("planner.diary.workbooks.MOST_UNPACKED", 1_000_000)
    with pytest.raises(DiaryFileError, match="too large when unpacked"):
        read_diary(zip_of("xl/workbook.xml", 1_000_001))


def test_a_sheet_that_claims_a_row_beyond_the_last_is_refused():
    good = workbook(["food", "grams"], ["milk", 200])
    hostile = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(hostile, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            new.writestr(part, data.replace(b'r="2"', b'r="99999999999"') if "sheet1" in part else data)
    with pytest.raises(DiaryFileError, match="larger than a diary"):
        read_diary(hostile.getvalue())


def test_size_is_limited():
    with pytest.raises(DiaryFileError, match="25 MB"):
        read_diary(b"food,grams\n" + b"milk,100\n" * (files.MOST_BYTES // 9))
    with pytest.raises(DiaryFileError, match="200,000 rows"):
        read_diary(b"food,grams\n" + b"milk,100\n" * 200_001)


@pytest.mark.parametrize("path", ["nowhere/week.csv", "/", "bad\0name"])
def test_a_path_that_cannot_be_read(path):
    with pytest.raises(DiaryFileError, match="was not read"):
        read_diary(path)


def test_too_many_different_foods_are_refused_before_they_are_matched():
    rows = "".join(f"food number {number},100\n" for number in range(files.MOST_TEXTS + 1))
    with pytest.raises(DiaryFileError, match="20,000 different foods"):
        read_diary(f"food,grams\n{rows}".encode())


def test_a_very_long_cell_is_a_fault_and_takes_no_time():
    digits = "1" * 100_000
    diary = read_diary(f"date,time,food,amount\n{digits},{digits},milk,{digits}\n".encode())
    assert diary.faults["column"].tolist() == ["date", "amount"]
    with pytest.raises(DiaryFileError, match="split into columns"):
        read_diary(f"food,grams\n{digits}{digits},100\n".encode())
