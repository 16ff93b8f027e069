"""The pages of the dashboard, by short names, in the order in which a first visit needs them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from planner.language import _, mark

_FOLDER = Path(__file__).parent / "pages"
PAGES: Final = {
    "diary": (mark("Diary"), mark("What you ate: upload it, type it, mend it.")),
    "gaps": (mark("Gaps"), mark("What you get, beside what is advised.")),
    "plan": (mark("Plan"), mark("Small meals that close the gaps.")),
    "foods": (mark("Foods"), mark("What a food holds, the best sources, caffeine.")),
    "my_foods": (mark("My foods"), mark("Foods of your own: labels, recipes, food databases.")),
    "targets": (mark("Targets"), mark("Who you are and what to aim for.")),
    "dishes": (mark("Dishes"), mark("Dishes of your own for plans.")),
    "guide": (mark("Leg cramps"), mark("What helps in a cramp, and what is known.")),
    "cramp_log": (mark("Cramp log"), mark("When cramps came, week by week.")),
    "about": (mark("About"), mark("When to call a doctor, sources, limits.")),
}


def pages() -> list[StreamlitPage]:
    """Return the pages in the order in which a first visit needs them."""
    return [page_named(name) for name in PAGES]


def page_named(name: str) -> StreamlitPage:
    """Return one of the pages by its short name; it has no icon, so that a phone needs few lines for all."""
    title, hint = (_(words) for words in PAGES[name])
    return st.Page(_FOLDER / f"{name}.py", title=title, url_path=name, default=name == "diary", help=hint)
