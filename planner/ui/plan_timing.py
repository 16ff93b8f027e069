"""Pairing and timing of a plan: how often each rule holds, on what evidence, its source a click away."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from planner.language import _
from planner.report.timing_text import amounts_text
from planner.ui.widgets import plain

_HOLDS: Final = ":green[:material/check_circle:]"
_IN_PART: Final = ":orange[:material/adjust:]"
_NOT_ASKED: Final = ":gray[:material/remove_circle_outline:]"

_COLOURS: Final = {"advice": "blue", "studies": "violet", "preference": "gray"}


def timing(plan: dict[str, Any]) -> None:
    """Show the rules, what the plan holds of each, and where they come from."""
    st.markdown(f"**{_('Pairing and timing')}**")
    for row in plan["timing"]:
        level = f":{_COLOURS[row['evidence']]}-badge[{_(row['level'])}]"
        st.markdown(f"{_icon(row)} **{_(row['name'])}** {level}  \n{plain(row['text'])}")
    with st.expander(_("Where these rules come from"), icon=":material/menu_book:"):
        st.caption(
            _("None of them has been shown to stop cramps. They are hints for the table, not a diagnosis.")
        )
        for row in plan["timing"]:
            st.markdown(f"**{_(row['name'])}**: {plain(_(row['why']))} {plain(_(row['does']))}")
            st.caption(plain(_behind(row)))


def _behind(row: dict[str, Any]) -> str:
    """Return what a rule rests on: what is known, the source, and where its amounts come from."""
    source = _("Source: {source}.", source=_(row["source"]))
    amounts = [_("Amounts: {amounts}.", amounts=amounts_text(row)), _(row["amounts_from"])]
    return " ".join([_(row["basis"]), source, *(amounts if row["amounts"] else [])])


def _icon(row: dict[str, Any]) -> str:
    if row["of"] == 0:
        return _NOT_ASKED
    return _HOLDS if row["holds"] == row["of"] else _IN_PART
