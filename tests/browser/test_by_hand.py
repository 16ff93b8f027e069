"""A meal changed from its menu with the keyboard alone, on a phone's width, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.driver import settle

if TYPE_CHECKING:
    from playwright.sync_api import Page

expect = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").expect
pytestmark = pytest.mark.browser

MOST_TABS = 30


def tab_to(page: Page, words: str) -> None:
    """Go from control to control until one has the words."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if words in page.evaluate("document.activeElement.innerText"):
            return
    raise AssertionError(f"no way to {words!r} with the keyboard")


def test_another_dish_by_keyboard_on_a_phone_and_undo(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("link", name="Plan", exact=True).click()
    page.get_by_role("button", name="Make the plan").click()
    expect(page.get_by_role("heading", name="Save the plan")).to_be_visible(timeout=120_000)
    page.get_by_role("tab", name="One day").click()
    settle(page)
    page.get_by_role("button", name="Change").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Another dish", exact=True)).to_be_visible()
    settle(page)
    tab_to(page, "swap_horiz")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_visible(timeout=60_000)
    settle(page)
    expect(page.get_by_text("Another dish", exact=True)).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.get_by_role("button", name="Undo")).to_have_count(0, timeout=60_000)
