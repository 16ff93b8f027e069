"""The first minute in clicks, and what a reload must not lose, in the browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.driver import settle
from tests.browser.test_journey import DIARY, edit_cell, go

if TYPE_CHECKING:
    from playwright.sync_api import Page

expect = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").expect
pytestmark = pytest.mark.browser

_COUNT = "window.clicks = 0; addEventListener('click', event => { window.clicks += event.isTrusted }, true)"


def count_clicks(page: Page) -> None:
    """Count what a person clicks from here on; the app never loads the page anew by itself."""
    page.evaluate(_COUNT)


def clicks(page: Page) -> int:
    return int(page.evaluate("window.clicks"))


def see_gaps(page: Page) -> None:
    page.get_by_role("button", name="See the gaps").click()
    expect(page.get_by_role("heading", name="Gaps", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Plan meals that fill the gaps")).to_be_visible()


def test_the_sample_gives_gaps_in_three_clicks_and_a_plan_in_two_more(page: Page) -> None:
    count_clicks(page)
    page.get_by_role("button", name="Try a sample diary").click()
    see_gaps(page)
    assert clicks(page) <= 3
    to_gaps = clicks(page)
    page.get_by_role("button", name="Plan meals that fill the gaps").click()
    page.get_by_role("button", name="Make the plan").click()
    expect(page.get_by_role("heading", name="Save the plan")).to_be_visible(timeout=120_000)
    assert clicks(page) - to_gaps <= 2


def test_her_own_words_give_gaps_in_three_clicks(page: Page) -> None:
    count_clicks(page)
    field = page.get_by_label("What did you eat or drink?")
    field.click()
    field.fill("a bowl of oatmeal with milk and a banana")
    page.get_by_role("button", name="Add to the diary").click()
    see_gaps(page)
    assert clicks(page) <= 3


def test_her_own_file_gives_gaps_in_three_clicks(page: Page) -> None:
    count_clicks(page)
    page.get_by_role("radio", name="Upload a file").click()
    with page.expect_file_chooser() as waiting:
        page.get_by_test_id("stFileUploaderDropzone").click()
    waiting.value.set_files({"name": "mine.csv", "mimeType": "text/csv", "buffer": DIARY.encode()})
    see_gaps(page)
    assert clicks(page) <= 3


def test_a_reload_loses_nothing_on_any_page(page: Page) -> None:
    page.get_by_role("button", name="Try a sample diary").click()
    settle(page)
    edit_cell(page, row=0, steps=5, text="7")
    field = page.get_by_label("What did you eat or drink?")
    field.fill("half a sand")
    field.blur()
    settle(page)
    page.reload()
    expect(page.get_by_label("What did you eat or drink?")).to_have_value("half a sand")
    expect(page.get_by_text("This is a sample week: 100 rows")).to_be_visible()

    go(page, "Targets")
    page.get_by_role("tab", name="Workbench").click()
    page.get_by_label("My target, mg a day").fill("410")
    page.get_by_role("textbox", name="Reason").fill("night cramps")
    page.get_by_role("button", name="Set this target").click()
    expect(page.get_by_text("Magnesium: 410 mg", exact=True)).to_be_visible()
    settle(page)
    page.reload()
    page.get_by_role("tab", name="Workbench").click()
    expect(page.get_by_text("Magnesium: 410 mg", exact=True)).to_be_visible()

    go(page, "Leg cramps")
    page.get_by_role("tab", name="Check-in").click()
    page.get_by_text("I smoke", exact=True).click()
    settle(page)
    page.reload()
    page.get_by_role("tab", name="Check-in").click()
    expect(page.get_by_role("checkbox", name="I smoke")).to_be_checked()
    assert re.fullmatch(r"draft=[0-9a-f]{32}", page.url.split("?")[1])


def test_ticks_and_changes_by_hand_outlast_a_rerun_and_a_reload(page: Page) -> None:
    go(page, "Plan")
    page.get_by_role("slider", name="Days").press("Home")
    settle(page)
    page.get_by_role("button", name="Make the plan").click()
    expect(page.get_by_role("heading", name="Save the plan")).to_be_visible(timeout=120_000)
    settle(page)
    page.get_by_role("tab", name="Shopping list").click()
    first = page.get_by_role("tabpanel", name="Shopping list").get_by_test_id("stCheckbox").first
    line = first.inner_text()
    first.click()
    expect(page.get_by_text("1 of ")).to_be_visible()
    settle(page)
    page.reload()
    page.get_by_role("tab", name="Shopping list").click()
    expect(page.get_by_role("checkbox", name=line)).to_be_checked()
    expect(page.get_by_text("1 of ")).to_be_visible()
    page.get_by_role("tab", name="One day").click()
    expect(page.get_by_role("button", name="Change").first).to_be_visible()


def test_another_browser_sees_nothing_unless_it_asks_and_all_can_be_forgotten(
    page: Page, address: str
) -> None:
    page.get_by_role("button", name="Try a sample diary").click()
    expect(page.get_by_text("This is a sample week: 100 rows")).to_be_visible()
    settle(page)
    other = page.context.browser.new_page()  # a browser's own store, as of another person
    other.goto(address)
    expect(other.get_by_text("Go on where you left off?")).to_be_visible()
    expect(other.get_by_text("This is a sample week: 100 rows")).to_have_count(0)
    settle(other)
    other.get_by_role("link", name="About", exact=True).click()
    other.get_by_text("Forget everything on this machine").click()
    other.get_by_role("button", name="Delete all of it").click()
    expect(other.get_by_text("Deleted from this computer: what was typed in").first).to_be_visible()
    page.get_by_role("link", name="Gaps", exact=True).click()
    expect(page.get_by_text("No food yet.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("No food yet.")).to_be_visible()


def test_a_click_that_follows_at_once_loses_no_word(page: Page) -> None:
    field = page.get_by_label("What did you eat or drink?")
    for number in range(5):
        field.fill(f"banana {number}")
        page.get_by_role("link", name="Gaps", exact=True).click()  # before the program has answered
        page.get_by_role("link", name="Diary", exact=True).click()
        expect(field).to_have_value(f"banana {number}")


def test_an_edit_of_a_row_is_kept_though_she_leaves_at_once(page: Page) -> None:
    page.get_by_role("button", name="Try a sample diary").click()
    expect(page.get_by_text("100 understood")).to_be_visible()
    settle(page)
    edit_cell(page, row=0, steps=5, text="much", waits=False)
    page.get_by_role("link", name="Gaps", exact=True).click()
    expect(page.get_by_role("heading", name="Gaps", exact=True)).to_be_visible()
    page.get_by_role("link", name="Diary", exact=True).click()
    expect(page.get_by_text("99 understood")).to_be_visible()


def test_a_plan_goes_on_while_she_looks_at_another_page(page: Page) -> None:
    go(page, "Plan")
    page.get_by_role("button", name="Make the plan").click()
    page.get_by_role("progressbar").wait_for()
    page.get_by_role("link", name="Foods", exact=True).click()
    expect(page.get_by_role("heading", name="Foods", exact=True)).to_be_visible(timeout=60_000)
    page.get_by_role("link", name="Plan", exact=True).click()
    expect(page.get_by_role("heading", name="Save the plan")).to_be_visible(timeout=60_000)
