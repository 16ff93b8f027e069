"""What comes before anything else: signs to call for, and what is not shown because of what she ticked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from planner.gaps.refer import ADULT_FROM
from planner.gaps.wording import in_text, joined
from planner.language import _, mark
from planner.reference.check_in import topics
from planner.reference.guide import RedFlag, Source, red_flags
from planner.reference.nutrients import nutrients
from planner.report.left_out import left_out
from planner.ui import widgets
from planner.ui.session import Session, carefully, session

AMOUNTS: Final = mark(
    "**You ticked: {what}.** How much {minerals} you get is not shown here, nor food for it: your "
    "doctor decides what is right. No plan is made here."
)
AIMS: Final = mark(
    "**You ticked: {what}.** How much {minerals} to aim for is not shown and cannot be set here, nor food "
    "favoured for it: your doctor decides what is right. No plan is made here."
)


def cited(sources: Sequence[Source]) -> str:
    """Return where a text comes from; what has no source says so."""
    if not sources:
        return _("Source: none that we read; usual advice")
    titles = (f"[{_(one.title)}]({one.url})" if one.url else _(one.title) for one in sources)
    return _("Source: {titles}", titles="; ".join(titles))


def calls(flags: Sequence[RedFlag] | None = None) -> None:
    """Show signs and what to do; all of them where none are given."""
    for flag in red_flags() if flags is None else flags:
        st.error(f"**{_(flag.when)}.** {_(flag.do)}  \n:small[{cited(flag.sources)}]")


def first(now: Session) -> None:
    """Show what she ticked that needs a call, if there is any."""
    if now.said.red_flags:
        st.markdown(_("**You ticked this. Please call first; everything here can wait.**"))
        calls(now.said.red_flags)


def stopped(now: Session, topic: str) -> bool:
    """Show what comes first, and whether something she ticked hides a topic; its page then stops."""
    first(now)
    if topic not in now.said.hidden:
        return False
    flags = now.said.hiding(topic)
    for flag in flags:
        asked = _("You ticked: {what}.", what=_(flag.ask))
        st.warning(f"**{asked}** {_(flag.flag)}", icon=":material/medical_services:")
    name = _(topics()[topic])
    not_shown = _(
        "**{topic}** is not shown for now. Your diary and settings are kept, and the Cramp log stays open to "
        "you. Once it was seen to, or if it was a mistake, take the tick away:",
        topic=f"{name[:1].upper()}{name[1:]}",
    )
    st.markdown(not_shown)
    for one in now.said.red_flags:
        tick(now, one.id, _(one.when), place=topic)
    for flag in flags:
        tick(now, flag.id, _(flag.ask), place=topic)
    widgets.go("guide", _("Go to the check-in"), ":material/checklist:")
    return True


def ask_about_minerals(now: Session, not_shown: str = AMOUNTS) -> None:
    """Say that magnesium and potassium are not shown, where advice on them is hidden."""
    hidden = left_out(now.said.hidden)
    if hidden:
        asked = joined([_(flag.ask) for flag in now.said.hiding(hidden[0])])
        said = _(
            not_shown,
            what=asked,
            minerals=joined([in_text(_(nutrients()[name].name)) for name in hidden]),
        )
        st.warning(said, icon=":material/medical_services:")


def ticks(now: Session) -> None:
    """Ask for the signs to call for, each with what to do."""
    with st.container(border=True):
        st.markdown(
            _("**First: is any of this so now?** Tick it, and no plan is offered until you untick it.")
        )
        for flag in red_flags():
            tick(now, flag.id, f"**{_(flag.when)}.** {_(flag.do)}", cited(flag.sources))


def tick(now: Session, name: str, label: str, more: str | None = None, place: str = "tick") -> None:
    """Show one box of the check-in, its key of one page only; under 18 is ticked by the age that she gave."""
    key, by_age = f"{place}_{name}", name == "under_18" and now.targets.person.age < ADULT_FROM
    if by_age:
        st.session_state[key] = True
    st.session_state.setdefault(key, name in now.ticked)
    st.checkbox(label, key=key, help=more, on_change=carefully(_take), args=(name, key), disabled=by_age)


def clear() -> None:
    """Take all ticks away."""
    for name in session().ticked:
        st.session_state[f"tick_{name}"] = False
    session().ticked = frozenset()


def _take(name: str, key: str) -> None:
    now = session()
    now.ticked = now.ticked | {name} if st.session_state[key] else now.ticked - {name}
