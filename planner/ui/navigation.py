"""What holds for all pages of the dashboard: the draft, the language, errors said kindly."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from planner.errors import PlannerError
from planner.language import _
from planner.ui.draft import kept
from planner.ui.errors_in_words import explained
from planner.ui.page_list import pages
from planner.ui.session import WENT_WRONG, log_without_data, session

__all__ = ["kindly", "pages"]


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
