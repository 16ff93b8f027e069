"""A plan changed by hand: each meal's menu, what the last wish changed, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import streamlit as st

from planner.language import _
from planner.plan import Plan, PlanSession
from planner.report.plan_changes import change_words, what_changed
from planner.report.plan_report import MEAL_NAMES, plan_document
from planner.ui.hand import Document, Hand
from planner.ui.session import Session, carefully, session
from planner.ui.widgets import plain, toast

_ALTERNATIVES: Final = 5


def menu(now: Session, day: int, slot: int, meal: Document) -> None:
    """Show what can be done about a meal; nothing where the plan keeps her own days."""
    if now.hand is None:
        return
    key = f"hand_{now.hand.count}_{day}_{slot}"
    help_ = _("Change {meal}", meal=_(MEAL_NAMES[meal["slot"]]).lower())
    shown = st.popover(_("Change"), icon=":material/edit:", help=help_, key=key, on_change="rerun")
    if shown.open:
        with shown:
            _choices(now.hand.work, key, day, slot, meal)


def day_menu(now: Session, day: Document) -> None:
    """Show what can be done about each meal of a day, in one menu for its card."""
    if now.hand is None:
        return
    key = f"hand_{now.hand.count}_card_{day['day']}"
    help_ = _("Keep or change a meal of day {n}", n=day["day"])
    shown = st.popover(
        _("Keep or change a meal"),
        icon=":material/edit:",
        help=help_,
        key=key,
        on_change="rerun",
        type="tertiary",
    )
    if shown.open:
        with shown:
            slot = st.selectbox(
                _("Which meal?"),
                range(len(day["meals"])),
                key=f"{key}_slot",
                format_func=lambda at: (
                    f"{_(MEAL_NAMES[day['meals'][at]['slot']])} {day['meals'][at]['time']}"
                ),
            )
            _choices(now.hand.work, f"{key}_{slot}", day["day"], slot, day["meals"][slot])


def _choices(work: PlanSession, key: str, day: int, slot: int, meal: Document) -> None:
    _keep(work, key, day, slot)
    _another(work, key, day, slot)
    _exchange(work, key, day, slot)
    _leave_out(work, key, meal)


def kept_mark() -> str:
    """Return the mark of what stays as it is."""
    return f":green-badge[:material/lock: {_('kept')}]"


def no_cooking_mark() -> str:
    """Return the mark of a day without cooking."""
    return f":blue-badge[:material/mode_cool: {_('no cooking')}]"


def is_cold(now: Session, day: int) -> bool:
    """Return whether she asked for a day on which nothing needs a stove."""
    return now.hand is not None and day in now.hand.work.plan.request.without_cooking


def is_kept(now: Session, day: int, slot: int) -> bool:
    """Return whether she asked for a meal to stay as it is."""
    return now.hand is not None and now.hand.work.is_locked(day, slot)


def _keep(work: PlanSession, key: str, day: int, slot: int) -> None:
    if work.is_locked(day, slot):
        wish_button(_("Let it change"), ":material/lock_open:", f"{key}_free", lambda: work.unlock(day, slot))
    else:
        wish_button(_("Keep this meal"), ":material/lock:", f"{key}_keep", lambda: work.lock(day, slot))


def _another(work: PlanSession, key: str, day: int, slot: int) -> None:
    st.markdown(f"**{_('Another dish')}**")
    found = work.alternatives(day, slot, _ALTERNATIVES)
    for at, other in enumerate(found):
        words = f"{plain(_(other.dish))}: {change_words(other.nutrients)}"
        wish_button(
            words, ":material/swap_horiz:", f"{key}_swap_{at}", swap_wish(work, day, slot, other.dish)
        )
    if found:
        st.caption(_("The best for the plan first; what each does to the mean day, in % of your target."))
    else:
        st.caption(_("No other dish fits here while all other meals stay."))


def swap_wish(work: PlanSession, day: int, slot: int, dish: str) -> Callable[[], Plan]:
    """Return the wish for a dish in a meal's place."""
    return lambda: work.swap(day, slot, dish)


def _exchange(work: PlanSession, key: str, day: int, slot: int) -> None:
    names = [_(MEAL_NAMES[one.kind]).lower() for one in work.plan.request.slots]
    places = work.exchangeable(day, slot)
    if places:
        st.selectbox(
            _("Exchange it with"),
            places,
            index=None,
            placeholder=_("Choose a meal"),
            format_func=lambda at: _(
                "Day {n} {meal}: {dish}", n=at[0], meal=names[at[1]], dish=_(work.dish_at(*at))
            ),
            key=f"{key}_move",
            on_change=carefully(_wish_chosen),
            args=(f"{key}_move", lambda at: work.move(day, slot, *at)),
        )


def _leave_out(work: PlanSession, key: str, meal: Document) -> None:
    foods = [item["description"] for item in meal["items"] if not item["kept"]]
    st.selectbox(
        _("Leave out a food of it"),
        foods,
        index=None,
        placeholder=_("Choose a food"),
        key=f"{key}_food",
        on_change=carefully(_wish_chosen),
        args=(f"{key}_food", work.ban_food),
    )
    wish_button(
        _("Leave out this dish"), ":material/block:", f"{key}_dish", lambda: work.ban_dish(meal["dish"])
    )


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
    with st.spinner(_("Planning again")):
        plan = ask()
        now.hand.count += 1
        if plan.days:
            _show(now, now.hand, plan)
        else:
            reasons = " ".join(conflict["text"] for conflict in plan.conflicts)
            refused = _("That cannot be done; the plan stays as it was.")
            now.hand.refused, now.hand.before = f"{refused} {reasons}", None
            toast(refused)


def _show(now: Session, hand: Hand, plan: Plan, *, came_back: bool = False) -> None:
    hand.before, now.plan, now.made = now.plan, plan_document(plan, now.prices), plan
    hand.refused, hand.came_back = "", came_back
    toast(_said(hand, now.plan))


def _said(hand: Hand, plan: Document) -> str:
    """Return what the last wish changed; nothing where it could not be met."""
    if hand.before is None:
        return ""
    changes = what_changed(hand.before, plan)
    return _("You came back to this version. {changes}", changes=changes) if hand.came_back else changes


def day_wishes(now: Session, day: int) -> None:
    """Show what can be asked of a whole day."""
    if now.hand is None:
        return
    work = now.hand.work
    if is_cold(now, day):
        st.caption(f":material/mode_cool: {_('Nothing on this day needs a stove, as you asked.')}")
    else:
        st.button(
            _("No cooking on day {n}", n=day),
            icon=":material/mode_cool:",
            key=f"hand_cold_{day}",
            on_click=carefully(_wish),
            args=(lambda: work.without_cooking(day),),
        )


def history(now: Session, place: str = "day") -> None:
    """Show what the last wish changed, the way back, and what was asked so far; ``place`` is where."""
    if now.hand is None or now.plan is None:
        st.caption(_("Changes by hand are for plans of new meals."))
        return
    asked = [version.asked for version in now.hand.work.versions]
    if now.hand.refused:
        st.warning(plain(now.hand.refused), icon=":material/block:")
    if len(asked) < 2:
        return
    with st.container(border=True):
        st.markdown(f":material/edit: **{plain(asked[-1])}.** {plain(_said(now.hand, now.plan))}")
        with st.container(horizontal=True):
            _back(_("Undo"), ":material/undo:", len(asked) - 2, place)
            with st.popover(_("Earlier versions"), icon=":material/history:", key=f"hand_versions_{place}"):
                for number, text in reversed(list(enumerate(asked[:-1]))):
                    label = _("Back to: {version}", version=plain(text[:1].lower() + text[1:]))
                    _back(label, ":material/history:", number, place)


def _back(label: str, icon: str, number: int, place: str) -> None:
    key = f"hand_back_{place}_{icon}_{number}"
    st.button(label, icon=icon, key=key, on_click=carefully(_back_to), args=(number,))


def _back_to(number: int) -> None:
    now = session()
    if now.hand is not None:
        now.hand.count += 1
        _show(now, now.hand, now.hand.work.back_to(number), came_back=True)
        now.plan_for = (now.hand.work.plan.request.targets.person, *now.plan_for[1:])
