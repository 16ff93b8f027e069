"""The whole journey as a visitor makes it: a diary, an edit, the gaps, a target, a plan, the files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from planner.report.shopping_text import amount_text
from tests.browser.driver import edit_cell, settle

if TYPE_CHECKING:
    from playwright.sync_api import Page

expect = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").expect
pytestmark = pytest.mark.browser

DIARY = """date,time,meal,food,amount,unit
2026-03-02,07:30,breakfast,oatmeal,1,cup
2026-03-02,10:00,snack,banana,1,medium
2026-03-02,12:30,lunch,turkey sandwich,1,sandwich
2026-03-02,18:30,dinner,white rice,1,cup
2026-03-02,20:00,snack,coffee,1,mug
"""


def go(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()
    title = "Food diary" if name == "Diary" else name
    expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
    settle(page)


def upload(page: Page, text: str) -> None:
    page.get_by_role("radio", name="Upload a file").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "mine.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    expect(page.get_by_text("your file mine.csv")).to_be_visible()
    settle(page)


def saved(page: Page, label: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_test_id("stDownloadButton").get_by_role("button", name=label, exact=True).click()
    return Path(waiting.value.path()).read_bytes()


def magnesium(page: Page) -> float:
    document = json.loads(saved(page, "JSON"))
    gaps = {gap["nutrient"]: gap for gap in document["people"][0]["gaps"]}
    return float(gaps["magnesium"]["mean"])


def test_from_a_diary_to_a_plan(page: Page) -> None:
    expect(page.get_by_role("heading", name="Food diary")).to_be_visible()
    upload(page, DIARY)
    expect(page.get_by_text("5 rows, 1 day, 5 understood")).to_be_visible()

    go(page, "Gaps")
    before = magnesium(page)
    go(page, "Diary")
    edit_cell(page, row=1, steps=5, text="4")
    go(page, "Gaps")
    after = magnesium(page)
    assert after == pytest.approx(before + 3 * 35.28, abs=0.5)

    go(page, "Diary")
    diary = saved(page, "Save the diary (CSV)").decode()
    assert list(csv.DictReader(io.StringIO(diary)))[1]["amount"] == "4"

    go(page, "Targets")
    page.get_by_role("tab", name="Workbench").click()
    page.get_by_label("My target, mg a day").fill("410")
    page.get_by_role("textbox", name="Reason").fill("night cramps")
    page.get_by_role("button", name="Set this target").click()
    expect(page.get_by_text("Magnesium: 410 mg", exact=True)).to_be_visible()

    go(page, "Plan")
    page.get_by_role("slider", name="Days").press("Home")
    settle(page)
    page.get_by_role("button", name="Make the plan").click()
    expect(page.get_by_role("heading", name="Save the plan")).to_be_visible(timeout=120_000)
    settle(page)
    plan = json.loads(saved(page, "JSON"))
    assert len(plan["days"]) == 1
    assert next(row for row in plan["targets"] if row["nutrient"] == "magnesium")["target"] == 410
    same_on_the_screen(page, plan)
    same_in_the_other_files(page, plan)


def same_on_the_screen(page: Page, plan: dict) -> None:
    page.get_by_role("tab", name="One day").click()
    shown = page.get_by_test_id("stMain").inner_text()
    for meal in plan["days"][0]["meals"]:
        assert f"{meal['time']} " in shown
        for item in meal["items"]:
            assert item["words"] in shown
    page.get_by_role("tab", name="Shopping list").click()
    shown = page.get_by_test_id("stMain").inner_text()
    for row in plan["shopping_list"]:
        assert f"{row['food']}: {amount_text(row['amount'])} {row['unit']}" in shown


def same_in_the_other_files(page: Page, plan: dict) -> None:
    items = [item for meal in plan["days"][0]["meals"] for item in meal["items"]]
    rows = list(csv.DictReader(io.StringIO(saved(page, "CSV").decode())))
    assert [float(row["grams"]) for row in rows] == pytest.approx([item["grams"] for item in items])
    sheet = load_workbook(io.BytesIO(saved(page, "Excel")))["Meals"]
    assert sheet.max_row == len(items) + 1
    text = saved(page, "Text to print").decode()
    assert all(item["words"] in text for item in items)


def test_the_sample_gives_gaps_within_three_clicks(page: Page) -> None:
    page.get_by_role("button", name="Try a sample diary").click()
    page.get_by_role("button", name="See the gaps").click()
    expect(page.get_by_role("heading", name="Gaps", exact=True)).to_be_visible()
    expect(page.get_by_text("Looks enough")).to_be_visible()


def test_a_half_typed_meal_outlasts_a_page_switch(page: Page) -> None:
    field = page.get_by_label("What did you eat or drink?")
    field.fill("half a sand")
    field.blur()
    settle(page)
    go(page, "About")
    go(page, "Diary")
    expect(page.get_by_label("What did you eat or drink?")).to_have_value("half a sand")


def test_what_is_corrected_and_remembered_outlasts_the_visit(page: Page) -> None:
    upload(page, "food,amount,unit\nmy muesli,2,bowls\n")
    page.get_by_label("Or write it in other words").fill("granola cereal")
    page.get_by_role("button", name="Look again").click()
    expect(page.get_by_text("From now on “my muesli” is read as “Cereal, granola”")).to_be_visible()
    page.get_by_role("button", name="Remember this for next time").click()
    expect(page.get_by_text("Remembered: “my muesli” is read as “Cereal, granola”").first).to_be_visible()
    page.reload()
    page.get_by_role("radio", name="Type a meal").click()
    page.get_by_label("What did you eat or drink?").fill("I had 2 bowls of my muesli")
    page.get_by_role("button", name="Add to the diary").click()
    expect(
        page.get_by_text("“my muesli” read as “Cereal, granola”, as you corrected it on").last
    ).to_be_visible()
    settle(page)
    page.get_by_text("Remembered for next time").click()
    page.get_by_role("button", name="Forget").click()
    expect(page.get_by_text("Forgotten: “my muesli”.").first).to_be_visible()


def test_no_page_scrolls_sideways_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("button", name="One with mistakes in it").click()
    settle(page)
    for name in ("Diary", "Gaps", "Plan", "Targets", "About"):
        go(page, name)
        wide = page.evaluate(
            "[document.documentElement, document.querySelector('[data-testid=stMain]')]"
            ".map(e => e.scrollWidth - e.clientWidth)"
        )
        assert wide == [0, 0], name


def test_nothing_is_asked_of_any_other_machine(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.get_by_role("button", name="Try a sample diary").click()
    settle(page)
    go(page, "Gaps")
    elsewhere = [url for url in asked if not url.startswith((address, "data:", "blob:"))]
    assert elsewhere == []
