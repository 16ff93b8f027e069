"""Ticks on the shopping list: what was bought stays ticked, in another plan too that asks for the same."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Final

import streamlit as st

from planner.language import _
from planner.ui.session import carefully, session
from planner.ui.widgets import plain

_KEPT: Final = "bought"
_MARKUP: Final = frozenset("\\`*_[]{}<>|$~#")


def tick(line: str, cost: str = "") -> bool:
    """Show a line of the list, and what it costs, with a box to tick; return whether it is ticked."""
    key = _key(line)
    st.session_state.setdefault(key, line in _bought())
    return st.checkbox(_label(line + cost), key=key, on_change=carefully(_take), args=(line, key))


def count(lines: list[str]) -> None:
    """Say how many lines are ticked, with a button that takes all ticks away."""
    done = sum(line in _bought() for line in lines)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(_("{n} of {all} in the basket. Ticks are kept.", n=done, all=len(lines)), width="content")
        if done:
            st.button(
                _("Untick all"), key="bought_none", icon=":material/undo:", type="tertiary",
                on_click=carefully(_clear),
            )  # fmt: skip


def renamed(before: Mapping[tuple[str, ...], str], after: Mapping[tuple[str, ...], str]) -> None:
    """Carry the ticks over to the same list in other words, both by what the lines are for."""
    words = {line: after[foods] for foods, line in before.items() if foods in after}
    session().draft[_KEPT] = list(dict.fromkeys(words.get(line, line) for line in _bought()))


def _label(line: str) -> str:
    """Return a line that a screen reader reads as it is: no sign is escaped where none would be markup."""
    return plain(line) if _MARKUP.intersection(line) else line


def _key(line: str) -> str:
    return f"bought_{sha256(line.encode()).hexdigest()[:12]}"


def _bought() -> list[str]:
    found: list[str] = session().draft.get(_KEPT, [])
    return found


def _take(line: str, key: str) -> None:
    others = [one for one in _bought() if one != line]
    session().draft[_KEPT] = [*others, line] if st.session_state[key] else others


def _clear() -> None:
    for line in _bought():
        st.session_state[_key(line)] = False
    session().draft[_KEPT] = []
