"""The files of the Plan page as a visitor saves them, and what the browser prints."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from planner.report.plan_report import item_text
from tests.browser.driver import settle

if TYPE_CHECKING:
    from playwright.sync_api import Page

expect = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").expect
pytestmark = pytest.mark.browser


def saved(page: Page, label: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_test_id("stDownloadButton").get_by_role("button", name=label, exact=True).click()
    return Path(waiting.value.path()).read_bytes()


def words(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split())


@pytest.fixture
def planned(page: Page) -> Page:
    page.get_by_role("link", name="Plan", exact=True).click()
    settle(page)
    page.get_by_role("slider", name="Days").press("Home")
    settle(page)
    page.get_by_role("button", name="Make the plan").click()
    expect(page.get_by_role("heading", name="Save the plan")).to_be_visible(timeout=120_000)
    settle(page)
    return page


def test_pdf_and_calendar_are_the_plan_on_the_screen(planned: Page) -> None:
    plan = json.loads(saved(planned, "JSON"))
    meals = plan["days"][0]["meals"]
    pdf = words(saved(planned, "PDF"))
    assert all(item_text(item) in pdf for meal in meals for item in meal["items"])
    events = Calendar.from_ical(saved(planned, "Calendar")).walk("VEVENT")
    assert [event["dtstart"].dt.strftime("%H:%M") for event in events] == [meal["time"] for meal in meals]
    more = Calendar.from_ical(saved(planned, "Calendar with the routine")).walk("VEVENT")
    beside = [str(event["summary"]) for event in more[len(events) :]]
    assert [f"{words}." for words in beside] == [row["do"] for row in plan["days"][0]["routine"]]


def test_the_print_has_the_plan_and_nothing_to_click(planned: Page) -> None:
    dish = json.loads(saved(planned, "JSON"))["days"][0]["meals"][0]["dish"]
    printed = words(planned.pdf())
    assert dish in printed
    assert "targets are reached" in printed
    assert "Foods the article names" in printed
    for only_on_screen in (
        "Diary",
        "Cramp log",
        "Set my targets",
        "Ask for another plan",
        "Save the plan",
        "Excel",
        "One day",
    ):
        assert only_on_screen not in printed
    assert planned.get_by_role("button", name="Excel").is_visible(), "the screen keeps them"
