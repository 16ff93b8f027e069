"""The parts of the Targets page: each field is kept as typed, and checked by the planner, not by the widget."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from typing import Any, Final

import pandas as pd
import streamlit as st

from planner.gaps.wording import amount
from planner.plan.slots import slots_for
from planner.reference.emphasis import emphasis_groups
from planner.reference.nutrients import nutrients
from planner.reference.people import ACTIVITIES, DIETS
from planner.reference.targets import Targets
from planner.report.text import FIRST
from planner.ui import profile, widgets
from planner.ui.diary_mend import plain
from planner.ui.session import Session, carefully, session

ACTIVITY_WORDS: Final = {
    None: "Not said",
    "inactive": "Mostly sitting",
    "low_active": "Some walking each day",
    "active": "Active: about an hour of exercise a day",
    "very_active": "Very active: hard work or sport",
}
EXCLUSIONS: Final = (
    "dairy", "egg", "fish", "shellfish", "nuts", "peanut", "gluten", "soy", "sesame", "honey", "pork", "beef"
)  # fmt: skip
_MOST_KEPT: Final = 10


def person(now: Session) -> None:
    """Ask who she is."""
    with st.container(border=True):
        _select(now, "life_stage", "You are", list(widgets.STAGES), widgets.STAGES.__getitem__)
        with st.container(horizontal=True):
            _number(now, "age", "Age, years", 14.0, 50.0, 1.0)
            if now.typed["life_stage"] == "pregnant":
                _number(now, "gestation_weeks", "Week of pregnancy", 1.0, 42.0, 1.0)
            if now.typed["life_stage"] == "lactating":
                _number(now, "months_postpartum", "Months since birth", 0.0, 36.0, 1.0)
            _number(now, "height_cm", "Height, cm", 120.0, 220.0, 1.0)
            _number(now, "weight_kg", "Weight now, kg", 30.0, 250.0, 0.5)
            if now.typed["life_stage"] == "pregnant":
                _number(now, "pre_pregnancy_weight_kg", "Weight before, kg", 30.0, 250.0, 0.5)
        if now.typed["life_stage"] == "pregnant" and now.typed["gestation_weeks"] is None:
            _select(
                now, "trimester", "Or the trimester, if you do not know the week", [None, 1, 2, 3],
                lambda one: f"Trimester {one}" if one else "Not said",
            )  # fmt: skip
        _select(now, "activity", "How active are you?", [None, *ACTIVITIES], ACTIVITY_WORDS.__getitem__)


def authority(now: Session) -> None:
    """Ask whose values and whose rules."""
    _select(now, "framework", "Reference values of", list(widgets.FRAMEWORKS), widgets.FRAMEWORKS.__getitem__)
    _select(
        now, "jurisdiction", "Safety rules of", [None, *widgets.JURISDICTIONS],
        lambda one: widgets.JURISDICTIONS.get(one, "The same place as the values"),
    )  # fmt: skip
    st.caption(
        "Authorities differ: the same diary can be short under one and fine under another. A value that a "
        "framework does not have is not borrowed from another."
    )


def food(now: Session) -> None:
    """Ask what she eats, leaves out and keeps."""
    _select(now, "diet", "Diet", list(DIETS), str.capitalize)
    given = list(now.typed["exclude"])
    _field(
        now, "exclude", given,
        lambda key: st.multiselect(
            "Leave out", list(dict.fromkeys([*EXCLUSIONS, *given])), key=key, accept_new_options=True,
            help="Choose, or type any food by name. With an allergy the label decides.",
            placeholder="dairy, peanut, liver …", **_on_change(key, "exclude", _words),
        ),
    )  # fmt: skip
    _field(
        now, "keep", "\n".join(now.typed["keep"]),
        lambda key: st.text_area(
            "What you will not give up, one a line", key=key, height=90,
            placeholder="1 mug coffee with milk at 08:00", **_on_change(key, "keep", _lines),
        ),
    )  # fmt: skip


def caffeine_and_meals(now: Session) -> None:
    """Ask for the caffeine cap, the number of meals and their times."""
    said = now.targets.caffeine
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _number(
            now,
            "caffeine_cap_mg",
            "Caffeine cap, mg a day",
            0.0,
            400.0,
            10.0,
            placeholder=f"{said['cap_mg']}",
        )
        _clock(now, "last_caffeine", "No caffeine after", "15:00")
        _clock(now, "day_start", "A day begins at", "00:00")
    st.caption(f"{said['authority']}: {said['wording']} ({said['citation']}).")
    _field(
        now, "meals_per_day", now.typed["meals_per_day"],
        lambda key: st.slider(
            "Meals a day", 4, 8, key=key, help="Small meals often; an evening snack is always kept.",
            **_on_change(key, "meals_per_day", int),
        ),
    )  # fmt: skip
    _meal_times(now)


def _meal_times(now: Session) -> None:
    count, own = int(now.typed["meals_per_day"]), bool(now.typed["meal_times"])
    key = _key(now, "own_times")
    st.session_state[key] = own
    st.toggle("Set my own meal times", key=key, on_change=carefully(_toggle_times), args=(key,))
    if not own:
        st.caption("Usual times: " + ", ".join(slot.time for slot in slots_for(count)) + ".")
        return
    times = list(now.typed["meal_times"])
    with st.container(horizontal=True):
        for place, time in enumerate(times):
            key = _key(now, f"time_{count}_{place}")
            st.session_state.setdefault(key, _time(time))
            st.time_input(
                f"Meal {place + 1}", key=key, on_change=carefully(_take_times), args=(count,), width=110
            )


def _toggle_times(key: str) -> None:
    now = session()
    usual = tuple(slot.time for slot in slots_for(int(now.typed["meals_per_day"])))
    now.put_typed(meal_times=usual if st.session_state[key] else ())


def _take_times(count: int) -> None:
    times = [st.session_state[_key(session(), f"time_{count}_{place}")] for place in range(count)]
    session().put_typed(meal_times=tuple(f"{time:%H:%M}" for time in times))


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
            "Change a target", options, key="override_nutrient", on_change=_keep_override,
            format_func=lambda name: nutrients()[name].name,
        )
    )  # fmt: skip
    row = targets[chosen]
    theirs = amount(row.authority_target, chosen, row.unit)
    st.caption(
        f"{widgets.FRAMEWORKS[targets.framework]}: {theirs} a day ({row.authority_kind}). {plain(row.source)}"
    )
    with st.form("override", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        unit = "µg" if row.unit == "ug" else row.unit
        st.number_input(
            f"My target, {unit} a day", min_value=0.0, value=None, key=f"override_{chosen}", width=170
        )
        st.text_input("Reason", key="override_reason", placeholder="agreed with my midwife", width=260)
        st.form_submit_button(
            "Set this target", icon=":material/check:", type="primary", on_click=carefully(_set_override),
            args=(chosen,),
        )  # fmt: skip


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
    key = _key(now, f"{table}_{name}")
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
            "Nutrient": [nutrients()[row.nutrient].name if row.nutrient in nutrients()
                         else row.nutrient.replace("_", " ").capitalize() for row in said],
            "Unit": ["µg" if row.unit == "ug" else row.unit for row in said],
            "Target": [row.target for row in said],
            "Kind": [row.target_kind for row in said],
            "Authority's value": [row.authority_target for row in said],
            "Average requirement": [row.ear for row in said],
            "Upper level": [row.upper for row in said],
            "Upper level is for": [row.upper_scope.replace("_", " ") for row in said],
            "Source": [row.source for row in said],
        }
    )  # fmt: skip


def person_file(now: Session) -> None:
    """Show buttons that save and load the person file."""
    widgets.download(
        "Save as a file (TOML)", profile.to_toml(now.targets.person), "person.toml", "application/toml"
    )
    file = st.file_uploader("Load a person file (TOML)", type=["toml"], key="person_file", max_upload_size=1)
    if file is not None and now.draft.get("person_file_id") != file.file_id:
        now.draft["person_file_id"] = file.file_id
        now.put_typed(**profile.read_file(file.getvalue()))
        now.draft["form"] = now.draft.get("form", 0) + 1
        st.rerun()


def _key(now: Session, name: str) -> str:
    """Return a widget's key; after a file is loaded all are new, so that browsers forget what they showed."""
    return f"{name}_{now.draft.get('form', 0)}"


def _select(now: Session, name: str, label: str, options: list[Any], words: Callable[[Any], str]) -> None:
    _field(
        now, name, now.typed[name],
        lambda key: st.selectbox(label, options, key=key, format_func=words, **_on_change(key, name)),
    )  # fmt: skip


def _number(
    now: Session, name: str, label: str, low: float, high: float, step: float, placeholder: str = "not said"
) -> None:
    value = now.typed[name]
    _field(
        now, name, None if value is None else float(value),
        lambda key: st.number_input(
            label, low, high, step=step, key=key, format="%g", placeholder=placeholder, width=150,
            value=None, **_on_change(key, name),
        ),
    )  # fmt: skip


def _clock(now: Session, name: str, label: str, usual: str) -> None:
    _field(
        now, name, _time(now.typed[name] or usual),
        lambda key: st.time_input(
            label, key=key, width=150, **_on_change(key, name, lambda time: f"{time:%H:%M}")
        ),
    )  # fmt: skip


def _field(now: Session, name: str, value: Any, show: Callable[[str], Any]) -> None:
    key = _key(now, name)
    if value is not None or key in st.session_state:
        st.session_state.setdefault(key, value)
    show(key)


def _on_change(key: str, name: str, read: Callable[[Any], Any] = lambda value: value) -> dict[str, Any]:
    return {"on_change": carefully(_take), "args": (key, name, read)}


def _take(key: str, name: str, read: Callable[[Any], Any]) -> None:
    now, value = session(), st.session_state[key]
    now.put_typed(**{name: None if value is None else read(value)})
    if name == "meals_per_day" and now.typed["meal_times"]:
        now.put_typed(meal_times=tuple(slot.time for slot in slots_for(int(value))))


def _words(values: list[str]) -> tuple[str, ...]:
    return tuple(value.strip() for value in values if value.strip())


def _lines(text: str) -> tuple[str, ...]:
    return _words(text.splitlines()[:_MOST_KEPT])


def _time(text: str) -> dt.time:
    return dt.time.fromisoformat(text)
