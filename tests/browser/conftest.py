"""The app served on this machine, and a page of the system's Chromium on it."""

from collections.abc import Iterator

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed")

from playwright.sync_api import Page, sync_playwright

from tests.browser.driver import chromium_path, launch, served


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    if chromium_path() is None:
        pytest.skip("no Chromium on this machine (Debian: apt install chromium)")
    with served() as found:
        yield found


@pytest.fixture
def page(address: str) -> Iterator[Page]:
    with sync_playwright() as play:
        browser = launch(play, str(chromium_path()))
        opened = browser.new_page(viewport={"width": 1280, "height": 900})
        opened.set_default_timeout(30_000)
        opened.goto(address)
        yield opened
        browser.close()
