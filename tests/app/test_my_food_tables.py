"""The food tables of the My foods page: bringing one, saying what its columns are, using it, removing it."""

import io
import os
from pathlib import Path

import pytest
from openpyxl import Workbook

from planner.cli import main
from planner.language import in_language
from planner.sources.food_tables.preference import keep_preference, kept_preference
from planner.sources.food_tables.store import imported_names, load, tables_folder
from tests.app.test_draft import token

CASES = Path(__file__).parents[1] / "cases" / "food_tables"
CIQUAL = (CASES / "ciqual.csv").read_bytes()
MINE = """Artikel-Nr;Bezeichnung;MG (mg);FE;Energie (kcal);Farbe;CA
1;Haferflocken;130;4,2;370;beige;43
2;Roggenbrot;45;2,5;220;braun;30
"""
ENGLISH = "code,english name,MG (mg)\n1,Oats,130\n"


@pytest.fixture
def page(app):
    return tables(app)


def tables(app):
    app.go("my_foods")
    app.at.get_by_key("my_foods_view").set_value("table")
    return app.run()


def bring(app, data, name="mine.csv"):
    count = app.session.draft.get("my_table_uploads", 0)
    app.at.get_by_key(f"my_table_upload_{count}").upload(
        name, data if isinstance(data, bytes) else data.encode()
    )
    return app.run()


def say(app, **fields):
    for key, value in fields.items():
        app.at.get_by_key(f"brought_{key.replace('__', ' ')}").set_value(value)
    return app.run()


def kept(app, data=CIQUAL, name="ciqual.csv"):
    return bring(app, data, name).click("Look at it first").click("Keep this table")


def mine(app):
    say(bring(app, MINE), code="Artikel-Nr")
    say(app, name="Bezeichnung")
    say(app, unit__FE="mg")
    return say(app, unit__CA="mg")


def whose(app):
    return say(app, title="Meine", licence="CC0", citation="Ich, 2026")


def words(app):
    return app.words.replace("\\", "")


def errors(app):
    return "".join(app.errors).replace("\\", "")


def buttons(app):
    return [button.label for button in app.at.button]


def frames(app):
    return [table.value for table in app.at.table]


def test_a_known_table_is_recognised_looked_at_and_kept(page):
    bring(page, CIQUAL, "ciqual.csv")
    assert "This is a table that is known: Ciqual French food composition table 2020" in words(page)
    page.click("Look at it first")
    assert "**12 foods** taken of 12 rows" in page.words
    assert "read English names only" in words(page)
    left = next(frame for frame in frames(page) if "Why not" in frame).set_index("Column")["Why not"]
    assert "Iode (µg/100 g)" in left.index
    assert all(left)
    page.click("Keep this table")
    assert imported_names() == ["ciqual"]
    assert load("ciqual").licence.startswith("Licence Ouverte")
    assert "Ciqual French food composition table 2020** (ciqual)" in words(page)
    assert page.session.food_table is None
    assert kept_preference() == ("fndds",)


def test_another_table_is_mended_column_by_column(page):
    bring(page, MINE)
    assert "Where its headers are" in page.words
    assert "Look at it first" not in buttons(page)
    say(page, code="Artikel-Nr")
    say(page, name="Bezeichnung")
    assert "“FE”: its unit is not said." in errors(page)
    say(page, unit__FE="kcal")
    assert "“FE”: kcal cannot be converted to mg." in errors(page)
    say(page, unit__FE="mg")
    say(page, of__CA="")
    assert not page.errors
    shown = next(frame for frame in frames(page) if "Taken as" in frame).set_index("Column")["Taken as"]
    assert shown.to_dict() == {
        "FE": "Iron, mg", "CA": "Not taken: left out by you", "MG (mg)": "Magnesium, mg",
        "Energie (kcal)": "Not taken: not understood", "Farbe": "Not taken: not understood",
    }  # fmt: skip
    say(page, pick="Energie (kcal)")
    say(page, **{"of Energie (kcal)": "energy"})
    say(page, **{"unit Energie (kcal)": "kcal"})
    page.click("Look at it first")
    assert "Keep this table" not in buttons(page)
    assert {"Write the title of the table.", "Write its source."} < set(page.errors)
    whose(page).click("Keep this table")
    table = load("mine")
    assert table.composition.loc["table:mine:1"].to_dict() == {"energy": 370, "magnesium": 130, "iron": 4.2}
    assert (table.title, table.licence, table.is_english) == ("Meine", "CC0", False)


def test_what_is_half_said_outlasts_a_page_switch_and_a_reload(visit):
    app = mine(tables(visit()))
    app.click("Look at it first")
    say(app, licence="CC")
    for again in (tables(app.go("about")), tables(visit(token(app)))):
        assert again.session.food_table.name == "mine.csv"
        assert again.at.get_by_key("brought_unit FE").value == "mg"
        assert again.at.get_by_key("brought_licence").value == "CC"
        assert "This is how it will be kept" in again.words
    again.click("Put this file away")
    assert again.session.food_table is None
    assert not [key for key in again.session.draft if key.startswith("brought_")]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "This file is empty."),
        (b"%PDF-1.7 x", "This is a PDF, not a food table."),
        (b"PK\x03\x04broken", "a damaged workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Excel file"),
        (bytes(range(256)) * 40, "This is no text file"),
        (b"x" * (40 * 1024 * 1024 + 1), "This file is larger than 40 MB."),
    ],
)
def test_a_file_that_is_none_is_told_and_the_one_before_stays(page, data, said):
    mine(page)
    bring(page, data, "wrong.csv")
    assert said in errors(page)
    assert page.session.food_table.name == "mine.csv"
    assert page.at.get_by_key("brought_unit FE").value == "mg"
    bring(page, CIQUAL, "ciqual.csv")
    assert not page.errors


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("code,name,MG (mg)\n1,a,5\n1,b,6\n", "No food was found below the headers."),
        ("code,name,MG (mg),MG (mg)\n1,a,5,6\n", "Give one of them another header"),
        ('code,name,MG (mg)\n1,a,"1,234"\n', "Say which sign parts decimals"),
        ("code,name\n1,a\n", "No column is taken yet."),
        ("1\n2\n3\n", "No row of headers has columns"),
    ],
)
def test_what_makes_no_table_is_told_with_what_to_do(page, text, said):
    bring(page, text)
    if "Look at it first" in buttons(page):
        page.click("Look at it first")
    assert said in errors(page)
    assert "Keep this table" not in buttons(page)


def test_what_is_not_taken_and_looks_wrong_is_told_before_it_is_kept(page):
    book = Workbook()
    for row in (
        ["code", "name", "MG (mg)", "ENERC (kcal)", "PROT (g)", "FAT (g)", "CHOCDF (g)", "Colour"],
        [1, "Oats", "=SUM(A1:A9)", 1590, 13, 7, 67, "beige"],
        [2, '=HYPERLINK("http://x")', 5, 1, 1, 1, 1, ""],
        [3, "Rice", -7, 350, 7, 1, 78, ""],
        [4, "Rye", 7, 350, 7, 1, 78, ""],
        [4, "Rye again", 7, 350, 7, 1, 78, ""],
    ):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    bring(page, file.getvalue(), "odd.xlsx").click("Look at it first")
    assert "**2 foods** taken of 5 rows" in page.words
    assert "1 thing looks wrong" in page.words
    for line in (
        "1: 1590 kcal are stated",
        "in row 3: its code or name is a formula",
        "code 4 stands for 2 foods",
        "1: below zero: not possible, so unknown",
        "1: not a number: unknown",
    ):
        assert line in words(page)


def add(name):
    assert main(["foods", "table", "add", str(CASES / "ciqual.csv"), name]) == 0


def planned(page, diary):
    page.go("diary").upload(diary, "d.csv")
    page.session.plan_for = page.session.plan_inputs
    page.session.plan = {"days": []}
    return page.session


def test_a_table_that_is_not_in_use_leaves_diary_and_plan_as_they_are(page):
    now = planned(page, b"food,amount,unit\nbanana,100,g\n")
    read = now.diary()
    add("another")
    assert not now.plan_is_stale
    assert now.diary() is read
    keep_preference(["fndds"])  # the same choice, written anew
    assert not now.plan_is_stale


def test_a_table_in_use_that_is_changed_makes_the_plan_stale(page):
    add("ciqual")
    keep_preference(["ciqual", "fndds"])
    now = planned(page, b"food,amount,unit\nbanana,100,g\n")
    add("another")
    assert not now.plan_is_stale
    os.utime(tables_folder() / "ciqual" / "foods.csv", ns=(1, 1))
    assert now.plan_is_stale


def test_a_table_whose_food_is_named_by_its_id_counts_too(page):
    now = planned(page, b"food,food_id,amount,unit\nbanane,table:ciqual:13005,100,g\n")
    assert now.diary().entries["food_id"].isna().all()
    add("ciqual")
    assert now.plan_is_stale
    assert now.diary().entries["food_id"].tolist() == ["table:ciqual:13005"]


def test_the_choice_of_tables_reaches_the_diary_and_is_taken_back(page):
    kept(page)
    page.at.get_by_key("my_table_use").set_value("first")
    page.run()
    assert kept_preference() == ("ciqual", "fndds")
    page.go("diary")
    page.upload(b"food,amount,unit\nbanane crue,100,g\n", "d.csv")
    assert page.session.diary().entries["food_id"].tolist() == ["table:ciqual:13005"]
    assert "Foods are looked up in this order: ciqual, fndds" in words(page).replace("FNDDS", "fndds")
    assert "read English names only" in words(page)
    assert "safety rules read what you wrote" in page.session.diary().entries["assumed"].iloc[0]
    page.session.plan_for = page.session.plan_inputs
    page.session.plan = {"days": []}
    assert not page.session.plan_is_stale
    keep_preference(["fndds"])
    assert page.session.plan_is_stale
    page.session.plan = None
    page.run()
    assert page.session.diary().entries["food_id"].iloc[0].startswith("fndds:")
    assert "Foods are looked up in" not in page.words


def test_each_way_of_using_tables_is_that_of_the_command_line(page):
    kept(page)
    bring(page, ENGLISH, "zwei.csv").click("Look at it first")
    whose(page).click("Keep this table")
    for way, order in (
        ("first", ("ciqual", "zwei", "fndds")),
        ("after", ("fndds", "ciqual", "zwei")),
        ("instead", ("ciqual", "zwei")),
    ):
        page.at.get_by_key("my_table_use").set_value(way)
        page.run()
        assert kept_preference() == order
    page.at.get_by_key("my_table_order").set_value(["zwei"])
    page.run()
    assert kept_preference() == ("zwei",)
    page.at.get_by_key("my_table_order").set_value([])
    page.run()
    assert kept_preference() == ("fndds",)


def test_a_table_is_removed_only_when_that_is_said_twice(page):
    kept(page)
    page.at.get_by_key("my_table_use").set_value("instead")
    page.run().click("Remove this table").click("Keep it")
    assert imported_names() == ["ciqual"]
    page.click("Remove this table").click("Delete it")
    assert imported_names() == []
    assert kept_preference() == ("fndds",)


def test_a_disk_that_takes_nothing_is_told_and_nothing_is_lost(page, planner_home):
    bring(page, CIQUAL, "ciqual.csv").click("Look at it first")
    planner_home.mkdir(exist_ok=True)
    (planner_home / "food_tables").write_text("a file where the folder should be")
    page.click("Keep this table")
    assert "It could not be changed on this computer" in errors(page)
    assert page.session.food_table.name == "ciqual.csv"
    (planner_home / "food_tables").unlink()
    page.click("Keep this table")
    assert imported_names() == ["ciqual"]


def test_a_name_that_is_taken_or_none_is_told(page):
    kept(page)
    bring(page, CIQUAL, "ciqual.csv").click("Look at it first")
    assert "You keep a table of the short name ciqual." in errors(page)
    say(page, short="My Table")
    assert "This is no name for a table." in errors(page)
    say(page, short="ciqual-again").click("Keep this table")
    assert imported_names() == ["ciqual", "ciqual-again"]


def test_a_table_that_is_damaged_is_told_not_used_and_can_be_removed(page):
    kept(page)
    keep_preference(["ciqual", "fndds"])
    (tables_folder() / "ciqual" / "foods.csv").write_bytes(b"\xff\xfe broken")
    page.run()
    assert "Your choice of food tables is not in use" in page.words
    page.go("diary").sample()
    assert page.session.diary().rows["used"] > 0
    tables(page).click("Remove this table").click("Delete it")
    assert imported_names() == []


def test_everything_that_is_forgotten_includes_the_tables(visit):
    app = kept(tables(visit()))
    bring(app, MINE)
    app.go("about").at.get_by_key("forget_everything").set_value(True)
    app.run()
    assert "the food tables that you brought" in app.words
    app.click("Delete all of it")
    assert imported_names() == []
    assert not list(tables_folder().rglob("*"))
    assert app.session.food_table is None


def test_english_names_are_not_warned_of(page):
    bring(page, ENGLISH, "english.csv").click("Look at it first")
    assert "read English names only" not in words(page)
    whose(page).click("Keep this table")
    assert load("english").is_english


def test_all_of_it_is_said_in_spanish(page):
    with in_language("es"):
        page.speak("es")
        bring(page, CIQUAL, "ciqual.csv")
        assert "Esta tabla se conoce" in page.words
        bring(page, b"%PDF-1.7 x", "wrong.csv")
        assert "not a food table" not in errors(page)
        bring(page, ENGLISH + "1,Rice,4\n2,Rye,-3\n3,,5\n", "duplicate.csv")
        page.click("Mirarlo antes")
        for words in ("code 1 stands for", "it has no code", "below zero", "Nutrients:"):
            assert words not in page.words
