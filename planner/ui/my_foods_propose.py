"""For which meals plans may propose a recipe that she keeps, whether or not it was ever eaten."""

from __future__ import annotations

from typing import Final

import streamlit as st

from planner.gaps.wording import joined
from planner.language import _, mark
from planner.sources.kept import MEALS, KeptFood
from planner.sources.kept_file import change_foods
from planner.ui.session import carefully, session

_NAMES: Final = {
    "breakfast": mark("Breakfast"),
    "snack": mark("Snacks"),
    "lunch": mark("Lunch"),
    "dinner": mark("Dinner"),
}


def choice(one: KeptFood) -> None:
    """Ask for which meals plans may propose a recipe; of one without servings say what it lacks."""
    if not one.parts:
        return
    if not one.is_served:
        st.caption(
            _(
                ":material/calendar_month: Plans can propose it once you say, under “Change it”, how many "
                "servings it makes."
            )
        )
        return
    key = f"my_propose_{one.base}"
    if st.session_state.get(key) != list(one.meals):
        st.session_state[key] = list(one.meals)
    st.segmented_control(
        _("Plans may propose it for"), MEALS, selection_mode="multi", key=key,
        format_func=lambda meal: _(_NAMES[meal]),
        help=_(
            "By the serving, where it fits your targets, your diet and what you leave out. Nothing chosen: "
            "plans know it only from meals of your diary."
        ),
        on_change=carefully(_take), args=(one.base, key),
    )  # fmt: skip


def _take(base: str, key: str) -> None:
    chosen = st.session_state[key]
    one = change_foods(lambda kept: kept.propose(base, chosen)).get(base)
    if one is None or not one.meals:
        session().flash = ("success", _("Plans do not propose it, unless it is a meal of your diary."))
        return
    meals = joined([_(_NAMES[meal]).lower() for meal in one.meals])
    words = {"food": one.food.description, "meals": meals}
    session().flash = ("success", _("From the next plan on, {food} may stand in it for: {meals}.", **words))
