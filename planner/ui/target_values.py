"""Targets set by hand, the table of all targets, and the person file."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import replace
from typing import Final

import pandas as pd
import streamlit as st

from planner.errors import PersonError, TargetError
from planner.gaps.wording import amount
from planner.language import _, mark
from planner.reference.nutrients import nutrients
from planner.reference.people import Override
from planner.reference.preset import LONGEST_REASON, checked_reason
from planner.reference.targets import Targets
from planner.report.basis import FRAMEWORKS
from planner.report.text import FIRST
from planner.ui import profile, widgets
from planner.ui.half_typed import held, used
from planner.ui.session import Session, carefully, session
from planner.ui.widgets import plain

OWN: Final = mark("My target")
REASON: Final = mark("Reason")
_SCOPES: Final = {
    "total": mark("total"),
    "supplements_only": mark("supplements only"),
    "retinol_only": mark("retinol only"),
    "folic_acid_only": mark("folic acid only"),
    "synthetic_only": mark("synthetic only"),
}


def overrides(now: Session) -> None:
    """Show the targets that were set by hand beside the authority's, and a form to set one."""
    targets = now.targets
    own: dict[str, Override] = now.typed["target_overrides"]
    for name, override in own.items():
        if name in now.said.hidden:
            continue
        row, known = targets[name], nutrients()[name]
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            mine = amount(override.target, name, known.unit)
            theirs = amount(row.authority_target, name, known.unit)
            said = _(
                "**{nutrient}: {own}**, in place of {value} ({kind}).",
                nutrient=_(known.name),
                own=mine,
                value=theirs,
                kind=row.authority_kind or _("no value"),
            )
            why = _("No reason is given yet.")
            if override.reason:
                why = _("Reason: {reason}.", reason=plain(override.reason))
            st.markdown(f"{said} {why}")
            st.button(
                _("Remove"),
                key=f"remove_{name}",
                icon=":material/delete:",
                on_click=carefully(_remove),
                args=(name,),
            )
    _own_target(now, targets)


def _own_target(now: Session, targets: Targets) -> None:
    settable = [name for name, row in targets.rows.items() if not math.isnan(row.authority_target)]
    not_these = {"water", *now.said.hidden}
    options = sorted((name for name in settable if name not in not_these), key=_first)
    kept = now.draft.get("override_nutrient", options[0])
    if st.session_state.get("override_nutrient", kept) not in options:
        st.session_state.pop("override_nutrient", None)
        kept = options[0]
    st.session_state.setdefault("override_nutrient", kept)
    chosen = str(
        st.selectbox(
            _("Change a target"),
            options,
            key="override_nutrient",
            on_change=carefully(_keep_override),
            format_func=lambda name: _(nutrients()[name].name),
        )
    )
    row = targets[chosen]
    theirs = amount(row.authority_target, chosen, row.unit)
    st.caption(
        _(
            "{framework}: {amount} a day ({kind}). {source}",
            framework=_(FRAMEWORKS[targets.framework]),
            amount=theirs,
            kind=row.authority_kind,
            source=plain(row.source),
        )
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        unit = "µg" if row.unit == "ug" else row.unit
        st.number_input(
            _("My target, {unit} a day", unit=unit),
            min_value=0.0,
            width=170,
            **held(now, f"override_{chosen}"),
        )
        st.text_input(
            _(REASON),
            placeholder=_("agreed with my midwife"),
            max_chars=LONGEST_REASON,
            width=260,
            **held(now, "override_reason", ""),
        )
        st.button(
            _("Set this target"),
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
        now.flash = ("error", _("Type the amount a day that you want to aim for."))
        return
    own = checked_target(now.targets, nutrient, float(value), st.session_state["override_reason"])
    now.put_typed(target_overrides={**now.typed["target_overrides"], nutrient: own})
    used(now, f"override_{nutrient}", "override_reason")
    now.flash = (
        "success",
        _("{nutrient} is now {amount} a day.", nutrient=name_of(nutrient), amount=f"{value:g}"),
    )


def _remove(nutrient: str) -> None:
    now = session()
    kept = {name: one for name, one in now.typed["target_overrides"].items() if name != nutrient}
    now.put_typed(target_overrides=kept)


def all_targets(targets: Targets, hidden: Collection[str] = ()) -> pd.DataFrame:
    """Return every target as people read it, by id: the authority's, her own with its reason, the limits."""
    rows = [*targets.rows.values(), *targets.not_in_table]
    said = [row for row in rows if (row.target_kind or row.upper_kind) and row.nutrient not in hidden]
    own = {row.nutrient: row for row in said if row.target_kind == "override"}
    return pd.DataFrame(
        {
            mark("Nutrient"): [name_of(row.nutrient) for row in said],
            mark("Unit"): ["µg" if row.unit == "ug" else row.unit for row in said],
            mark("Authority's value"): [row.authority_target for row in said],
            mark("Kind"): [row.authority_kind for row in said],
            OWN: [row.target if row.nutrient in own else math.nan for row in said],
            REASON: [row.reason for row in said],
            mark("Average requirement"): [row.ear for row in said],
            mark("Upper level"): [row.upper for row in said],
            mark("Upper level is for"): [_(_SCOPES.get(row.upper_scope, row.upper_scope)) for row in said],
            mark("Source"): [row.source for row in said],
        },
        index=pd.Index([row.nutrient for row in said], name="id"),
    )


def name_of(nutrient: str) -> str:
    """Return what a nutrient is called; some with reference values are not in the food table.

    Examples
    --------
    >>> name_of("vitamin_b6"), name_of("pantothenic_acid")
    ('Vitamin B6', 'Pantothenic acid')
    """
    known = nutrients().get(nutrient)
    return _(nutrient.replace("_", " ").capitalize() if known is None else known.name)


def checked_target(targets: Targets, nutrient: str, target: float, reason: object) -> Override:
    """Return a target set by hand with its reason.

    Raises
    ------
    TargetError
        For an amount that nobody should aim at, or without a reason.

    Examples
    --------
    >>> from planner.reference.people import Person
    >>> from planner.reference.targets import targets_for
    >>> hers = targets_for(Person(age=29, life_stage="pregnant"))
    >>> checked_target(hers, "magnesium", 400, "agreed at visit")
    Override(target=400.0, reason='agreed at visit')
    """
    if any(row.nutrient == nutrient for row in targets.not_in_table):
        raise TargetError(nutrient, target, _("the food table does not have it, so no plan can count it."))
    amount_a_day = targets.override(nutrient, target=target)[nutrient].target
    try:
        return Override(amount_a_day, checked_reason(nutrient, reason))
    except PersonError as error:
        raise TargetError(nutrient, reason, error.advice) from error


def person_file(now: Session) -> None:
    """Show buttons that save and load the person file."""
    widgets.download(
        _("Save as a file (TOML)"),
        lambda: profile.to_toml(replace(now.targets.person, ticked=tuple(sorted(now.ticked)))),
        "person.toml",
        "application/toml",
    )
    st.file_uploader(
        _("Load a person file (TOML)"), type=["toml"], key="person_file", max_upload_size=1,
        on_change=carefully(_take_file),
    )  # fmt: skip


def _take_file() -> None:
    now, file = session(), st.session_state["person_file"]
    if file is not None:
        person = profile.read_file(file.getvalue())
        now.put_typed(**profile.typed_of(person))
        now.ticked |= set(person.ticked)
        now.draft["form"] = now.draft.get("form", 0) + 1
