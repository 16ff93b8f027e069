"""CIQUAL and CoFID by their published headers: what is taken, what is not, and that every column is told."""

import csv
import math
from pathlib import Path

import pytest
from openpyxl import Workbook

from planner.sources.food_tables import imported_food, search_imported
from planner.sources.food_tables.build import build
from planner.sources.food_tables.mapping import layout, mapping_of, read_mapping
from planner.sources.food_tables.propose import mapping_text, propose
from planner.sources.food_tables.sheets import read_sheets
from planner.sources.food_tables.store import load, save, table_csv

CASES = Path(__file__).parents[1] / "cases" / "food_tables"
COFID = {"1.3 Proximates": "proximates", "1.4 Inorganics": "inorganics", "1.5 Vitamins": "vitamins"}
OWNED = {"title": "T", "licence": "CC0", "citation": "Somebody, 2026"}


def workbook_bytes(tmp_path, sheets):
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append([cell if cell != "" else None for cell in row])
    book.save(tmp_path / "table.xlsx")
    return (tmp_path / "table.xlsx").read_bytes()


def cofid_rows(part):
    """Return the rows of a sheet, its figures as numbers."""

    def cell(text):
        return float(text) if text.replace(".", "", 1).isdigit() else text

    with (CASES / f"cofid_{part}.csv").open(encoding="utf-8", newline="") as file:
        return [[cell(text) for text in row] for row in csv.reader(file)]


@pytest.fixture
def ciqual():
    return build(read_sheets((CASES / "ciqual.csv").read_bytes(), "ciqual.csv"), layout("ciqual"), "ciqual")


@pytest.fixture
def cofid(tmp_path):
    sheets = {"1.1 Notes": [["Read this first"]]} | {title: cofid_rows(part) for title, part in COFID.items()}
    return build(read_sheets(workbook_bytes(tmp_path, sheets), "cofid.xlsx"), layout("cofid"), "cofid")


def at(table, code, nutrient):
    return table.composition.loc[f"table:{table.name}:{code}", nutrient]


def told(report):
    return {*report.mapped, *report.left_out, *report.unmapped}


def test_ciqual_is_read_by_its_headers(ciqual):
    table, report = ciqual
    assert (report.read, report.taken, report.not_taken, report.flags) == (12, 12, [], [])
    assert at(table, "13005", "magnesium") == 28
    assert at(table, "13005", "energy") == 90.5  # decimal comma; kcal, not the column in kJ
    assert at(table, "13005", "fat") == 0.25  # "< 0,5"
    assert at(table, "9871", "sugars_total") == 0  # "traces"
    assert math.isnan(at(table, "13005", "fat_saturated"))  # "-"
    assert at(table, "13005", "carbohydrate") == pytest.approx(19.7 + 2.7)
    assert report.cells["trace"] == 3
    assert (report.cells["below a limit"], report.cells["unknown"]) == (5, 5)


def test_ciqual_in_english_is_the_same_layout():
    names = ("alim_code", "alim_nom_eng", "Magnesium (mg/100g)", "Selenium (μg/100g)")
    header = "\t".join([*names, "Energy, Regulation EU No 1169/2011 (kcal/100g)"])
    sheets = read_sheets(f"{header}\n1\tBanana, raw\t28\t< 1,1\t90,5\n".encode("utf-16"), "eng.tsv")
    table, _ = build(sheets, layout("ciqual"), "c")
    assert (at(table, "1", "magnesium"), at(table, "1", "selenium"), at(table, "1", "energy")) == (
        28,
        0.55,
        90.5,
    )


def test_cofid_is_joined_by_code_over_its_sheets(cofid):
    table, report = cofid
    assert (report.read, report.taken, report.not_taken) == (12, 12, [])
    assert at(table, "14-318", "magnesium") == 27
    assert at(table, "14-318", "vitamin_b6") == 0.31
    assert at(table, "14-318", "sodium") == 0  # Tr
    assert math.isnan(at(table, "14-318", "selenium"))  # N: significant, not known
    assert at(table, "12-344", "vitamin_a") == pytest.approx(364 + 141 / 12)
    assert "carbohydrate" not in table.composition  # monosaccharide equivalents are another definition
    assert dict(table.foods["basis"].value_counts()) == {"100 g": 11, "100 ml": 1}
    assert table.foods.loc["table:cofid:17-748", "basis"] == "100 ml"


def test_the_import_tells_every_column(ciqual, cofid):
    header = (CASES / "ciqual.csv").read_text(encoding="utf-8").split("\n")[0].split(";")
    assert told(ciqual[1]) == set(header) - {"alim_code", "alim_nom_fr"}
    headers = {text for part in COFID.values() for text in cofid_rows(part)[0]}
    assert told(cofid[1]) == headers - {"Food Code", "Food Name"}


def test_a_column_that_the_mapping_does_not_name_is_told():
    text = (CASES / "ciqual.csv").read_text(encoding="utf-8").splitlines()
    more = [text[0] + ";Colour;Bore (mg/100 g)", *(line + ";red;1" for line in text[1:])]
    _, report = build(read_sheets("\n".join(more).encode(), "more.csv"), layout("ciqual"), "c")
    assert report.unmapped == ["Colour", "Bore (mg/100 g)"]


def test_a_code_for_two_foods_is_neither_as_in_the_published_cofid(tmp_path):
    sheets = {title: cofid_rows(part) for title, part in COFID.items()}
    twice = list(sheets["1.3 Proximates"][3])
    twice[1] = "Aubergine, raw"
    sheets["1.3 Proximates"].append(twice)
    _, report = build(read_sheets(workbook_bytes(tmp_path, sheets), "c.xlsx"), layout("cofid"), "cofid")
    assert report.taken == 11
    assert "code 13-669 stands for 2 foods, of which none is taken: Spinach, baby, raw; Aubergine, raw" in (
        report.not_taken
    )


def test_whose_a_table_is_must_be_said_and_goes_with_each_food(ciqual):
    document = {
        "code": "code",
        "name": "name",
        "column": [{"header": "MG", "nutrient": "magnesium", "unit": "mg"}],
    }
    sheets = read_sheets(b"code,name,MG\n1,Oats,110\n", "t.csv")
    for missing in OWNED:
        mapping = mapping_of(document | OWNED | {missing: " "}, "m.toml")
        with pytest.raises(Exception, match=f"its {missing} is missing"):
            build(sheets, mapping, "t")
    save(ciqual[0])
    food = imported_food("table:ciqual:13005")
    assert "Anses" in food.licence
    assert "Etalab" in food.licence
    assert (food.source, food.basis) == ("Ciqual French food composition table 2020", "100 g")
    assert "fat_saturated" not in food.amounts


def test_what_is_kept_is_what_was_imported_and_the_export_imports_as_the_same(cofid, tmp_path):
    table, _ = cofid
    save(table)
    kept = load("cofid")
    assert kept.composition.equals(table.composition.astype(float))
    assert kept.foods.drop(columns="portion_grams").equals(table.foods.drop(columns="portion_grams"))
    sheets = read_sheets(table_csv(table).encode(), "export.csv")
    proposal = propose(sheets, "export.csv")
    assert (proposal.unclear, proposal.unmapped) == ([], ["flags"])
    written = tmp_path / "m.toml"
    written.write_text(mapping_text(proposal).replace('""', '"x"'), encoding="utf-8")
    again, _ = build(sheets, read_mapping(written), "cofid")
    assert again.composition[table.composition.columns].equals(kept.composition)
    assert again.foods["basis"].tolist() == kept.foods["basis"].tolist()


def test_foods_are_found_by_words_of_the_table(ciqual, cofid):
    for table, _ in (ciqual, cofid):
        save(table)
    tables = ["ciqual", "cofid"]
    best = {
        text: search_imported(text, 1, tables)[0].food_id for text in ("épinards cuits", "EPINARD", "bread")
    }
    assert best == {
        "épinards cuits": "table:ciqual:20059",
        "EPINARD": "table:ciqual:20059",
        "bread": "table:cofid:11-456",
    }
    assert search_imported("☃", 5, tables) == []
    assert search_imported("zzz", 5, tables) == []
    assert search_imported("banane", 5, []) == []
    assert imported_food("table:ciqual:99999") is None
    assert imported_food("table:none:1") is None
    assert imported_food("table:../..:1") is None
