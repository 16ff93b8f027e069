"""A plan on a phone: a meal swapped on its card, the day by the clock, ounces, before and after."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planner.report.plan_report import item_words
from tests.browser.driver import settle

if TYPE_CHECKING:
    from playwright.sync_api import Page

expect = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").expect
pytestmark = pytest.mark.browser


def saved(page: Page, label: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_test_id("stDownloadButton").get_by_role("button", name=label, exact=True).click()
    return Path(waiting.value.path()).read_bytes()


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") == 390


def plan_on_a_phone(page: Page, days: int = 1) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("button", name="Try a sample diary").click()
    page.get_by_role("button", name="See the gaps").wait_for()
    page.get_by_role("link", name="Plan", exact=True).click()
    for key in ("Home", *["ArrowRight"] * (days - 1)):
        page.get_by_role("slider", name="Days").press(key)
    settle(page)
    page.get_by_role("button", name="Make the plan").click()
    expect(page.get_by_role("heading", name="Save the plan")).to_be_visible(timeout=120_000)
    settle(page)


def test_swap_on_the_card_the_day_in_ounces_and_before_and_after(page: Page) -> None:
    plan_on_a_phone(page)
    before = json.loads(saved(page, "JSON"))["days"][0]["meals"][0]["dish"]
    expect(page.get_by_role("progressbar")).to_have_count(5)
    page.get_by_role("button", name="Keep or change a meal").click()
    expect(page.get_by_text("Another dish", exact=True)).to_be_visible()
    settle(page)
    page.get_by_test_id("stPopoverBody").get_by_role("button", name="%").first.click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible(timeout=60_000)
    settle(page)
    assert json.loads(saved(page, "JSON"))["days"][0]["meals"][0]["dish"] != before
    assert fits(page)

    page.get_by_role("radio", name="US (oz, fl oz)").click()
    settle(page)
    page.get_by_role("tab", name="One day").click()
    settle(page)
    plan = json.loads(saved(page, "JSON"))
    shown = page.get_by_role("tabpanel").inner_text()
    items = [item for meal in plan["days"][0]["meals"] for item in meal["items"]]
    assert [words for words in map(item_words, items) if words not in shown] == []
    assert any(item["beside"].endswith(" oz") for item in items)
    rows = csv.DictReader(io.StringIO(saved(page, "CSV").decode()))
    assert [row["beside"] for row in rows] == [item["beside"] for item in items]
    for words in ("Calf stretch at the wall", "Last hour for coffee", "on your left side"):
        assert words in shown
    assert fits(page)

    page.get_by_role("tab", name="Nutrients").click()
    settle(page)
    expect(page.get_by_text("Your diary and this plan", exact=True)).to_be_visible()
    alt = "Magnesium: your diary: 326 mg"
    expect(page.locator(f'[aria-label*="{alt}"], [alt*="{alt}"]').first).to_be_attached()
    assert fits(page)


def test_a_card_leads_to_its_day_with_the_keyboard_and_on_a_phone(page: Page) -> None:
    plan_on_a_phone(page, 2)
    card = page.get_by_role("button", name="Day 2 by the clock")
    for way in ("Enter", "click"):
        page.get_by_role("tab", name="All days").click()
        settle(page)
        card.press("Enter") if way == "Enter" else card.click()
        tab = page.get_by_role("tab", name="One day")
        expect(tab).to_have_attribute("aria-selected", "true")
        expect(tab).to_be_focused()
        expect(tab).to_be_in_viewport()
        expect(page.get_by_role("radio", name="Day 2")).to_be_checked()
        expect(page.get_by_text("The morning", exact=True)).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("tabpanel", name="One day").locator(":focus")).to_have_count(1)
    assert fits(page)


def test_the_choice_of_measures_outlasts_a_reload(page: Page) -> None:
    plan_on_a_phone(page)
    page.get_by_role("radio", name="US (oz, fl oz)").click()
    settle(page)
    page.reload()
    expect(page.get_by_role("radio", name="US (oz, fl oz)")).to_be_checked()
