"""How a page looks when the browser prints it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st

SHEET: Final = Path(__file__).with_name("print.css")


def print_view() -> None:
    """Have the browser's print leave out menus and buttons; what is on the screen stays as it is."""
    st.html(SHEET)
