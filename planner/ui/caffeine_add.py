"""Caffeine with one tap: common drinks with what they hold, and the day's total beside the cap."""

from __future__ import annotations

import datetime as dt
from typing import Final

import streamlit as st

from planner.diary.times import day_start_minutes
from planner.gaps.caffeine import is_over_cap
from planner.gaps.caffeine_day import caffeine_on
from planner.language import _, mark
from planner.reference.caffeine_drinks import Drink, common_drinks
from planner.reference.safety import flags_of
from planner.report.basis import JURISDICTIONS
from planner.ui import diary_add, food_add, widgets
from planner.ui.session import Session, carefully, session
from planner.ui.widgets import day_words, plain

_COLUMNS: Final = 2


def quick_add(now: Session) -> None:
    """Show the day's total, and a button for each drink."""
    st.caption(
        _(
            "Tap what you had: it goes into your diary with the time. Figures run from the food table's to "
            "that of an authority ({where}), where it states one.",
            where=_(JURISDICTIONS[now.targets.jurisdiction]),
        )
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.session_state.setdefault("caffeine_day", now.draft.get("caffeine_day", dt.date.today()))
        st.date_input(
            _("Which day?"), key="caffeine_day", on_change=carefully(_keep), format="YYYY-MM-DD", width=150
        )
        st.time_input(_("Time (now, if left empty)"), value=None, key="caffeine_time", step=300, width=190)
    day = st.session_state["caffeine_day"]
    high = _total(now, day)
    food_add.after(now)
    drinks = common_drinks(now.targets.jurisdiction)
    for first in range(0, len(drinks), _COLUMNS):  # by rows, so that a phone has them in this order too
        for column, drink in zip(st.columns(_COLUMNS), drinks[first : first + _COLUMNS], strict=False):
            with column:
                _drink(now, drink, high)
    last = now.targets.person.last_caffeine
    if last:
        st.caption(_("You set {time} as the time of your last caffeine.", time=last))


def _total(now: Session, day: dt.date) -> float:
    """Show the caffeine of a day beside the cap, and return its high figure."""
    targets, today = now.targets, day == dt.date.today()
    counted = _day_of_now(targets.person.day_start) if today else day
    low, high = caffeine_on(now.diary(), counted, diary_add.person_of_rows(now), targets.jurisdiction)
    own, said = targets.person.caffeine_cap_mg, targets.caffeine
    limit = _(
        "the advice for pregnancy ({authority}: {wording})",
        authority=_(said["authority"]),
        wording=_(said["wording"]),
    )
    if own is not None:
        limit = _("the cap set for you ({mg} mg)", mg=f"{own:g}")
    st.markdown(
        _(
            "**{day}: {amount} of caffeine** in your diary, beside {limit}.",
            day=_("Today") if today else day_words(day),
            amount=mg_words(low, high),
            limit=limit,
        )
    )
    cap = targets.caffeine_cap_mg
    st.progress(
        min(high / cap, 1.0), text=_("{amount} of {cap} mg", amount=mg_words(low, high), cap=f"{cap:.0f}")
    )
    if is_over_cap(high, targets):
        sure = mark("This is not within {limit}. For the rest of the day, better without caffeine.")
        strong = mark(
            "If the drinks were strong this is not within {limit}. For the rest of the day, better without "
            "caffeine."
        )
        words = sure if is_over_cap(low, targets) else strong
        st.warning(_(words, limit=limit), icon=":material/local_cafe:")
    return high


def _drink(now: Session, drink: Drink, high: float) -> None:
    over = is_over_cap(high + drink.high, now.targets)
    beyond = f"\n\n{_('With it the day may be over the cap.')}" if over else ""
    st.button(
        f"{_(drink.name)}, {_(drink.size)}: {mg_words(drink.low, drink.high)}",
        key=f"caffeine_{drink.food_id}",
        icon=":material/add:",
        help=_("Adds {grams} g to your diary.", grams=f"{drink.grams:g}") + beyond,
        on_click=carefully(_add),
        args=(drink,),
        width="stretch",
    )
    for flag in flags_of(drink.name, drink.food_id, now.targets.jurisdiction):
        if flag.severity != "info":
            icon = widgets.SEVERITIES[flag.severity][1]
            st.caption(
                _(
                    "{food}: {advice} Source: {authority}",
                    food=f"{icon} {_(drink.name)}",
                    advice=plain(flag.words()),
                    authority=plain(_(flag.authority)),
                )
            )


def mg_words(low: float, high: float) -> str:
    """Return an amount of caffeine in words.

    Examples
    --------
    >>> mg_words(48, 75), mg_words(63.6, 63.6), mg_words(0, 0)
    ('48 to 75 mg', '64 mg', '0 mg')
    """
    numbers = f"{low:.0f}", f"{high:.0f}"
    if numbers[0] == numbers[1]:
        return f"{numbers[1]} mg"
    return _("{low} to {high} mg", low=numbers[0], high=numbers[1])


def _day_of_now(day_start: str) -> dt.date:
    """Return the day of the diary that it is: before her day starts it is still the day before."""
    return (dt.datetime.now() - dt.timedelta(minutes=day_start_minutes(day_start))).date()


def _keep() -> None:
    session().draft["caffeine_day"] = st.session_state["caffeine_day"]


def _add(drink: Drink) -> None:
    day, time = st.session_state["caffeine_day"], st.session_state["caffeine_time"]
    clock = dt.datetime.now().time() if time is None and day == dt.date.today() else time
    when = {"date": day.isoformat(), "time": f"{clock:%H:%M}" if clock else ""}
    said = f"{_(drink.name)}, {_(drink.size)}"
    if when["time"]:
        said = _("{what}, at {time}", what=said, time=when["time"])
    food_add.put(drink.name, drink.food_id, drink.grams, when, said)
