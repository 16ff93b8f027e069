"""Keeping a food that a form describes: what would come of it first, then a new version of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from planner.diary.own_foods import Added, add_said
from planner.language import _
from planner.sources.kept import KeptFood, KeptFoods
from planner.sources.kept_file import change_foods
from planner.ui import my_foods_show
from planner.ui.my_foods_fields import put
from planner.ui.session import Session, session
from planner.ui.widgets import plain

VIEW: Final = "my_foods_view"
OPEN: Final = "my_food_open"


def preview(now: Session, said: Mapping[str, Any]) -> KeptFood:
    """Show what a form would keep, and whether that is a new food, a new version or nothing new."""
    added = add_said(said, now.corrections)
    one = added.food
    st.header(_("This is how it will count"))
    st.markdown(f"**{plain(one.food.description)}**  \n:small[{plain(my_foods_show.summary(one))}]")
    my_foods_show.flags(one.food)
    my_foods_show.amounts(one)
    my_foods_show.contents(one)
    st.markdown(_what_it_makes(added))
    return one


def _what_it_makes(added: Added) -> str:
    number = added.food.number
    if not added.is_new:
        return _("You keep this already, as version {n}, and nothing in it has changed.", n=number)
    if number == 1:
        return _("It is new among your foods.")
    return _(
        "You keep a food of this name. Keeping this makes version {n} of it, from today on; what you ate "
        "before keeps its figures.",
        n=number,
    )


def keep_said(said: Mapping[str, Any]) -> KeptFood:
    """Keep what a form says, show it in the list, and say so."""
    now, done = session(), list[Added]()

    def change(kept: KeptFoods) -> KeptFoods:
        done.append(add_said(said, now.corrections.with_foods(kept)))
        return done[-1].foods

    change_foods(change)
    one = done[-1].food
    show_kept(one)
    return one


def show_kept(one: KeptFood) -> None:
    """Show a food that was just kept, open in the list."""
    now = session()
    put(VIEW, "kept")
    now.draft[OPEN] = one.base
    words = {"food": one.food.description, "n": one.number}
    now.flash = ("success", _("Kept: {food}, version {n}. Your diary counts it by its name.", **words))
