"""The app served on this machine, and a page of the system's Chromium on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.driver import chromium_path, launch, served

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    if chromium_path() is None:
        pytest.skip("no Chromium on this machine (Debian: apt install chromium)")
    with served() as found:
        yield found


@pytest.fixture
def page(address: str) -> Iterator[Page]:
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=20_000)  # for a busy machine; how fast pages are is a benchmark's matter
    with sync_playwright() as play:
        browser = launch(play, str(chromium_path()))
        opened = browser.new_page(viewport={"width": 1280, "height": 900})
        opened.set_default_timeout(30_000)
        opened.goto(address)
        yield opened
        browser.close()
