"""What frames the Targets page: why something typed is not in use, and the energy that is reckoned with."""

from __future__ import annotations

import streamlit as st

from planner.language import _, retold
from planner.ui import widgets
from planner.ui.session import Session


def problem(now: Session) -> None:
    """Say why what is typed is not in use; once more where it is seen, when it is new."""
    if now.problem:
        st.error(
            _("{problem} Until then the targets stay as they were.", problem=now.problem),
            icon=":material/edit:",
        )
        if now.draft.get("problem") != now.problem:
            widgets.toast(now.problem)
    now.draft["problem"] = now.problem


def energy(now: Session) -> None:
    """Say how much energy she is taken to need, and on what that rests."""
    found = now.targets.energy
    st.caption(
        _(
            "Estimated energy need: {kcal} kcal a day. {notes}",
            kcal=widgets.number(round(found.kcal)),
            notes=" ".join(retold(note) for note in found.notes),
        )
    )
