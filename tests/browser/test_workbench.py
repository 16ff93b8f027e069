"""A nutritionist: a target in the table, its effect on the plan, a preset kept and loaded, own dishes."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest

from planner.tables import data_folder
from tests.browser.driver import edit_cell, settle

if TYPE_CHECKING:
    from playwright.sync_api import Page

expect = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").expect
pytestmark = pytest.mark.browser


def go(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    settle(page)


def planned(page: Page) -> None:
    go(page, "Plan")
    page.get_by_role("slider", name="Days").press("Home")
    settle(page)
    page.get_by_role("button", name="Make the plan").click()
    expect(page.get_by_role("heading", name="Save the plan")).to_be_visible(timeout=120_000)


def test_a_target_its_effect_a_preset_and_back(page: Page) -> None:
    planned(page)
    go(page, "Targets")
    page.get_by_role("tab", name="Workbench").click()
    expect(page.get_by_text("The plan is made for these settings.")).to_be_visible()
    edit_cell(page, row=0, steps=4, text="2500")
    expect(page.get_by_text("write why energy differs").first).to_be_visible()
    edit_cell(page, row=0, steps=5, text="agreed at visit")
    expect(page.get_by_text("write why energy differs")).to_have_count(0)
    expect(page.get_by_text("Energy: 2,500 kcal").first).to_be_visible()
    page.get_by_role("button", name="Undo the last change").press("Enter")
    expect(page.get_by_text("Energy: 2,500 kcal")).to_have_count(0)

    page.get_by_label("My target, mg a day").fill("900")
    page.get_by_role("textbox", name="Reason").fill("night cramps")
    page.get_by_role("button", name="Set this target").click()
    take = page.get_by_role("button", name="Take this plan")
    expect(take).to_be_visible(timeout=60_000)
    expect(page.get_by_role("cell", name="Targets reached")).to_be_visible()
    take.press("Enter")
    expect(page.get_by_role("button", name="Back to the plan before")).to_be_visible(timeout=60_000)

    page.get_by_role("tab", name="Presets and files").click()
    page.get_by_label("Name of the preset").fill("Night cramps")
    page.get_by_role("button", name="Keep it here").click()
    expect(page.get_by_text("Kept as “Night cramps”.").first).to_be_visible()
    settle(page)
    with page.expect_download() as caught:
        page.get_by_role("button", name="Download it (TOML)").click()
    file = caught.value.path()
    assert tomllib.loads(file.read_text())["targets"]["magnesium"] == {
        "target": 900,
        "reason": "night cramps",
    }
    page.get_by_role("tab", name="Workbench").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("Magnesium: 900 mg")).to_have_count(0)
    page.get_by_role("tab", name="Presets and files").click()
    page.get_by_role("button", name=re.compile(r"\bLoad$")).click()
    settle(page)
    page.get_by_role("tab", name="Workbench").click()
    expect(page.get_by_text("Magnesium: 900 mg").first).to_be_visible()


def test_own_dishes_from_a_csv(page: Page) -> None:
    go(page, "Dishes")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        data_folder() / "samples/own_dishes.csv"
    )
    expect(page.get_by_text("Added: Toast with ricotta and pear").first).to_be_visible()
    page.get_by_role("button", name="Delete").first.press("Enter")
    expect(page.get_by_text("Deleted: Toast with ricotta and pear").first).to_be_visible()
    expect(page.get_by_role("button", name="Bring back “Toast with ricotta and pear”")).to_be_visible()


def test_neither_page_scrolls_sideways_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    planned(page)
    for name, tabs in (("Targets", ("About you", "Workbench", "Presets and files")), ("Dishes", ())):
        go(page, name)
        for tab in tabs or (None,):
            if tab:
                page.get_by_role("tab", name=tab).click()
                settle(page)
            assert page.evaluate("document.documentElement.scrollWidth") == 390, (name, tab)
            main = "document.querySelector('[data-testid=stMain]')"
            assert page.evaluate(f"{main}.scrollWidth - {main}.clientWidth") == 0, (name, tab)
