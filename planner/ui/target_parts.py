"""The parts of the Targets page: what is typed is kept, and checked by the planner."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Final

import streamlit as st

from planner.language import _, mark
from planner.plan.slots import slots_for
from planner.reference.people import ACTIVITIES, DIETS
from planner.report.basis import FRAMEWORKS, JURISDICTIONS, STAGES
from planner.ui.session import Session, carefully, session

ACTIVITY_WORDS: Final = {
    None: mark("Not said"),
    "inactive": mark("Mostly sitting"),
    "low_active": mark("Some walking each day"),
    "active": mark("Active: about an hour of exercise a day"),
    "very_active": mark("Very active: hard work or sport"),
}
EXCLUSIONS: Final = (
    mark("dairy"),
    mark("egg"),
    mark("fish"),
    mark("shellfish"),
    mark("nuts"),
    mark("peanut"),
    mark("gluten"),
    mark("soy"),
    mark("sesame"),
    mark("honey"),
    mark("pork"),
    mark("beef"),
)
_SAME_PLACE: Final = mark("The same place as the values")
_MOST_KEPT: Final = 10


def person(now: Session) -> None:
    """Ask who she is."""
    with st.container(border=True):
        _select(now, "life_stage", _("You are"), list(STAGES), lambda one: _(STAGES[one]))
        with st.container(horizontal=True):
            _number(now, "age", _("Age, years"), 14.0, 50.0, 1.0)
            if now.typed["life_stage"] == "pregnant":
                _number(now, "gestation_weeks", _("Week of pregnancy"), 1.0, 42.0, 1.0)
            if now.typed["life_stage"] == "lactating":
                _number(now, "months_postpartum", _("Months since birth"), 0.0, 36.0, 1.0)
            _number(now, "height_cm", _("Height, cm"), 120.0, 220.0, 1.0)
            _number(now, "weight_kg", _("Weight now, kg"), 30.0, 250.0, 0.5)
            if now.typed["life_stage"] == "pregnant":
                _number(now, "pre_pregnancy_weight_kg", _("Weight before, kg"), 30.0, 250.0, 0.5)
        if now.typed["life_stage"] == "pregnant" and now.typed["gestation_weeks"] is None:
            _select(
                now,
                "trimester",
                _("Or the trimester, if you do not know the week"),
                [None, 1, 2, 3],
                lambda one: _("Trimester {n}", n=one) if one else _("Not said"),
            )
        _select(
            now,
            "activity",
            _("How active are you?"),
            [None, *ACTIVITIES],
            lambda one: _(ACTIVITY_WORDS[one]),
        )


def authority(now: Session) -> None:
    """Ask whose values and whose rules."""
    _select(now, "framework", _("Reference values of"), list(FRAMEWORKS), lambda one: _(FRAMEWORKS[one]))
    _select(
        now,
        "jurisdiction",
        _("Safety rules of"),
        [None, *JURISDICTIONS],
        lambda one: _(JURISDICTIONS.get(one, _SAME_PLACE)),
    )
    st.caption(
        _(
            "Authorities differ: the same diary can be short under one and fine under another. A value that "
            "a framework does not have is not borrowed from another."
        )
    )


def food(now: Session) -> None:
    """Ask what she eats, leaves out and keeps."""
    _select(now, "diet", _("Diet"), list(DIETS), lambda one: _(one.capitalize()))
    given = list(now.typed["exclude"])
    _field(
        now,
        "exclude",
        given,
        lambda key: st.multiselect(
            _("Leave out"),
            list(dict.fromkeys([*EXCLUSIONS, *given])),
            key=key,
            accept_new_options=True,
            format_func=_,
            help=_("Choose, or type any food by name. With an allergy the label decides."),
            placeholder=_("dairy, peanut, liver …"),
            **_on_change(key, "exclude", _words),
        ),
    )
    _field(
        now,
        "keep",
        "\n".join(now.typed["keep"]),
        lambda key: st.text_area(
            _("What you will not give up, one a line"),
            key=key,
            height=90,
            placeholder="1 mug coffee with milk at 08:00",
            **_on_change(key, "keep", _lines),
        ),
    )


def caffeine_and_meals(now: Session) -> None:
    """Ask for the caffeine cap, the number of meals and their times."""
    said = now.targets.caffeine
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _number(
            now,
            "caffeine_cap_mg",
            _("Caffeine cap, mg a day"),
            0.0,
            400.0,
            10.0,
            placeholder=f"{said['cap_mg']}",
        )
        _clock(now, "last_caffeine", _("No caffeine after"), "15:00")
        _clock(now, "day_start", _("A day begins at"), "00:00")
    st.caption(f"{_(said['authority'])}: {_(said['wording'])} ({_(said['citation'])}).")
    _field(
        now,
        "meals_per_day",
        now.typed["meals_per_day"],
        lambda key: st.slider(
            _("Meals a day"),
            4,
            8,
            key=key,
            help=_("Small meals often; an evening snack is always kept."),
            **_on_change(key, "meals_per_day", int),
        ),
    )
    _meal_times(now)


def _meal_times(now: Session) -> None:
    count, own = int(now.typed["meals_per_day"]), bool(now.typed["meal_times"])
    key = field_key(now, "own_times")
    st.session_state[key] = own
    st.toggle(_("Set my own meal times"), key=key, on_change=carefully(_toggle_times), args=(key,))
    if not own:
        usual = ", ".join(slot.time for slot in slots_for(count))
        st.caption(_("Usual times: {times}.", times=usual))
        return
    times = list(now.typed["meal_times"])
    with st.container(horizontal=True):
        for place, time in enumerate(times):
            key = field_key(now, f"time_{count}_{place}")
            st.session_state.setdefault(key, _time(time))
            st.time_input(
                _("Meal {n}", n=place + 1),
                key=key,
                on_change=carefully(_take_times),
                args=(count,),
                width=110,
            )


def _toggle_times(key: str) -> None:
    now = session()
    usual = tuple(slot.time for slot in slots_for(int(now.typed["meals_per_day"])))
    now.put_typed(meal_times=usual if st.session_state[key] else ())


def _take_times(count: int) -> None:
    times = [st.session_state[field_key(session(), f"time_{count}_{place}")] for place in range(count)]
    session().put_typed(meal_times=tuple(f"{time:%H:%M}" for time in times))


def field_key(now: Session, name: str) -> str:
    """Return a widget's key; after a file is loaded all are new, so that browsers forget what they showed."""
    return f"{name}_{now.draft.get('form', 0)}"


def _select(now: Session, name: str, label: str, options: list[Any], words: Callable[[Any], str]) -> None:
    _field(
        now,
        name,
        now.typed[name],
        lambda key: st.selectbox(label, options, key=key, format_func=words, **_on_change(key, name)),
    )


def _number(
    now: Session, name: str, label: str, low: float, high: float, step: float, placeholder: str = ""
) -> None:
    value = now.typed[name]
    _field(
        now,
        name,
        None if value is None else float(value),
        lambda key: st.number_input(
            label,
            low,
            high,
            step=step,
            key=key,
            format="%g",
            placeholder=placeholder or _("not said"),
            width=150,
            value=None,
            **_on_change(key, name),
        ),
    )


def _clock(now: Session, name: str, label: str, usual: str) -> None:
    _field(
        now,
        name,
        _time(now.typed[name] or usual),
        lambda key: st.time_input(
            label, key=key, width=150, **_on_change(key, name, lambda time: f"{time:%H:%M}")
        ),
    )


def _field(now: Session, name: str, value: Any, show: Callable[[str], Any]) -> None:
    key = field_key(now, name)
    if value is not None or key in st.session_state:
        st.session_state.setdefault(key, value)
    show(key)


def _on_change(key: str, name: str, read: Callable[[Any], Any] = lambda value: value) -> dict[str, Any]:
    return {"on_change": carefully(_take), "args": (key, name, read)}


def _take(key: str, name: str, read: Callable[[Any], Any]) -> None:
    now, value = session(), st.session_state[key]
    fields = {name: None if value is None else read(value)}
    if name == "meals_per_day" and now.typed["meal_times"]:
        fields["meal_times"] = tuple(slot.time for slot in slots_for(int(value)))
    now.put_typed(**fields)


def _words(values: list[str]) -> tuple[str, ...]:
    return tuple(value.strip() for value in values if value.strip())


def _lines(text: str) -> tuple[str, ...]:
    return _words(text.splitlines()[:_MOST_KEPT])


def _time(text: str) -> dt.time:
    return dt.time.fromisoformat(text)
