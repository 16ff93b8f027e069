"""The way of a kept food into the diary: how much of it, when, and a row that the diary counts."""

from __future__ import annotations

from typing import Final

import streamlit as st

from planner.diary.kept_amounts import portion_of
from planner.diary.numbers import FigureError
from planner.diary.quantities.amounts import read_amount
from planner.diary.remembered import unit_text
from planner.language import _
from planner.sources.food import Measure, SourcedFood
from planner.sources.kept import KeptFood
from planner.ui import diary_add, food_add
from planner.ui.session import Session, carefully
from planner.ui.widgets import plain

_ONE: Final = Measure("serving", None)
_LOOSE: Final = (Measure("g", 1.0), Measure("ml", None, 1.0))


def add(now: Session, one: KeptFood) -> None:
    """Ask how much of a kept food and when, and put it into the diary."""
    measures = {_shown(measure): measure for measure in countable(one.food)}
    st.markdown(_("**Add to my diary: {amount}**", amount=plain(one.food.description)))
    key, count_key = f"my_measure_{one.base}", f"my_count_{one.base}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if st.session_state.get(key) not in measures:
            st.session_state.pop(key, None)
        loose = st.session_state.get(key, next(iter(measures))) in ("g", "ml")
        st.session_state.setdefault(count_key, 100.0 if loose else 1.0)
        count = st.number_input(_("How many"), 0.1, 5000.0, step=0.5, format="%g", key=count_key, width=150)
        chosen = st.selectbox(
            _("Measure"), list(measures), key=key, width=260, format_func=lambda words: _(words),
            on_change=carefully(_fit_count), args=(key, count_key),
        )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="bottom"):
        diary_add.when(now)
        st.button(
            _("Add to my diary"), icon=":material/add:", type="primary", key=f"my_add_{one.base}",
            on_click=carefully(_put), args=(one, measures[chosen], float(count), _(chosen)),
        )  # fmt: skip
    food_add.after(now)


def _put(one: KeptFood, measure: Measure, count: float, words: str) -> None:
    row = {"food": one.food.description, "food_id": one.base, **cells(one.food, measure, count)}
    amount = f"{count:g} {words}" if measure in _LOOSE else f"{count:g} × {words}"
    food_add.put_row(row, diary_add.said_when(), f"{one.food.description}, {amount}")


def countable(food: SourcedFood) -> list[Measure]:
    """Return the measures by which an amount of a food is known, its own first.

    Examples
    --------
    >>> from datetime import date
    >>> mug = Measure("1 mug", None, 250.0)
    >>> drink = SourcedFood("own:oats@1", "Oat drink", "100 ml", {}, (mug,), "", "", date(2026, 3, 1))
    >>> [measure.words for measure in countable(drink)]
    ['1 mug', 'ml']
    """
    own = [*food.measures] or [_ONE] * (food.basis == "serving")
    return [measure for measure in (*own, *_LOOSE) if _units(food, cells(food, measure, 1.0)) is not None]


def cells(food: SourcedFood, measure: Measure, count: float) -> dict[str, str]:
    """Return the cells of a row that say so many of a measure: in its words where these mean just that.

    Examples
    --------
    >>> from datetime import date
    >>> slices = Measure("2 slices", 60.0)
    >>> bread = SourcedFood("own:bread@1", "Bread", "100 g", {}, (slices,), "", "", date(2026, 3, 1))
    >>> cells(bread, slices, 1.5), cells(bread, Measure("g", 1.0), 40)
    ({'amount': '3', 'unit': 'slice'}, {'amount': '40', 'unit': 'g'})
    """
    sizes = ((measure.grams, "g"), (measure.millilitres, "ml"))
    sized = [{"amount": f"{size * count:g}", "unit": unit} for size, unit in sizes if size]
    in_words = {"amount": f"{count:g}", "unit": "serving"}
    if own := read_amount(measure.words):
        in_words = {"amount": f"{own.value * count:g}", "unit": unit_text(own) or "serving"}
    if measure in _LOOSE or (sized and _units(food, in_words) != _units(food, sized[0])):
        return sized[0]
    return in_words


def _units(food: SourcedFood, row: dict[str, str]) -> float | None:
    """Return how many times what a food's amounts are per a row is; None where that is not known."""
    try:
        return round(portion_of(food, read_amount(row["amount"], row["unit"])).units, 6)
    except FigureError:
        return None


def _shown(measure: Measure) -> str:
    size = (
        f"{measure.grams:g} g" if measure.grams else f"{measure.millilitres:g} ml" * bool(measure.millilitres)
    )
    return measure.words if measure in _LOOSE or size in measure.words else f"{measure.words} ({size})"


def _fit_count(key: str, count_key: str) -> None:
    st.session_state[count_key] = 100.0 if st.session_state[key] in ("g", "ml") else 1.0
