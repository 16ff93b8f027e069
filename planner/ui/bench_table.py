"""All targets in one table to edit: the authority's value, one's own, and why."""

from __future__ import annotations

import math
from collections.abc import Collection
from copy import deepcopy
from typing import Any, Final

import pandas as pd
import streamlit as st

from planner.errors import TargetError
from planner.gaps.wording import amount
from planner.language import _, language, mark
from planner.reference.people import Override, Person
from planner.reference.targets import Targets
from planner.ui import widgets
from planner.ui.session import Session, carefully, session
from planner.ui.target_values import OWN, REASON, all_targets, checked_target, name_of
from planner.ui.widgets import plain

_NUMBERS: Final = ("Authority's value", "Average requirement", "Upper level")
_SCOPES: Final = {
    "supplements_only": mark("supplements only: reach this with food"),
    "retinol_only": mark("retinol only: vegetables that the body makes vitamin A from do not count"),
    "folic_acid_only": mark("folic acid only: the folate of plain food does not count"),
    "synthetic_only": mark("what is added to foods and supplements only: reach this with plain food"),
    "total": mark("all that is eaten"),
}


def take_edits(now: Session) -> None:
    """Use what was edited in the table since the last run; what cannot be used is kept, and said why."""
    edits = st.session_state.get(_key(now), {}).get("edited_rows")
    if not edits or edits == now.draft.get("bench_edits") or "bench_base" not in now.draft:
        return
    now.draft["bench_edits"] = deepcopy(edits)
    base: pd.DataFrame = now.draft["bench_base"]
    own = dict(now.typed["target_overrides"])
    for place, cells in edits.items():
        row = base.iloc[int(place)].to_dict() | cells
        _take_row(now, own, str(base.index[int(place)]), row)
    if own != now.typed["target_overrides"]:
        now.put_typed(target_overrides=own)
    now.draft["bench_seen"] = _seen(now)


def _take() -> None:
    take_edits(session())


def _take_row(now: Session, own: dict[str, Override], nutrient: str, row: dict[str, Any]) -> None:
    """Set one target, or remove it where its cell is blank; a refused one waits with the reason why."""
    waiting: dict[str, tuple[Any, Any, str]] = now.draft.setdefault("bench_waiting", {})
    waiting.pop(nutrient, None)
    target, reason = row[OWN], row[REASON]
    if target is None or math.isnan(target):
        own.pop(nutrient, None)
        return
    try:
        own[nutrient] = checked_target(now.targets, nutrient, float(target), reason)
    except TargetError as error:
        waiting[nutrient] = (target, reason, f"{name_of(nutrient)}: {_(error.advice)}")


def table(now: Session) -> None:
    """Show the table; it goes on from the rows it was given, so that it does not jump under one's hands."""
    if _key(now) not in st.session_state or now.draft.get("bench_seen") != _seen(now):
        now.draft["bench_base"] = _with_waiting(now, all_targets(now.targets, now.said.hidden))
        now.draft["bench_count"] = now.draft.get("bench_count", 0) + 1
        now.draft |= {"bench_seen": _seen(now), "bench_edits": {}}
    base: pd.DataFrame = now.draft["bench_base"]
    st.data_editor(
        base,
        hide_index=True,
        placeholder="",
        key=_key(now),
        on_change=carefully(_take),  # the page alone would not see an edit that a click elsewhere follows
        disabled=[name for name in base.columns if name not in (OWN, REASON)],
        column_config={
            **{name: st.column_config.Column(_(name)) for name in base.columns},
            "Nutrient": st.column_config.Column(_("Nutrient"), pinned=True),
            OWN: st.column_config.NumberColumn(
                _(OWN), min_value=0.0, format="%.10g", help=_("A day, in the row's unit")
            ),
            REASON: st.column_config.TextColumn(
                _(REASON), width="medium", help=_("Needed where the target is your own")
            ),
            **{name: st.column_config.NumberColumn(_(name), format="%.10g") for name in _NUMBERS},
        },
        alt=_("All targets: the authority's value, your own and the reason, the limits and the source"),
    )
    hidden = now.said.hidden
    for nutrient, (*_row, problem) in now.draft.get("bench_waiting", {}).items():
        if nutrient in hidden:
            continue
        st.error(_("Not in use yet. {why}", why=plain(problem)), icon=":material/edit:")
    for warning in above_upper(now.targets, hidden):
        st.warning(plain(warning), icon=":material/warning:")
    widgets.download(
        _("Download as CSV"),
        lambda: all_targets(now.targets, hidden).to_csv(index=False),
        "targets.csv",
        "text/csv",
    )


def _with_waiting(now: Session, frame: pd.DataFrame) -> pd.DataFrame:
    for nutrient, (own, reason, _why) in now.draft.get("bench_waiting", {}).items():
        if nutrient in frame.index:
            frame.loc[nutrient, [OWN, REASON]] = [own, reason or ""]
    return frame


def _seen(now: Session) -> tuple[Person, frozenset[str], str]:
    """Return what the rows of the table depend on."""
    return now.targets.person, now.said.hidden, language()


def _key(now: Session) -> str:
    return f"bench_table_{now.draft.get('form', 0)}_{now.draft.get('bench_count', 0)}"


def above_upper(targets: Targets, hidden: Collection[str] = ()) -> list[str]:
    """Return a sentence for each own target above an upper level, with what that level counts.

    Examples
    --------
    >>> from planner.reference.people import Person
    >>> from planner.reference.targets import targets_for
    >>> targets = targets_for(Person(age=29, life_stage="pregnant", trimester=2))
    >>> above_upper(targets.override("magnesium", target=400))[0]
    'Magnesium: 400 mg is above the UL of 350 mg, which counts supplements only: reach this with food.'
    """
    return [
        _(
            "{nutrient}: {own} is above the {kind} of {upper}, which counts {what}.",
            nutrient=name_of(row.nutrient),
            own=amount(row.target, row.nutrient, row.unit),
            kind=row.upper_kind,
            upper=amount(row.upper, row.nutrient, row.unit),
            what=_(_SCOPES[row.upper_scope]),
        )
        for row in targets.rows.values()
        if row.target_kind == "override" and row.target > row.upper and row.nutrient not in hidden
    ]
