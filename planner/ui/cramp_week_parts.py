"""The weeks of the cramp log, and intake beside them, with what they cannot tell."""

from __future__ import annotations

import math
from typing import Final

import pandas as pd
import streamlit as st

from planner.diary.cramp_log import CrampLog
from planner.diary.cramp_weeks import (
    LEAST_DAYS,
    LEAST_DIARY_DAYS,
    LEAST_PAIRS,
    LEAST_WEEKS,
    cramp_weeks,
)
from planner.gaps.adequacy import day_to_day, usual_interval
from planner.language import _, mark
from planner.reference.nutrients import nutrient
from planner.report import cramp_charts
from planner.report.text import FIRST
from planner.ui import gap_parts, widgets
from planner.ui.session import Session, carefully, session

_BESIDE: Final = (*FIRST, "caffeine")
NO_CAUSE: Final = mark(
    "This is one person's record. From week to week many things change at once, and what was not written "
    "down is not known: that the two rise and fall together shows no cause. Take it to your midwife or "
    "doctor, and change no tablet because of it."
)


def weeks(now: Session, log: CrampLog) -> None:
    """Show the weeks, once enough was written down."""
    found = cramp_weeks(log)
    count = int(found["counts"].sum())
    if count < LEAST_WEEKS:
        st.markdown(
            _(
                "Weeks are shown once **{weeks} weeks** have **{days} days** or more written down, cramp or "
                "none. So far {n} of {weeks}: less would say little.",
                weeks=LEAST_WEEKS,
                days=LEAST_DAYS,
                n=count,
            )
        )
        return
    frame = cramp_charts.week_frame(found)
    shown = frame[["week", "days_logged", "days_with", "cramps"]]
    widgets.chart(cramp_charts.cramp_chart(frame), cramp_charts.cramp_words(frame), shown, "cramp_weeks")
    st.caption(_("Blue: days with a cramp. Grey: days written down. The numbers say how many of how many."))
    if few := len(found) - count:
        st.caption(
            _("In {n} of these weeks fewer than {days} days were written down.", n=few, days=LEAST_DAYS)
        )
    st.header(_("Beside what you ate"))
    _beside(now, found)


def _beside(now: Session, found: pd.DataFrame) -> None:
    if "targets" in now.said.hidden:
        st.caption(_("Not shown because of what you ticked in the check-in."))
        return
    document = now.document()
    if document is None:
        st.markdown(_("With a food diary of the same weeks, intake is shown below them. There is none yet."))
        widgets.go("diary", _("Go to the diary"), ":material/menu_book:")
        return
    person = gap_parts.choose_person(now, document["people"], "cramp_log")
    name = _choose(now)
    frame = cramp_charts.week_frame(found, person["days"], name)
    pairs = int((frame["intake"].notna().to_numpy() & found["counts"].to_numpy()).sum())
    if pairs < LEAST_PAIRS:
        st.markdown(
            _(
                "The two are shown together once **{weeks} weeks** have {days} days of this log and "
                "{diary_days} days of food with a date. So far {n}: fewer would invite guesses.",
                weeks=LEAST_PAIRS,
                days=LEAST_DAYS,
                diary_days=LEAST_DIARY_DAYS,
                n=pairs,
            )
        )
        return
    unit = nutrient(name).unit
    target = next((gap["target"] for gap in person["gaps"] if gap["nutrient"] == name), None)
    words = cramp_charts.intake_words(frame, unit)
    widgets.chart(cramp_charts.intake_chart(frame, target, unit), words, frame, f"cramps_and_{name}")
    said = [
        _("Diamonds: {nutrient} a day, mean of the days in the diary.", nutrient=_(nutrient(name).name)),
        "" if target is None else _("Dashed: your target."),
        _spread(now, name),
    ]
    st.caption(" ".join(filter(None, said)))
    st.info(_(NO_CAUSE), icon=":material/balance:")


def _choose(now: Session) -> str:
    options = [name for name in _BESIDE if name not in now.said.hidden]
    kept = now.draft.get("cramp_nutrient")
    st.session_state.setdefault("cramp_nutrient", kept if kept in options else options[0])
    return str(
        st.selectbox(
            _("Which nutrient?"), options, key="cramp_nutrient",
            format_func=lambda one: _(nutrient(one).name), on_change=carefully(_keep),
        )
    )  # fmt: skip


def _keep() -> None:
    session().draft["cramp_nutrient"] = st.session_state["cramp_nutrient"]


def _spread(now: Session, name: str) -> str:
    cv = day_to_day(name, now.targets.person)[1]
    if math.isnan(cv):
        return ""
    high = usual_interval(100.0, cv, 7)[1]
    return _(
        "Seven days of diary know the usual amount only to about ±{percent} %.", percent=f"{high - 100:.0f}"
    )
