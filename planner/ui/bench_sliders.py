"""What a plan should favour: the article's foods, nutrients, closeness to the diary."""

from __future__ import annotations

from typing import Final

import streamlit as st

from planner.language import _, mark
from planner.plan.weights import weights
from planner.reference.emphasis import emphasis_groups
from planner.reference.nutrients import nutrients
from planner.report.text import FIRST
from planner.ui.session import Session, carefully, session
from planner.ui.target_parts import field_key

_CLOSE_HELP: Final = mark(
    "0: any dish. 1: the diary's own meals wherever they fit. It counts in a plan made afresh."
)


def closeness(now: Session) -> None:
    """Ask how close a plan should stay to the diary."""
    key = field_key(now, "closeness")
    st.session_state.setdefault(key, float(now.plan_options["closeness"]))
    st.slider(
        _("Close to what the diary has"), 0.0, 1.0, step=0.05, key=key, help=_(_CLOSE_HELP),
        on_change=carefully(_take_closeness), args=(key,),
    )  # fmt: skip


def _take_closeness(key: str) -> None:
    now = session()
    now.keep_settings()
    now.plan_options = {**now.plan_options, "closeness": float(st.session_state[key])}


def groups(now: Session) -> None:
    """Ask how much each of the article's groups should count."""
    st.caption(
        _("How much a plan should bring them in: 0 not at all, 1 fully. What the food table says is below.")
    )
    for group in emphasis_groups():
        if group.mineral in now.said.hidden:
            continue
        _weight(now, "emphasis", group.id, _(group.name), 1.0, 1.0)
        st.caption(f"{_(group.note)} {_(group.measured)}.")


def priorities(now: Session) -> None:
    """Ask how much a shortfall of each nutrient should count: the five looked at first, and any other."""
    st.caption(
        _("Points for each percent below the target; 0: not minded. What is short most then comes first.")
    )
    named = [*FIRST, *now.typed["priorities"], *now.draft.get("bench_more", ())]
    shown = dict.fromkeys(name for name in named if name not in now.said.hidden)
    for name in shown:
        _weight(now, "priorities", name, _(nutrients()[name].name), 10.0, weights().of_shortfall(name))
    others = [name for name in weights().nutrients if name not in shown and name not in now.said.hidden]
    if others:
        st.selectbox(
            _("Another nutrient"), others, index=None, placeholder=_("Choose one"),
            key=field_key(now, "bench_other"),
            format_func=lambda name: _(nutrients()[name].name), on_change=carefully(_show_other),
        )  # fmt: skip


def _show_other() -> None:
    now = session()
    key = field_key(now, "bench_other")
    if chosen := st.session_state[key]:
        now.draft["bench_more"] = (*now.draft.get("bench_more", ()), chosen)
        st.session_state[key] = None


def _weight(now: Session, table: str, name: str, label: str, most: float, usual: float) -> None:
    key = field_key(now, f"{table}_{name}")
    st.session_state.setdefault(key, float(now.typed[table].get(name, usual)))
    st.slider(
        label, 0.0, most, step=0.25, key=key, on_change=carefully(_take_weight), args=(table, name, key)
    )


def _take_weight(table: str, name: str, key: str) -> None:
    now = session()
    now.put_typed(**{table: {**now.typed[table], name: float(st.session_state[key])}})
