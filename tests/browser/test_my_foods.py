"""Foods of one's own in the browser: a search of a service on this machine, a label, a recipe, the diary."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.driver import chromium_path, launch, served, settle
from tests.browser.test_axe import findings
from tests.sources.conftest import KEY, service

if TYPE_CHECKING:
    from playwright.sync_api import Page

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
expect = playwright.expect
pytestmark = [pytest.mark.browser, pytest.mark.slow]
__all__ = ["service"]

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def my_foods(service: Any) -> Iterator[Page]:
    """The page, in an app that asks the test's own server; its browser reaches this machine only."""
    if chromium_path() is None:
        pytest.skip("no Chromium on this machine (Debian: apt install chromium)")
    script = "tests/browser/app_with_services.py"
    environment = {"TEST_SERVICES": service.base, "FDC_API_KEY": KEY, "PYTHONPATH": "."}
    with served(script, **environment) as address, playwright.sync_playwright() as play:
        browser = launch(play, str(chromium_path()))
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(30_000)
        page.goto(address)
        page.get_by_role("link", name="My foods", exact=True).click()
        page.get_by_role("heading", name="My foods", exact=True).wait_for()
        settle(page)
        yield page
        browser.close()


def choose(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).click()
    settle(page)


def write(page: Page, label: str, text: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.fill(text)
    field.press("Tab")
    settle(page)


def test_a_food_is_searched_kept_and_eaten(my_foods: Page, service: Any) -> None:
    choose(my_foods, "Search online")
    choose(my_foods, "Open Food Facts")
    write(my_foods, "Words, or the digits below a barcode", "5000000000012")
    assert service.seen == []
    my_foods.get_by_role("button", name="Send these words and search").click()
    expect(my_foods.get_by_text("Open Database License").first).to_be_visible()
    assert len(service.seen) == 1
    my_foods.get_by_role("button", name="Keep it").click()
    expect(my_foods.get_by_text("Your diary counts it by its name.").first).to_be_visible()
    settle(my_foods)
    my_foods.get_by_role("button", name="Add to my diary").click()
    expect(my_foods.get_by_text("Added to your diary: Porridge oats").first).to_be_visible()
    my_foods.get_by_role("button", name="Open the diary").click()
    expect(my_foods.get_by_text("1 rows, 1 day, 1 understood")).to_be_visible()
    assert KEY not in my_foods.content()


def test_a_label_and_a_recipe_with_it_are_kept_and_saved(my_foods: Page) -> None:
    choose(my_foods, "From a label")
    write(my_foods, "Name, as you will write it in the diary", "Oat drink")
    write(my_foods, "Energy", "190 kJ")
    write(my_foods, "Vitamins and minerals, one a line", "calcium: 120 mg\nmagnesium: 12 mg")
    my_foods.get_by_role("button", name="Look at it first").click()
    expect(my_foods.get_by_text("It is new among your foods.")).to_be_visible()
    my_foods.get_by_role("button", name="Keep this food").click()
    expect(my_foods.get_by_text("Kept: Oat drink, version 1").first).to_be_visible()
    settle(my_foods)
    choose(my_foods, "A recipe")
    write(my_foods, "Name, as you will write it in the diary", "Porridge of mine")
    lines = "60 g rolled oats\n2 bananas\n100 g oat drink"
    write(my_foods, "Ingredients, one a line, each with its amount", lines)
    write(my_foods, "Servings", "2")
    my_foods.get_by_role("button", name="Look at it first").click()
    expect(my_foods.get_by_text("known for").first).to_be_attached()
    my_foods.get_by_role("button", name="Keep this recipe").click()
    expect(my_foods.get_by_text("Kept: Porridge of mine, version 1").first).to_be_visible()
    settle(my_foods)
    my_foods.get_by_text("Save them as a file, or take a file").click()
    with my_foods.expect_download() as waiting:
        my_foods.get_by_role("button", name="Save all, with every version (JSON)").click()
    saved = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
    assert [food["food_id"] for food in saved["foods"]] == ["own:oat-drink@1", "own:porridge-of-mine@1"]


def test_half_a_form_is_there_after_a_reload_and_a_service_that_fails_stops_nothing(
    my_foods: Page, service: Any
) -> None:
    my_foods.set_viewport_size(PHONE)
    choose(my_foods, "From a label")
    write(my_foods, "Name, as you will write it in the diary", "Half a")
    my_foods.reload()
    settle(my_foods)
    expect(my_foods.get_by_label("Name, as you will write it in the diary")).to_have_value("Half a")
    service.always = "status_403"
    choose(my_foods, "Search online")
    write(my_foods, "Words", "oats")
    my_foods.get_by_role("button", name="Send these words and search").click()
    expect(my_foods.get_by_text("FoodData Central does not accept the key.")).to_be_visible()
    choose(my_foods, "What I keep")
    expect(my_foods.get_by_text("You keep no food yet")).to_be_visible()
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert my_foods.evaluate(wide) == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_any_view(my_foods: Page, theme: str) -> None:
    my_foods.emulate_media(color_scheme=theme)
    found = {}
    choose(my_foods, "From a label")
    write(my_foods, "Name, as you will write it in the diary", "Oat drink")
    write(my_foods, "Energy", "190 kJ")
    write(my_foods, "Vitamins and minerals, one a line", "calcium: 0.12 mg\niodine: 3 µg")
    my_foods.get_by_role("button", name="Look at it first").click()
    found["label"] = _looked(my_foods)
    my_foods.get_by_role("button", name="Keep this food").click()
    found["kept"] = _looked(my_foods)
    choose(my_foods, "A recipe")
    write(my_foods, "Ingredients, one a line, each with its amount", "200 g cooked lentils\nsalt")
    my_foods.get_by_role("button", name="Look at it first").click()
    found["recipe"] = _looked(my_foods)
    choose(my_foods, "Search online")
    write(my_foods, "Words", "oats")
    my_foods.get_by_role("button", name="Send these words and search").click()
    found["search"] = _looked(my_foods)
    assert {name: rules for name, rules in found.items() if rules} == {}


def _looked(page: Page) -> list[str]:
    """Return what axe finds on the page once the passing message, which every page has, is closed."""
    settle(page)
    for message in page.get_by_test_id("stToast").get_by_role("button").all():
        message.click()
    page.wait_for_timeout(700)
    return findings(page)
