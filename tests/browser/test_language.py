"""The language is chosen on any page, outlasts a reload, and changes nothing else."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.browser.driver import settle

if TYPE_CHECKING:
    from playwright.sync_api import Page

expect = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").expect
pytestmark = pytest.mark.browser


def choose(page: Page, language: str) -> None:
    """Choose a language as somebody without a mouse does."""
    box = page.get_by_role("radiogroup", name="Language / Idioma").get_by_role("radio", name=language)
    box.focus()
    page.keyboard.press("Space")
    settle(page)


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", name=words, exact=True)).to_be_visible()


def lines_of_the_menu(page: Page) -> list[tuple[float, float]]:
    """Return from where to where each line of the menu and of the choice of language goes, top to bottom."""
    found = page.locator(".st-key-menu").locator("a:visible, [role=radio]")
    boxes = [one.bounding_box() for one in found.all()]
    lines: list[tuple[float, float]] = []
    for box in boxes:
        middle, bottom = box["y"] + box["height"] / 2, box["y"] + box["height"]
        if lines and middle < lines[-1][1]:
            lines[-1] = (min(lines[-1][0], box["y"]), max(lines[-1][1], bottom))
        else:
            lines.append((box["y"], bottom))
    return lines


@pytest.mark.parametrize(
    ("width", "lines"), [(1280, {"English": 1, "Español": 2}), (390, {"English": 3, "Español": 3})]
)
def test_the_menu_is_short_and_its_lines_do_not_overlap(page: Page, width: int, lines: dict) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    for language, most in lines.items():
        choose(page, language)
        found = lines_of_the_menu(page)
        assert len(found) <= most
        assert all(below[0] >= above[1] for above, below in pairwise(found))
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_spanish_outlasts_a_reload_and_english_comes_back(page: Page) -> None:
    heading(page, "Food diary")
    assert page.evaluate("document.documentElement.lang") == "en"
    choose(page, "Español")
    heading(page, "Diario de comidas")
    assert page.evaluate("document.documentElement.lang") == "es"
    page.reload()
    settle(page)
    heading(page, "Diario de comidas")
    assert page.evaluate("document.documentElement.lang") == "es"
    page.get_by_role("link", name="Objetivos").click()
    heading(page, "Objetivos")
    choose(page, "English")
    heading(page, "Targets")
    page.reload()
    settle(page)
    heading(page, "Targets")


def test_what_is_chosen_and_typed_stays_when_the_language_changes(page: Page) -> None:
    page.get_by_label("What did you eat or drink?").fill("a banana")
    page.keyboard.press("Tab")
    page.wait_for_timeout(1_500)  # the page runs again for the text, which would close a list just opened
    settle(page)
    page.get_by_role("combobox", name="Meal").click()
    page.get_by_role("option", name="Dinner").click()
    settle(page)
    choose(page, "Español")
    expect(page.get_by_label("¿Qué comiste o bebiste?")).to_have_value("a banana")
    expect(page.get_by_role("combobox", name="Comida")).to_have_value("Cena")
    page.get_by_role("button", name="Añadir al diario").click()
    expect(page.get_by_text("Se ha añadido 1 alimento.").first).to_be_visible()
    choose(page, "English")
    expect(page.get_by_role("combobox", name="Meal")).to_have_value("Dinner")


@pytest.mark.parametrize("width", [390, 1280])
def test_longer_words_do_not_widen_a_page(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    choose(page, "Español")
    words = page.locator('[data-testid="stPageLink"] a').all_inner_texts()
    names = list(dict.fromkeys(name.strip() for name in words))
    assert len(names) == 10
    for name in names:
        page.get_by_role("link", name=name, exact=True).first.click()
        settle(page)
        wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
        assert wide <= width, name
