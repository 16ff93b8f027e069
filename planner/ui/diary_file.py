"""What another tool's file brought: its kind, its nutrients, what is not used, and what only she can say."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from planner.diary import Diary
from planner.diary.choices import MILLIGRAMS, MYFITNESSPAL_VITAMINS, NOT_USED, PERCENT
from planner.diary.given import COLUMNS_NOT_USED
from planner.diary.model import FILE
from planner.language import _, mark
from planner.reference.nutrients import nutrients
from planner.ui.session import Session, carefully, session
from planner.ui.widgets import number, plain

TOOLS: Final = {
    "asa24": mark("an ASA24 Items file"),
    "asa24 supplements": mark("an ASA24 file of supplements (INS)"),
    "cronometer": mark("a Cronometer file of servings"),
    "cronometer daily": mark("a Cronometer file of daily sums"),
    "intake24": mark("an Intake24 export"),
    "myfitnesspal": mark("a MyFitnessPal Nutrition-Summary"),
    "nhanes": mark("an NHANES file of Individual Foods"),
}
_VITAMINS: Final = {
    NOT_USED: mark("I do not know: leave them out"),
    PERCENT: mark("Percent of daily value"),
    MILLIGRAMS: mark("Milligrams"),
}
_MOST_ROWS: Final = 2_000


def about_file(now: Session, diary: Diary) -> None:
    """Show what the file is and how it counts; nothing for an own diary."""
    reading = diary.reading
    if reading["format"] not in TOOLS:
        return
    with st.container(border=True):
        tool, name = _(TOOLS[reading["format"]]), reading.get("within_archive")
        what = _("**This is {tool}**.", tool=tool)
        if name:
            what = _("**This is {tool}** (“{name}” in the ZIP).", tool=tool, name=plain(name))
        st.markdown(f"{what}  \n{_how_it_counts(diary.entries)}")
        if reading["format"] == "myfitnesspal" and _undecided(reading):
            _ask_vitamins(now)
        for line in _left_out(reading):
            st.caption(line)
    _given(diary)


def _how_it_counts(entries: pd.DataFrame) -> str:
    """Say how many rows count with the food table and how many with the file's own nutrients."""
    counts = entries["source"].value_counts()
    said = (
        ("food", mark("{n} by the food table")),
        (FILE, mark("{n} with the nutrients that the file gives, all others being unknown")),
        ("supplement", mark("{n} as supplements, with what the file declares")),
    )
    parts = [_(words, n=number(int(counts[name]))) for name, words in said if counts.get(name)]
    if not parts:
        return _("No row of it can be counted yet.")
    return _("Rows counted: {how}.", how="; ".join(parts))


def _undecided(reading: Any) -> bool:
    return bool(reading[COLUMNS_NOT_USED]) or reading["myfitnesspal_vitamins"] != NOT_USED


def _ask_vitamins(now: Session) -> None:
    """Ask what the numbers are of which the file does not say the unit."""
    key = f"vitamins_{now.version}"
    st.session_state.setdefault(key, now.vitamins)
    st.radio(
        _("What are the numbers under vitamin C, calcium and iron?"),
        MYFITNESSPAL_VITAMINS,
        key=key,
        format_func=lambda one: _(_VITAMINS[one]),
        on_change=carefully(_take_vitamins),
        args=(key,),
        horizontal=True,
        help=_("The file does not say. In MyFitnessPal, look at one food whose label you know."),
    )


def _take_vitamins(key: str) -> None:
    session().vitamins = st.session_state[key]


def _left_out(reading: Any) -> list[str]:
    """Return what of the file is not used, in sentences."""
    not_used = reading.get(COLUMNS_NOT_USED, [])
    usual, totals = reading.get("units_taken_as_usual", []), reading.get("rows_of_totals_left_out", 0)
    others = [name for name in reading["columns_left_over"] if name not in not_used]
    lines = (
        (not_used, mark("Not used, because the unit or form is not certain: {what}.")),
        (usual, mark("Taken in the usual unit, because the file says none: {what}.")),
        (totals, mark("Rows of daily totals left out, so that nothing counts twice: {what}.")),
        (others, mark("Columns that are not read: {what}.")),
    )
    return [_(words, what=_listed(there)) for there, words in lines if there]


def _listed(names: list[str] | int) -> str:
    """Return the first of some names, or their number where only that is known."""
    if isinstance(names, int):
        return str(names)
    shown = ", ".join(plain(name) for name in names[:12])
    return _("{names} and {n} more", names=shown, n=len(names) - 12) if len(names) > 12 else shown


def _given(diary: Diary) -> None:
    """Show the nutrients of the rows that count with the file's own."""
    if diary.given.empty:
        return
    with st.expander(_("The nutrients that this file brings"), icon=":material/table_chart:"):
        st.caption(_("Of the rows that count with them. An empty cell is unknown, not zero."))
        st.dataframe(
            given_frame(diary).head(_MOST_ROWS),
            hide_index=True,
            height=300,
            alt=_("Each row that counts with the nutrients of its file, with these nutrients"),
        )


def given_frame(diary: Diary) -> pd.DataFrame:
    """Return the rows that count with the file's nutrients and these, under names that people read."""
    entries = diary.entries[diary.entries["source"] == FILE]
    known = diary.given.dropna(axis=1, how="all")
    ordered = [name for name in nutrients() if name in known]
    names = {name: f"{_(nutrients()[name].name)}, {_unit(nutrients()[name].unit)}" for name in ordered}
    values = known.loc[entries["food_id"], ordered].rename(columns=names).reset_index(drop=True)
    return pd.concat([entries[["row", "text"]].reset_index(drop=True), values], axis=1).rename(
        columns={"row": _("Row"), "text": _("In the file")}
    )


def _unit(unit: str) -> str:
    return unit.replace("ug", "µg")
