"""What of a page is ours: its print, colours to read by, its menu, its language, a link that waits."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st

from planner.language import language
from planner.ui.last_word import WAIT_FOR_LAST_WORD

SHEETS: Final = tuple(Path(__file__).with_name(name) for name in ("print.css", "contrast.css", "menu.css"))

SPOKEN: Final = "<script>document.documentElement.lang = '{}'</script>"


def print_view() -> None:
    """Have print leave out what can only be clicked, faint text be as dark as the rest, the menu be tidy.

    It is told in which language the page is, for screen readers, hyphens and translators, and a link of the
    menu waits for what was typed just before.
    """
    for sheet in SHEETS:
        st.html(sheet)
    # In one piece: each that is apart would push the page down by a line.
    st.html(SPOKEN.format(language()) + WAIT_FOR_LAST_WORD, unsafe_allow_javascript=True)
