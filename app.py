"""The dashboard's entry: page config and navigation, nothing else."""

import streamlit as st

from planner.ui.navigation import kindly, pages

st.set_page_config(page_title="Cramp Planner", page_icon=":material/restaurant:", layout="centered")
page = st.navigation(pages(), position="top")
with kindly():
    page.run()
