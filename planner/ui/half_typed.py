"""Fields that keep what is half typed over a page switch and a reload, until it is used.

They stand in no ``st.form``: what is typed in one reaches the program only when it is sent off.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from planner.ui.session import Session, carefully, session


def held(now: Session, key: str, start: Any = None, name: str = "") -> dict[str, Any]:
    """Return what has a field keep its value in the draft.

    Parameters
    ----------
    now : Session
    key : str
        The field's key.
    start : Any
        What stands there at first.
    name : str
        What it is called in the draft, where the key may come to stand for another thing.
    """
    st.session_state.setdefault(key, now.draft.get(name or key, start))
    return {"key": key, "on_change": carefully(_keep), "args": (key, name or key)}


def used(now: Session, *names: str) -> None:
    """Forget what was half typed, once it was used."""
    for name in names:
        now.draft.pop(name, None)


def _keep(key: str, name: str) -> None:
    session().draft[name] = st.session_state[key]
