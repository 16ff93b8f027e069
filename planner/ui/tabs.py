"""Tabs of a page: those that a button of the page can open, and those that outlast a page switch."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from planner.language import language
from planner.ui.session import Session, carefully, session

_LED: Final = "led_to_tab"
TO_TAB: Final = (
    "<script>(function look(left) {{ const tab = document.querySelectorAll('.st-key-{} [role=tab]')[{}]; "
    "tab?.focus(); if (document.activeElement !== tab && left) setTimeout(look, 50, left - 1) }})(40)"
    "</script>"
)
"""Until the tab is there, two seconds at most. With a key and a place of ours: nothing typed enters it."""


def tabs(now: Session, page: str, names: list[str]) -> Any:
    """Show tabs that are switched in the browser alone: a click while a page runs again can be lost."""
    place = _place(now, page, names)
    key = f"{page}_tabs_{now.draft.get(f'{page}_led', 0)}_{language()}"  # another key opens its default
    shown = st.tabs(names, key=key, default=names[place])
    if st.session_state.pop(_LED, "") == page:
        st.html(TO_TAB.format(key, place), unsafe_allow_javascript=True)
    return shown


def lead_to(page: str, place: int) -> None:
    """Open a tab at the next run, with the keyboard's focus on it: what was pressed is gone from sight."""
    draft = session().draft
    draft |= {f"{page}_tab": place, f"{page}_led": draft.get(f"{page}_led", 0) + 1}
    st.session_state[_LED] = page


def kept_tabs(now: Session, page: str, names: list[str]) -> Any:
    """Show tabs of which the open one outlasts a page switch."""
    key = f"{page}_tab_{language()}"  # a tab goes by the words that are shown
    st.session_state.setdefault(key, names[_place(now, page, names)])
    return st.tabs(names, key=key, on_change=carefully(_keep), args=(key, page, names))


def _place(now: Session, page: str, names: list[str]) -> int:
    kept = now.draft.get(f"{page}_tab", 0)
    return kept if isinstance(kept, int) and 0 <= kept < len(names) else 0


def _keep(key: str, page: str, names: list[str]) -> None:
    session().draft[f"{page}_tab"] = names.index(st.session_state[key])
