"""The parts of the Plan page: how good the plan is, the days, what to buy, the files."""

from __future__ import annotations

from itertools import groupby
from typing import Any, Final

import streamlit as st

from planner.gaps.wording import amount, in_text
from planner.plan.slots import NAMES
from planner.reference.nutrients import nutrients
from planner.report import charts
from planner.report.basis import FRAMEWORKS, JURISDICTIONS
from planner.report.plan_words import (
    Document,
    energy_text,
    group_words,
    proof_words,
    title,
    total_text,
    verdict_words,
)
from planner.report.shopping_text import KEEP_COLD, amount_text, summary_lines
from planner.report.text import FIRST
from planner.ui import bought, gap_parts, plan_hand, widgets
from planner.ui.session import Session, session
from planner.ui.widgets import plain

_KEPT: Final = ":green-badge[:material/lock: kept]"


def means_now(now: Session) -> dict[str, float]:
    """Return today's mean of each nutrient by the diary; nothing where there is none."""
    document = now.document()
    gaps = gap_parts.whose(now, document["people"])["gaps"] if document else []
    return {gap["nutrient"]: gap["mean"] for gap in gaps if gap["mean"] is not None}


def infeasible(plan: Document) -> None:
    """Say what stands in the way of any plan, and the least that frees it."""
    st.warning("No plan fits everything that is asked at once.", icon=":material/block:")
    st.markdown("**What would free it**")
    for conflict in plan["conflicts"]:
        st.markdown(f"- {plain(conflict['text'])}")
    widgets.go("targets", "Change the settings", ":material/tune:", primary=True)


def verdict(plan: Document) -> None:
    """Say how many targets are reached, how far the plan is from the best possible, and by whose values."""
    lead, rest = verdict_words(plan)
    st.markdown(f"**{lead}** on average over the days. {rest}")
    st.caption(
        f"Reference values: {FRAMEWORKS[plan['framework']]}; safety rules: "
        f"{JURISDICTIONS[plan['jurisdiction']]}. Plan number {plan['seed']}."
    )
    if plan["familiar"]:
        st.caption(f"Close to what you eat: {plan['familiar']['text']}")
    with st.expander("How good is this plan?", icon=":material/verified:"):
        st.markdown(f"{proof_words(plan)} It took {plan['seconds']:.0f} s.")


def against_targets(plan: Document, now: dict[str, float]) -> None:
    """Show the plan beside the targets, and why some are not reached."""
    _bars([row for row in plan["targets"] if row["nutrient"] in FIRST], now, "plan_first")
    dot = " Diamond: what your diary has now." if now else ""
    st.caption(f"Tall black tick: your target.{dot} Bars end at 200 %.")
    for row in plan["unmet"]:
        st.info(plain(row["text"]), icon=":material/flag:")
    if plan["prices"]:
        with st.expander("What one more would bring", icon=":material/add_circle:"):
            st.markdown("\n".join(f"- {plain(row['text'])} {_points(row)}" for row in plan["prices"]))
            st.caption("Worked out for the best possible plan. Safety limits are never loosened.")
    with st.expander("All other nutrients", icon=":material/expand_more:"):
        _bars([row for row in plan["targets"] if row["nutrient"] not in FIRST], now, "plan_rest")


def _points(row: dict[str, Any]) -> str:
    return f":gray[({row['per_unit']:.1f} points a day)]"


def _bars(rows: list[dict[str, Any]], now: dict[str, float], name: str) -> None:
    if not rows:
        st.caption("This framework has no value for them.")
        return
    frame = charts.plan_frame(rows, {row["nutrient"]: nutrients()[row["nutrient"]].name for row in rows}, now)
    said = f"The plan beside the targets. {'; '.join(frame['words'])}"
    widgets.chart(charts.plan_chart(frame), said, frame.drop(columns="words"), name)


def week(plan: Document) -> None:
    """Show the days as cards."""
    with st.grid("auto", min_column_width=300):
        for day in plan["days"]:
            with st.container(border=True, height="stretch"):
                st.markdown(f"**Day {day['day']}**")
                lines = [f":small[**{meal['time']}** {plain(title(meal))}]" for meal in day["meals"]]
                st.markdown("  \n".join(lines))


def day(now: Session, plan: Document) -> None:
    """Show one day with its portions and times."""
    numbers = [one["day"] for one in plan["days"]]
    if st.session_state.get("plan_day") not in numbers:
        kept = now.draft.get("plan_day")
        st.session_state["plan_day"] = kept if kept in numbers else numbers[0]
    chosen = st.pills(
        "Day",
        numbers,
        key="plan_day",
        required=True,
        on_change=_keep_day,
        label_visibility="collapsed",
        format_func=lambda number: f"Day {number}",
    )
    shown = plan["days"][numbers.index(chosen)]
    plan_hand.history(now)
    for slot, meal in enumerate(shown["meals"]):
        _meal(now, shown["day"], slot, meal, plan["targets"])
    plan_hand.day_wishes(now, shown["day"])
    parts = [
        f"{in_text(nutrients()[name].name)} {total_text(shown['totals'], name)}"
        for name in ("energy", *FIRST, "caffeine")
    ]
    st.caption(f"The day has: {', '.join(parts)}.")


def _keep_day() -> None:
    session().draft["plan_day"] = st.session_state["plan_day"]


def _meal(now: Session, day: int, slot: int, meal: dict[str, Any], targets: list[dict[str, Any]]) -> None:
    energy = f" :small[{energy_text(meal)}]"
    kept = f" {_KEPT}" if plan_hand.is_kept(now, day, slot) else ""
    with st.container(border=True):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.markdown(f"**{meal['time']} {NAMES[meal['slot']]}: {plain(title(meal))}**{energy}{kept}")
            plan_hand.menu(now, day, slot, meal)
        st.markdown("\n".join(_item(item) for item in meal["items"]))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(plain(meal["why"]["text"]), width="content")
            if meal["why"]["shares"]:
                with st.popover("Numbers", type="tertiary", icon=":material/info:"):
                    st.markdown(_shares(meal["why"]["shares"], targets))


def _shares(shares: list[dict[str, Any]], targets: list[dict[str, Any]]) -> str:
    """Return what a dish brings beside the targets, one nutrient a line."""
    day = {row["nutrient"]: row["target"] for row in targets}
    lines = []
    for row in shares:
        about, target = nutrients()[row["nutrient"]], day[row["nutrient"]]
        brought, whole = (
            amount(value, about.id, about.unit) for value in (row["share_of_target"] * target, target)
        )
        lines.append(f"- {about.name}: {brought} of {whole} a day ({100 * row['share_of_target']:.0f} %)")
    return "\n".join(lines)


def _item(item: dict[str, Any]) -> str:
    kept = f" {_KEPT}" if item["kept"] else ""
    grams = "" if item["household"].endswith(" g") else f" :gray[({item['grams']:.0f} g)]"
    return f"- {plain(item['household'])}{grams} {plain(item['description'])}{kept}"


def groups(plan: Document) -> None:
    """Show the servings of each of the article's food groups, or why there are none."""
    lines = []
    for row in plan["emphasis"]:
        name, said = group_words(row)
        icon = ":material/check_circle:" if row["servings"] > 0 else ":material/do_not_disturb_on:"
        lines.append(f"{icon} **{name}**: {plain(said)}")
    st.markdown("  \n".join(lines))


def _to_buy(row: dict[str, Any]) -> str:
    return f"{row['food']}: {amount_text(row['amount'])} {row['unit']}"


def shopping(plan: Document) -> None:
    """Show what to buy, by aisle."""
    with st.grid("auto", min_column_width=260):
        for aisle, rows in groupby(plan["shopping_list"], key=lambda row: row["aisle"]):
            with st.container(border=True, height="stretch"):
                st.markdown(f"**{aisle}**")
                for row in rows:
                    bought.tick(_to_buy(row))
    bought.count([_to_buy(row) for row in plan["shopping_list"]])
    for line in summary_lines(plan):
        st.caption(plain(line))
    if plan["batch_cooking"]:
        st.markdown(
            "**Cook once**\n\n" + "\n".join(f"- {plain(row['text'])}" for row in plan["batch_cooking"])
        )
        st.caption(KEEP_COLD)
