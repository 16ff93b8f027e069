"""The PDF of a plan: the numbers of the document to the last digit, tags, and words that are no markup."""

import copy
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from planner.gaps.wording import amount
from planner.plan.slots import NAMES
from planner.reference.nutrients import nutrients
from planner.report.letters import NOT_PRINTED, WHY
from planner.report.pdf import plan_pdf
from planner.report.plan_report import item_text, plan_csv, plan_text, plan_xlsx
from planner.report.plan_words import day_words, energy_text, total_text
from planner.report.shopping_text import row_text
from planner.report.text import EVIDENCE
from planner.tables import read_toml
from tests.report.conftest import MADE, START, text_of

HOSTILE = [
    '#read("/etc/passwd")', "$ x^2 $", "*bold* _it_ `raw`", "<label> @ref", "#panic()", "\\u{41} \\",
    "// gone", "= Heading", "]]) #let x = [(", "{{ }} ~ ---", "'quote' \"quote\"",
]  # fmt: skip


@pytest.fixture(scope="module")
def words(plan):
    return text_of(plan_pdf(plan, MADE, start=START))


def named(plan, dish):
    """Return the plan with another name for its first dish."""
    other = copy.deepcopy(plan)
    other["days"][0]["meals"][0]["dish"] = dish
    return other


def structure(reader):
    """Return the kinds of all elements of the structure tree."""
    found, waiting = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            found += [node["/S"]] if "/S" in node else []
            waiting += [node["/K"]] if "/K" in node else []
    return found


def test_each_meal_is_there_with_its_portions(plan, words):
    for day in plan["days"]:
        assert day_words(day, START) in words
        for meal in day["meals"]:
            assert f"{meal['time']} {NAMES[meal['slot']]}" in words
            assert words.count(meal["dish"]) >= 2, "at a glance and in its day"
            assert energy_text(meal) in words
            for item in meal["items"]:
                assert item_text(item) in words
    assert "– kept" in words


def test_totals_and_targets_are_those_of_the_document_to_the_last_digit(plan, words):
    for row in plan["targets"]:
        name = nutrients()[row["nutrient"]].name
        figures = [
            amount(row[key], row["nutrient"], row["unit"]) for key in ("target", "planned_mean", "best_case")
        ]
        figures += [total_text(day["totals"], row["nutrient"]) for day in plan["days"]]
        assert " ".join([name, *figures]) in words
    for day in plan["days"]:
        first = ("energy", "magnesium", "potassium", "calcium", "iron", "vitamin_b6", "caffeine")
        assert " ".join(["This day", *(total_text(day["totals"], name) for name in first)]) in words
    assert f"about {plan['energy_kcal']:,.0f} kcal" in words
    assert f"under {plan['caffeine_cap_mg']:.0f} mg" in words


def test_what_is_missed_bought_and_minded_is_said(plan, words):
    for row in [*plan["unmet"], *plan["prices"], *plan["batch_cooking"], *plan["notices"]]:
        assert row["text"] in words
    for row in plan["shopping_list"]:
        assert row_text(row) in words
        assert row["aisle"] in words
    for flag in read_toml("guide/red_flags.toml")["flag"]:
        assert flag["when"] in words
    assert EVIDENCE in words
    assert "not a diagnosis" in words


def test_the_cover_says_for_whom_and_by_whose_values_without_a_name(plan, words):
    said = "For: pregnant, week 30, 29 years. Reference values: NASEM (US and Canada). Safety rules: US."
    assert f"{said} Made: Friday 27 February 2026." in words
    assert "For: Anna (pregnant, week 30, 29 years)." in text_of(plan_pdf(plan, MADE, name="Anna"))


def test_days_have_dates_and_meals_reasons_only_when_asked(plan, words):
    plain = text_of(plan_pdf(plan, MADE))
    assert "Monday 2 March" in words
    assert "Monday" not in plain
    assert "Why: " not in plain
    reasons = text_of(plan_pdf(plan, MADE, why=True))
    for day in plan["days"]:
        for meal in day["meals"]:
            assert f"Why: {meal['why']['text']}" in reasons


def test_it_is_tagged_and_says_its_language_and_title(plan):
    reader = PdfReader(BytesIO(plan_pdf(plan, MADE)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-US"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Meals for 2 days"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    kinds = structure(reader)
    assert {"/Table", "/TH", "/TD", "/H1", "/L", "/LI"} <= set(kinds)
    assert kinds.count("/TH") >= len(plan["targets"][0])


def test_pages_are_numbered_and_the_paper_is_that_of_the_country(plan):
    pages = PdfReader(BytesIO(plan_pdf(plan, MADE))).pages
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page.extract_text()
    assert sorted(map(float, pages[0].mediabox[2:])) == [612, 792]
    european = PdfReader(BytesIO(plan_pdf(plan | {"jurisdiction": "eu"}, MADE)))
    assert float(european.pages[1].mediabox.width) == pytest.approx(595.28, abs=0.01)
    assert european.trailer["/Root"]["/Lang"] == "en-GB"


def test_the_same_plan_gives_the_same_file(plan):
    assert plan_pdf(plan, MADE) == plan_pdf(plan, MADE)


def test_words_are_shown_as_they_are_and_never_as_markup(plan):
    for hostile in HOSTILE:
        assert " ".join(hostile.split()) in text_of(plan_pdf(named(plan, hostile), MADE, name=hostile)), (
            hostile
        )


def test_letters_of_other_scripts_are_kept(plan):
    dish = "Борщ με ψωμί żurek חומוס"
    data = plan_pdf(named(plan, dish), MADE)
    assert b"pdfuaid:part" in data
    for word in dish.split()[:3]:
        assert word in text_of(data)


RARE = "\U00012000\U00012001 \U00012002"  # cuneiform


def test_where_no_font_has_the_letters_the_pdf_says_so_and_the_other_files_hold_them(plan):
    assert not "\U000f1234".isprintable(), "of the private use area: a space"
    other = named(plan, f"Soup {RARE} of the day")
    data = plan_pdf(other, MADE)
    words = text_of(data)
    assert b"pdfuaid:part" in data
    assert f"Soup {NOT_PRINTED} of the day" in words
    assert WHY.format(mark=NOT_PRINTED) in words
    assert all(RARE in text for text in (plan_text(other), plan_csv(other)))
    cells = load_workbook(BytesIO(plan_xlsx(other)))["Meals"].iter_rows(values_only=True)
    assert any(f"Soup {RARE} of the day" in row for row in cells)


@pytest.mark.parametrize(
    "dish", ["米饭", "비빔밥", "ごはん", "ข้าว", "חומוס", "حمص", "Soup 🍲", "👩\u200d🍳 tea"]
)
def test_no_text_is_a_silent_box_whatever_fonts_there_are(plan, dish):
    data = plan_pdf(named(plan, dish), MADE)
    assert b"pdfuaid:part" in data, "PDF/UA refuses letters without a shape"
    words = text_of(data)
    assert (NOT_PRINTED in words) == (WHY.format(mark=NOT_PRINTED) in words)


def test_nothing_is_said_of_fonts_where_all_letters_have_one(words):
    assert NOT_PRINTED not in words
    assert "no font" not in words


def test_what_steers_a_reader_or_breaks_json_becomes_a_space(plan):
    words = text_of(plan_pdf(named(plan, "tea\u202e\x1b\x00 with\ud800 milk\nand sugar"), MADE))
    assert "tea with milk and sugar" in words
    assert not {"\u202e", "\x1b", "\x00"} & set(words)


def test_a_name_longer_than_its_column_wraps_and_is_whole(plan):
    long = "Donaudampfschifffahrt" * 12
    data = plan_pdf(named(plan, long), MADE)
    assert long in text_of(data).replace(" ", "")
    lines = [line for page in PdfReader(BytesIO(data)).pages for line in page.extract_text().splitlines()]
    assert max(len(line) for line in lines if "Donau" in line) < 80


def test_an_impossible_plan_says_what_would_free_it(impossible):
    words = text_of(plan_pdf(impossible, MADE))
    assert "No plan fits everything" in words
    for row in impossible["conflicts"]:
        assert row["text"] in words
    assert "When to get help" in words
    assert "Shopping list" not in words


def test_two_weeks_have_a_glance_each(plan):
    days = [plan["days"][at % 2] | {"day": at + 1} for at in range(14)]
    reader = PdfReader(BytesIO(plan_pdf(plan | {"days": days}, MADE)))
    first, second = (reader.pages[at].extract_text() for at in (0, 1))
    assert "Day 7" in first
    assert "Day 8" not in first
    assert "Day 8" in second
    assert "Day 14" in second
