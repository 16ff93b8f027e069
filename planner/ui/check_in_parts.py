"""The check-in: what is asked, and what comes of it for her midwife or doctor."""

from __future__ import annotations

from typing import Final

import streamlit as st

from planner.gaps.wording import joined
from planner.language import _, mark
from planner.reference.check_in import groups, questions, topics
from planner.report.check_in_text import check_in_text, stage_text
from planner.ui import help_first, widgets
from planner.ui.session import Session, carefully, session

_TRIMESTERS: Final = {
    1: mark("First (to week 13)"),
    2: mark("Second (14 to 27)"),
    3: mark("Third (from 28)"),
}


def ask(now: Session) -> None:
    """Ask how far along she is, how she is, what she takes and has."""
    st.markdown(
        _(
            "A minute, and only what you want to say. It finds nothing out about you; it lists what your "
            "midwife or doctor should know, and holds back advice that would not be right for you."
        )
    )
    _stage(now)
    for group, name in groups().items():
        st.markdown(f"**{_(name)}**")
        for question in questions():
            if question.group == group:
                help_first.tick(now, question.id, _(question.ask))


def outcome(now: Session) -> None:
    """Show the flags for a clinician, what is not shown because of them, and the page to take along."""
    said = now.said
    if not said.flags:
        st.caption(_("Nothing ticked: there is nothing here to pass on."))
        return
    with st.container(border=True):
        st.markdown(_("**To show your midwife or doctor**"))
        st.markdown(
            "\n".join(f"- {_(flag.flag)} :small[({help_first.cited(flag.sources)})]" for flag in said.flags)
        )
        if said.hidden:
            names = joined([_(topics()[name]) for name in topics() if name in said.hidden])
            st.markdown(_("Until you have asked, these pages leave out {topics}.", topics=names))
        with st.container(horizontal=True):
            person = now.targets.person
            widgets.download(
                _("Save as text"), lambda: check_in_text(said, person), "for_my_midwife.txt", "text/plain"
            )
            st.button(_("Take all ticks away"), icon=":material/undo:", on_click=carefully(help_first.clear))


def _stage(now: Session) -> None:
    person = now.targets.person
    if person.life_stage != "pregnant" or person.gestation_weeks is not None:
        st.caption(_("{stage}, as on the Targets page.", stage=stage_text(person)))
        return
    st.session_state.setdefault("check_in_trimester", person.trimester)
    st.segmented_control(
        _("Which trimester are you in?"),
        list(_TRIMESTERS),
        format_func=lambda one: _(_TRIMESTERS[one]),
        key="check_in_trimester",
        on_change=carefully(_take_trimester),
    )


def _take_trimester() -> None:
    session().put_typed(trimester=st.session_state["check_in_trimester"])
