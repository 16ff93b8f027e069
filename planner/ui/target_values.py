"""Targets set by hand, what a plan should favour, and the table of all targets."""

from __future__ import annotations

import math

import pandas as pd
import streamlit as st

from planner.gaps.wording import amount
from planner.reference.emphasis import emphasis_groups
from planner.reference.nutrients import nutrients
from planner.reference.targets import Targets
from planner.report.basis import FRAMEWORKS
from planner.report.text import FIRST
from planner.ui import profile, widgets
from planner.ui.session import Session, carefully, session
from planner.ui.target_parts import field_key
from planner.ui.widgets import plain


def overrides(now: Session) -> None:
    """Show the targets that were set by hand beside the authority's, and a form to set one."""
    targets = now.targets
    for name, override in now.typed["target_overrides"].items():
        row, known = targets[name], nutrients()[name]
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            mine = amount(override.target, name, known.unit)
            theirs = amount(row.authority_target, name, known.unit)
            why = f" Reason: {plain(override.reason)}." if override.reason else ""
            st.markdown(
                f"**{known.name}: {mine}**, in place of {theirs} ({row.authority_kind or 'no value'}).{why}"
            )
            st.button(
                "Remove",
                key=f"remove_{name}",
                icon=":material/delete:",
                on_click=carefully(_remove),
                args=(name,),
            )
    _override_form(now, targets)


def _override_form(now: Session, targets: Targets) -> None:
    settable = [name for name, row in targets.rows.items() if not math.isnan(row.authority_target)]
    options = sorted((name for name in settable if name != "water"), key=_first)
    st.session_state.setdefault("override_nutrient", now.draft.get("override_nutrient", options[0]))
    chosen = str(
        st.selectbox(
            "Change a target",
            options,
            key="override_nutrient",
            on_change=_keep_override,
            format_func=lambda name: nutrients()[name].name,
        )
    )
    row = targets[chosen]
    theirs = amount(row.authority_target, chosen, row.unit)
    st.caption(f"{FRAMEWORKS[targets.framework]}: {theirs} a day ({row.authority_kind}). {plain(row.source)}")
    with st.form("override", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        unit = "µg" if row.unit == "ug" else row.unit
        st.number_input(
            f"My target, {unit} a day", min_value=0.0, value=None, key=f"override_{chosen}", width=170
        )
        st.text_input("Reason", key="override_reason", placeholder="agreed with my midwife", width=260)
        st.form_submit_button(
            "Set this target",
            icon=":material/check:",
            type="primary",
            on_click=carefully(_set_override),
            args=(chosen,),
        )


def _first(name: str) -> tuple[int, str]:
    return (FIRST.index(name) if name in FIRST else len(FIRST), name)


def _keep_override() -> None:
    session().draft["override_nutrient"] = st.session_state["override_nutrient"]


def _set_override(nutrient: str) -> None:
    now, value = session(), st.session_state[f"override_{nutrient}"]
    if value is None:
        now.flash = ("error", "Type the amount a day that you want to aim for.")
        return
    now.targets.override(nutrient, target=value)  # refuses what nobody should aim at, before it is kept
    reason = str(st.session_state["override_reason"]).strip()
    now.put_typed(**profile.with_override(now.typed, nutrient, float(value), reason))
    now.flash = ("success", f"{nutrients()[nutrient].name} is now {value:g} a day.")


def _remove(nutrient: str) -> None:
    now = session()
    kept = {name: one for name, one in now.typed["target_overrides"].items() if name != nutrient}
    now.put_typed(target_overrides=kept)


def weights(now: Session) -> None:
    """Ask how much each of the article's groups, and each of the five nutrients, should count."""
    st.markdown("**Foods the article names**")
    st.caption(
        "How much a plan should bring them in: 0 not at all, 1 fully. What the food table says stands below."
    )
    for group in emphasis_groups():
        _weight(now, "emphasis", group.id, group.name, 1.0, 1.0)
        st.caption(f"{group.note} {group.measured}.")
    st.markdown("**Which nutrients count most**")
    for name in FIRST:
        usual = 0.5 if name == "iron" else 2.0
        _weight(now, "priorities", name, nutrients()[name].name, 10.0, usual)


def _weight(now: Session, table: str, name: str, label: str, most: float, usual: float) -> None:
    key = field_key(now, f"{table}_{name}")
    st.session_state.setdefault(key, float(now.typed[table].get(name, usual)))
    step = 0.25 if most == 1 else 0.5
    st.slider(
        label, 0.0, most, step=step, key=key, on_change=carefully(_take_weight), args=(table, name, key)
    )


def _take_weight(table: str, name: str, key: str) -> None:
    now = session()
    now.put_typed(**{table: {**now.typed[table], name: float(st.session_state[key])}})


def all_targets(targets: Targets) -> pd.DataFrame:
    """Return every target as people read it: theirs, the authority's, average requirement, upper level."""
    rows = [*targets.rows.values(), *targets.not_in_table]
    said = [row for row in rows if row.target_kind or row.upper_kind]
    return pd.DataFrame(
        {
            "Nutrient": [
                nutrients()[row.nutrient].name
                if row.nutrient in nutrients()
                else row.nutrient.replace("_", " ").capitalize()
                for row in said
            ],
            "Unit": ["µg" if row.unit == "ug" else row.unit for row in said],
            "Target": [row.target for row in said],
            "Kind": [row.target_kind for row in said],
            "Authority's value": [row.authority_target for row in said],
            "Average requirement": [row.ear for row in said],
            "Upper level": [row.upper for row in said],
            "Upper level is for": [row.upper_scope.replace("_", " ") for row in said],
            "Source": [row.source for row in said],
        }
    )


def person_file(now: Session) -> None:
    """Show buttons that save and load the person file."""
    widgets.download(
        "Save as a file (TOML)",
        lambda: profile.to_toml(now.targets.person),
        "person.toml",
        "application/toml",
    )
    file = st.file_uploader("Load a person file (TOML)", type=["toml"], key="person_file", max_upload_size=1)
    if file is not None and now.draft.get("person_file_id") != file.file_id:
        now.draft["person_file_id"] = file.file_id
        now.put_typed(**profile.read_file(file.getvalue()))
        now.draft["form"] = now.draft.get("form", 0) + 1
        st.rerun()
