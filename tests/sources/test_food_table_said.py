"""What a person says of columns becomes a mapping; how far the reading of a file is."""

import pytest

from planner.errors import TableError
from planner.sources.food_tables.build import build
from planner.sources.food_tables.propose import propose, rows_of_headers
from planner.sources.food_tables.said import mapping_said, understood
from planner.sources.food_tables.sheets import read_sheets

TEXT = (
    "Eine Tabelle;;;;;;\nNr;Artikel;basis;portion;portion (g);MG (mg);FE;Farbe\n"
    "1;Brot;100 g;2 Scheiben;60;30;2,5;braun\n2;Saft;100 ml;;;8;0,2;gelb\n"
)
WHOLE = {"basis": "100 g", "decimal": "", "language": "de"}


@pytest.fixture
def sheets():
    return read_sheets(TEXT.encode(), "t.csv")


def test_the_rows_that_may_be_headers_are_offered(sheets):
    with pytest.raises(TableError, match="No row of headers"):
        propose(sheets, "t.csv")
    assert rows_of_headers(sheets)[0][:2] == ["Nr", "Artikel"]


def test_what_is_said_of_columns_is_what_is_built(sheets):
    proposal = propose(sheets, "t.csv", ["Nr"], ["Artikel"])
    assert proposal.examples["FE"] == "2,5; 0,2"
    said = {one.header: one for one in understood(proposal)}
    assert said["FE"].why == "its unit is not said"
    said["FE"] = said["FE"].taken_as("iron", "mg", "")
    said["MG (mg)"] = said["MG (mg)"].taken_as("magnesium", "mg", "1 kg")
    mapping = mapping_said(proposal, list(said.values()), **WHOLE).owned("T", "L", "C")
    table, report = build(sheets, mapping, "t")
    assert table.foods["basis"].tolist() == ["100 g", "100 ml"]
    assert table.foods["portion"].tolist() == ["2 Scheiben", ""]
    assert table.composition["magnesium"].tolist() == pytest.approx([3, 0.8])
    assert table.composition["iron"].tolist() == pytest.approx([2.5, 0.2])
    assert report.left_out == {"Farbe": "not understood"}
    assert report.unmapped == []
    assert table.language == "de"


def test_a_column_that_is_left_out_says_by_whom(sheets):
    proposal = propose(sheets, "t.csv", ["Nr"], ["Artikel"])
    said = {one.header: one for one in understood(proposal)}
    assert said["MG (mg)"].taken_as("", "", "").why == "left out by you"
    assert said["Farbe"].taken_as("", "", "").why == "not understood"
    assert said["Farbe"].taken_as("iron", "kcal", "").why == "kcal cannot be converted to mg"


def test_the_reading_tells_how_far_it_is():
    told = []
    read_sheets(b"code,name\n" + b"1,x\n" * 1_200, "t.csv", told.append)
    assert told == [500, 1_000]
