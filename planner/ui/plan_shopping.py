"""The shopping list of the Plan page: what to buy, what it costs, and how to use up what is left."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from typing import Any, Final

import pandas as pd
import streamlit as st

from planner.errors import InputError
from planner.language import _, mark
from planner.plan.prices import Price, read_prices
from planner.report.plan_changes import offer_text
from planner.report.plan_report import MEAL_NAMES, with_prices
from planner.report.plan_words import Document
from planner.report.shopping_text import KEEP_COLD, prices_csv, summary_lines, to_buy, use_up_lines
from planner.report.tables import to_csv
from planner.ui import bought, plan_hand, widgets
from planner.ui.session import Session, carefully, session
from planner.ui.widgets import plain

_COLUMNS: Final = {
    "food": mark("Food"),
    "price": mark("Price of one pack"),
    "pack": mark("Pack, if another"),
}
_PACK_HELP: Final = mark(
    "Such as 500 g, 1 l or 6. Blank: the pack of the list; for what is sold loose, 1 kg (US: 1 lb)."
)


def shopping(now: Session, plan: Document) -> None:
    """Show what to buy by aisle, what is left of it, what to cook once, and the prices."""
    with st.grid("auto", min_column_width=260):
        for aisle, rows in groupby(plan["shopping_list"], key=lambda row: row["aisle"]):
            with st.container(border=True, height="stretch"):
                st.markdown(f"**{_(aisle)}**")
                for row in rows:
                    bought.tick(to_buy(row), _cost(row))
    bought.count([to_buy(row) for row in plan["shopping_list"]])
    for line in summary_lines(plan):
        st.caption(plain(line))
    _use_up(now, plan)
    if plan["batch_cooking"]:
        lines = "\n".join(f"- {plain(row['text'])}" for row in plan["batch_cooking"])
        st.markdown(f"**{_('Cook once')}**\n\n{lines}")
        st.caption(_(KEEP_COLD))
    _prices(now, plan)


def _cost(row: dict[str, Any]) -> str:
    return "" if row["cost"] is None else f", {row['cost']:.2f}"


def _use_up(now: Session, plan: Document) -> None:
    """Say which dishes use up what does not keep; where the plan is worked on, offer to swap one in."""
    if not (lines := use_up_lines(plan)):
        return
    with st.expander(_("To use up what does not keep"), icon=":material/recycling:"):
        st.markdown("\n".join(f"- {plain(line)}" for line in lines))
    if now.hand is None:
        return
    key = f"use_up_{now.hand.count}"
    shown = st.popover(
        _("Change a meal to use it up"), icon=":material/swap_horiz:", key=key, on_change="rerun"
    )
    if shown.open:
        with shown:
            _offers(now.hand.work, key)


def _offers(work: Any, key: str) -> None:
    names = [_(MEAL_NAMES[one.kind]).lower() for one in work.plan.request.slots]
    offers = work.uses_of_leftovers()
    for at, use in enumerate(offers):
        st.markdown(plain(offer_text(use, names)))
        label = _("Swap in {dish}", dish=plain(_(use.dish)))
        wish = plan_hand.swap_wish(work, use.day, use.slot, use.dish)
        plan_hand.wish_button(label, ":material/swap_horiz:", f"{key}_{at}", wish)
    st.caption(
        _("Counted while all other meals stay; they may change a little to make up for it.")
        if offers
        else _("No dish here would save much without costing the targets too much.")
    )


def _prices(now: Session, plan: Document) -> None:
    """Let her bring and edit prices; kept for this visit."""
    with st.expander(_("Prices"), icon=":material/sell:"):
        count = now.draft.setdefault("prices_count", 0)
        file = f"prices_file_{count}"
        st.file_uploader(
            _("Prices of your shop: a CSV with food, price and pack"),
            type=["csv"],
            key=file,
            on_change=carefully(_take_file),
            args=(file,),
        )
        frame, grid = _frame(now, plan), f"prices_grid_{count}_{len(plan['shopping_list'])}"
        st.data_editor(
            frame,
            hide_index=True,
            key=grid,
            disabled=["food"],
            column_config={
                "food": st.column_config.TextColumn(_(_COLUMNS["food"])),
                "price": st.column_config.NumberColumn(_(_COLUMNS["price"]), min_value=0.0, format="%.2f"),
                "pack": st.column_config.TextColumn(_(_COLUMNS["pack"]), help=_(_PACK_HELP)),
            },
            on_change=carefully(_take_edits),
            args=(grid, list(frame["food"])),
            alt=_("Each food of the shopping list with its price and pack, to edit"),
        )
        stay = _("Prices stay until you close the page; save them to bring them again.")
        st.caption(f"{_(_PACK_HELP)} {stay}")
        with st.container(horizontal=True):
            widgets.download(_("Save the prices"), lambda: prices_csv(now.prices), "prices.csv", "text/csv")
            if now.prices:
                st.button(_("Forget the prices"), icon=":material/delete:", on_click=carefully(_forget))


def _frame(now: Session, plan: Document) -> pd.DataFrame:
    """Return the foods of the list with what is known of their prices."""
    known = [now.prices.get(str(row["food"]).lower()) for row in plan["shopping_list"]]
    return pd.DataFrame(
        {
            "food": [row["food"] for row in plan["shopping_list"]],
            "price": [None if one is None else one.price for one in known],
            "pack": ["" if one is None else one.pack for one in known],
        }
    ).astype({"price": "float64"})


def _take_file(key: str) -> None:
    if (file := st.session_state[key]) is not None:
        now = session()
        _put(now, {**now.prices, **read_prices(file.getvalue())})
        now.draft["prices_count"] += 1


def _take_edits(key: str, foods: list[str]) -> None:
    now, prices = session(), dict(session().prices)
    for position, cells in st.session_state[key]["edited_rows"].items():
        food = foods[int(position)]
        known = prices.pop(food.lower(), None)
        cells = {"price": None, "pack": ""} | (asdict(known) if known else {}) | cells
        if cells["price"] is not None:
            prices[food.lower()] = _checked(food, cells["price"], cells["pack"] or "")
    _put(now, prices)


def _checked(food: str, price: float, pack: str) -> Price:
    """Return a price as a file would give it; what is wrong is said with the food."""
    try:
        return read_prices(to_csv([{"food": food, "price": price, "pack": pack}]).encode())[food.lower()]
    except InputError as error:
        raise InputError(str(error).replace(_("Prices, row {n}", n=2), food)) from error


def _put(now: Session, prices: dict[str, Price]) -> None:
    """Take prices, and the plan with them; where they do not fit the list nothing changes."""
    if now.plan is not None:
        now.plan = with_prices(now.plan, prices)
    now.prices = prices


def _forget() -> None:
    _put(session(), {})
    session().draft["prices_count"] += 1
