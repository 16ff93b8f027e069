"""Fields of the My foods page: what is half typed in them outlasts another page and a reload."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from planner.ui.session import carefully, session


def text(key: str, most: int, start: str = "") -> dict[str, Any]:
    """Return what a text field is given beside its label."""
    kept = session().draft.get(key)
    return _field(key, kept if isinstance(kept, str) and len(kept) <= most else start) | {"max_chars": most}


def number(key: str, most: float) -> dict[str, Any]:
    """Return what a field for a number above zero is given beside its label; it may be empty."""
    kept = session().draft.get(key)
    fits = isinstance(kept, float) and 0 < kept <= most
    limits = {"min_value": 0.01, "max_value": most, "format": "%g", "value": None}
    return _field(key, kept if fits else None) | limits


def choice(key: str, options: Sequence[str], start: str | None = None) -> dict[str, Any]:
    """Return what a choice is given beside its label; the start, or the first, is taken where none is."""
    kept = session().draft.get(key)
    if st.session_state.get(key) not in options:
        st.session_state.pop(key, None)
    first = start if start in options else options[0]
    return _field(key, kept if kept in options else first) | {"options": options}


def said(key: str) -> str:
    """Return what is typed or chosen, without blanks around it and on one line."""
    return " ".join(str(session().draft.get(key) or "").split())


def put(key: str, value: Any) -> None:
    """Fill a field, from what runs before the page is drawn."""
    session().draft[key] = st.session_state[key] = value


def _field(key: str, value: Any) -> dict[str, Any]:
    st.session_state.setdefault(key, value)
    return {"key": key, "on_change": carefully(_keep), "args": (key,)}


def _keep(key: str) -> None:
    session().draft[key] = st.session_state[key]
