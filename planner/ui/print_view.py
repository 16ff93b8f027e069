"""What of a page is ours: its print, text that must be readable on light and dark, its menu, its language."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st

from planner.language import language

SHEETS: Final = tuple(Path(__file__).with_name(name) for name in ("print.css", "contrast.css", "menu.css"))

SPOKEN: Final = "<script>document.documentElement.lang = '{}'</script>"


def print_view() -> None:
    """Have print leave out what can only be clicked, faint text be as dark as the rest, the menu be tidy.

    It is told in which language the page is, for screen readers, hyphens and translators.
    """
    for sheet in SHEETS:
        st.html(sheet)
    st.html(SPOKEN.format(language()), unsafe_allow_javascript=True)
