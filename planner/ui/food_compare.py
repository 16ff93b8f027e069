"""Foods side by side: up to four, by the amounts chosen, by 100 g or by 100 kcal."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from planner.gaps.wording import joined
from planner.language import _
from planner.reference.foods import food_table
from planner.report.food_charts import MOST_FOODS, comparison_chart, comparison_frame, comparison_words
from planner.report.food_tables import Portion, nutrient_frame, on_basis, saved_table, shown_table
from planner.report.text import FIRST
from planner.ui import widgets
from planner.ui.session import Session, carefully, session
from planner.ui.widgets import plain


def chosen(now: Session) -> tuple[Portion, ...]:
    """Return the foods that are compared."""
    found: tuple[Portion, ...] = now.draft.get("compare", ())
    return found


def offer(now: Session, portion: Portion) -> None:
    """Show a button that puts an amount of a food beside others."""
    full = len(chosen(now)) >= MOST_FOODS
    st.button(
        _("Compare with other foods"),
        key=f"compare_{portion.food_id}",
        icon=":material/compare_arrows:",
        disabled=full or portion in chosen(now),
        help=_("{n} foods are the most; take one out below.", n=MOST_FOODS) if full else None,
        on_click=carefully(_put),
        args=(portion,),
    )


def compared(now: Session) -> None:
    """Show the foods side by side: the chart, the table, the file."""
    portions = chosen(now)
    if not portions:
        return
    st.header(_("Side by side"))
    for place, one in enumerate(portions, 1):
        with st.container(horizontal=True, vertical_alignment="center"):
            name = food_table().description(one.food_id)
            st.markdown(f"**{place}. {plain(name)}**, {plain(one.words)}", width="stretch")
            st.button(
                _("Take out"), key=f"take_out_{place}",
                help=_("Take {food} out", food=name), icon=":material/close:",
                on_click=carefully(_take_out), args=(one,),
            )  # fmt: skip
    if len(portions) == 1:
        st.caption(_("Look up another food and choose “Compare with other foods” there."))
        return
    names = {"amount": _("These amounts"), "100 g": "100 g", "100 kcal": "100 kcal"}
    basis = ask_basis(now, "compare_basis", _("Compare by"), names)
    shown = [on_basis(one, basis) for one in portions]
    say_if_no_energy(shown)
    hidden = now.said.hidden
    frame = nutrient_frame(shown, now.targets, hidden)
    draw(frame, "foods_compared")
    with st.expander(_("All nutrients, and save them"), icon=":material/expand_more:", expanded=True):
        st.dataframe(shown_table(frame), hide_index=True, width="stretch")
        widgets.download(
            _("Save as CSV"),
            lambda: saved_table(portions, now.targets, hidden).to_csv(index=False),
            "foods_side_by_side.csv",
            "text/csv",
        )


def ask_basis(now: Session, key: str, label: str, names: Mapping[str, str]) -> str:
    """Ask whether an amount, 100 g or 100 kcal is meant; the answer outlasts a page switch."""
    st.session_state.setdefault(key, now.draft.get(key, "amount"))
    return str(
        st.segmented_control(
            label, list(names), required=True, key=key,
            format_func=names.__getitem__, on_change=carefully(_keep), args=(key,),
        )
    )  # fmt: skip


def say_if_no_energy(portions: Sequence[Portion]) -> None:
    """Say which foods cannot be counted by 100 kcal."""
    none = [food_table().description(one.food_id) for one in portions if math.isnan(one.grams)]
    if none:
        st.caption(
            _("{foods}: has no energy, so nothing can be said by 100 kcal.", foods=plain(joined(none)))
        )


def draw(frame: pd.DataFrame, name: str) -> None:
    """Show the share of the targets of the five that are asked about with cramps."""
    shares = comparison_frame(frame, FIRST)
    if shares.empty:
        st.caption(_("This framework has no value for them."))
        return
    widgets.chart(comparison_chart(shares), comparison_words(shares), shares.drop(columns="words"), name)


def _put(portion: Portion) -> None:
    now = session()
    now.draft["compare"] = (*chosen(now), portion)
    name = food_table().description(portion.food_id)
    widgets.toast(_("{food} stands below, side by side with others.", food=name))


def _take_out(portion: Portion) -> None:
    now = session()
    now.draft["compare"] = tuple(one for one in chosen(now) if one != portion)


def _keep(key: str) -> None:
    session().draft[key] = st.session_state[key]
