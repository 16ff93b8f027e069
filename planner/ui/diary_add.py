"""Ways to put food into the diary: a file, a sentence, a pasted table, a sample."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import pandas as pd
import streamlit as st

from planner.diary import Corrections, Diary, parse_meal
from planner.diary.model import KEPT
from planner.diary.resolve import resolve
from planner.language import _, mark, plural
from planner.report.analysis import ENTRY_KEYS
from planner.report.plain import records
from planner.report.tables import to_csv
from planner.tables import data_folder
from planner.ui import table as tables
from planner.ui import widgets
from planner.ui.half_typed import held
from planner.ui.session import Session, carefully, session

SAMPLES: Final = {
    "diary_week.csv": mark("a sample week"),
    "diary_with_problems.csv": mark("a sample with mistakes"),
}
_TYPED: Final = mark("what you typed")
_PASTED: Final = mark("the table you pasted")
_FILE: Final = "your file "
WAYS: Final = (mark("Type a meal"), mark("Upload a file"), mark("Paste a table"))
MEALS: Final = ("", "breakfast", "lunch", "dinner", "snack")
_MEALS: Final = {
    "": mark("Not said"),
    "breakfast": mark("Breakfast"),
    "lunch": mark("Lunch"),
    "dinner": mark("Dinner"),
    "snack": mark("Snack"),
}
_PASTE_HINT: Final = "date, time, food, amount, unit\n2026-03-02, 07:30, oatmeal, 1, cup"


def source_words(source: str) -> str:
    """Return where a diary came from in the language in use; English is what is kept.

    Examples
    --------
    >>> source_words("your file week.csv")
    'your file week.csv'
    """
    name = source.removeprefix(_FILE)
    return _(source) if name == source else _("your file {name}", name=name)


def sample_button(name: str, label: str, *, primary: bool = False) -> None:
    """Show a button that takes one of the sample diaries."""
    st.button(
        label,
        icon=":material/lab_profile:",
        key=f"sample_{name}",
        type="primary" if primary else "secondary",
        on_click=carefully(take_sample),
        args=(name,),
    )


def take_sample(name: str) -> None:
    """Take a sample diary in place of the present one."""
    data = (data_folder() / "samples" / name).read_bytes()
    session().put_table(tables.read_table(data), SAMPLES[name])


def start_over() -> None:
    """Show a button to begin anew."""
    st.button(_("Start over"), icon=":material/delete_sweep:", on_click=carefully(_start_over))


def _start_over() -> None:
    session().put_table(None, "")


def undo(now: Session) -> None:
    """Show a button that brings back the diary before, where there was one."""
    if now.previous is not None:
        label = _("Undo: back to {source}", source=source_words(now.previous[1]))
        st.button(label, icon=":material/undo:", key="undo", on_click=carefully(now.undo))


def downloads(now: Session, diary: Diary | None) -> None:
    """Show buttons that save the diary as typed, and what it was taken for."""
    if now.table is None:
        return
    with st.container(horizontal=True):
        widgets.download(_("Save the diary (CSV)"), now.table.to_bytes, "diary.csv", "text/csv")
        if diary is not None and not diary.entries.empty:
            understood = diary.entries[list(ENTRY_KEYS)]
            widgets.download(
                _("Save what was understood (CSV)"),
                lambda: to_csv(records(understood)),
                "understood.csv",
                "text/csv",
            )


def ways(now: Session) -> None:
    """Show the ways to add food, one at a time."""
    way = st.segmented_control(
        _("How do you want to add food?"),
        WAYS,
        format_func=_,
        required=True,
        **held(now, "way", WAYS[0]),
        width="stretch",
    )
    if way == WAYS[0]:
        _type(now)
    elif way == WAYS[1]:
        _upload()
    else:
        _paste(now)


def _type(now: Session) -> None:
    st.text_area(
        _("What did you eat or drink?"),
        **held(now, "meal_text", ""),
        max_chars=1000,
        placeholder=_("a bowl of oatmeal with milk and a banana, a mug of coffee"),
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        when(now)
        st.button(_("Add to the diary"), icon=":material/add:", type="primary", on_click=carefully(_add_meal))


def when(now: Session) -> None:
    """Show the fields that say when it was eaten; they are the same wherever food is added."""
    st.date_input(_("Day"), **held(now, "meal_date", _last_day(now)), format="YYYY-MM-DD", width=150)
    st.time_input(_("Time"), value=None, **held(now, "meal_time"), width=120)
    st.selectbox(
        _("Meal"),
        MEALS,
        **held(now, "meal_name", ""),
        width=150,
        format_func=lambda name: _(_MEALS[name]),
    )


def said_when() -> dict[str, str]:
    """Return the cells of what :func:`when` asks."""
    date, time, meal = (st.session_state[key] for key in ("meal_date", "meal_time", "meal_name"))
    return {
        "date": date.isoformat() if isinstance(date, dt.date) else "",
        "time": f"{time:%H:%M}" if time else "",
        "meal": meal,
    }


def put_rows(now: Session, rows: list[dict[str, str]]) -> None:
    """Add rows to the diary; the first ones make it."""
    before = now.table or tables.empty_table()
    now.put_table(tables.append(before, rows), None if now.table else _TYPED)


def _add_meal() -> None:
    now, text = session(), st.session_state["meal_text"].strip()
    if not text:
        now.flash = (
            "error",
            _("Write what you ate first, for example: 2 slices of toast and a glass of milk."),
        )
        return
    same = said_when() | {"person": person_of_rows(now)}
    with st.spinner(_("Looking the foods up")):
        rows = [same | cells for cells in meal_rows(text, now.corrections.of(same["person"]))]
    if not rows:
        now.flash = ("error", _("No food is named in this. Write what was eaten, or leave the meal out."))
        return
    put_rows(now, rows)
    st.session_state["meal_text"] = now.draft["meal_text"] = ""
    now.flash = ("success", plural("Added {n} food.", "Added {n} foods.", len(rows)))


def meal_rows(text: str, corrections: Corrections) -> list[dict[str, str]]:
    """Return a row for each food of a sentence; what is not understood becomes a row to mend.

    A meal or a time that the sentence tells stands in the row.
    """
    items = parse_meal(text, corrections).to_dict("records")
    return [
        {name: item[name] for name in ("meal", "time") if not pd.isna(item[name])} | _row(item, corrections)
        for item in items
    ]


def _row(item: dict[Any, Any], corrections: Corrections) -> dict[str, str]:
    """Return the cells of one food: its words alone where the reader takes them the same way."""
    plain = {"food": str(item["text"])}
    alone = resolve(plain["food"], corrections=corrections)
    same = alone.grams == item["grams"] or (item["source"] == KEPT and alone.units == item["units"])
    if pd.isna(item["food_id"]) or (alone.food_id == item["food_id"] and same):
        return plain
    if item["source"] == "supplement":
        return plain | {"amount": f"{item['units']:g}"}
    if item["source"] == KEPT and pd.isna(item["grams"]):  # a label without a weight: by its measures
        said = {"amount": "1", "unit": "serving"} if pd.isna(item["amount"]) else {}
        given = {name: str(item[name]) for name in ("amount", "unit") if not pd.isna(item[name])}
        return plain | {"food_id": str(item["food_id"])} | (said or given)
    return plain | {"food_id": str(item["food_id"]), "grams": f"{item['grams']:g}"}


def _upload() -> None:
    st.file_uploader(
        _(
            "CSV or Excel (XLSX) with a food and an amount, or the export of ASA24, Cronometer, Intake24, "
            "MyFitnessPal (its ZIP as mailed) or NHANES (XPT). Up to 25 MB, XPT 150 MB."
        ),
        type=["csv", "xlsx", "txt", "tsv", "zip", "xpt"],
        max_upload_size=150,
        key="upload",
        on_change=carefully(_take_file),
    )


def _take_file() -> None:
    file = st.session_state["upload"]
    if file is not None:
        with st.spinner(_("Opening the file")):
            session().put_table(tables.read_table(file.getvalue()), f"{_FILE}{file.name}")


def _paste(now: Session) -> None:
    st.text_area(
        _("Paste rows from a spreadsheet, column names first"),
        **held(now, "pasted", ""),
        height=160,
        placeholder=_PASTE_HINT,
    )
    st.button(_("Take these rows"), icon=":material/add:", type="primary", on_click=carefully(_take_pasted))


def _take_pasted() -> None:
    now = session()
    found = tables.read_table(st.session_state["pasted"].encode())
    joined = now.table is not None
    now.put_table(tables.join(now.table, found) if now.table else found, None if joined else _PASTED)
    st.session_state["pasted"] = now.draft["pasted"] = ""
    now.flash = ("success", _("Added {n} rows.", n=len(found.cells)))


def _last_day(now: Session) -> dt.date:
    diary = now.diary()
    days = [] if diary is None else [day for day in diary.entries["date"] if isinstance(day, dt.date)]
    return max(days) if days else dt.date.today()


def person_of_rows(now: Session) -> str:
    """Return whose diary it is: where a file names somebody, the reader wants a name in each row."""
    if now.table is None or now.table.cells.empty:
        return ""
    return str(now.table.cells["person"].iloc[-1])
