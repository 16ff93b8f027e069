"""Supplements: what she takes and how often, own products by their labels, and the sums on the Gaps page."""

from __future__ import annotations

import re
from typing import Any, Final

import pandas as pd
import streamlit as st

from planner.errors import PersonError
from planner.language import _
from planner.reference.own_label import LONGEST_NAME, Label
from planner.reference.regimen import MOST_AT_A_TIME, Regimen, Taken
from planner.reference.schedules import LONGEST
from planner.reference.supplements import products
from planner.report.supplement_sums import SUM_COLUMNS, SUMS_NOTE, SUMS_TITLE, sum_rows, taken_lines
from planner.ui.half_typed import held, used
from planner.ui.session import Session, carefully, session
from planner.ui.target_parts import field_key
from planner.ui.widgets import plain

_LINE: Final = re.compile(r"(?P<name>[^:=]+?)\s*[:=]\s*(?P<text>.+)|(?P<name2>\D.*?)\s+(?P<text2>\d.*)")
_MOST_TEXT: Final = 4000


def editor(now: Session) -> None:
    """Show what she takes, and the ways to add to it."""
    regimen: Regimen = now.typed["supplements"]
    for place, (one, said) in enumerate(zip(regimen.taken, regimen.regular(), strict=True)):
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            words = f"**{plain(said.name)}**: {one.amount:g} × {plain(said.unit)}, {plain(one.when)}"
            notes = f"  \n{plain(' '.join(said.notes))}" if said.notes else ""
            st.markdown(f"{words}.{notes}", width="stretch")
            _remove_button(_("Take it off the list"), said.name, f"supplement_off_{place}", _take_off, place)
    if not regimen.taken:
        st.caption(_("None yet. What you add here counts on each day of your diary on which it is due."))
    _add_form(now, regimen)
    with st.expander(_("A product of your own, by its label"), icon=":material/prescriptions:"):
        _own_products(regimen)
        _own_form(now)


def _add_form(now: Session, regimen: Regimen) -> None:
    names = [*(label.name for label in regimen.products), *(one.name for one in products().values())]
    product, when, amount = (field_key(now, f"supplement_{name}") for name in ("product", "when", "amount"))
    if st.session_state.get(product) not in names:
        st.session_state.pop(product, None)
    if now.draft.get(product) not in names:
        used(now, product)
    with st.container():
        st.selectbox(_("Supplement"), names, index=None, placeholder=_("Choose one"), **held(now, product))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.number_input(
                _("How many at a time"), 0.25, MOST_AT_A_TIME, step=0.5, format="%g", width=170,
                **held(now, amount, 1.0),
            )  # fmt: skip
            st.text_input(
                _("How often"), max_chars=LONGEST, width=320, **held(now, when, "daily"),
                help=_(
                    "Such as: daily; twice a day; every second day from 2026-03-01; Mon Wed Fri; "
                    "3 x a week; with breakfast until 2026-05-31."
                ),
            )  # fmt: skip
            st.button(
                _("Add it"),
                icon=":material/add:",
                key="supplement_add",
                on_click=carefully(_add),
                args=(product, when, amount),
            )


def _add(product: str, when: str, amount: str) -> None:
    now = session()
    if st.session_state[product] is None:
        now.flash = ("error", _("Choose a supplement from the list, or give its label below first."))
        return
    one = Taken(st.session_state[product], st.session_state[when], float(st.session_state[amount]))
    regimen: Regimen = now.typed["supplements"]
    now.put_typed(supplements=Regimen(regimen.products, (*regimen.taken, one)))
    used(now, product, when, amount)
    now.flash = ("success", _("{product} is on your list.", product=one.product))


def _take_off(place: int) -> None:
    now = session()
    regimen: Regimen = now.typed["supplements"]
    left = tuple(one for at, one in enumerate(regimen.taken) if at != place)
    now.put_typed(supplements=Regimen(regimen.products, left))


def _own_products(regimen: Regimen) -> None:
    for place, label in enumerate(regimen.products):
        with st.container(horizontal=True, vertical_alignment="center"):
            held = "; ".join(f"{name} {text}" for name, text in label.amounts.items())
            per = "" if label.per == 1 else _(" in {n}", n=f"{label.per:g}")
            notes = f"  \n{plain(' '.join(label.read()[1]))}" if label.read()[1] else ""
            st.markdown(
                f"**{plain(label.name)}** ({plain(label.unit)}{per}): {plain(held)}{notes}", width="stretch"
            )
            _remove_button(_("Delete the product"), label.name, f"supplement_own_{place}", _delete, place)


def _own_form(now: Session) -> None:
    keys = {name: field_key(now, f"label_{name}") for name in ("name", "unit", "per", "text")}
    with st.container():
        with st.container(horizontal=True):
            st.text_input(
                _("Name of the product"), max_chars=LONGEST_NAME, width=260, **held(now, keys["name"], "")
            )
            st.text_input(_("What is counted"), max_chars=30, width=150, **held(now, keys["unit"], "tablet"))
            st.number_input(
                _("The label's amounts are in"), 0.5, 100.0, step=0.5, format="%g", width=170,
                **held(now, keys["per"], 1.0),
            )  # fmt: skip
        st.text_area(
            _("What the label says, one nutrient a line"), max_chars=_MOST_TEXT, height=140,
            **held(now, keys["text"], ""),
            placeholder="magnesium: 200 mg as citrate\nvitamin D: 400 IU\nfolate: 680 ug DFE\niron: 100 % DV",
            help=_(
                "“200 mg as citrate” is the mineral's own weight, which labels declare. “500 mg of "
                "magnesium oxide” is the compound's weight, which is turned into the mineral's. What stays "
                "open is unknown, not zero."
            ),
        )  # fmt: skip
        st.button(
            _("Keep this product"),
            icon=":material/check:",
            key="label_keep",
            on_click=carefully(_keep),
            args=(keys,),
        )


def _keep(keys: dict[str, str]) -> None:
    now = session()
    said = {name: st.session_state[key] for name, key in keys.items()}
    label = Label(said["name"].strip(), amounts_of(said["text"]), said["unit"].strip(), float(said["per"]))
    regimen: Regimen = now.typed["supplements"]
    now.put_typed(supplements=Regimen((*regimen.products, label), regimen.taken))
    used(now, *keys.values())
    for name in ("name", "text"):
        st.session_state[keys[name]] = ""
    now.flash = ("success", _("{product} is kept; add it above with how often.", product=label.name))


def _delete(place: int) -> None:
    now = session()
    regimen: Regimen = now.typed["supplements"]
    gone = regimen.products[place].name.casefold()
    kept = tuple(one for one in regimen.taken if one.product.casefold() != gone)
    labels = tuple(label for at, label in enumerate(regimen.products) if at != place)
    now.put_typed(supplements=Regimen(labels, kept))


def amounts_of(text: str) -> dict[str, str]:
    r"""Return the lines of a label as nutrient and amount.

    Raises
    ------
    PersonError
        For a line without an amount, or a nutrient that stands twice.

    Examples
    --------
    >>> amounts_of("Vitamin B6 1.4 mg\nmagnesium: 200 mg as citrate")
    {'Vitamin B6': '1.4 mg', 'magnesium': '200 mg as citrate'}
    """
    amounts: dict[str, str] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        found = _LINE.fullmatch(line)
        if found is None:
            advice = _("write a nutrient and its amount on each line, such as “magnesium: 200 mg”.")
            raise PersonError("supplements.amounts", line[:60], advice)
        name = (found["name"] or found["name2"]).strip()
        if name in amounts:
            raise PersonError(
                "supplements.amounts", name[:60], _("this nutrient stands twice; keep one line.")
            )
        amounts[name] = found["text"] or found["text2"]
    return amounts


def _remove_button(label: str, name: str, key: str, action: Any, place: int) -> None:
    st.button(
        label,
        key=key,
        icon=":material/delete:",
        help=f"{label}: {name}",
        on_click=carefully(action),
        args=(place,),
    )


def sums(person: dict[str, Any]) -> None:
    """Show food and supplements apart and together, where any are taken."""
    lines = taken_lines(person)
    if sum_rows(person) or lines:
        st.header(_(SUMS_TITLE))
        sums_table(person)
        for line in lines:
            st.markdown(f"- {plain(line)}")


def sums_table(document: dict[str, Any], note: str = SUMS_NOTE) -> None:
    """Show what food and supplements give, apart and together, of a person or a plan; nothing where none."""
    if rows := sum_rows(document):
        table = pd.DataFrame(rows, columns=[_(column) for column in SUM_COLUMNS])
        st.table(table.set_index(_(SUM_COLUMNS[0])))
        st.caption(_(note))
