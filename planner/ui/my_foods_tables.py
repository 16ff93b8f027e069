"""The food tables that she brought: which are kept, how they are used, removing one; and bringing another."""

from __future__ import annotations

from typing import Final

import streamlit as st

from planner.errors import TableError
from planner.language import _, mark, plural
from planner.sources.food_tables.preference import (
    FNDDS,
    ONLY_FNDDS,
    drop_from_preference,
    keep_preference,
)
from planner.sources.food_tables.search import attribution
from planner.sources.food_tables.store import imported_names, load, remove, table_csv
from planner.ui import my_foods_table_file, tables_note, widgets
from planner.ui.errors_in_words import explained
from planner.ui.memory import tables_in_use
from planner.ui.session import Session, carefully, session
from planner.ui.widgets import plain

_ONLY, _FIRST, _AFTER, _INSTEAD = "only", "first", "after", "instead"
_USES: Final = {
    _ONLY: mark("FNDDS alone, the table that ships"),
    _FIRST: mark("My tables first, then FNDDS"),
    _AFTER: mark("FNDDS first, then my tables"),
    _INSTEAD: mark("My tables in place of FNDDS"),
}
_USE, _ORDER, _REMOVING = "my_table_use", "my_table_order", "my_table_removing"


def form(now: Session) -> None:
    """Show the tables that are kept and how they are used, then the way to bring one."""
    names = imported_names()
    if names:
        st.header(_("The food tables that you keep"))
        for name in names:
            _kept(now, name)
        _use(names)
    tables_note.fault()
    my_foods_table_file.bring(now)


def _kept(now: Session, name: str) -> None:
    """Show one table with its licence and date, and the ways to save and to remove it."""
    with st.container(border=True):
        try:
            table = load(name)
        except TableError as error:
            st.warning(plain(explained(error)), icon=":material/warning:")
        else:
            foods = plural("{n} food", "{n} foods", len(table.foods))
            day = widgets.day_words(table.imported)
            st.markdown(
                f"**{plain(table.title)}** ({plain(name)})  \n"
                + _(
                    "{foods}, brought on {day}. {whose}",
                    foods=foods,
                    day=day,
                    whose=plain(attribution(table)),
                )
            )
            if not table.is_english:
                st.caption(f":material/translate: {_(tables_note.UNREAD)}")
            widgets.download(_("Save it as CSV"), lambda: table_csv(table), f"{name}.csv", "text/csv")
        _remove_it(now, name)


def _remove_it(now: Session, name: str) -> None:
    if now.draft.get(_REMOVING) != name:
        st.button(
            _("Remove this table"), icon=":material/delete:", key=f"my_table_remove_{name}",
            help=_("Remove {name}", name=name), on_click=carefully(_ask_removal), args=(name,),
        )  # fmt: skip
        return
    st.markdown(
        _(
            "This deletes the table from this computer. Rows of your diary that count with it need you then. "
            "You can bring the file again."
        )
    )
    with st.container(horizontal=True):
        st.button(
            _("Delete it"), icon=":material/delete_forever:", key=f"my_table_delete_{name}",
            on_click=carefully(_delete), args=(name,),
        )  # fmt: skip
        st.button(_("Keep it"), key=f"my_table_stay_{name}", on_click=carefully(_ask_removal), args=("",))


def _ask_removal(name: str) -> None:
    session().draft[_REMOVING] = name


def _delete(name: str) -> None:
    now = session()
    drop_from_preference(name)
    remove(name)
    now.draft.pop(_REMOVING, None)
    now.flash = ("success", _("Deleted: the food table {name}.", name=name))


def _use(names: list[str]) -> None:
    """Ask in which tables, and in which order, foods of the diary are looked up."""
    used = tables_in_use().names
    st.header(_("How they are used"))
    st.session_state[_USE] = _way_of(used)
    st.radio(
        _("Foods of your diary are looked up in"), list(_USES), key=_USE,
        format_func=lambda way: _(_USES[way]), on_change=carefully(_take_use), args=(names,),
    )  # fmt: skip
    own = [name for name in used if name != FNDDS]
    if own and len(names) > 1:
        st.session_state[_ORDER] = own
        st.multiselect(
            _("Which of them, the preferred one first"), names, key=_ORDER,
            on_change=carefully(_take_use), args=(names,),
        )  # fmt: skip
    tables_note.order()
    st.caption(
        _(
            "A food is taken from the first table that has it well. Dishes that a plan brings anew are of "
            "foods of FNDDS; meals that you repeat may hold foods of your tables."
        )
    )


def _way_of(used: tuple[str, ...]) -> str:
    if used == ONLY_FNDDS:
        return _ONLY
    return _INSTEAD if FNDDS not in used else _AFTER if used[0] == FNDDS else _FIRST


def _take_use(names: list[str]) -> None:
    """Keep the choice; a way without one of her tables means all of them."""
    way, own = st.session_state[_USE], list(st.session_state.get(_ORDER, ()))
    before = [name for name in tables_in_use().names if name != FNDDS]
    emptied = bool(before) and _ORDER in st.session_state and not own
    own = own or before or names
    orders = {_ONLY: [FNDDS], _FIRST: [*own, FNDDS], _AFTER: [FNDDS, *own], _INSTEAD: own}
    keep_preference([FNDDS] if emptied else orders[way])
    session().flash = ("success", _("Your diary is read anew with this choice."))
