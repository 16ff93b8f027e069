"""Own dishes in the dashboard: a CSV checked row by row, what is kept, taking one out again."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from planner.diary.model import Fault
from planner.diary.own_dishes import add_dishes, own_dishes, own_dishes_file, remove_dish, write_dish_csv
from planner.errors import InputError
from planner.language import _, retold
from planner.reference.dish_tags import diets_of
from planner.reference.dishes import Dish
from planner.tables import data_folder
from planner.ui import widgets
from planner.ui.session import Session, carefully, session
from planner.ui.widgets import plain

MOST_FAULTS: Final = 30


def upload() -> None:
    """Ask for a CSV; its good dishes are added, of the others is said what to mend."""
    with st.container(border=True):
        st.file_uploader(
            _("Add dishes from a CSV, one row a food"),
            type=["csv"],
            max_upload_size=4,
            key="dishes_file",
            on_change=carefully(_add),
        )
        st.caption(
            _(
                "Columns: dish, slots, minutes, effort, food, portion, least; where wanted most, step, "
                "cuisine, cost, seasons, portable, gentle, batch, not_in. What is said of a dish stands in "
                "its first row."
            )
        )
        sample = data_folder() / "samples" / "own_dishes.csv"
        widgets.download(
            _("A file to start from (CSV)"), sample.read_bytes, "own_dishes_sample.csv", "text/csv"
        )


def _add() -> None:
    now = session()
    file = st.session_state["dishes_file"]
    if file is None:
        return
    added, found = add_dishes(file.getvalue())
    now.draft["dishes_faults"] = (file.name, found)
    if added:
        now.flash = (
            "success",
            _("Added: {dishes}. Plans use them from now on.", dishes=", ".join(dish.name for dish in added)),
        )
    else:
        now.flash = (
            "error",
            _("No dish was added. What to mend stands below.") if found else _("No dish is in it."),
        )


def faults(now: Session) -> None:
    """Show what is wrong with the last file, row by row."""
    name, found = now.draft.get("dishes_faults", ("", ()))
    if not found:
        return
    st.header(_("Rows to mend"))
    st.caption(
        _("In {file}. These dishes were not added. Mend the rows and add the file again.", file=plain(name))
    )
    st.table(_faults(found[:MOST_FAULTS]), hide_index=True, alt=_("What to mend in the file, by row"))
    if len(found) > MOST_FAULTS:
        st.caption(_("The first {n} of {all}; mend these first.", n=MOST_FAULTS, all=len(found)))
    st.button(_("Put this list away"), icon=":material/close:", on_click=carefully(_put_away))


def _faults(found: tuple[Fault, ...]) -> pd.DataFrame:
    rows = [
        (one.row, one.column, plain(one.value), plain(retold(f"{one.problem} {one.advice}"))) for one in found
    ]
    return pd.DataFrame(rows, columns=[_("Row"), _("Column"), _("It says"), _("What to do")])


def _put_away() -> None:
    session().draft.pop("dishes_faults", None)


def listed(now: Session) -> None:
    """Show the dishes that are kept, each to be taken out, and their file."""
    try:
        own, broken = own_dishes()
    except InputError as error:
        st.warning(plain(error), icon=":material/warning:")
        return
    if broken:
        st.warning(
            _(
                "{file} was changed by hand and has rows to mend; nothing is added or taken out until then.",
                file=plain(own_dishes_file()),
            ),
            icon=":material/warning:",
        )
        st.table(_faults(broken[:MOST_FAULTS]), hide_index=True, alt=_("What to mend in your file, by row"))
    if not own and not broken:
        st.caption(_("None yet. They are kept on this computer, for the command line too."))
    for dish in own:
        _dish(dish, changeable=not broken)
    if own:
        st.caption(_("Kept on this computer, in {folder}", folder=plain(own_dishes_file())))
        widgets.download(_("Save them (CSV)"), lambda: write_dish_csv(own), "own_dishes.csv", "text/csv")
    if "dish_removed" in now.draft:
        label = _("Bring back “{name}”", name=plain(now.draft["dish_removed"].name))
        st.button(label, icon=":material/undo:", key="dish_back", on_click=carefully(_bring_back))


def _dish(dish: Dish, *, changeable: bool) -> None:
    slots = ", ".join(_(slot.replace("_", "-")) for slot in dish.slots)
    diets = ", ".join(_(diet.capitalize()).lower() for diet in diets_of(dish))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"**{plain(dish.name)}**  \n:small[{slots}; {dish.minutes} min; {diets}]",
            width="stretch",
        )
        st.button(
            _("Delete"),
            key=f"dish_delete_{dish.id}",
            help=_("Delete {name}", name=dish.name),
            icon=":material/delete:",
            disabled=not changeable,
            on_click=carefully(_remove),
            args=(dish,),
        )


def _remove(dish: Dish) -> None:
    remove_dish(dish.id)
    session().draft["dish_removed"] = dish
    session().flash = ("success", _("Deleted: {dish}. Plans made before keep it.", dish=dish.name))


def _bring_back() -> None:
    now = session()
    dish: Dish = now.draft.pop("dish_removed")
    add_dishes(write_dish_csv([dish]).encode())
    now.flash = ("success", _("Back again: {entry}.", entry=dish.name))
