"""The pages of the dashboard, and what holds for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from planner.errors import PlannerError
from planner.language import _, mark
from planner.ui.draft import kept
from planner.ui.errors_in_words import explained
from planner.ui.session import WENT_WRONG, log_without_data, session

_FOLDER = Path(__file__).parent / "pages"
_PAGES: Final = {
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
    return [page_named(name) for name in _PAGES]


def page_named(name: str) -> StreamlitPage:
    """Return one of the pages by its short name; it has no icon, so that a phone needs few lines for all."""
    title, hint = (_(words) for words in _PAGES[name])
    return st.Page(_FOLDER / f"{name}.py", title=title, url_path=name, default=name == "diary", help=hint)


@contextmanager
def kindly() -> Iterator[None]:
    """Show errors as messages: the planner's own say what to do, any other tells nothing of the diary.

    What was typed is kept whatever happens.
    """
    try:
        with kept():
            session()  # its language is that of the page
            yield
    except PlannerError as error:
        st.error(explained(error), icon=":material/error:")
    except Exception as error:  # the last line of defence: a traceback could show health data
        st.error(_(WENT_WRONG), icon=":material/error:")
        log_without_data(error)
