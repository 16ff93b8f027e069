"""What frames the Targets page: why something typed is not in use, and the tabs."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from planner.language import _, language, retold
from planner.ui import widgets
from planner.ui.session import Session, carefully, session

_OPEN: Final = "targets_tab"


def problem(now: Session) -> None:
    """Say why what is typed is not in use; once more where it is seen, when it is new."""
    if now.problem:
        st.error(
            _("{problem} Until then the targets stay as they were.", problem=now.problem),
            icon=":material/edit:",
        )
        if now.draft.get("problem") != now.problem:
            widgets.toast(now.problem)
    now.draft["problem"] = now.problem


def energy(now: Session) -> None:
    """Say how much energy she is taken to need, and on what that rests."""
    found = now.targets.energy
    st.caption(
        _(
            "Estimated energy need: {kcal} kcal a day. {notes}",
            kcal=widgets.number(round(found.kcal)),
            notes=" ".join(retold(note) for note in found.notes),
        )
    )


def tabs(now: Session, names: list[str]) -> Any:
    """Show tabs; the one that was open outlasts a page switch."""
    key = f"targets_tab_{language()}"  # a tab goes by the words that are shown
    place = now.draft.get(_OPEN, 0)
    st.session_state.setdefault(key, names[place if isinstance(place, int) and place < len(names) else 0])
    return st.tabs(names, key=key, on_change=carefully(_keep_tab), args=(key, names))


def _keep_tab(key: str, names: list[str]) -> None:
    session().draft[_OPEN] = names.index(st.session_state[key])
