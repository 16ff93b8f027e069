"""A food by its label: the fields of a label, what would come of them, and keeping it."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from planner.language import _, mark
from planner.reference.nutrients import nutrients
from planner.sources.checks import LONGEST_NAME, LONGEST_TEXT, MOST_GRAMS
from planner.sources.food import BASES, Measure
from planner.sources.food_file import measure_text
from planner.sources.kept import KeptFood
from planner.ui import my_foods_keep
from planner.ui.my_foods_fields import choice, number, put, said, text
from planner.ui.my_foods_figures import SALT, Figures, amount_text, read_figures
from planner.ui.session import Session, carefully, session
from planner.ui.widgets import plain

FIRST: Final = ("energy", "fat", "fat_saturated", "carbohydrate", "sugars_total", "fibre", "protein", SALT)
"""The figures that every label has, in its order."""
_HINTS: Final = {"energy": "190 kJ", "fat": "1.5 g", SALT: "0.1 g"}
_PER: Final = {"100 g": mark("100 g"), "100 ml": mark("100 ml"), "serving": mark("one serving")}
_DAILY: Final = {"": mark("Not said"), "eu": mark("EU or UK (NRV)"), "us": mark("US (DV)")}
_UNITS: Final = ("g", "ml")
_CHECKED: Final = "my_label_checked"
_MOST_LINES: Final = 4_000
_MORE: Final = ("measures", "source", "licence")
"""What a food that is changed has beside the fields; it stays as it is."""


def form(now: Session) -> None:
    """Show the fields of a label; once she has looked, what would come of them."""
    st.caption(_("Copy what the label says. What you leave empty is unknown, not zero."))
    st.text_input(
        _("Name, as you will write it in the diary"), placeholder=_("oat drink with calcium"),
        **text("my_label_name", LONGEST_NAME),
    )  # fmt: skip
    st.segmented_control(
        _("The figures are for"), format_func=lambda per: _(_PER[per]), required=True,
        **choice("my_label_per", BASES),
    )  # fmt: skip
    _serving()
    _figures()
    st.text_area(
        _("List of ingredients, for allergens and diets"), height=100, **text("my_label_list", LONGEST_TEXT)
    )
    with st.container(horizontal=True):
        st.button(_("Look at it first"), icon=":material/visibility:", on_click=carefully(_check))
        st.button(_("Empty the form"), icon=":material/delete_sweep:", on_click=carefully(_clear))
    if now.draft.get(_CHECKED):
        _preview(now)


def _serving() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            _("A serving is"), placeholder=_("1 glass"), width=220, **text("my_label_serving", LONGEST_NAME)
        )
        st.number_input(_("It weighs or holds"), width=170, **number("my_label_size", MOST_GRAMS))
        st.segmented_control(_("Unit"), required=True, **choice("my_label_unit", _UNITS))


def _figures() -> None:
    st.markdown(_("**What the label says**, each with its unit: 12 mg, 120 kJ"))
    with st.container(horizontal=True):
        for name in FIRST:
            st.text_input(
                _called(name), placeholder=_HINTS.get(name), width=160,
                **text(f"my_label_{name}", 40),
            )  # fmt: skip
    st.text_area(
        _("Vitamins and minerals, one a line"), height=120,
        placeholder="magnesium: 56 mg\ncalcium: 120 mg\nvitamin D: 0.75 µg\nvitamin B12: 15 %",
        **text("my_label_more", _MOST_LINES),
    )  # fmt: skip
    if any("%" in said(f"my_label_{name}") for name in (*FIRST, "more")):
        st.segmented_control(
            _("Percents are of the daily values of"), format_func=lambda one: _(_DAILY[one]), required=True,
            **choice("my_label_daily", list(_DAILY)),
        )  # fmt: skip


def _called(name: str) -> str:
    return _("Salt") if name == SALT else _(nutrients()[name].name)


def _read(now: Session) -> Figures:
    typed = {name: said(f"my_label_{name}") for name in FIRST}
    return read_figures(typed, str(now.draft.get("my_label_more") or ""), said("my_label_daily"))


def _preview(now: Session) -> None:
    figures = _read(now)
    for problem in _missing(figures):
        st.error(plain(problem), icon=":material/edit:")
    for note in figures.notes:
        st.caption(f":material/info: {plain(note)}")
    if not _missing(figures):
        my_foods_keep.preview(now, _said(now, figures))
        st.button(_("Keep this food"), icon=":material/check:", type="primary", on_click=carefully(_keep))


def _missing(figures: Figures) -> list[str]:
    """Return what is to be mended before the label can be read."""
    problems = [] if said("my_label_name") else [_("Write the name of the food.")]
    if not (figures.amounts or figures.problems):
        problems.append(_("Write at least one figure of the label, with its unit."))
    return [*problems, *figures.problems]


def _said(now: Session, figures: Figures) -> dict[str, Any]:
    """Return what the form says, as the file of a label does."""
    words, size = said("my_label_serving"), now.draft.get("my_label_size")
    found: dict[str, Any] = {
        "name": said("my_label_name"), "per": said("my_label_per") or BASES[0], "amounts": figures.amounts,
        "ingredients": said("my_label_list"),
    }  # fmt: skip
    if "=" in words:  # its weight and its volume
        found["serving"] = words
    elif words or size:
        is_grams = (said("my_label_unit") or _UNITS[0]) == "g"
        measure = Measure(words or "1 serving", size if is_grams else None, None if is_grams else size)
        found["serving"] = measure_text(measure)
    if daily := said("my_label_daily"):
        found["daily_values"] = daily
    return found | {
        name: now.draft[f"my_label_{name}"] for name in _MORE if now.draft.get(f"my_label_{name}")
    }


def _check() -> None:
    session().draft[_CHECKED] = True


def _keep() -> None:
    now = session()
    my_foods_keep.keep_said(_said(now, _read(now)))
    _clear()


def _clear() -> None:
    for name in ("name", "serving", "list", "more", *FIRST):
        put(f"my_label_{name}", "")
    put("my_label_size", None)
    session().draft[_CHECKED] = False
    for name in _MORE:
        session().draft.pop(f"my_label_{name}", None)


def take_up(one: KeptFood) -> None:
    """Fill the form with a food that is kept, to change it."""
    _clear()
    food = one.food
    amounts = dict(food.amounts)
    put("my_label_name", food.description)
    put("my_label_per", food.basis)
    put("my_label_list", food.ingredients)
    if food.measures:
        first = food.measures[0]
        both = bool(first.grams and first.millilitres)
        put("my_label_serving", measure_text(first) if both else first.words)
        put("my_label_size", None if both else first.grams or first.millilitres)
        put("my_label_unit", "g" if first.grams or not first.millilitres else "ml")
    for name in FIRST:
        if name in amounts:
            put(f"my_label_{name}", amount_text(name, amounts.pop(name)))
    lines = [f"{name}: {amount_text(name, amount)}" for name, amount in amounts.items()]
    put("my_label_more", "\n".join(lines))
    more = {
        "measures": [*map(measure_text, food.measures[1:])],
        "source": food.source,
        "licence": food.licence,
    }
    session().draft.update({f"my_label_{name}": value for name, value in more.items()})
    put(my_foods_keep.VIEW, "label")
