"""The diary as a table to edit."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Final

import streamlit as st

from planner.language import _
from planner.ui import table as tables
from planner.ui.diary_mend import MOST_IN_GRID, label_of, table_of
from planner.ui.session import Session, carefully, session
from planner.ui.table import Table
from planner.ui.widgets import number

_NOTHING: Final[dict[str, Any]] = {"edited_rows": {}, "added_rows": [], "deleted_rows": []}


def grid(now: Session) -> None:
    """Show the diary as a table to edit; see :func:`take_edits` for what becomes of it."""
    table = table_of(now)
    if len(table.cells) > MOST_IN_GRID:
        st.caption(_("The first {n} of {all} rows.", n=number(MOST_IN_GRID), all=number(len(table.cells))))
    key = _grid_key(now)
    if key not in st.session_state or now.draft.get("grid_version") != now.version:
        now.draft |= {"grid_base": table, "grid_version": now.version, "grid_changes": dict(_NOTHING)}
        now.draft["grid_count"] = now.draft.get("grid_count", 0) + 1
        key = _grid_key(now)
    base: Table = now.draft["grid_base"]
    names = {name: st.column_config.TextColumn(label_of(base, name)) for name in base.columns}
    st.data_editor(
        base.cells.head(MOST_IN_GRID)[base.columns].reset_index(),
        num_rows="dynamic",
        hide_index=True,
        key=key,
        column_config={"row": st.column_config.NumberColumn(_("Row"), disabled=True, width=50), **names},
        height=360,
        on_change=carefully(_take),  # the page alone would not see an edit that a click elsewhere follows
        alt=_("The diary as you typed it, to edit"),
    )


def _take() -> None:
    take_edits(session())


def _grid_key(now: Session) -> str:
    return f"diary_grid_{now.draft.get('grid_count', 0)}"


def take_edits(now: Session) -> None:
    """Keep what was edited in the table; it goes on from the rows it was given, so that it does not jump."""
    changes = st.session_state.get(_grid_key(now))
    if changes and changes != now.draft.get("grid_changes") and now.draft["grid_version"] == now.version:
        now.draft["grid_changes"] = deepcopy(dict(changes))
        base: Table = now.draft["grid_base"]
        for position, cells in changes["edited_rows"].items():
            if "food" in cells:
                now.note_change(int(base.cells.index[int(position)]))
        now.put_table(tables.edited(base, changes))
        now.draft["grid_version"] = now.version
