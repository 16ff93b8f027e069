"""The pages of the dashboard, and what holds for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from planner.errors import PlannerError
from planner.ui.session import WENT_WRONG, explained, log_without_data

_PAGES = Path(__file__).parent / "pages"


def pages() -> list[StreamlitPage]:
    """Return the pages in the order in which a first visit needs them."""
    return [
        _page("diary", "Diary", "What you ate: upload it, type it, mend it."),
        _page("gaps", "Gaps", "What you get, beside what is advised."),
        _page("plan", "Plan", "Small meals that close the gaps."),
        _page("targets", "Targets", "Who you are and what to aim for."),
        _page("about", "About", "When to call a doctor, sources, limits."),
    ]


def page_named(name: str) -> StreamlitPage:
    """Return one of the pages by its short name."""
    return next(page for page in pages() if page.title.lower() == name)


@contextmanager
def kindly() -> Iterator[None]:
    """Show errors as messages: the planner's own say what to do, any other tells nothing of the diary."""
    try:
        yield
    except PlannerError as error:
        st.error(explained(error), icon=":material/error:")
    except Exception as error:  # the last line of defence: a traceback could show health data
        st.error(WENT_WRONG, icon=":material/error:")
        log_without_data(error)


def _page(name: str, title: str, hint: str) -> StreamlitPage:
    """Return a page; it has no icon, so that all five names fit in one line on a phone."""
    return st.Page(_PAGES / f"{name}.py", title=title, url_path=name, default=name == "diary", help=hint)
