"""The leg-cramp guide, the check-in and the cramp log as a visitor uses them, on a phone's width."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planner.diary.cramp_log import CrampLog
from planner.diary.cramps import Cramp
from tests.browser.driver import settle

if TYPE_CHECKING:
    from playwright.sync_api import Page

expect = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").expect
pytestmark = pytest.mark.browser

MONDAY = dt.date(2026, 3, 2)
PHONE = {"width": 390, "height": 844}


def go(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    settle(page)


def tick(page: Page, words: str) -> None:
    page.get_by_test_id("stCheckbox").filter(has_text=words).locator("label").first.click()
    settle(page)


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_a_sign_to_call_for_stops_the_plan_until_it_is_unticked(page: Page) -> None:
    page.set_viewport_size(PHONE)
    go(page, "Leg cramps")
    expect(page.get_by_role("tab", name="A cramp now")).to_be_visible()
    tick(page, "Breathlessness, chest pain")
    expect(page.get_by_role("alert").get_by_text("Call the emergency number now.")).to_be_visible()
    expect(page.get_by_role("tab", name="A cramp now")).to_have_count(0)
    go(page, "Plan")
    expect(page.get_by_role("alert").get_by_text("Call the emergency number now.")).to_be_visible()
    expect(page.get_by_role("button", name="Make the plan")).to_have_count(0)
    tick(page, "Breathlessness, chest pain")
    expect(page.get_by_role("button", name="Make the plan")).to_be_visible()
    assert fits(page)


def test_every_tab_of_the_guide_fits_a_phone_and_its_drawings_have_words(page: Page) -> None:
    page.set_viewport_size(PHONE)
    go(page, "Leg cramps")
    for name in ("Movements", "Prevention", "Check-in", "What is known", "The article", "A cramp now"):
        page.get_by_role("tab", name=name).click()
        settle(page)
        assert fits(page), name
    page.get_by_role("tab", name="Movements").click()
    drawing = page.get_by_role("img", name="Calf stretch at the wall")
    expect(drawing).to_be_visible()
    assert drawing.evaluate("picture => picture.naturalWidth") > 0


def test_a_check_in_hides_the_plan_and_makes_a_page_for_the_midwife(page: Page) -> None:
    go(page, "Leg cramps")
    page.get_by_role("tab", name="Check-in").click()
    tick(page, "Digoxin")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save as text").click()
    assert "Digoxin. Low magnesium is dangerous" in Path(waiting.value.path()).read_text(encoding="utf-8")
    go(page, "Plan")
    expect(page.get_by_text("You ticked: Digoxin.")).to_be_visible()
    expect(page.get_by_role("button", name="Make the plan")).to_have_count(0)


def test_a_cramp_is_written_down_kept_over_a_reload_and_taken_along(page: Page) -> None:
    page.set_viewport_size(PHONE)
    go(page, "Cramp log")
    page.get_by_role("radio", name="Left").click()
    page.get_by_role("radio", name="Strong").click()
    page.get_by_label("Notes, if you like").fill("after a walk")
    page.get_by_role("button", name="Save this cramp").click()
    expect(page.get_by_text("strong, left leg, after a walk").first).to_be_visible()
    page.reload()
    expect(page.get_by_text("strong, left leg, after a walk")).to_be_visible()
    settle(page)
    page.get_by_text("Save, take over or delete the log").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save the log (CSV)").click()
    rows = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_text(encoding="utf-8"))))
    assert [(row["side"], row["strength"], row["notes"]) for row in rows] == [
        ("left", "strong", "after a walk")
    ]
    assert fits(page)
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_role("button", name="Bring back what was deleted").click()
    expect(page.get_by_text("strong, left leg, after a walk").first).to_be_visible()


def test_weeks_of_a_log_that_is_taken_over_have_a_chart_with_words(page: Page) -> None:
    days = (MONDAY + dt.timedelta(days=number) for number in range(14))
    log = CrampLog(tuple(Cramp(day, strength="none" if day.day % 3 else "mild") for day in days))
    go(page, "Cramp log")
    page.get_by_text("Save, take over or delete the log").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "log.csv", "mimeType": "text/csv", "buffer": log.to_csv().encode()}
    )
    expect(page.get_by_text("Blue: days with a cramp.")).to_be_visible()
    expect(page.get_by_text("There is none yet.")).to_be_visible()
    settle(page)
    words = "Week of 2 Mar: cramps on 2 of 7 days written down"
    expect(page.locator(f'[aria-label*="{words}"], [alt*="{words}"]').first).to_be_attached()
