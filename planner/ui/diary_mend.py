"""What the reader made of the diary: rows to mend, rows to check, and the table to edit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import streamlit as st

from planner.diary import Diary
from planner.diary.kept_lookup import kept_food
from planner.diary.model import FILE
from planner.language import _, mark, retold
from planner.reference.foods import food_table
from planner.ui import diary_remember
from planner.ui import table as tables
from planner.ui.session import Session, carefully, session
from planner.ui.table import Table
from planner.ui.widgets import number, plain

FIRST_FAULTS: Final = 5
MOST_FAULTS: Final = 30
MOST_IN_GRID: Final = 2_000
UNSURE: Final = 0.7
"""Below this a row is worth a look."""
_MENDABLE: Final = ("food", "amount", "unit", "grams")
_LABELS: Final = {
    "person": mark("Person"),
    "date": mark("Date"),
    "time": mark("Time"),
    "datetime": mark("Datetime"),
    "meal": mark("Meal"),
    "food": mark("Food"),
    "amount": mark("Amount"),
    "unit": mark("Unit"),
    "grams": mark("Grams"),
    "food_id": mark("Food id"),
    "notes": mark("Notes"),
}
_WIDTHS: Final = {"date": 130, "food": 300}


def ask_dates(now: Session) -> None:
    """Ask whether the day or the month comes first."""
    shown = now.ask_dates[0]
    with st.container(border=True):
        st.markdown(_("**How do you write dates?** “{date}” can be read two ways.", date=shown))
        with st.container(horizontal=True):
            for order, words in (("dmy", _("Day first")), ("mdy", _("Month first"))):
                st.button(
                    words,
                    key=f"order_{order}",
                    on_click=carefully(_take_order),
                    args=(order,),
                    icon=":material/calendar_today:",
                )
        st.caption(
            _("Your file has dates such as {dates}. Nothing is guessed.", dates=", ".join(now.ask_dates))
        )


def _take_order(order: str) -> None:
    session().date_order = order
    session().ask_dates = []


def faults(now: Session, diary: Diary) -> None:
    """Show each row that is not counted, why, and fields to mend it."""
    assert now.table is not None
    found = diary.faults.drop_duplicates("row")
    if found.empty:
        return
    count = len(found)
    st.header(_("Rows that need you") if count > 1 else _("A row that needs you"))
    st.caption(_("They are not counted until they are mended, and nothing is taken as zero."))
    rows = list(found.head(MOST_FAULTS).itertuples())
    for fault in rows[:FIRST_FAULTS]:
        _fault(now.table, fault)
    if count > FIRST_FAULTS:
        with st.expander(_("{n} more", n=number(count - FIRST_FAULTS)), icon=":material/expand_more:"):
            for fault in rows[FIRST_FAULTS:]:
                _fault(now.table, fault)
            if count > MOST_FAULTS:
                st.caption(_("The first {n}; the others come up as you mend these.", n=MOST_FAULTS))


def _fault(table: Table, fault: Any) -> None:
    row = int(fault.row)
    with st.container(border=True, key=f"fault_{row}"):
        value = f" “{plain(fault.value)}”" if fault.value else ""
        where = _("Row {row}, {column}", row=row, column=plain(_(fault.column)))
        st.markdown(f"**{where}**{value}: {plain(retold(fault.problem))}")
        st.caption(plain(retold(fault.advice)))
        about_date = fault.column in (label_of(table, "date"), table.names.get("date"), "date")
        fields = _fields(table, row, ("date", *_MENDABLE) if about_date else _MENDABLE)
        with st.container(horizontal=True):
            st.button(
                _("Save the row"),
                key=f"mend_{row}",
                icon=":material/check:",
                type="primary",
                on_click=carefully(_mend),
                args=(row, fields),
            )
            st.button(
                _("Leave it out"),
                key=f"leave_{row}",
                icon=":material/delete:",
                on_click=carefully(_leave_out),
                args=(row,),
            )


def _fields(table: Table, row: int, names: Sequence[str]) -> dict[str, str]:
    """Show a field for each cell and return their keys; a cell that changes elsewhere gets a new field."""
    cells = {name: str(cell) for name, cell in table.cells.loc[row].items()}
    keys = {name: f"mend_{row}_{name}_{cells[name]}" for name in names}
    with st.container(horizontal=True):
        for name, key in keys.items():
            _kept_input(label_of(table, name), key, cells[name], width=_WIDTHS.get(name, 90))
    return keys


def _kept_input(label: str, key: str, value: str, **more: Any) -> None:
    """Show a field; what is half typed in it outlasts the page."""
    st.session_state.setdefault(key, session().draft.get(key, value))
    st.text_input(label, key=key, on_change=carefully(_keep_input), args=(key,), **more)


def _keep_input(key: str) -> None:
    session().draft[key] = st.session_state[key]


def _mend(row: int, fields: dict[str, str]) -> None:
    now = session()
    values = {name: st.session_state[key] for name, key in fields.items()}
    if values["food"] != table_of(now).cells.loc[row, "food"]:
        now.note_change(row)
        now.draft["look_at"] = st.session_state["look_at"] = row
    now.put_table(tables.with_cells(table_of(now), row, values))
    for key in fields.values():
        now.draft.pop(key, None)


def _leave_out(row: int) -> None:
    now, said = session(), (session().date_order, session().vitamins)
    now.put_table(tables.without(table_of(now), [row]), now.source)
    now.date_order, now.vitamins = said


def understood(now: Session, diary: Diary) -> None:
    """Show what each row was taken for, the least sure first, with other foods to choose from."""
    entries = diary.entries.sort_values(["confidence", "row"], kind="stable")
    unsure = int((entries["confidence"] < UNSURE).sum())
    st.header(_("How each row was understood"))
    said = _("All rows look clear. The least sure come first.")
    if unsure:
        said = _("{n} of {all} rows are worth a look. The least sure come first.", n=unsure, all=len(entries))
    st.caption(said)
    st.dataframe(
        understood_frame(entries.head(MOST_IN_GRID)),
        hide_index=True,
        height=min(38 * (len(entries) + 1), 320),
        column_config={
            _("Sure"): st.column_config.ProgressColumn(min_value=0, max_value=1, format="percent")
        },
        alt=_("Each row of the diary with the food it was taken for, the amount and how sure the match is"),
    )
    _one_row(entries.head(MOST_IN_GRID))


def understood_frame(entries: pd.DataFrame) -> pd.DataFrame:
    """Return what the rows were taken for, under names that people read."""
    return pd.DataFrame(
        {
            _("Row"): entries["row"],
            _("You wrote"): entries["text"],
            _("Taken as"): entries["description"].where(
                entries["source"] != FILE, _("(nutrients of the file)")
            ),
            _("Amount"): entries["household"],
            _("Grams"): entries["grams"].round(0),
            _("Sure"): entries["confidence"],
            _("Assumed"): entries["assumed"].map(retold),
        }
    )


def _one_row(entries: pd.DataFrame) -> None:
    by_row = {int(row["row"]): row for row in entries.to_dict("records")}
    kept = session().draft.get("look_at")
    if st.session_state.get("look_at", kept) not in by_row:
        st.session_state.pop("look_at", None)
        kept = next(iter(by_row))
    st.session_state.setdefault("look_at", kept)
    chosen = st.selectbox(
        _("Look at a row"),
        list(by_row),
        key="look_at",
        on_change=carefully(_keep_row),
        format_func=lambda row: _(
            "Row {row}: {words} → {food}",
            row=row,
            words=by_row[row]["text"],
            food=by_row[row]["description"],
        ),
    )
    entry = by_row[chosen]
    with st.container(border=True):
        grams = "" if pd.isna(entry["grams"]) else f"{entry['grams']:g} g"
        amount = ", ".join(dict.fromkeys(filter(None, (plain(entry["household"]), grams))))
        st.markdown(f"**{plain(entry['description'])}**{', ' * bool(amount)}{amount}")
        sure = f"{100 * entry['confidence']:.0f}"
        st.caption(
            _("{percent} % sure. {assumed}", percent=sure, assumed=_sentence(retold(entry["assumed"])))
        )
        _alternatives(chosen, entry)
        diary_remember.offer(session(), chosen, entry)


def _alternatives(row: int, entry: dict[Any, Any]) -> None:
    others = {match.food_id: match.description for match in entry["alternatives"]}
    if entry["source"] == "supplement":
        st.caption(_("A supplement: check the label, and write its amounts if they differ."))
        return
    here = f"other_{row}_{entry['food_id']}"
    options = [entry["food_id"], *(one for one in others if one != entry["food_id"])]
    if len(options) > 1:
        st.radio(
            _("Did you mean another food?"),
            options,
            key=here,
            on_change=carefully(_choose),
            args=(row, here),
            format_func=lambda one: (
                _("{food} (as now)", food=others.get(one, entry["description"]))
                if one == entry["food_id"]
                else str(others[one])
            ),
        )
    words = f"words_{row}_{entry['text']}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _kept_input(_("Or write it in other words"), words, entry["text"])
        st.button(_("Look again"), on_click=carefully(_rewrite), args=(row, words))


def _keep_row() -> None:
    session().draft["look_at"] = st.session_state["look_at"]


def _choose(row: int, key: str) -> None:
    now, food_id = session(), st.session_state[key]
    now.note_change(row)
    now.put_table(tables.with_cells(table_of(now), row, {"food_id": food_id}))
    now.draft["look_at"] = row
    own = kept_food(food_id, now.corrections)
    food = own.food.description if own else food_table().description(food_id)
    now.flash = ("success", _("Row {row} is now: {food}.", row=row, food=food))


def _rewrite(row: int, key: str) -> None:
    now = session()
    values = {"food": st.session_state[key], "food_id": ""}
    now.note_change(row)
    now.put_table(tables.with_cells(table_of(now), row, values))
    now.draft["look_at"] = row
    now.draft.pop(key, None)


def table_of(now: Session) -> Table:
    """Return the diary as typed, where there is one."""
    assert now.table is not None
    return now.table


def label_of(table: Table, name: str) -> str:
    """Return what a column is called on the screen: by the file's own name where it has one."""
    label = table.names.get(name) or _(_LABELS.get(name, name))
    return label[:1].upper() + label[1:]


def _sentence(text: object) -> str:
    words = str(text) if isinstance(text, str) else ""
    if not words:
        return _("Nothing had to be assumed.")
    return _("Assumed: {what}.", what=plain(words))
