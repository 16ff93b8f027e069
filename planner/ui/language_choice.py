"""The choice of the language, at the end of every page's menu."""

from __future__ import annotations

import streamlit as st

from planner.language import LANGUAGES, language
from planner.ui.session import carefully, session

_KEY = "language"


def language_choice() -> None:
    """Show the languages, each in its own words; the one that is chosen outlasts the visit with its draft."""
    st.session_state[_KEY] = language()
    st.segmented_control(
        "Language / Idioma",  # in both, for who reads only one of them
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        required=True,
        key=_KEY,
        on_change=carefully(_take),
        label_visibility="collapsed",
    )


def _take() -> None:
    """Take the language; what is chosen in other fields is set anew, for browsers keep the words it had."""
    session().language = st.session_state[_KEY]
    for key, value in st.session_state.items():
        if isinstance(value, (str, int, list)) and not isinstance(value, bool):
            st.session_state[key] = value
