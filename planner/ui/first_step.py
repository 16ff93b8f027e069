"""What to do where a page has nothing to show yet."""

from __future__ import annotations

import streamlit as st

from planner.language import _
from planner.ui import diary_add, widgets


def no_diary(text: str) -> None:
    """Say what a page needs a diary for, with the buttons that lead to one."""
    with st.container(border=True):
        st.markdown(text)
        with st.container(horizontal=True):
            widgets.go("diary", _("Go to the diary"), ":material/menu_book:", primary=True)
            diary_add.sample_button("diary_week.csv", _("Try a sample diary"))
