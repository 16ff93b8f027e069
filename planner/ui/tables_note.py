"""What pages say of the food tables in use, where these are not FNDDS alone."""

from __future__ import annotations

from typing import Final

import streamlit as st

from planner.language import _, mark, retold
from planner.sources.food_tables.preference import FNDDS, ONLY_FNDDS
from planner.sources.food_tables.store import load
from planner.ui.memory import tables_in_use
from planner.ui.widgets import plain

UNREAD: Final = mark(
    "The names of its foods are not known to be English. The safety rules (liver, raw fish, alcohol …) read "
    "English names only: of these foods they see what you write yourself, and the alcohol the table gives."
)


def order() -> None:
    """Say which tables are used, in their order."""
    titles = [name if name != FNDDS else "FNDDS" for name in tables_in_use().names]
    st.caption(
        _(":material/database: Foods are looked up in this order: {tables}.", tables=plain(", ".join(titles)))
    )


def fault() -> None:
    """Say why the tables that were chosen are not in use, where that is so."""
    if why := tables_in_use().fault:
        st.warning(
            _("Your choice of food tables is not in use; FNDDS alone is. {why}", why=plain(retold(why))),
            icon=":material/warning:",
        )


def above_a_diary() -> None:
    """Say in which tables a diary's foods are looked up, and what safety rules cannot read of them."""
    fault()
    names = tables_in_use().names
    if names == ONLY_FNDDS:
        return
    order()
    unread = [name for name in names if name != FNDDS and not load(name).is_english]
    if unread:
        st.caption(f":material/translate: **{plain(', '.join(unread))}**: {_(UNREAD)}")
