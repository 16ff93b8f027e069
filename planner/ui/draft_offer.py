"""What was typed in earlier visits, offered to a visit that is still empty."""

from __future__ import annotations

import datetime as dt
from typing import Final

import streamlit as st

from planner.errors import DraftError
from planner.gaps.wording import joined
from planner.ui import draft_store as store
from planner.ui.draft import is_empty_visit, open_draft
from planner.ui.session import carefully
from planner.ui.widgets import plain

_MOST: Final = 3


def offer() -> None:
    """Offer what was typed in earlier visits, where this one is still empty."""
    if not is_empty_visit():
        return
    found = [(token, words) for token in store.newest(_MOST) if (words := _words(token))]
    if not found:
        return
    with st.container(border=True):
        st.markdown("**Go on where you left off?** This was kept on this computer:")
        for number, (token, words) in enumerate(found):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(words, width="stretch")
                st.button(
                    "Go on" if number == 0 else "Go on with this",
                    key=f"draft_{token}",
                    icon=":material/history:",
                    type="primary" if number == 0 else "secondary",
                    on_click=carefully(open_draft),
                    args=(token,),
                )
        st.caption("Something new gets a place of its own. About → Your data deletes all of it.")


def _words(token: str) -> str:
    """Return what a draft holds, ``""`` where that cannot be read; opening it would say why."""
    try:
        state = store.read_state(token)
        saved = dt.datetime.fromisoformat(str(state.get("saved")))
    except (DraftError, ValueError):
        return ""
    held = [str(state.get("source")) or "a diary"] if state["parts"].get("diary") else []
    held += ["a plan"] if state["parts"].get("plan") else []
    held = held or ["settings or half-typed words"]
    return f"{plain(joined(held))}, {saved.day} {saved:%b %Y, %H:%M}"
