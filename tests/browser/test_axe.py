"""Every page in both themes with axe-core, on a phone, at 200 % zoom, and with little motion."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from tests.browser.driver import chromium_path, launch, settle

if TYPE_CHECKING:
    from playwright.sync_api import Page

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.base", reason="axe-core is not installed")
pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = ("Gaps", "Plan", "Foods", "My foods", "Targets", "Dishes", "Leg cramps", "Cramp log", "About")
_FINDINGS = """axe.run({resultTypes: ["violations"]}).then(found => found.violations
  .filter(rule => ["serious", "critical"].includes(rule.impact) || rule.id === "heading-order")
  .flatMap(rule => rule.nodes.map(
    node => [rule.id, node.html.slice(0, 160), node.failureSummary].join(" | "))))"""
OPEN_ALL = """document.querySelectorAll('[data-testid="stExpander"] details:not([open]) > summary')
  .forEach(summary => summary.click())"""
_SIDEWAYS = """[document.documentElement, document.querySelector('[data-testid="stMain"]')]
  .map(part => part.scrollWidth - part.clientWidth)"""
_MOVING = "document.getAnimations().filter(one => one.playState === 'running').length"


def findings(page: Page) -> list[str]:
    page.evaluate(axe.AXE_SCRIPT)
    return page.evaluate(_FINDINGS)


def every_page(page: Page, address: str, *, with_plan: bool = False) -> Iterator[str]:
    """Show each page and each tab of it on the sample week, everything opened; yield what is shown."""
    page.goto(address)
    page.get_by_role("button", name="Try a sample diary").wait_for()
    settle(page)
    yield "Start"
    page.get_by_role("button", name="Try a sample diary").click()
    page.get_by_role("button", name="See the gaps").wait_for()
    yield from _opened(page, "Diary")
    for name in PAGES:
        page.get_by_role("link", name=name, exact=True).click()
        page.get_by_role("heading", name=name, exact=True).wait_for()
        if name == "Plan" and with_plan:
            settle(page)
            page.get_by_role("button", name="Make the plan").click()
            page.get_by_role("heading", name="Save the plan").wait_for(timeout=120_000)
        yield from _opened(page, name)
        if name == "My foods":
            page.get_by_role("radio", name="A food table").click()
            yield from _opened(page, "My foods, a food table")


def _opened(page: Page, name: str) -> Iterator[str]:
    settle(page)
    tabs = page.get_by_role("tab")
    for number in range(max(1, tabs.count())):
        if tabs.count():
            tabs.nth(number).click()
        page.evaluate(OPEN_ALL)
        settle(page)
        page.wait_for_timeout(700)  # until what was opened has come to rest
        yield f"{name}, {tabs.nth(number).inner_text()}" if tabs.count() else name


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_and_headings_in_order_on_any_page(
    page: Page, address: str, theme: str
) -> None:
    page.emulate_media(color_scheme=theme)
    found = {name: findings(page) for name in every_page(page, address, with_plan=True)}
    assert len(found) >= 20  # the pages, with each tab of gaps, plan and guide
    assert {name: rules for name, rules in found.items() if rules} == {}


def test_axe_would_find_what_is_wrong(page: Page) -> None:
    page.get_by_role("button", name="Try a sample diary").wait_for()
    page.evaluate("document.querySelector('h1').style.color = '#ddd'")
    assert any("color-contrast" in line for line in findings(page))


@pytest.mark.parametrize(("width", "scale"), [(390, 1), (640, 2)], ids=["phone", "zoom 200"])
def test_no_page_scrolls_sideways_or_moves_on_a_small_screen(address: str, width: int, scale: int) -> None:
    with playwright.sync_playwright() as play:
        browser = launch(play, str(chromium_path()))
        page = browser.new_page(
            viewport={"width": width, "height": 800}, device_scale_factor=scale, reduced_motion="reduce"
        )
        page.set_default_timeout(30_000)
        seen = {
            name: (page.evaluate(_SIDEWAYS), page.evaluate(_MOVING)) for name in every_page(page, address)
        }
        browser.close()
    assert {name: found for name, found in seen.items() if found != ([0, 0], 0)} == {}


def test_the_theme_is_chosen_in_the_menu_and_charts_follow(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.get_by_role("button", name="Try a sample diary").click()
    page.get_by_role("button", name="See the gaps").click()
    chart = page.get_by_test_id("stVegaLiteChart").first
    chart.wait_for()
    settle(page)
    assert _has(chart, "#151413")
    assert not _has(chart, "#edebe8")
    page.get_by_test_id("stMainMenu").get_by_role("button").click()
    page.get_by_test_id("stMainMenuItem-theme-Dark").click()
    page.keyboard.press("Escape")
    settle(page)
    assert _has(chart, "#edebe8")
    assert not _has(chart, "#151413")


def _has(chart: Any, colour: str) -> bool:
    picture = Image.open(io.BytesIO(chart.screenshot())).convert("RGB")
    wanted = tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return sum(count for count, found in picture.getcolors(1 << 24) if found == wanted) > 50
