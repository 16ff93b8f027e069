"""The dashboard's entry: page config and navigation, nothing else."""

import streamlit as st

from planner.ui.navigation import kindly, pages
from planner.ui.print_view import print_view
from planner.ui.widgets import menu

# An emoji, because a Material icon in this place would be fetched from another machine.
st.set_page_config(page_title="Cramp Planner", page_icon="🥣", layout="centered")
with kindly():
    page = st.navigation(pages(), position="hidden")
    print_view()
    menu()
    page.run()
