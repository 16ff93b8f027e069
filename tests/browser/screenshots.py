"""Make the README's pictures: every page on the sample week, at 1280 and 390 pixels, as small PNG files.

Run it from the project's root: ``.venv/bin/python tests/browser/screenshots.py [FOLDER]``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests.browser.driver import chromium_path, launch, served, settle

WIDTHS = {"wide": 1280, "phone": 390}


def journey(page: Page, folder: Path, width: str) -> None:
    def shoot(name: str) -> None:
        settle(page)
        height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        page.set_viewport_size({"width": WIDTHS[width], "height": min(int(height) + 60, 9000)})
        settle(page)
        page.screenshot(path=folder / f"{name}_{width}.png")
        page.set_viewport_size({"width": WIDTHS[width], "height": 900})

    settle(page)
    shoot("start")
    page.get_by_role("button", name="Try a sample diary").click()
    page.get_by_role("button", name="See the gaps").wait_for()
    shoot("diary")
    page.get_by_role("button", name="See the gaps").click()
    page.get_by_role("heading", name="Gaps", exact=True).wait_for()
    shoot("gaps")
    page.get_by_role("button", name="Plan meals that fill the gaps").click()
    page.get_by_role("button", name="Make the plan").click()
    page.get_by_role("heading", name="Save the plan").wait_for(timeout=120_000)
    shoot("plan")
    for name in ("targets", "about"):
        page.get_by_role("link", name=name.capitalize(), exact=True).click()
        page.get_by_role("heading", name=name.capitalize(), exact=True).wait_for()
        shoot(name)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    path = chromium_path()
    assert path is not None, "no Chromium found"
    with served() as address, sync_playwright() as play:
        browser = launch(play, path)
        for width, pixels in WIDTHS.items():
            page = browser.new_page(viewport={"width": pixels, "height": 900})
            page.goto(address)
            journey(page, folder, width)
            page.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "screenshots")
