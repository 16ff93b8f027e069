"""What the columns of a food table are: of a known table it is known, of any other she says it here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from planner.errors import TableError
from planner.language import _, mark, plural, retold
from planner.reference.nutrients import nutrients
from planner.sources.food_tables.columns import AVAILABLE, CAROTENE, COMPOSED, bases, units
from planner.sources.food_tables.mapping import TableMapping, layout
from planner.sources.food_tables.propose import Proposal, propose, rows_of_headers
from planner.sources.food_tables.said import ColumnSaid, mapping_said, taken_twice, understood
from planner.sources.food_tables.sheets import Sheet
from planner.ui.my_foods_fields import choice, put, said
from planner.ui.session import carefully, session
from planner.ui.widgets import plain

MOST_ASKED: Final = 20
"""Columns that are asked for at once; the others are chosen in a list."""
MOST_PROBLEMS: Final = 3
_CODE, _NAME = "brought_code", "brought_name"
_OF, _UNIT, _PER = "brought_of ", "brought_unit ", "brought_per "
_COMPOSED: Final = {
    AVAILABLE: mark("Carbohydrate, available (without fibre)"),
    CAROTENE: mark("Carotene (beta-carotene equivalents)"),
}
_DECIMALS: Final = {"": mark("As the figures show"), ",": mark("1,5"), ".": mark("1.5")}
_LANGUAGES: Final = {"": mark("Another language, or I am not sure"), "en": mark("English")}
_UNKNOWN_LANGUAGE: Final = "und"
"""What the standard of language codes calls one that is not determined."""


def ask(file: str, sheets: Sequence[Sheet]) -> TableMapping | None:
    """Show what a file was understood as and ask for what is not clear; None while that is not said.

    Raises
    ------
    TableError
        Where what is said makes no mapping.
    """
    proposal = _proposal(file, sheets)
    if proposal is None:
        return None
    if proposal.layout is not None:
        known = layout(proposal.layout)
        st.info(
            _("This is a table that is known: {title}.", title=plain(known.title)), icon=":material/check:"
        )
        return known
    found = understood(proposal)
    st.header(_("What its columns are"))
    _roles(proposal.headers, proposal.code, proposal.name)
    _ask_open([one for one in found if one.why and one.nutrient], proposal)
    columns = [_as_said(one) for one in found]
    _all(columns, proposal)
    _ask_another(found, proposal)
    asked = _of_the_whole(proposal)
    problems = _problems(columns)
    for problem in problems:
        st.error(plain(problem), icon=":material/edit:")
    return None if problems else mapping_said(proposal, columns, **asked)


def _proposal(file: str, sheets: Sequence[Sheet]) -> Proposal | None:
    """Return what a file was understood as; where its headers are not found, ask for them."""
    code, name = said(_CODE), said(_NAME)
    try:
        return propose(sheets, file, (code,) if code else (), (name,) if name else ())
    except TableError:
        rows = rows_of_headers(sheets)
        if not rows:
            raise
    st.header(_("Where its headers are"))
    st.markdown(_("Say which row holds the headers, which column the codes of the foods, which their names."))
    at = st.selectbox(
        _("Row of headers"), format_func=lambda place: " | ".join(filter(None, rows[int(place)]))[:120],
        **choice("brought_row", [str(place) for place in range(len(rows))]),
    )  # fmt: skip
    _roles(["", *dict.fromkeys(filter(None, rows[int(str(at))]))])
    if code and name:
        problem = _(
            "Below these two headers no food was found. They are two columns of one row; where a table has "
            "no codes, number its rows in your spreadsheet first."
        )
        st.error(problem, icon=":material/edit:")
    return None


def _roles(headers: Sequence[str], code: str = "", name: str = "") -> None:
    with st.container(horizontal=True):
        st.selectbox(
            _("Column of the codes"), format_func=_header_words, width=280, **choice(_CODE, headers, code)
        )
        st.selectbox(
            _("Column of the names"), format_func=_header_words, width=280, **choice(_NAME, headers, name)
        )


def _header_words(header: str) -> str:
    return header or _("Choose")


def _ask_open(found: list[ColumnSaid], proposal: Proposal) -> None:
    """Ask for the columns that are a nutrient of which something has to be said before it counts."""
    if not found:
        return
    st.markdown(
        plural(
            "**{n} column** is a nutrient, but what its figures are is not said:",
            "**{n} columns** are nutrients, but what their figures are is not said:",
            len(found),
        )
    )
    for one in found[:MOST_ASKED]:
        _ask_column(one, proposal)
    if len(found) > MOST_ASKED:
        st.caption(_("{n} more stand in the list below.", n=len(found) - MOST_ASKED))
    if any(_as_said(one).why and _as_said(one).nutrient for one in found):
        st.button(
            _("Leave out those that are not said"), icon=":material/delete_sweep:",
            on_click=carefully(_leave_out), args=(found,),
        )  # fmt: skip


def _leave_out(found: list[ColumnSaid]) -> None:
    for one in found:
        if _as_said(one).nutrient and _as_said(one).why:
            put(_OF + one.header, "")


def _ask_column(one: ColumnSaid, proposal: Proposal) -> None:
    """Ask what a column is taken for, in which unit, and per what."""
    header = one.header
    with st.container(border=True):
        cells = proposal.examples.get(header, "")
        st.markdown(f"**{plain(header)}**" + (f"  \n:small[{plain(cells)}]" if cells else ""))
        with st.container(horizontal=True):
            taken = st.selectbox(
                _("“{header}” is", header=header), width=280, format_func=component_words,
                **choice(_OF + header, ["", *nutrients(), *COMPOSED], one.nutrient),
            )  # fmt: skip
            if taken:
                st.selectbox(
                    _("Unit"),
                    width=120,
                    format_func=_unit_words,
                    **choice(_UNIT + header, ["", *units()], one.unit),
                )
                st.selectbox(
                    _("Figures per"), width=160, format_func=lambda basis: basis or _("as the table"),
                    **choice(_PER + header, ["", *bases()], one.basis),
                )  # fmt: skip


def _as_said(one: ColumnSaid) -> ColumnSaid:
    """Return a column as she says it is; what she left is as it was understood."""
    draft, header = session().draft, one.header
    nutrient = draft.get(_OF + header, one.nutrient)
    if nutrient not in (*nutrients(), *COMPOSED):
        return one.taken_as("", "", "")
    unit, basis = draft.get(_UNIT + header, one.unit), draft.get(_PER + header, one.basis)
    return one.taken_as(
        str(nutrient), str(unit) if unit in units() else "", str(basis) if basis in bases() else ""
    )


def _all(columns: list[ColumnSaid], proposal: Proposal) -> None:
    """Show what every column is taken for, or why it is not taken."""
    taken = sum(bool(one.nutrient) and not one.why for one in columns)
    label = _("All columns: {taken} taken, {left} not", taken=taken, left=len(columns) - taken)
    with st.expander(label, icon=":material/table_chart:"):
        rows = [
            {
                _("Column"): one.header,
                _("First figures"): proposal.examples.get(one.header, ""),
                _("Taken as"): taken_words(one),
            }
            for one in columns
        ]
        st.table(pd.DataFrame(rows), hide_index=True, alt=_("What each column of the file is taken for"))


def taken_words(one: ColumnSaid) -> str:
    """Return what a column is taken for, or why it is not.

    Examples
    --------
    >>> taken_words(ColumnSaid("MG", "magnesium", "mg")), taken_words(ColumnSaid("x", why="not understood"))
    ('Magnesium, mg', 'Not taken: not understood')
    """
    if one.why:
        return _("Not taken: {why}", why=retold(one.why))
    words = f"{component_words(one.nutrient)}, {_unit_words(one.unit)}"
    return f"{words} / {one.basis}" if one.basis else words


def component_words(nutrient: str) -> str:
    """Return what a component is called; ``""`` is one that is not taken."""
    if not nutrient:
        return _("Not taken")
    return _(_COMPOSED[nutrient]) if nutrient in _COMPOSED else _(nutrients()[nutrient].name)


def _unit_words(unit: str) -> str:
    return unit.replace("ug", "µg") or _("Choose")


def _ask_another(found: list[ColumnSaid], proposal: Proposal) -> None:
    """Ask for any other column that she picks."""
    by_header = {one.header: one for one in found}
    picked = st.selectbox(
        _("Change what a column is taken for"), format_func=_header_words,
        **choice("brought_pick", ["", *by_header]),
    )  # fmt: skip
    shown = [one.header for one in found if one.why and one.nutrient][:MOST_ASKED]
    if picked and picked not in shown:
        _ask_column(by_header[str(picked)], proposal)


def _of_the_whole(proposal: Proposal) -> dict[str, str]:
    """Ask what holds for the whole table, and return it."""
    basis = st.segmented_control(
        _("Figures are per"), required=True, **choice("brought_basis", ["100 g", "100 ml"])
    )
    decimal = st.segmented_control(
        _("Decimals are written"), format_func=lambda sign: _(_DECIMALS[sign]), required=True,
        **choice("brought_decimal", list(_DECIMALS)),
    )  # fmt: skip
    language = st.segmented_control(
        _("The names of the foods are in"), format_func=lambda code: _(_LANGUAGES[code]), required=True,
        help=_("Safety rules read English names only."),
        **choice("brought_language", list(_LANGUAGES), proposal.language),
    )  # fmt: skip
    other = proposal.language if proposal.language not in _LANGUAGES else _UNKNOWN_LANGUAGE
    return {"basis": str(basis), "decimal": str(decimal), "language": str(language) or other}


def _problems(columns: list[ColumnSaid]) -> list[str]:
    """Return what is to be said before the table can be looked at."""
    unclear = [one for one in columns if one.nutrient and one.why]
    problems = [
        _("“{header}”: {why}. Say it above, or leave the column out.", header=one.header, why=retold(one.why))
        for one in unclear[:MOST_PROBLEMS]
    ]
    if len(unclear) > MOST_PROBLEMS:
        problems.append(_("So it is of {n} more columns.", n=len(unclear) - MOST_PROBLEMS))
    for nutrient, headers in taken_twice(columns):
        named = ", ".join(f"“{header}”" for header in headers)
        words = _("{columns} are both taken as {nutrient}. Leave one of them out.")
        problems.append(words.format(columns=named, nutrient=component_words(nutrient)))
    if not any(one.nutrient for one in columns):
        problems.append(
            _("No column is taken yet. Choose one in the list above, and say which nutrient it is.")
        )
    return problems
