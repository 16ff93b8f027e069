"""Files that are wrong, damaged or made to harm: words, and no crash."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from planner.errors import TableError
from planner.sources.food_tables import sheets as opened
from planner.sources.food_tables.build import build
from planner.sources.food_tables.mapping import mapping_of
from planner.sources.food_tables.preference import keep_preference, kept_preference
from planner.sources.food_tables.propose import propose
from planner.sources.food_tables.sheets import read_sheets
from planner.sources.food_tables.store import (
    imported_names,
    load,
    save,
    table_csv,
    table_files,
    tables_folder,
)

COLUMNS = [
    {"header": "ENERC", "nutrient": "energy", "unit": "kcal"},
    {"header": "PROT", "nutrient": "protein", "unit": "g"},
    {"header": "FAT", "nutrient": "fat", "unit": "g"},
    {"header": "CHO", "nutrient": "carbohydrate", "unit": "g"},
    {"header": "MG", "nutrient": "magnesium", "unit": "mg"},
]
DOCUMENT = {"title": "T", "licence": "L", "citation": "C", "code": "code", "name": "name", "column": COLUMNS}


def imported(text, **change):
    data = text if isinstance(text, bytes) else text.encode()
    return build(read_sheets(data, "t.csv"), mapping_of(DOCUMENT | change, "m.toml"), "t")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\n\n  \n", "empty"),
        (b"%PDF-1.7 x", "a PDF, not a food table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Excel file"),
        (b"PK\x03\x04broken", "damaged workbook"),
        (bytes(range(256)) * 40, "no text file"),
        (b"a,b\n1,2\n", "No row of headers has columns for the code"),
    ],
)
def test_what_is_no_table_is_told(data, words):
    with pytest.raises(TableError, match=words):
        propose(read_sheets(data, "t.csv"), "t.csv")


def test_a_huge_file_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(opened, "MOST_BYTES", 100)
    with pytest.raises(TableError, match="larger than 40 MB"):
        read_sheets(b"x" * 101, "t.csv")
    monkeypatch.undo()
    monkeypatch.setattr(opened, "MOST_ROWS", 10)
    with pytest.raises(TableError, match="more than 10 rows"):
        read_sheets(b"code,name\n" + b"1,x\n" * 11, "t.csv")
    with pytest.raises(TableError, match="columns"):
        read_sheets(b"code,name" + b"," * 2000, "t.csv")


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 2_000_000)
    monkeypatch.setattr(opened, "MOST_UNPACKED", 1_000_000)
    with pytest.raises(TableError, match="too large when unpacked"):
        read_sheets(file.getvalue(), "t.xlsx")
    monkeypatch.undo()
    with pytest.raises(TableError, match="damaged"):
        read_sheets(file.getvalue(), "t.xlsx")


def test_formulas_are_unknown_and_never_names():
    book = Workbook()
    for row in (
        ["code", "name", "MG"],
        [1, "Oats", "=SUM(A1:A9)"],
        [2, '=HYPERLINK("http://x")', 5],
        [3, "@Rice", 7],
        ["+4", "Rye", 7],
    ):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    table, report = imported(file.getvalue())
    assert report.cells["not a number"] == 1
    assert table.foods["description"].tolist() == ["Oats", "Rice"]
    assert table.composition["magnesium"].isna().tolist() == [True, False]
    assert len(report.not_taken) == 2
    assert not any(
        cell.startswith(("=", "+", "-", "@")) for cell in table_csv(table).replace("\n", ",").split(",")
    )


def test_cells_that_cannot_be_are_unknown_and_counted():
    text = "code,name,MG\n1,a,-5\n2,b,lots\n3,c,1e999\n4,d,nan\n5,e,'5\n6,f,1.2.3\n7,g,٣\n8,h,5\n9,i\n"
    table, report = imported(text)
    assert table.composition["magnesium"].notna().sum() == 1
    assert report.cells == {"negative": 1, "not a number": 5, "unknown": 2, "number": 1}


def test_rows_without_code_or_name_are_told():
    table, report = imported("code,name,MG\n1,a,5\n,b,5\n3,,5\n" + "x" * 60 + ",c,5\n")
    assert table.foods["code"].tolist() == ["1"]
    assert len(report.not_taken) == 3
    assert "in row 3: it has no code or no name" in report.not_taken


def test_a_table_of_duplicates_alone_is_refused():
    with pytest.raises(TableError, match="No food was found"):
        imported("code,name,MG\n1,a,5\n1,a,5\n")


def test_two_columns_for_one_component_are_refused():
    more = [*COLUMNS, {"header": "MG2", "nutrient": "magnesium", "unit": "mg"}]
    with pytest.raises(TableError, match="both mapped to magnesium"):
        imported("code,name,MG,MG2\n1,a,5,6\n", column=more)


def test_a_decimal_sign_that_is_not_clear_is_asked_for():
    with pytest.raises(TableError, match='decimal = ","'):
        imported('code,name,MG\n1,a,"1,234"\n')
    assert imported('code,name,MG\n1,a,"1,234"\n', decimal=",")[0].composition["magnesium"].tolist() == [
        1.234
    ]
    assert imported('code,name,MG\n1,a,"1,234"\n', decimal=".")[0].composition["magnesium"].tolist() == [1234]


def test_a_unit_a_thousand_times_off_is_flagged():
    grams = "".join(f"{code},food {code},{0.001 * code + 0.02}\n" for code in range(1, 13))
    _, report = imported("code,name,MG\n" + grams)
    assert any("magnesium" in flag and "is its unit right?" in flag for flag in report.flags)
    milligrams = "".join(f"{code},food {code},{code + 20}\n" for code in range(1, 13))
    assert imported("code,name,MG\n" + milligrams)[1].flags == []


def test_energy_far_from_its_parts_is_flagged_with_the_food():
    table, report = imported("code,name,ENERC,PROT,FAT,CHO\n1,Oats,1590,13,7,67\n2,Rice,350,7,1,78\n")
    assert len([flag for flag in report.flags if flag.startswith("1: ")]) == 1
    assert "1590 kcal are stated" in table.foods.loc["table:t:1", "flags"]
    assert table.foods.loc["table:t:2", "flags"] == ""
    assert "more than 100 g of fat" in imported("code,name,FAT\n1,Oil,300\n")[0].foods["flags"].iloc[0]


def test_all_files_of_what_is_kept_are_known_so_that_they_can_be_forgotten(planner_home):
    save(imported("code,name,MG\n1,a,5\n")[0])
    keep_preference(["t", "fndds"])
    there = [path for path in planner_home.rglob("*") if path.is_file()]
    assert sorted(there) == sorted(table_files())
    for path in there:
        path.unlink()
    assert imported_names() == []
    assert kept_preference() == ("fndds",)


def test_a_damaged_table_that_was_kept_says_so():
    save(imported("code,name,MG\n1,a,5\n")[0])
    for name in ("foods.csv", "about.toml"):
        (tables_folder() / "t" / name).write_bytes(b"\xff\xfe broken")
        with pytest.raises(TableError, match="damaged"):
            load("t")
