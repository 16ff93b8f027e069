"""Corrections that outlast the visit: the offer to remember one, and the list of what is remembered."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from planner.diary import Corrections
from planner.diary.corrections import change_saved
from planner.diary.model import KEPT
from planner.diary.quantities.amounts import Amount, read_amount, split_amount
from planner.diary.remembered import Correction, measure_text, owner_of, phrase_of, phrase_words, unit_text
from planner.language import _, mark
from planner.sources.kept import parted
from planner.ui import table as tables
from planner.ui import widgets
from planner.ui.half_typed import held, used
from planner.ui.memory import remembered
from planner.ui.session import Session, carefully, session
from planner.ui.widgets import plain

MOST_SHOWN: Final = 30
MOST_GRAMS: Final = 10_000.0
EVERYONE: Final = mark("Everyone here")


def offer(now: Session, row: int, entry: dict[Any, Any]) -> None:
    """Ask whether the food of a row that was changed is to be remembered for the words that stood there."""
    said = now.changed.get(row)
    if said is None or entry["source"] not in ("food", KEPT) or not phrase_words(said):
        return
    phrase, person = phrase_of(said), _name(entry["person"])
    known = now.corrections.of(person).meant(said)
    if known is not None and _is_same(known.food_id, entry["food_id"]):
        st.caption(
            _(":material/bookmark_added: “{phrase}” is remembered as this food.", phrase=plain(phrase))
        )
        return
    with st.container(border=True):
        st.markdown(
            _(
                "**Next time too?** From now on “{phrase}” is read as “{food}”.",
                phrase=plain(phrase),
                food=plain(entry["description"]),
            )
        )
        keys = _questions(now, row, person, _counted(now, row, said))
        st.button(
            _("Remember this for next time"),
            key=f"remember_{row}",
            icon=":material/bookmark_add:",
            on_click=carefully(_remember),
            args=(row, str(entry["food_id"]), person, _counted(now, row, said), keys),
        )


def _is_same(food_id: str, other: str) -> bool:
    """Return whether two ids are of one food, whatever its version."""
    return parted(food_id)[0] == parted(other)[0]


def _counted(now: Session, row: int, said: str) -> Amount | None:
    """Return the household amount of a row, for which a weight may be given; None where it is a weight."""
    assert now.table is not None
    cells = now.table.cells.loc[row]
    amount = read_amount(cells["amount"], cells["unit"]) if cells["amount"] else split_amount(said)[0]
    return None if amount is None or amount.kind == "mass" else amount


def _questions(now: Session, row: int, person: str, amount: Amount | None) -> dict[str, str]:
    """Ask for whom, and what the measure weighs; return the keys of the answers."""
    keys = {"whose": f"remember_whose_{row}", "grams": f"remember_grams_{row}"}
    names = {name: _kept_as(now, row, name) for name in keys}
    if person:
        if now.draft.get(names["whose"]) not in (person, EVERYONE):
            used(now, names["whose"])
        st.radio(
            _("For whom?"),
            [person, EVERYONE],
            format_func=lambda one: _(EVERYONE) if one == EVERYONE else _("Only {person}", person=one),
            horizontal=True,
            **held(now, keys["whose"], person, names["whose"]),
        )
    if amount is not None:
        one = f"1 {unit_text(amount)}" if unit_text(amount) else _("one")
        st.number_input(
            _("What does {one} of it weigh, in grams?", one=one),
            0.1,
            MOST_GRAMS,
            placeholder=_("as the food table says"),
            width=280,
            **held(now, keys["grams"], None, names["grams"]),
        )
    return keys


def _kept_as(now: Session, row: int, name: str) -> str:
    """Return what an answer is called in the draft: the same row of another diary has other words."""
    return f"remember_{name}_{row}_{now.changed[row]}"


def _remember(row: int, food_id: str, person: str, amount: Amount | None, keys: dict[str, str]) -> None:
    now = session()
    said = now.changed[row]
    grams = st.session_state.get(keys["grams"])
    measures = [] if amount is None or not grams else [measure_text(replace(amount, value=1.0), grams)]
    used(now, *(_kept_as(now, row, name) for name in keys))
    whose = "" if st.session_state.get(keys["whose"], EVERYONE) == EVERYONE else person
    foods = now.corrections.foods
    after = change_saved(
        lambda saved: saved.with_foods(foods).remember(said, food_id, measures=measures, person=whose)
    )
    new, hers = after.of(whose).meant(said), after.of(person).meant(said)
    assert new is not None
    if now.table is not None and hers is not None and _is_same(hers.food_id, food_id):
        now.put_table(tables.with_cells(now.table, row, {"food": said, "food_id": ""}))  # her own words again
        del now.changed[row]
    now.flash = ("success", _("Remembered: {what}.", what=_text(new)))


def listed(now: Session) -> None:
    """Show what is remembered, to forget it, to save it as a file and to take another's file."""
    corrections, fault = remembered()
    people = _people(now)
    shown = replace(
        corrections, entries=tuple(one for one in corrections.entries if one.owner in {"", *people})
    )
    if fault:
        st.warning(
            _("What you asked to remember is not in use. {why}", why=plain(fault)),
            icon=":material/warning:",
        )
    count = f" ({len(shown.entries)})" if shown.entries else ""
    with st.expander(_("Remembered for next time") + count, icon=":material/bookmarks:"):
        _rows(shown.entries)
        if others := len(corrections.entries) - len(shown.entries):
            st.caption(_("{n} more of people whom this diary does not name.", n=others))
        if shown.entries:
            widgets.download(_("Save them (CSV)"), shown.to_csv, "corrections.csv", "text/csv")
        if not fault and st.toggle(_("Take over a file of these"), key="corrections_take"):
            st.file_uploader(
                _("CSV, as saved from here. Where both differ, the later date stands."),
                type=["csv"],
                max_upload_size=4,
                key="corrections_file",
                on_change=carefully(_take_file),
            )


def _rows(entries: Sequence[Correction]) -> None:
    if not entries:
        st.caption(_("Nothing yet. Change what a row was taken for, and you can have it remembered."))
    for entry in entries[:MOST_SHOWN]:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(_text(entry)), width="stretch")
            st.button(
                _("Forget"),
                key=f"forget_{entry.owner}_{' '.join(entry.words)}",
                on_click=carefully(_forget),
                args=(entry.phrase, entry.person),
                icon=":material/delete:",
            )
    if len(entries) > MOST_SHOWN:
        st.caption(
            _("The first {n} of {all}; the file has all.", n=MOST_SHOWN, all=widgets.number(len(entries)))
        )


def _forget(phrase: str, person: str) -> None:
    change_saved(lambda saved: saved.forget(phrase, person))
    session().flash = ("success", _("Forgotten: “{phrase}”.", phrase=phrase))


def _take_file() -> None:
    file = st.session_state["corrections_file"]
    if file is None:
        return
    new = Corrections.from_csv(file.getvalue(), file.name)
    after = change_saved(lambda saved: saved.merged(new))
    older = sum(entry not in after.entries for entry in new.entries)
    done = _("Remembered from {file}: {n}.", file=file.name, n=len(new.entries) - older)
    if older:
        done = _(
            "Remembered from {file}: {n}; {older} are older than yours and were left.",
            file=file.name,
            n=len(new.entries) - older,
            older=older,
        )
    session().flash = ("success", done)


def _text(entry: Correction) -> str:
    measures = f" ({'; '.join(entry.measures)})" if entry.measures else ""
    whose = f"{entry.person}: " if entry.person else ""
    read = _("“{phrase}” is read as “{food}”", phrase=entry.phrase, food=entry.description or entry.food_id)
    return f"{whose}{read}{measures}"


def _people(now: Session) -> set[str]:
    """Return whom the diary names, as owners of corrections are compared."""
    return set() if now.table is None else {owner_of(name) for name in now.table.cells["person"]}


def _name(person: object) -> str:
    """Return whom an entry names, ``""`` where nobody."""
    return "" if person is None or (isinstance(person, float) and math.isnan(person)) else str(person)
