"""Make the README's pictures: every page on the sample week, light, dark and on a phone, as small PNG files.

Run it from the project's root: ``.venv/bin/python tests/browser/screenshots.py [FOLDER] [--whole]``. With
``--whole`` a picture shows the whole page, to look at; without it the first screen, to keep.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests.browser.driver import chromium_path, launch, served, settle

LOOKS = {"wide": (1280, 900, "light"), "dark": (1280, 900, "dark"), "phone": (390, 844, "light")}
"""Width, height and theme."""
MOST_BYTES = 150_000


class Camera:
    """Takes pictures of one page in one look."""

    def __init__(self, page: Page, folder: Path, look: str, whole: bool) -> None:
        self.page, self.folder, self.look, self.whole = page, folder, look, whole

    def shoot(self, name: str) -> None:
        wide, high, _theme = LOOKS[self.look]
        settle(self.page)
        self.page.mouse.move(1, 1)  # no hint over the picture
        if self.whole:
            tall = self.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
            self.page.set_viewport_size({"width": wide, "height": min(int(tall) + 40, 9000)})
        self.page.wait_for_timeout(1_500)
        picture = Image.open(io.BytesIO(self.page.screenshot())).convert("RGB").quantize(128)
        self.page.set_viewport_size({"width": wide, "height": high})
        path = self.folder / f"{name}_{self.look}.png"
        picture.save(path, optimize=True)
        assert self.whole or path.stat().st_size < MOST_BYTES, f"{path} is too large"


def journey(camera: Camera) -> None:
    """Visit every page as a first visitor does."""
    page = camera.page
    camera.shoot("start")
    page.get_by_role("button", name="Try a sample diary").click()
    page.get_by_role("button", name="See the gaps").wait_for()
    camera.shoot("diary")
    page.get_by_role("button", name="See the gaps").click()
    page.get_by_role("heading", name="Gaps", exact=True).wait_for()
    camera.shoot("gaps")
    page.get_by_role("button", name="Plan meals that fill the gaps").click()
    page.get_by_role("button", name="Make the plan").click()
    page.get_by_role("heading", name="Save the plan").wait_for(timeout=120_000)
    camera.shoot("plan")
    for tab, name in (("One day", "plan_day"), ("Nutrients", "plan_nutrients")):
        page.get_by_role("tab", name=tab).click()
        camera.shoot(name)
    for name in ("Foods", "My foods", "Targets", "Dishes", "Leg cramps", "Cramp log", "About"):
        page.get_by_role("link", name=name, exact=True).click()
        page.get_by_role("heading", name=name, exact=True).wait_for()
        if name == "Foods":
            page.get_by_label("Which food?").fill("pumpkin seeds")
            page.keyboard.press("Enter")
            page.get_by_role("button", name="Add to my diary").wait_for()
        camera.shoot(name.lower().replace(" ", "_"))


def main(folder: Path, whole: bool) -> None:
    """Take all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    path = chromium_path()
    if path is None:
        sys.exit("No Chromium on this machine (Debian: apt install chromium).")
    with served() as address, sync_playwright() as play:
        browser = launch(play, path)
        for look, (wide, high, theme) in LOOKS.items():
            page = browser.new_page(viewport={"width": wide, "height": high}, color_scheme=theme)
            page.goto(address)
            journey(Camera(page, folder, look, whole))
            page.close()
        browser.close()


if __name__ == "__main__":
    given = [argument for argument in sys.argv[1:] if argument != "--whole"]
    main(Path(given[0]) if given else Path(__file__).parent / "screenshots", "--whole" in sys.argv)
