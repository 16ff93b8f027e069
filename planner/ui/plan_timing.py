"""Pairing and timing of a plan: how often each rule holds, on what evidence, its source a click away."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from planner.report.timing_text import amounts_text
from planner.ui.widgets import plain

_HOLDS: Final = ":green[:material/check_circle:]"
_IN_PART: Final = ":orange[:material/adjust:]"
_NOT_ASKED: Final = ":gray[:material/remove_circle_outline:]"

_COLOURS: Final = {"advice": "blue", "studies": "violet", "preference": "gray"}


def timing(plan: dict[str, Any]) -> None:
    """Show the rules, what the plan holds of each, and where they come from."""
    st.markdown("**Pairing and timing**")
    for row in plan["timing"]:
        level = f":{_COLOURS[row['evidence']]}-badge[{row['level']}]"
        st.markdown(f"{_icon(row)} **{row['name']}** {level}  \n{plain(row['text'])}")
    with st.expander("Where these rules come from", icon=":material/menu_book:"):
        st.caption(
            "None of them has been shown to stop cramps. They are hints for the table, not a diagnosis."
        )
        for row in plan["timing"]:
            st.markdown(f"**{row['name']}**: {plain(row['why'])} {plain(row['does'])}")
            amounts = f" Amounts: {amounts_text(row)}. {row['amounts_from']}" if row["amounts"] else ""
            st.caption(plain(f"{row['basis']} Source: {row['source']}.{amounts}"))


def _icon(row: dict[str, Any]) -> str:
    if row["of"] == 0:
        return _NOT_ASKED
    return _HOLDS if row["holds"] == row["of"] else _IN_PART
