"""Food tables of one's own in the browser: a known one, one that is mended, their use, the diary."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.driver import chromium_path, launch, served, settle
from tests.browser.test_axe import OPEN_ALL, findings

if TYPE_CHECKING:
    from playwright.sync_api import Page

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
expect = playwright.expect
pytestmark = [pytest.mark.browser, pytest.mark.slow]

CIQUAL = Path(__file__).parents[1] / "cases" / "food_tables" / "ciqual.csv"
MINE = """Artikel-Nr;Bezeichnung;MG (mg);FE;Farbe
1;Haferflocken;130;4,2;beige
2;Roggenbrot;45;2,5;braun
"""
PHONE = {"width": 390, "height": 844}
_SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def tables() -> Iterator[Page]:
    """The view, in an app that keeps nothing yet."""
    if chromium_path() is None:
        pytest.skip("no Chromium on this machine (Debian: apt install chromium)")
    with served() as address, playwright.sync_playwright() as play:
        browser = launch(play, str(chromium_path()))
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(30_000)
        expect.set_options(timeout=20_000)  # for a busy machine
        page.goto(address)
        page.get_by_role("link", name="My foods", exact=True).click()
        page.get_by_role("radio", name="A food table").click()
        page.get_by_role("heading", name="Bring a food table").wait_for()
        settle(page)
        yield page
        browser.close()


def bring(page: Page, text: str | Path, name: str) -> None:
    data = text.encode() if isinstance(text, str) else text.read_bytes()
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": data})
    page.get_by_text(f"{name} is open here.").wait_for()
    settle(page)


def pick(page: Page, label: str, option: str) -> None:
    """Choose by the keyboard, as a list of this page is long."""
    field = page.get_by_role("combobox", name=label, exact=True)
    field.click()
    page.keyboard.type(option)
    page.get_by_role("option", name=option).first.wait_for()
    page.keyboard.press("Enter")
    settle(page)
    expect(field).to_have_count(1)  # a busy machine shows the field of the run before beside it for a moment
    expect(field).to_have_value(option)


def write(page: Page, label: str, text: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.fill(text)
    field.press("Tab")
    settle(page)


def mend(page: Page) -> None:
    bring(page, MINE, "mine.csv")
    pick(page, "Column of the codes", "Artikel-Nr")
    pick(page, "Column of the names", "Bezeichnung")
    pick(page, "Unit", "mg")


def keep(page: Page) -> None:
    settle(page)
    page.get_by_role("button", name="Keep this table").click()
    expect(page.get_by_text("Choose below how it is used.").first).to_be_visible()
    settle(page)


def test_two_tables_are_brought_used_and_counted_in_the_diary(tables: Page) -> None:
    bring(tables, CIQUAL, "ciqual.csv")
    expect(tables.get_by_text("This is a table that is known")).to_be_visible()
    tables.get_by_role("button", name="Look at it first").click()
    keep(tables)
    mend(tables)
    tables.reload()
    settle(tables)
    expect(tables.get_by_role("combobox", name="Unit", exact=True)).to_have_value("mg")
    tables.get_by_role("button", name="Look at it first").click()
    expect(tables.get_by_text("2 foods taken of 2 rows, with 2 of 65 nutrients.")).to_be_visible()
    write(tables, "Title", "Meine Tabelle")
    write(tables, "Licence", "CC0")
    write(tables, "Source: who made it, when, where it is found", "Ich, 2026")
    keep(tables)
    tables.get_by_text("My tables first, then FNDDS").click()
    expect(tables.get_by_text("Your diary is read anew with this choice.").first).to_be_visible()
    settle(tables)
    tables.get_by_role("link", name="Diary", exact=True).click()
    write(tables, "What did you eat or drink?", "100 g Haferflocken, 150 g banane crue")
    tables.get_by_role("button", name="Add to the diary").click()
    expect(tables.get_by_text("Foods are looked up in this order: ciqual, mine, FNDDS.")).to_be_visible()
    expect(tables.get_by_text("read English names only")).to_be_visible()
    expect(tables.get_by_text("Banane, pulpe, crue", exact=True).first).to_be_visible()
    expect(tables.get_by_text("safety rules read what you wrote").first).to_be_visible()
    tables.get_by_role("link", name="My foods", exact=True).click()
    tables.get_by_role("button", name="Remove this table").first.click()
    tables.get_by_role("button", name="Delete it").click()
    expect(tables.get_by_text("Deleted: the food table ciqual.").first).to_be_visible()
    expect(tables.get_by_text("Foods are looked up in this order: mine, FNDDS.")).to_be_visible()


def test_a_file_that_is_none_is_told_on_a_phone(tables: Page) -> None:
    tables.set_viewport_size(PHONE)
    mend(tables)
    wrong = {"name": "wrong.xlsx", "mimeType": "application/zip", "buffer": b"PK\x03\x04broken"}
    tables.locator("input[type=file]").set_input_files(wrong)
    expect(tables.get_by_text("a damaged workbook, not a food table.")).to_be_visible()
    expect(tables.get_by_text("mine.csv is open here.")).to_be_visible()
    expect(tables.get_by_role("combobox", name="Unit", exact=True)).to_have_value("mg")
    assert tables.evaluate(_SIDEWAYS) == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_any_state(tables: Page, theme: str) -> None:
    tables.emulate_media(color_scheme=theme)
    found = {"empty": _looked(tables)}
    bring(tables, MINE, "mine.csv")
    found["headers"] = _looked(tables)
    tables.get_by_role("button", name="Put this file away").click()
    settle(tables)
    mend(tables)
    found["columns"] = _looked(tables)
    tables.get_by_role("button", name="Look at it first").click()
    found["look"] = _looked(tables)
    bring(tables, CIQUAL, "ciqual.csv")
    tables.get_by_role("button", name="Look at it first").click()
    keep(tables)
    found["kept"] = _looked(tables)
    assert {name: rules for name, rules in found.items() if rules} == {}


def _looked(page: Page) -> list[str]:
    """Return what axe finds on the page, all of it opened, once the passing message is closed."""
    settle(page)
    for message in page.get_by_test_id("stToast").get_by_role("button").all():
        message.click()
    page.evaluate(OPEN_ALL)
    page.wait_for_timeout(700)
    return findings(page)
