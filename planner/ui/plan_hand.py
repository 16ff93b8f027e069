"""A plan changed by hand: each meal's menu, what the last wish changed, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from planner.plan import Plan, PlanSession
from planner.report.plan_changes import change_words, what_changed
from planner.report.plan_report import MEAL_NAMES, plan_document
from planner.ui.session import Session, carefully, session
from planner.ui.widgets import plain, toast

_ALTERNATIVES: Final = 5

Document = dict[str, Any]


@dataclass
class Hand:
    """A plan that is worked on by hand.

    Attributes
    ----------
    work : PlanSession
    said : str
        What the last wish changed.
    refused : str
        Why the last wish could not be met.
    count : int
        How many wishes there were; menus close with each.
    """

    work: PlanSession
    said: str = ""
    refused: str = ""
    count: int = 0


def menu(now: Session, day: int, slot: int, meal: Document) -> None:
    """Show what can be done about a meal; nothing where the plan keeps her own days."""
    if now.hand is None:
        return
    key = f"hand_{now.hand.count}_{day}_{slot}"
    name = MEAL_NAMES[meal["slot"]].lower()
    shown = st.popover("Change", icon=":material/edit:", help=f"Change {name}", key=key, on_change="rerun")
    if shown.open:
        with shown:
            _keep(now.hand.work, key, day, slot)
            _another(now.hand.work, key, day, slot)
            _exchange(now.hand.work, key, day, slot)
            _leave_out(now.hand.work, key, meal)


def is_kept(now: Session, day: int, slot: int) -> bool:
    """Return whether she asked for a meal to stay as it is."""
    return now.hand is not None and now.hand.work.is_locked(day, slot)


def _keep(work: PlanSession, key: str, day: int, slot: int) -> None:
    if work.is_locked(day, slot):
        wish_button("Let it change", ":material/lock_open:", f"{key}_free", lambda: work.unlock(day, slot))
    else:
        wish_button("Keep this meal", ":material/lock:", f"{key}_keep", lambda: work.lock(day, slot))


def _another(work: PlanSession, key: str, day: int, slot: int) -> None:
    st.markdown("**Another dish**")
    found = work.alternatives(day, slot, _ALTERNATIVES)
    for at, other in enumerate(found):
        words = f"{plain(other.dish)}: {change_words(other.nutrients)}"
        wish_button(
            words, ":material/swap_horiz:", f"{key}_swap_{at}", swap_wish(work, day, slot, other.dish)
        )
    if found:
        st.caption("The best for the plan first; what each does to the mean day, in % of your target.")
    else:
        st.caption("No other dish fits here while all other meals stay.")


def swap_wish(work: PlanSession, day: int, slot: int, dish: str) -> Callable[[], Plan]:
    """Return the wish for a dish in a meal's place."""
    return lambda: work.swap(day, slot, dish)


def _exchange(work: PlanSession, key: str, day: int, slot: int) -> None:
    names = [MEAL_NAMES[one.kind].lower() for one in work.plan.request.slots]
    places = work.exchangeable(day, slot)
    if places:
        st.selectbox(
            "Exchange it with",
            places,
            index=None,
            placeholder="Choose a meal",
            format_func=lambda at: f"Day {at[0]} {names[at[1]]}: {work.dish_at(*at)}",
            key=f"{key}_move",
            on_change=carefully(_wish_chosen),
            args=(f"{key}_move", lambda at: work.move(day, slot, *at)),
        )


def _leave_out(work: PlanSession, key: str, meal: Document) -> None:
    foods = [item["description"] for item in meal["items"] if not item["kept"]]
    st.selectbox(
        "Leave out a food of it",
        foods,
        index=None,
        placeholder="Choose a food",
        key=f"{key}_food",
        on_change=carefully(_wish_chosen),
        args=(f"{key}_food", work.ban_food),
    )
    wish_button("Leave out this dish", ":material/block:", f"{key}_dish", lambda: work.ban_dish(meal["dish"]))


def _wish_chosen(key: str, ask: Callable[[Any], Plan]) -> None:
    chosen = st.session_state[key]
    if chosen is not None:
        _wish(lambda: ask(chosen))


def wish_button(label: str, icon: str, key: str, ask: Callable[[], Plan]) -> None:
    """Show a button that plans again with a wish."""
    st.button(label, icon=icon, key=key, width="stretch", wrap=True, on_click=carefully(_wish), args=(ask,))


def _wish(ask: Callable[[], Plan]) -> None:
    """Plan again with one wish more; an impossible one is explained and the plan stays."""
    now = session()
    if now.hand is None or now.plan is None:
        return
    with st.spinner("Planning again"):
        plan = ask()
        now.hand.count += 1
        if plan.days:
            _show(now, now.hand, plan)
        else:
            reasons = " ".join(conflict["text"] for conflict in plan.conflicts)
            now.hand.refused, now.hand.said = f"That cannot be done; the plan stays as it was. {reasons}", ""
            toast("That cannot be done; the plan stays as it was.")


def _show(now: Session, hand: Hand, plan: Plan) -> None:
    before, now.plan = now.plan or {}, plan_document(plan, now.prices)
    hand.said, hand.refused = what_changed(before, now.plan), ""
    toast(hand.said)


def day_wishes(now: Session, day: int) -> None:
    """Show what can be asked of a whole day."""
    if now.hand is None:
        return
    work = now.hand.work
    if day in work.plan.request.without_cooking:
        st.caption(":material/mode_cool: Nothing on this day needs a stove, as you asked.")
    else:
        st.button(
            f"No cooking on day {day}",
            icon=":material/mode_cool:",
            key=f"hand_cold_{day}",
            on_click=carefully(_wish),
            args=(lambda: work.without_cooking(day),),
        )


def history(now: Session) -> None:
    """Show what the last wish changed, the way back, and what was asked so far."""
    if now.hand is None:
        st.caption("Changes by hand are for plans of new meals.")
        return
    asked = [version.asked for version in now.hand.work.versions]
    if now.hand.refused:
        st.warning(plain(now.hand.refused), icon=":material/block:")
    if len(asked) < 2:
        return
    with st.container(border=True):
        st.markdown(f":material/edit: **{plain(asked[-1])}.** {plain(now.hand.said)}")
        with st.container(horizontal=True):
            _back("Undo", ":material/undo:", len(asked) - 2)
            with st.popover("Earlier versions", icon=":material/history:"):
                for number, text in reversed(list(enumerate(asked[:-1]))):
                    _back(f"Back to: {plain(text[:1].lower() + text[1:])}", ":material/history:", number)


def _back(label: str, icon: str, number: int) -> None:
    st.button(
        label, icon=icon, key=f"hand_back_{icon}_{number}", on_click=carefully(_back_to), args=(number,)
    )


def _back_to(number: int) -> None:
    now = session()
    if now.hand is not None:
        now.hand.count += 1
        _show(now, now.hand, now.hand.work.back_to(number))
        now.plan_for = (now.hand.work.plan.request.targets.person, *now.plan_for[1:])
        now.hand.said = f"You came back to this version. {now.hand.said}"
