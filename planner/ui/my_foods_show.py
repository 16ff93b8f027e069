"""What is known of one food beyond the table, and what is not: the same for every kind of them."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from planner.diary.kept_contents import diets_of_kept, holds
from planner.diary.recipes import LOSS_IS_WATER, NO_RETENTION, NO_WEIGHT
from planner.gaps.wording import joined
from planner.language import _, mark, retold
from planner.reference.nutrients import Nutrient, nutrients
from planner.report.sourced_text import per_words
from planner.sources.food import SourcedFood
from planner.sources.food_file import OWN_LICENCE, OWN_SOURCE
from planner.sources.kept import KeptFood
from planner.ui import widgets
from planner.ui.widgets import plain

_AS_USUAL: Final = (NO_WEIGHT, LOSS_IS_WATER, NO_RETENTION)
"""What is said of most recipes, and is no fault."""
LOOKED_FOR: Final = ("macronutrient", "vitamin", "mineral")
"""Groups of nutrients of which is said what is not known."""
_OWN_WORDS: Final = {OWN_SOURCE: mark("own food"), OWN_LICENCE: mark("entered by hand")}
mark("own recipe")


def summary(one: KeptFood) -> str:
    """Return the energy of a food and of how many nutrients anything is known, in a sentence."""
    food, energy = one.food, one.food.amounts.get("energy")
    kcal = _("Energy not known") if energy is None else f"{energy:,.0f} kcal"
    words = {"kcal": kcal, "per": per_words(food), "n": len(food.amounts), "all": len(nutrients())}
    if one.known:
        return _("{kcal} {per}; {n} of {all} nutrients known, {m} of them in part", m=len(one.known), **words)
    return _("{kcal} {per}; {n} of {all} nutrients known", **words)


def flags(food: SourcedFood) -> None:
    """Show what looks wrong, was left out or was taken for granted."""
    for flag in food.flags:
        icon = ":material/info:" if flag in _AS_USUAL else ":material/warning:"
        st.caption(f"{icon} {plain(retold(flag))}")


def origin(food: SourcedFood) -> None:
    """Say who says so, under which licence, and when that was."""
    st.caption(
        _(
            ":material/source: {source}, as of {day}. Licence: {licence}",
            source=plain(_(_OWN_WORDS.get(food.source, food.source))),
            day=widgets.day_words(food.retrieved),
            licence=plain(_(_OWN_WORDS.get(food.licence, food.licence))),
        )
    )


def contents(one: KeptFood) -> None:
    """Say what allergens are in it and which diets it fits, as far as that is known."""
    held = holds(one)
    if held is None:
        st.caption(
            _(
                ":material/no_meals: What it holds is not known, for it has no list of all its ingredients. "
                "For an allergy the packet decides."
            )
        )
        return
    named = joined(sorted(_(name) for name in held)) if held else _("none of what is looked for")
    diets = joined([_(diet.capitalize()).lower() for diet in diets_of_kept(one)]) or _("none")
    st.caption(
        _(
            ":material/no_meals: By its ingredients it holds: {held}. Diets that it fits: {diets}. For an "
            "allergy the packet decides.",
            held=named,
            diets=diets,
        )
    )


def amounts(one: KeptFood) -> None:
    """Show the amounts that are known, and name what is not."""
    st.table(amounts_table(one), hide_index=True, alt=_("What is known of this food, by nutrient"))
    unknown = [
        _(known.name)
        for name, known in nutrients().items()
        if name not in one.food.amounts and known.group in LOOKED_FOR
    ]
    if unknown:
        st.caption(_("Not known, which is not zero: {names}.", names=", ".join(unknown)))


def amounts_table(one: KeptFood) -> pd.DataFrame:
    """Return the amounts that are known, in what they are given per and in a serving that has a weight.

    Examples
    --------
    >>> from datetime import date
    >>> from planner.sources.food import Measure
    >>> measures = (Measure("1 bar", 40.0),)
    >>> bar = SourcedFood("own:bar@1", "Bar", "100 g", {"iron": 2.0}, measures, "", "", date(2026, 3, 1))
    >>> amounts_table(KeptFood(bar, bar.retrieved, known={"iron": 0.58})).iloc[0].to_list()
    ['Iron', 'at least 2.0 mg', 'at least 0.8 mg', '58 % of the weight']
    """
    columns = {_per(one.food): 1.0, **_serving(one.food)}
    rows = []
    for name, about in nutrients().items():
        if name not in one.food.amounts:
            continue
        row = {_("Nutrient"): _(about.name)}
        for words, times in columns.items():
            amount = _figure(one.food.amounts[name] * times, about)
            row[words] = _("at least {amount}", amount=amount) if name in one.known else amount
        if one.known:
            share = f"{100 * one.known.get(name, 1.0):.0f}"
            row[_("Known for")] = _("{share} % of the weight", share=share) if name in one.known else ""
        rows.append(row)
    return pd.DataFrame(rows)


def _figure(amount: float, about: Nutrient) -> str:
    """Return an amount with its unit; little is not shown as nothing."""
    shown = f"{amount:,.{about.decimals}f}"
    little = amount > 0 and float(shown.replace(",", "")) == 0
    return f"{f'{amount:.2g}' if little else shown} {about.unit.replace('ug', 'µg')}"


def _per(food: SourcedFood) -> str:
    return _("1 serving") if food.basis == "serving" else food.basis


def _serving(food: SourcedFood) -> dict[str, float]:
    """Return the first measure and how many times what the amounts are per it is, where that is known."""
    if food.basis == "serving" or not food.measures:
        return {}
    first = food.measures[0]
    size = first.grams if food.basis == "100 g" else first.millilitres
    return {first.words: size / 100} if size else {}
