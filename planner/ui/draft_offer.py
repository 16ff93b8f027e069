"""What was typed in earlier visits, offered to a visit that is still empty."""

from __future__ import annotations

import datetime as dt
from typing import Final

import streamlit as st

from planner.errors import DraftError
from planner.gaps.wording import joined
from planner.language import _
from planner.ui import draft_store as store
from planner.ui.diary_add import source_words
from planner.ui.draft import is_empty_visit, open_draft
from planner.ui.session import carefully
from planner.ui.widgets import day_words, plain

_MOST: Final = 3


def offer() -> None:
    """Offer what was typed in earlier visits, where this one is still empty."""
    if not is_empty_visit():
        return
    found = [(token, words) for token in store.newest(_MOST) if (words := _words(token))]
    if not found:
        return
    with st.container(border=True):
        st.markdown(_("**Go on where you left off?** This was kept on this computer:"))
        for number, (token, words) in enumerate(found):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(words, width="stretch")
                st.button(
                    _("Go on") if number == 0 else _("Go on with this"),
                    key=f"draft_{token}",
                    icon=":material/history:",
                    type="primary" if number == 0 else "secondary",
                    on_click=carefully(open_draft),
                    args=(token,),
                )
        st.caption(_("Something new gets a place of its own. About → Your data deletes all of it."))


def _words(token: str) -> str:
    """Return what a draft holds, ``""`` where that cannot be read; opening it would say why."""
    try:
        state = store.read_state(token)
        saved = dt.datetime.fromisoformat(str(state.get("saved")))
    except (DraftError, ValueError):
        return ""
    held = [source_words(str(state.get("source"))) or _("a diary")] if state["parts"].get("diary") else []
    held += [_("a plan")] if state["parts"].get("plan") else []
    held = held or [_("settings or half-typed words")]
    return f"{plain(joined(held))}, {day_words(saved)}, {saved:%H:%M}"
