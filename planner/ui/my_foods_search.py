"""Foods of FoodData Central and Open Food Facts: asked only when she presses the button, and said before."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlsplit

import streamlit as st

from planner.errors import SourceError
from planner.language import _, plural
from planner.report.sourced_text import per_words
from planner.sources import fdc, off
from planner.sources.food import Found, SourcedFood
from planner.sources.kept import KeptFood, KeptFoods
from planner.sources.kept_file import change_foods
from planner.sources.lookup import SOURCES, food_of_barcode, food_of_id, search_foods
from planner.sources.secrets import fdc_key
from planner.ui import my_foods_diary, my_foods_keep, my_foods_show
from planner.ui.errors_in_words import explained
from planner.ui.my_foods_fields import choice, said, text
from planner.ui.session import Session, carefully, session
from planner.ui.widgets import plain

LONGEST: Final = 200
MOST_FOUND: Final = 10
_RESULT: Final = "my_search_result"
_BARCODE: Final = re.compile(r"[\d -]{8,20}")


@dataclass(frozen=True)
class Result:
    """What a service answered, or why it did not."""

    source: str
    asked: str
    found: Found
    problem: str = ""


def form(now: Session) -> None:
    """Ask what to search for and where, say what is sent, and show what was answered."""
    source = st.segmented_control(
        _("Which database?"), format_func=SOURCES.__getitem__, required=True,
        **choice("my_search_source", list(SOURCES)),
    )  # fmt: skip
    is_off = source == "off"
    st.caption(
        _("Packaged products of many countries, from labels that anybody may type in; needs no key.")
        if is_off
        else _("Foods measured by the USDA and branded products of the United States; needs a free key.")
    )
    ready = is_off or _has_key()
    label = _("Words, or the digits below a barcode") if is_off else _("Words")
    st.text_input(
        label, placeholder=_("oat drink") if is_off else "cheddar cheese", **text("my_search_text", LONGEST)
    )
    st.caption(f":material/lock: {_what_is_sent(str(source))}")
    if st.button(
        _("Send these words and search"), icon=":material/search:", type="primary", disabled=not ready
    ):
        _ask(now, str(source))
    result = now.draft.get(_RESULT)
    if isinstance(result, Result) and result.source == source:
        _show(now, result)


def _has_key() -> bool:
    """Return whether there is a key, which is never shown; say how to set one where there is none."""
    try:
        fdc_key()
    except SourceError as error:
        st.info(
            _(
                "{why} Then start the program again. Open Food Facts and all else work without it.",
                why=explained(error),
            ),
            icon=":material/key:",
        )
        return False
    return True


def _what_is_sent(source: str) -> str:
    base, name = (off.BASE, off.NAME) if source == "off" else (fdc.BASE, fdc.NAME)
    return _(
        "Nothing leaves this computer until you press the button. It then sends these words to {name} "
        "({host}), which sees your internet address, as any website does; nothing of you or your diary is "
        "sent. The answer is kept here and used for 30 days.",
        name=name, host=urlsplit(base).hostname,
    )  # fmt: skip


def _ask(now: Session, source: str) -> None:
    asked, name = said("my_search_text"), SOURCES[source]
    is_barcode = bool(_BARCODE.fullmatch(asked))
    now.draft.pop("my_search_pick", None)
    st.session_state.pop("my_search_pick", None)
    if is_barcode and source != "off":
        problem = _(
            "This looks like a barcode. Choose Open Food Facts above to look it up; nothing was sent."
        )
        now.draft[_RESULT] = Result(source, asked, Found(()), problem)
        return
    with st.spinner(_("Asking {name}; this takes up to 30 seconds", name=name), show_time=True):
        try:
            found = (
                Found((food_of_barcode(asked),)) if is_barcode else search_foods(asked, source, MOST_FOUND)
            )
            now.draft[_RESULT] = Result(source, asked, found)
        except SourceError as error:
            now.draft[_RESULT] = Result(source, asked, Found(()), explained(error))


def _show(now: Session, result: Result) -> None:
    """Show what was answered, and the food that she chooses of it."""
    if result.problem:
        st.warning(plain(result.problem), icon=":material/cloud_off:")
        return
    for note in result.found.notes:
        st.caption(f":material/history: {plain(note)}")
    foods = {food.food_id: food for food in result.found.foods}
    if not foods:
        st.info(_("Nothing was found. Fewer or other words may help."), icon=":material/search_off:")
        return
    picked = st.radio(
        plural("“{text}” gave {n} food:", "“{text}” gave {n} foods:", len(foods), text=plain(result.asked)),
        format_func=lambda food_id: _line(foods[food_id]), **choice("my_search_pick", list(foods)),
    )  # fmt: skip
    _one(now, foods[str(picked)])


def _line(food: SourcedFood) -> str:
    energy = food.amounts.get("energy")
    kcal = _("energy not known") if energy is None else f"{energy:,.0f} kcal"
    doubts = plural("; {n} doubt", "; {n} doubts", len(food.flags)) if food.flags else ""
    return plain(f"{food.description}: {kcal} {per_words(food)}{doubts}")


def _one(now: Session, food: SourcedFood) -> None:
    """Show one food that was found, and the ways to keep it and to put it into the diary."""
    with st.container(border=True):
        st.header(plain(food.description))
        one = KeptFood(replace(food, food_id=f"{food.food_id}@1"), food.retrieved)
        st.markdown(plain(my_foods_show.summary(one)))
        my_foods_show.flags(food)
        my_foods_show.origin(food)
        with st.expander(_("What it holds"), icon=":material/table_chart:"):
            my_foods_show.amounts(one)
        my_foods_show.contents(one)
        kept = now.corrections.foods.get(food.food_id)
        if kept is not None:
            st.caption(_(":material/check: You keep this, as version {n}.", n=kept.number))
        st.button(
            _("Keep it"), icon=":material/bookmark_add:", type="primary",
            on_click=carefully(_keep), args=(food,),
            help=_("Keeping takes it among your foods; its details are asked for from the same database"),
        )  # fmt: skip
        if kept is not None:
            my_foods_diary.add(now, kept)
        else:
            st.caption(_("Once you keep it, you can add it to the diary with an amount."))


def _keep(food: SourcedFood) -> None:
    """Keep a food with its measures, which only the details have; without them where they cannot be had."""
    whole, lacking = food, ""
    if food.food_id.startswith(fdc.PREFIX):
        try:
            with st.spinner(_("Asking {name}; this takes up to 30 seconds", name=fdc.NAME), show_time=True):
                whole = food_of_id(food.food_id)
        except SourceError as error:
            lacking = _("Its household measures could not be had: {why}", why=explained(error))

    def change(kept: KeptFoods) -> KeptFoods:
        return kept.keep(whole)

    one = change_foods(change).get(food.food_id)
    assert one is not None
    my_foods_keep.show_kept(one)
    if lacking:
        now = session()
        now.flash = ("success", f"{now.flash[1] if now.flash else ''} {lacking}")
