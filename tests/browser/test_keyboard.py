"""The whole journey with Tab, Enter, Space and arrows alone: focus is seen, never caught."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.driver import settle
from tests.browser.test_journey import saved

if TYPE_CHECKING:
    from playwright.sync_api import Page

expect = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").expect
pytestmark = pytest.mark.browser

MOST_TABS = 160
_NAME = """one => (one.getAttribute('aria-label') || one.labels?.[0]?.innerText
  || (one.tagName === 'MAIN' ? '' : one.innerText) || '')
  .replace(/\\s+/g, ' ').trim()"""
_STOP = f"""() => {{
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const last = window.lastStop;
  const following = !last || !last.isConnected || one === last
    || Boolean(last.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
  window.lastStop = one;
  return {{name: ({_NAME})(one), tag: one.tagName, role: one.getAttribute('role') || '', following,
    tabindex: one.tabIndex}};
}}"""
# A table draws the cell that has the focus on its canvas; only one that has met no mouse yet goes by cells.
_SEEN = """async () => {
  const one = document.activeElement, parts = [one], grid = one.closest('canvas');
  const wait = ms => new Promise(done => setTimeout(done, ms));
  await wait(250);
  if (grid?.querySelector('td[aria-selected=true]')) {
    const before = grid.drawnBefore;
    grid.drawnBefore = grid.toDataURL();
    return grid.drawnBefore !== before;
  }
  for (let up = one.parentElement; up && parts.length < 5; up = up.parentElement) parts.push(up);
  parts.push(...[...one.parentElement.children, ...one.querySelectorAll('*')].slice(0, 12));
  const look = () => parts.flatMap(part => [null, '::before'].map(place => {
    const style = getComputedStyle(part, place);
    return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.borderColor,
      style.backgroundColor].join();
  })).join('|');
  const on = look();
  one.blur();
  await wait(250);
  const off = look();
  one.focus({focusVisible: true, preventScroll: true});
  await wait(50);
  return on !== off;
}"""


def stop(page: Page, key: str = "Tab") -> dict[str, Any] | None:
    """Go to the next control and return what it is; None behind the last."""
    page.keyboard.press(key)
    found: dict[str, Any] | None = page.evaluate(_STOP)
    return found


def tab_to(page: Page, name: str, role: str = "", *, key: str = "Tab") -> None:
    """Go from control to control, in the order of the page, until one has the name."""
    page.evaluate("window.lastStop = null")
    passed = []
    for _ in range(MOST_TABS):
        found = stop(page, key)
        if found is None:
            page.evaluate("window.lastStop = null")  # round the end, and in again at the top
            continue
        passed.append(found["name"][:30])
        if name in found["name"] and role in (found["role"], ""):
            assert page.evaluate(_SEEN), f"the focus on {name!r} is not seen"
            return
    raise AssertionError(f"no way to {name!r} with the keyboard past {passed}")


def press(page: Page, name: str, key: str = "Enter", role: str = "") -> None:
    tab_to(page, name, role)
    page.keyboard.press(key)
    settle(page)


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible(timeout=120_000)
    settle(page)


def plan_one_day(page: Page) -> None:
    """Ask for a plan of one day, and open that day."""
    tab_to(page, "Days")
    for _ in range(6):
        page.keyboard.press("ArrowLeft")
    settle(page)
    press(page, "Make the plan")
    heading(page, "Save the plan")
    tab_to(page, "All days", "tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    settle(page)


@pytest.fixture
def opened(page: Page) -> Page:
    page.get_by_role("button", name="Try a sample diary").wait_for()
    settle(page)
    return page


def test_from_the_sample_to_gaps_to_a_plan(opened: Page) -> None:
    first = stop(opened)
    assert first is not None
    assert first["name"] == "Skip to main content"
    opened.keyboard.press("Enter")
    press(opened, "Try a sample diary")
    press(opened, "See the gaps")
    heading(opened, "Gaps")
    press(opened, "Plan meals that fill the gaps")
    heading(opened, "Plan")
    plan_one_day(opened)
    assert json.loads(saved(opened, "JSON"))["days"][0]["meals"]
    assert len(json.loads(saved(opened, "JSON"))["days"]) == 1


def test_a_target_is_changed(opened: Page) -> None:
    press(opened, "Targets")
    heading(opened, "Targets")
    tab_to(opened, "About you", "tab")
    opened.keyboard.press("ArrowRight")
    opened.keyboard.press("Enter")
    settle(opened)
    tab_to(opened, "My target, mg a day")
    opened.keyboard.type("410")
    tab_to(opened, "Reason")
    opened.keyboard.type("night cramps")
    press(opened, "Set this target")
    expect(opened.get_by_text("Magnesium: 410 mg", exact=True)).to_be_visible()


def test_a_meal_is_locked_and_another_swapped(opened: Page) -> None:
    press(opened, "Plan")
    heading(opened, "Plan")
    plan_one_day(opened)
    press(opened, "Change")
    press(opened, "Keep this meal")
    expect(opened.get_by_text("Keep day 1, breakfast 07:30.").last).to_be_visible(timeout=60_000)
    settle(opened)
    press(opened, "Change")
    press(opened, "swap_horiz")
    expect(opened.get_by_text("Another dish for day 1").last).to_be_visible(timeout=60_000)
    settle(opened)
    press(opened, "Undo")
    expect(opened.get_by_text("Another dish for day 1")).to_have_count(0, timeout=60_000)


def test_a_cramp_is_written_down(opened: Page) -> None:
    press(opened, "Cramp log")
    heading(opened, "Cramp log")
    press(opened, "Save this cramp")
    empty = opened.get_by_text("Nothing yet. The first entry above makes the log.")
    expect(empty).to_have_count(0)
    press(opened, "Delete")  # the log is this computer's, so of the tests after this one too
    expect(empty).to_be_visible()


def test_the_language_is_switched_and_back(opened: Page) -> None:
    tab_to(opened, "English", "radio")
    opened.keyboard.press("ArrowRight")
    opened.keyboard.press("Space")
    heading(opened, "Diario de comidas")
    tab_to(opened, "Español", "radio")
    opened.keyboard.press("ArrowLeft")
    opened.keyboard.press("Space")
    heading(opened, "Food diary")


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["Diary", "Gaps", "Plan", "Foods", "Targets", "Dishes", "Leg cramps", "Cramp log", "About"]
)
def test_focus_is_seen_follows_the_page_and_comes_out_at_the_end(opened: Page, name: str) -> None:
    opened.get_by_role("button", name="Try a sample diary").press("Enter")
    opened.get_by_role("button", name="See the gaps").wait_for()
    opened.get_by_role("link", name=name, exact=True).press("Enter")
    settle(opened)
    opened.evaluate("""() => {
      const top = document.createElement('span');  // what had the focus last is where Tab goes on from
      top.tabIndex = -1;
      document.body.prepend(top);
      top.focus();
      top.remove();
      window.lastStop = null;
      for (const grid of document.querySelectorAll('canvas')) grid.drawnBefore = grid.toDataURL();
    }""")
    unseen, back = [], []
    for number in range(MOST_TABS):
        found = stop(opened)
        assert number or (found and found["name"] == "Skip to main content")
        if found is None:
            break
        assert found["tabindex"] <= 0
        if not found["following"]:
            back.append(found["name"])
        if found["name"] != "Stop" and not opened.evaluate(_SEEN):  # it is there while a page runs
            unseen.append((found["tag"], found["name"]))
    else:
        raise AssertionError("Tab never comes to the end of the page")
    assert (unseen, back) == ([], [])
