"""Another tool's export through the real uploader, on a wide screen and on a phone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.driver import settle
from tests.browser.test_journey import edit_cell, go, saved
from tests.diary.test_archives import MAIL, zipped

if TYPE_CHECKING:
    from playwright.sync_api import Page

expect = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").expect
pytestmark = pytest.mark.browser

CASES = Path(__file__).resolve().parents[1] / "cases" / "imports"


def upload(page: Page, name: str, data: bytes) -> None:
    page.get_by_role("radio", name="Upload a file").click()
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text(f"your file {name}").first).to_be_visible()
    settle(page)


def mean(page: Page, nutrient: str) -> float | None:
    go(page, "Gaps")
    document = json.loads(saved(page, "JSON"))
    gaps = {gap["nutrient"]: gap["mean"] for gap in document["people"][0]["gaps"]}
    go(page, "Diary")
    return gaps[nutrient]


def test_the_mailed_archive_and_what_only_she_can_say(page: Page) -> None:
    upload(page, "File-Export.zip", zipped(MAIL.items()))
    expect(page.get_by_text("This is a MyFitnessPal Nutrition-Summary")).to_be_visible()
    assert mean(page, "calcium") is None
    page.get_by_text("Milligrams", exact=True).click()
    settle(page)
    assert mean(page, "calcium") == pytest.approx(420)
    expect(page.get_by_role("radio", name="Milligrams")).to_be_checked()


def test_an_edit_of_a_cell_takes_the_nutrients_of_the_file_along(page: Page) -> None:
    upload(page, "servings.csv", (CASES / "cronometer_servings.csv").read_bytes())
    before = mean(page, "magnesium")
    assert before is not None
    edit_cell(page, row=1, steps=5, text="470 g")
    assert mean(page, "magnesium") == pytest.approx(before + 188 / 2, abs=0.5)


def test_a_survey_file_on_a_phone_does_not_scroll_sideways(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    upload(page, "DR1IFF.xpt", (CASES / "nhanes_dr1iff.xpt").read_bytes())
    expect(page.get_by_text("This is an NHANES file of Individual Foods.")).to_be_visible()
    for name in ("Diary", "Gaps"):
        go(page, name)
        wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth")
        assert wide <= 0, name
