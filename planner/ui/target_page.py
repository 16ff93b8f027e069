"""What frames the Targets page: why something typed is not in use, and the tabs."""

from __future__ import annotations

from typing import Any

import streamlit as st

from planner.ui import widgets
from planner.ui.session import Session, carefully, session


def problem(now: Session) -> None:
    """Say why what is typed is not in use; once more where it is seen, when it is new."""
    if now.problem:
        st.error(f"{now.problem} Until then the targets stay as they were.", icon=":material/edit:")
        if now.draft.get("problem") != now.problem:
            widgets.toast(now.problem)
    now.draft["problem"] = now.problem


def tabs(now: Session, names: list[str]) -> Any:
    """Show tabs; the one that was open outlasts a page switch."""
    key = "targets_tab"
    st.session_state.setdefault(key, now.draft.get(key, names[0]))
    return st.tabs(names, key=key, on_change=carefully(_keep_tab), args=(key,))


def _keep_tab(key: str) -> None:
    session().draft[key] = st.session_state[key]
