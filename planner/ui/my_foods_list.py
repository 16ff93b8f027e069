"""The foods that she keeps: what is known of each, its versions, removing it, and their files."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pandas as pd
import streamlit as st

from planner.diary.own_foods import foods_of_file
from planner.diary.own_foods_csv import labels_to_csv
from planner.language import _, plural
from planner.reference.nutrients import nutrients
from planner.report.tables import printable
from planner.sources.kept import OWN, KeptFood, KeptFoods
from planner.sources.kept_file import change_foods, foods_file, foods_to_json
from planner.ui import (
    my_foods_diary,
    my_foods_label,
    my_foods_propose,
    my_foods_recipe,
    my_foods_show,
    widgets,
)
from planner.ui.memory import remembered
from planner.ui.my_foods_fields import said, text
from planner.ui.my_foods_keep import OPEN
from planner.ui.session import Session, carefully, session
from planner.ui.widgets import plain

MOST_SHOWN: Final = 20
MOST_REMOVED: Final = 20


def listed(now: Session) -> None:
    """Show the foods that are kept, the one that is open with all that is known of it."""
    kept, fault = now.corrections.foods, remembered()[1]
    if fault:
        st.warning(_("What you keep is not in use. {why}", why=plain(fault)), icon=":material/warning:")
    foods = sorted(kept.in_force(), key=lambda one: one.food.description.casefold())
    if not foods:
        st.info(
            _(
                "You keep no food yet. Take one from its label, write a recipe, or search a food database, "
                "with the choices above. Your diary then counts it by its name."
            ),
            icon=":material/kitchen:",
        )
    found = _narrowed(foods)
    for one in found[:MOST_SHOWN]:
        _entry(now, kept, one)
    if len(found) > MOST_SHOWN:
        st.caption(_("The first {n} of {all}; write above what you look for.", n=MOST_SHOWN, all=len(found)))
    _removed(kept)
    _files(kept)


def _narrowed(foods: list[KeptFood]) -> list[KeptFood]:
    """Return the foods that she looks for, all where there are few."""
    if len(foods) <= MOST_SHOWN:
        return foods
    st.text_input(_("Which of your foods?"), **text("my_foods_find", 100))
    words = said("my_foods_find").casefold().split()
    opened = session().draft.get(OPEN)
    foods = sorted(foods, key=lambda one: one.base != opened)
    return [one for one in foods if all(word in one.food.description.casefold() for word in words)]


def _entry(now: Session, kept: KeptFoods, one: KeptFood) -> None:
    is_open = now.draft.get(OPEN) == one.base
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            since = _("version {n}, since {day}", n=one.number, day=widgets.day_words(one.since))
            st.markdown(
                f"**{plain(one.food.description)}** ({since})  \n:small[{plain(my_foods_show.summary(one))}]",
                width="stretch",
            )
            st.button(
                _("Close") if is_open else _("Open"), key=f"my_open_{one.base}",
                help=_("Close {food}", food=one.food.description) if is_open
                else _("Open {food}", food=one.food.description),
                icon=":material/expand_less:" if is_open else ":material/expand_more:",
                on_click=carefully(_open), args=("" if is_open else one.base,),
            )  # fmt: skip
        my_foods_show.flags(one.food)
        if is_open:
            _opened(now, kept, one)


def _opened(now: Session, kept: KeptFoods, one: KeptFood) -> None:
    with st.container(border=True):
        my_foods_diary.add(now, one)
    with st.expander(_("What it holds"), icon=":material/table_chart:"):
        _ingredients(one)
        my_foods_show.amounts(one)
    my_foods_show.contents(one)
    my_foods_propose.choice(one)
    my_foods_show.origin(one.food)
    _versions([other for other in kept.versions if other.base == one.base])
    with st.container(horizontal=True):
        if one.base.startswith(OWN):
            change = my_foods_recipe.take_up if one.parts else my_foods_label.take_up
            st.button(
                _("Change it"), icon=":material/edit:", key=f"my_change_{one.base}",
                help=_("A change makes a new version; what was eaten before keeps its figures"),
                on_click=carefully(change), args=(one,),
            )  # fmt: skip
        st.button(
            _("Remove it"), icon=":material/delete:", key=f"my_remove_{one.base}",
            on_click=carefully(_remove), args=(one,),
        )  # fmt: skip


def _ingredients(one: KeptFood) -> None:
    """Show what a recipe is made of, in one serving or in 100 g, or the list of a label."""
    serving = one.food.measures[0].grams if one.food.measures else None
    per = _("In one serving") if serving else _("In 100 g")
    lines = [f"- {part.grams * (serving or 100) / 100:.4g} g {plain(part.description)}" for part in one.parts]
    if lines:
        st.markdown("\n".join([f"{per}:", "", *lines]))
    elif one.food.ingredients:
        st.caption(_("Ingredients: {words}", words=plain(one.food.ingredients)))


def _versions(versions: list[KeptFood]) -> None:
    if len(versions) < 2:
        return
    with st.expander(_("All {n} versions", n=len(versions)), icon=":material/history:"):
        st.caption(_("A day of your diary counts with the version that was in force on it."))
        rows = [
            {
                _("Version"): str(one.number),
                _("Since"): widgets.day_words(one.since),
                _("Removed"): widgets.day_words(one.until) if one.until else "",
                _("What is known"): my_foods_show.summary(one),
                _("What differs"): _differences(before, one),
            }
            for before, one in zip([None, *versions], versions, strict=False)
        ]
        st.table(pd.DataFrame(rows), hide_index=True, alt=_("The versions of this food"))


def _differences(before: KeptFood | None, one: KeptFood) -> str:
    """Return the nutrients of which a version says something else than the one before."""
    if before is None:
        return ""
    old, new = before.food.amounts, one.food.amounts
    names = [_(known.name) for name, known in nutrients().items() if old.get(name) != new.get(name)]
    return ", ".join(names[:5]) + (_(" and {n} more", n=len(names) - 5) if len(names) > 5 else "")


def _open(base: str) -> None:
    session().draft[OPEN] = base


def _remove(one: KeptFood) -> None:
    change_foods(lambda kept: kept.remove(one.base))
    done = _("Removed: {food}. Days of your diary before today keep it.", food=one.food.description)
    session().flash = ("success", done)


def _removed(kept: KeptFoods) -> None:
    """Offer to bring back what was removed."""
    last = {one.base: one for one in kept.versions}
    gone = [one for one in last.values() if one.until is not None]
    if not gone:
        return
    with st.expander(_("Removed foods ({n})", n=len(gone)), icon=":material/delete:"):
        for one in gone[: -MOST_REMOVED - 1 : -1]:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(plain(one.food.description), width="stretch")
                st.button(
                    _("Bring it back"), icon=":material/undo:", key=f"my_back_{one.base}",
                    help=_("Bring back {food}", food=one.food.description),
                    on_click=carefully(_bring_back), args=(one,),
                )  # fmt: skip


def _bring_back(one: KeptFood) -> None:
    food = replace(one.food, food_id=one.base)
    kept = change_foods(lambda kept: kept.keep(food, known=one.known, parts=one.parts)).get(one.base)
    number = kept.number if kept else one.number
    done = _("Back again: {food}, as version {n}.", food=one.food.description, n=number)
    session().flash = ("success", done)


def _files(kept: KeptFoods) -> None:
    with st.expander(_("Save them as a file, or take a file"), icon=":material/save:"):
        if kept.versions:
            st.caption(_("Kept on this computer, in {folder}", folder=plain(foods_file())))
            with st.container(horizontal=True):
                widgets.download(
                    _("Save all, with every version (JSON)"), lambda: foods_to_json(kept), "foods.json",
                    "application/json",
                )  # fmt: skip
                widgets.download(
                    _("Save foods by label as a table (CSV)"), lambda: labels_to_csv(kept), "foods.csv",
                    "text/csv",
                )  # fmt: skip
        st.file_uploader(
            _("Take foods from a file: JSON as saved from here, or CSV with a row for each label"),
            type=["json", "csv"], max_upload_size=8, key="my_foods_file", on_change=carefully(_take_file),
        )  # fmt: skip


def _take_file() -> None:
    now, file = session(), st.session_state["my_foods_file"]
    if file is None:
        return
    take, before = foods_of_file(file.getvalue(), file.name), list[int]()

    def change(kept: KeptFoods) -> KeptFoods:
        before.append(len(kept.versions))
        return take(kept)

    new = len(change_foods(change).versions) - before[-1]
    name = printable(file.name)
    if new:
        counted = plural("{n} new food or version.", "{n} new foods or versions.", new)
        now.flash = ("success", _("Taken from {file}: {what}", file=plain(name), what=counted))
    else:
        now.flash = ("success", _("{file} holds nothing that you do not keep already.", file=plain(name)))
