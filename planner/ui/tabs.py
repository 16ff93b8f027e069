"""Tabs of a page that stay where they are, and that a button elsewhere on the page can open."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from planner.language import language
from planner.ui.session import Session, carefully, session

_LED: Final = "led_to_tab"
TO_TAB: Final = "<script>document.querySelectorAll('.st-key-{} [role=tab]')[{}]?.focus()</script>"
"""With a key and a place of ours: nothing that was typed enters it."""


def tabs(now: Session, page: str, names: list[str]) -> Any:
    """Show tabs; the one that was open outlasts a page switch."""
    key, kept = _key(page), now.draft.get(f"{page}_tab", 0)
    place = kept if isinstance(kept, int) and 0 <= kept < len(names) else 0
    st.session_state.setdefault(key, names[place])
    shown = st.tabs(names, key=key, on_change=carefully(_keep), args=(page, names))
    if st.session_state.pop(_LED, "") == page:
        st.html(TO_TAB.format(key, place), unsafe_allow_javascript=True)
    return shown


def lead_to(page: str, place: int) -> None:
    """Open a tab at the next run, with the keyboard's focus on it: what was pressed is gone from sight."""
    session().draft[f"{page}_tab"] = place
    st.session_state.pop(_key(page), None)
    st.session_state[_LED] = page


def _key(page: str) -> str:
    return f"{page}_tab_{language()}"  # a tab goes by the words that are shown


def _keep(page: str, names: list[str]) -> None:
    session().draft[f"{page}_tab"] = names.index(st.session_state[_key(page)])
