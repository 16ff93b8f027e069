"""What would come of a food table: its foods, what looks wrong, and all that is not taken with the reason."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

import pandas as pd
import streamlit as st

from planner.language import _, mark, plural, retold
from planner.reference.nutrients import nutrients
from planner.report.import_text import CELLS
from planner.sources.food_tables.table import ImportedTable, ImportReport
from planner.ui import tables_note
from planner.ui.my_foods_show import LOOKED_FOR
from planner.ui.widgets import number, plain

_MOST_SHOWN: Final = 20
_FOODS: Final = 5
_FIRST: Final = ("energy", "magnesium", "potassium", "calcium", "sodium", "iron")
_LEAST: Final = 4
"""Nutrients beside the first foods."""
_NOT_NAMED: Final = mark("not said what it is")
_NOT_THERE: Final = mark("the file has no such column")


def show(table: ImportedTable, report: ImportReport) -> None:
    """Show the foods that would be kept, and what was not taken."""
    st.header(_("This is how it will be kept"))
    foods = plural("**{n} food** taken", "**{n} foods** taken", report.taken)
    st.markdown(
        _(
            "{foods} of {rows} rows, with {n} of {all} nutrients.",
            foods=foods, rows=number(report.read), n=len(table.composition.columns), all=len(nutrients()),
        )
    )  # fmt: skip
    st.table(first_foods(table), hide_index=True, alt=_("The first foods of the table"))
    _nutrients(table)
    if not table.is_english:
        st.warning(_(tables_note.UNREAD), icon=":material/translate:")
    _flags(report.flags)
    _columns(report)
    _cells(report)
    _rows(report.not_taken)


def first_foods(table: ImportedTable) -> pd.DataFrame:
    """Return the first foods with some nutrients as people write them; an unknown amount is a dash.

    Examples
    --------
    >>> import datetime as dt
    >>> foods = pd.DataFrame({"description": ["Oats"], "basis": ["100 g"]})
    >>> table = ImportedTable("t", "", "", "", dt.date(2026, 3, 1), foods, pd.DataFrame({"iron": [4.2]}))
    >>> first_foods(table).iloc[0].to_list()
    ['Oats', '100 g', '4.2 mg']
    """
    there = [name for name in (*_FIRST, *table.composition.columns) if name in table.composition]
    foods = table.foods.head(_FOODS)
    columns = {_("Food"): foods["description"].tolist(), _("Figures per"): foods["basis"].tolist()}
    for name in list(dict.fromkeys(there))[:_LEAST]:
        values = table.composition[name].head(_FOODS)
        columns[_(nutrients()[name].name)] = [_amount(float(value), name) for value in values]
    return pd.DataFrame(columns)


def _amount(value: float, name: str) -> str:
    unit = nutrients()[name].unit.replace("ug", "µg")
    return "–" if math.isnan(value) else f"{value:.4g} {unit}"


def _nutrients(table: ImportedTable) -> None:
    known = table.composition.columns
    st.caption(_("Nutrients: {names}.", names=", ".join(_(nutrients()[name].name) for name in known)))
    lacking = [
        _(one.name) for name, one in nutrients().items() if name not in known and one.group in LOOKED_FOR
    ]
    if lacking:
        st.caption(_("Not known of these foods, which is not zero: {names}.", names=", ".join(lacking)))


def _flags(flags: list[str]) -> None:
    if not flags:
        return
    st.warning(
        plural(
            "{n} thing looks wrong. It is taken as it is, and said with the food. Is the unit right?",
            "{n} things look wrong. They are taken as they are, and said with the foods. Are units right?",
            len(flags),
        ),
        icon=":material/warning:",
    )
    _listed(map(retold, flags))


def _columns(report: ImportReport) -> None:
    """Show every column that is not taken, with the reason."""
    left = [(header, retold(why)) for header, why in report.left_out.items()]
    left += [(header, _(_NOT_NAMED)) for header in report.unmapped]
    left += [(header, _(_NOT_THERE)) for header in report.not_found]
    with st.expander(_("Columns that are not taken ({n})", n=len(left)), icon=":material/table_chart:"):
        if left:
            frame = pd.DataFrame(left, columns=[_("Column"), _("Why not")])
            st.table(frame, hide_index=True, alt=_("Each column that is not taken, and why"))
        else:
            st.caption(_("Every column is taken."))
        taken = [
            (header, _(nutrients()[nutrient].name))
            for header, nutrient in report.mapped.items()
            if nutrient in nutrients()
        ]
        st.table(
            pd.DataFrame(taken, columns=[_("Column"), _("Taken as")]), hide_index=True,
            alt=_("Each column that is taken, and as what"),
        )  # fmt: skip
        for made in report.composed:
            st.caption(_("Made of others: {what}", what=plain(retold(made))))


def _cells(report: ImportReport) -> None:
    """Say how many cells were of each kind."""
    with st.expander(_("How its cells are read"), icon=":material/grid_on:"):
        counts = [
            f"- {number(report.cells[kind])}: {_(words)}"
            for kind, words in CELLS.items()
            if report.cells.get(kind)
        ]
        st.markdown("\n".join(counts) if counts else _("Every cell of a nutrient is a number."))


def _rows(not_taken: list[str]) -> None:
    if not_taken:
        label = _("Rows that are not taken ({n})", n=len(not_taken))
        with st.expander(label, icon=":material/playlist_remove:"):
            _listed(map(retold, not_taken))


def _listed(lines: Iterable[str]) -> None:
    """Show the first of some lines, and how many more there are."""
    found = list(lines)
    more = len(found) - _MOST_SHOWN
    shown = [f"- {plain(line)}" for line in found[:_MOST_SHOWN]]
    shown += [f"- {plural('and {n} more', 'and {n} more', more)}"] if more > 0 else []
    st.markdown("\n".join(shown))
