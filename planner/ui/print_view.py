"""What of the look of a page is ours: its print, and text that must be readable on light and dark."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st

SHEETS: Final = tuple(Path(__file__).with_name(name) for name in ("print.css", "contrast.css"))


def print_view() -> None:
    """Have the browser's print leave out menus and buttons, and faint text be as dark as the rest."""
    for sheet in SHEETS:
        st.html(sheet)
