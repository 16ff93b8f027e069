"""One day of a plan by the clock: meals with portions, the article's routine, the last caffeine, fluids."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

import streamlit as st

from planner.gaps.wording import amount, in_text
from planner.language import _, mark
from planner.plan.slots import NAMES, clock_minutes
from planner.reference.nutrients import nutrients
from planner.reference.routine import RoutineItem, routine
from planner.report.measures import mass, measures_of
from planner.report.plan_report import cap_text, item_words
from planner.report.plan_words import Document, energy_text, title, total_text
from planner.report.routine_text import ROUTINE_NOTE, known_text, sort_minutes
from planner.report.text import FIRST
from planner.ui import help_first, plan_hand, tabs, widgets
from planner.ui.session import Session, carefully, session
from planner.ui.widgets import plain

_PLACE: Final = 1
"""Among the tabs of the Plan page."""
_PARTS: Final = (
    (12 * 60, mark("The morning")),
    (18 * 60, mark("The afternoon")),
    (None, mark("The evening")),
)
_BADGES: Final = {
    "service": (":blue-badge[:material/local_hospital: {words}]", mark("A health service describes it")),
    "comfort": (":gray-badge[:material/spa: {words}]", mark("For comfort, not studied")),
}
_WATER: Final = mark(
    "The food and drinks of this day hold {water} of water. Plain water is not in the plan: it comes on top."
)
_LAST_CAFFEINE: Final = mark(
    "**{time}** Last hour for coffee, tea, cola and cocoa: nothing with caffeine is proposed later. This day "
    "has {caffeine}; the limit of a day: {cap}."
)


def day(now: Session, plan: Document) -> None:
    """Show one day from morning to night."""
    shown = _chosen(now, plan)
    plan_hand.history(now)
    _fluids(plan, shown)
    part = ""
    for minutes, show in _events(now, plan, shown):
        if (name := _part(minutes)) != part:
            part = name
            st.markdown(f"**{_(name)}**")
        show()
    plan_hand.day_wishes(now, shown["day"])
    _what_is_known(shown)
    parts = [
        f"{in_text(_(nutrients()[name].name))} {total_text(shown['totals'], name)}"
        for name in ("energy", *FIRST, "caffeine")
    ]
    st.caption(_("The day has: {amounts}.", amounts=", ".join(parts)))


def lead_to(number: int) -> None:
    """Open a day, wherever on the page this was asked for."""
    session().draft["plan_day"] = number
    st.session_state.pop("plan_day", None)
    tabs.lead_to("plan", _PLACE)


def _chosen(now: Session, plan: Document) -> dict[str, Any]:
    numbers = [one["day"] for one in plan["days"]]
    if st.session_state.get("plan_day") not in numbers:
        kept = now.draft.get("plan_day")
        st.session_state["plan_day"] = kept if kept in numbers else numbers[0]
    chosen = st.pills(
        _("Day"),
        numbers,
        key="plan_day",
        required=True,
        on_change=carefully(_keep_day),
        label_visibility="collapsed",
        format_func=lambda number: _("Day {n}", n=number),
    )
    found: dict[str, Any] = plan["days"][numbers.index(chosen)]
    return found


def _keep_day() -> None:
    session().draft["plan_day"] = st.session_state["plan_day"]


def _events(now: Session, plan: Document, shown: dict[str, Any]) -> list[tuple[int, Callable[[], None]]]:
    """Return what stands in the day, by the minute, each with what shows it."""
    events: list[tuple[int, Callable[[], None]]] = [
        (clock_minutes(meal["time"]), partial(_meal, now, shown["day"], slot, meal, plan["targets"]))
        for slot, meal in enumerate(shown["meals"])
    ]
    events += [(sort_minutes(row), partial(_move, row)) for row in shown["routine"] if row["time"]]
    if last := plan.get("last_caffeine"):
        events.append((clock_minutes(last), partial(_last_caffeine, plan, shown)))
    return sorted(events, key=lambda event: event[0])


def _part(minutes: int) -> str:
    return next(name for until, name in _PARTS if until is None or minutes < until)


def _fluids(plan: Document, shown: dict[str, Any]) -> None:
    """Say what belongs to the whole day: to drink, and how much water its food holds, where it is known."""
    for row in shown["routine"]:
        if not row["time"]:
            st.markdown(f":material/water_drop: {_(row['do'])}")
    if (water := shown["totals"]["water"]) is not None:
        st.caption(_(_WATER, water=mass(water, measures_of(plan), ",.0f")))


def _last_caffeine(plan: Document, shown: dict[str, Any]) -> None:
    said = _(
        _LAST_CAFFEINE,
        time=plan["last_caffeine"],
        caffeine=total_text(shown["totals"], "caffeine"),
        cap=cap_text(plan),
    )
    st.markdown(f":material/coffee: {said}")


def _move(row: dict[str, Any]) -> None:
    badge, words = _BADGES[row["basis"]]
    st.markdown(
        f":material/self_improvement: **{row['time']}** {_(row['do'])} {badge.format(words=_(words))}"
    )


def _what_is_known(shown: dict[str, Any]) -> None:
    """Show what each thing beside the meals rests on, how it is done safely, and where that was read."""
    ids = [row["id"] for row in shown["routine"]]
    with st.expander(_("What is known of this routine"), icon=":material/menu_book:"):
        st.markdown(_(ROUTINE_NOTE))
        for one in routine():
            if one.id in ids:
                st.markdown(_known(one))
        widgets.go("guide", _("Steps and drawings"), ":material/fitness_center:")


def _known(one: RoutineItem) -> str:
    sources = one.sources or one.rule.claim.sources
    return f"- **{_(one.do)}** {known_text(one)} :small[{help_first.cited(sources)}]"


def _meal(now: Session, day: int, slot: int, meal: dict[str, Any], targets: list[dict[str, Any]]) -> None:
    energy = f" :small[{energy_text(meal)}]"
    kept = f" {plan_hand.kept_mark()}" if plan_hand.is_kept(now, day, slot) else ""
    with st.container(border=True):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.markdown(f"**{meal['time']} {_(NAMES[meal['slot']])}: {plain(title(meal))}**{energy}{kept}")
            plan_hand.menu(now, day, slot, meal)
        st.markdown("\n".join(_item(item) for item in meal["items"]))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(plain(meal["why"]["text"]), width="content")
            with st.popover(_("Numbers"), type="tertiary", icon=":material/info:"):
                st.markdown(_shares(meal["why"]["shares"], targets))
                table = plain("; ".join(map(_of_table, meal["items"])))
                st.caption(_("In the food table: {foods}", foods=table))


def _shares(shares: list[dict[str, Any]], targets: list[dict[str, Any]]) -> str:
    """Return what a dish brings beside the targets, one nutrient a line."""
    day = {row["nutrient"]: row["target"] for row in targets}
    lines = []
    for row in shares:
        about, target = nutrients()[row["nutrient"]], day[row["nutrient"]]
        brought, whole = (
            amount(value, about.id, about.unit) for value in (row["share_of_target"] * target, target)
        )
        said = _(
            "{nutrient}: {brought} of {target} a day ({percent} %)",
            nutrient=_(about.name), brought=brought, target=whole,
            percent=f"{100 * row['share_of_target']:.0f}",
        )  # fmt: skip
        lines.append(f"- {said}")
    return "\n".join(lines)


def _of_table(item: dict[str, Any]) -> str:
    return f"{item['household']} – {item['description']}"


def _item(item: dict[str, Any]) -> str:
    kept = f" {plan_hand.kept_mark()}" if item["kept"] else ""
    return f"- {plain(item_words(item))}{kept}"
