"""The foods page as a visitor uses it: look up, compare, save, add to the diary, a coffee with one tap."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.driver import settle

if TYPE_CHECKING:
    from playwright.sync_api import Page

expect = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").expect
pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}


def go(page: Page, name: str, title: str = "") -> None:
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", name=title or name, exact=True)).to_be_visible()
    settle(page)


def look_up(page: Page, text: str) -> None:
    field = page.get_by_label("Which food?")
    field.fill(text)
    field.press("Enter")
    expect(page.get_by_text(f"“{text}” may be one of these")).to_be_visible(timeout=60_000)
    settle(page)


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_two_foods_side_by_side_are_saved_and_one_goes_into_the_diary(page: Page) -> None:
    go(page, "Foods")
    for text in ("pumpkin seeds", "kefir"):
        look_up(page, text)
        page.get_by_role("button", name="Compare with other foods").click()
        settle(page)
    words = "Foods: 1. Pumpkin seeds, NFS and 2. Kefir"
    expect(page.locator(f'[aria-label*="{words}"], [alt*="{words}"]').first).to_be_attached()
    with page.expect_download() as waiting:
        page.get_by_test_id("stDownloadButton").get_by_role("button", name="Save as CSV").last.click()
    rows = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_text(encoding="utf-8"))))
    assert {row["food"] for row in rows} == {"Pumpkin seeds, NFS", "Kefir"}
    assert {row["basis"] for row in rows} == {"amount", "100 g", "100 kcal"}
    page.get_by_role("button", name="Add to my diary").click()
    expect(page.get_by_text("Added to your diary: kefir").first).to_be_visible()
    page.get_by_role("button", name="Open the diary").click()
    expect(page.get_by_text("1 rows, 1 day, 1 understood")).to_be_visible()


def test_on_a_phone_best_sources_fit_and_a_coffee_is_one_tap(page: Page) -> None:
    page.set_viewport_size(PHONE)
    go(page, "Foods")
    page.get_by_role("radio", name="Best sources").click()
    words = "Most magnesium in a usual portion: 156 mg – Pumpkin seeds"
    expect(page.locator(f'[aria-label*="{words}"], [alt*="{words}"]').first).to_be_attached(timeout=90_000)
    assert fits(page)
    page.get_by_role("radio", name="Caffeine").click()
    expect(page.get_by_text("Today: 0 mg of caffeine")).to_be_visible()
    page.get_by_role("button", name="Espresso, 1 shot").click()
    expect(page.get_by_text("Today: 64 mg of caffeine")).to_be_visible()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Today: 0 mg of caffeine")).to_be_visible()
    assert fits(page)


def test_the_page_is_worked_with_the_keyboard_alone(page: Page) -> None:
    go(page, "Foods")
    page.get_by_label("Which food?").focus()
    page.keyboard.type("lentils")
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="Lentils, NFS")).to_be_checked(timeout=60_000)
    settle(page)
    page.get_by_role("radio", name="Lentils, NFS").focus()
    page.keyboard.press("ArrowDown")
    settle(page)
    expect(page.get_by_role("radio", name="Lentils, NFS")).not_to_be_checked()
    expect(page.get_by_role("heading", name="Lentils, from canned")).to_be_visible()
