"""A food that is known, not read from text: one tap puts it into the diary, another takes it back."""

from __future__ import annotations

from typing import Final

import streamlit as st

from planner.language import _
from planner.ui import diary_add, widgets
from planner.ui import table as tables
from planner.ui.session import Session, carefully, session

_ADDED: Final = "food_added"


def put(words: str, food_id: str, grams: float, when: dict[str, str], said: str) -> None:
    """Add a food by its weight and say so."""
    put_row({"food": words, "food_id": food_id, "grams": f"{grams:g}"}, when, said)


def put_row(cells: dict[str, str], when: dict[str, str], said: str) -> None:
    """Add a row and say so."""
    now = session()
    diary_add.put_rows(now, [cells | {"person": diary_add.person_of_rows(now)} | when])
    assert now.table is not None
    now.draft[_ADDED] = (now.version, int(now.table.cells.index[-1]), said)
    now.flash = ("success", _("Added to your diary: {food}.", food=said))


def after(now: Session) -> None:
    """Offer to take back what was added last, while nothing else has changed, and the way to the diary."""
    version, row, said = now.draft.get(_ADDED, (None, 0, ""))
    if version != now.version:
        return
    with st.container(horizontal=True):
        st.button(
            _("Take it back"), icon=":material/undo:",
            help=_("Takes {food} out of the diary again", food=said),
            on_click=carefully(_take_back), args=(row, said),
        )  # fmt: skip
        widgets.go("diary", _("Open the diary"), ":material/menu_book:")


def _take_back(row: int, said: str) -> None:
    now = session()
    assert now.table is not None
    now.put_table(tables.without(now.table, [row]))
    now.flash = ("success", _("Taken out again: {food}.", food=said))
