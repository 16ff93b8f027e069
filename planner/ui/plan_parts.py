"""The parts of the Plan page: what is asked, how good the answer is, the week, a day, what to buy."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any, Final

import streamlit as st

import planner
from planner.diary import Diary
from planner.gaps.wording import amount
from planner.plan.result import Plan
from planner.plan.slots import NAMES
from planner.reference.emphasis import emphasis_groups
from planner.reference.nutrients import nutrients
from planner.report import charts
from planner.report.analysis import of_person
from planner.report.text import FIRST
from planner.ui import gap_parts, widgets
from planner.ui.diary_mend import plain
from planner.ui.session import Session, carefully, session

MODES: Final = {
    "full": "New meals",
    "topup": "Top up my days",
    "swap": "Swap one meal a day",
}
_MODE_HELP: Final = (
    "New meals: a fresh plan. Top up: your own days stay, and as little as possible is added. Swap: your own "
    "days with one meal a day exchanged for another of like energy."
)


def ask(now: Session) -> bool:
    """Show the options and return whether a plan is asked for."""
    has_diary = now.diary() is not None
    with st.container(border=True):
        _option("mode", MODES["full"], lambda key: st.segmented_control(
            "What kind of plan?", list(MODES), format_func=MODES.__getitem__, key=key, required=True, width="stretch",
            help=_MODE_HELP, disabled=not has_diary, on_change=carefully(_take), args=("mode", key),
        ))  # fmt: skip
        _option("days", 7, lambda key: st.slider(
            "Days", 1, 14, key=key, on_change=carefully(_take), args=("days", key),
        ))  # fmt: skip
        if has_diary:
            _option("closeness", 0.3, lambda key: st.slider(
                "How much like what you eat now", 0.0, 1.0, step=0.1, key=key, on_change=carefully(_take),
                args=("closeness", key),
            ))  # fmt: skip
        with st.expander("More", icon=":material/tune:"):
            _option("seed", 0, lambda key: st.number_input(
                "Number of the plan", 0, 9999, step=1, key=key, on_change=carefully(_take), args=("seed", key),
                help="Another number gives another plan; the same number the same plan again.",
            ))  # fmt: skip
            st.caption("Meals a day, diet, what to leave out or keep, and targets are on the Targets page.")
        label = "Make the plan again" if now.plan else "Make the plan"
        return st.button(label, type="primary", icon=":material/calendar_month:", key="make_plan")


def _option(name: str, usual: Any, show: Any) -> None:
    key = f"plan_{name}"
    st.session_state.setdefault(key, session().plan_options.get(name, usual))
    show(key)


def _take(name: str, key: str) -> None:
    now = session()
    now.plan_options = {**now.plan_options, name: st.session_state[key]}


def make(now: Session) -> None:
    """Make the plan, check it, and keep it; the bar shows how far it is."""
    bar = st.progress(0.0, text="Starting")
    inputs = now.plan_inputs
    options = now.plan_options
    plan = planner.plan_meals(
        now.targets, diary=_own_diary(now), days=options["days"], seed=options["seed"], mode=options["mode"],
        closeness=options["closeness"], progress=lambda share, text: bar.progress(min(share, 1.0), text=text),
    )  # fmt: skip
    if plan.days:
        plan.check()
        bar.progress(0.95, text="Finding the best and the worst that any plan could do")
        plan.targets  # noqa: B018  worked out here, while the bar is shown
    now.plan, now.plan_for = plan, inputs
    bar.empty()


def _own_diary(now: Session) -> Diary | None:
    diary, document = now.diary(), now.document()
    if diary is None or document is None:
        return None
    return of_person(diary, gap_parts.whose(now, document["people"])["person"])


def means_now(now: Session) -> dict[str, float]:
    """Return today's mean of each nutrient by the diary."""
    document = now.document()
    if document is None:
        return {}
    gaps = gap_parts.whose(now, document["people"])["gaps"]
    return {gap["nutrient"]: gap["mean"] for gap in gaps if gap["mean"] is not None}


def infeasible(plan: Plan) -> None:
    """Say what stands in the way of any plan, and the least that frees it."""
    st.warning("No plan fits everything that is asked at once.", icon=":material/block:")
    st.markdown("**What would free it**")
    for conflict in plan.conflicts:
        st.markdown(f"- {plain(conflict['text'])}")
    widgets.go("targets", "Change the settings", ":material/tune:", primary=True)


def verdict(plan: Plan) -> None:
    """Say how many targets are reached and how far the plan is from the best possible."""
    reached = len(plan.targets) - len(plan.unmet)
    missed = [gap_parts.in_text(nutrients()[row["nutrient"]].name) for row in plan.unmet]
    rest = f" Not reached: {', '.join(missed)}." if missed else ""
    st.markdown(f"**{reached} of {len(plan.targets)} targets are reached** on average over the days.{rest}")
    st.caption(
        f"How good is it? At most {plan.gap:.1f} points a day lie between this plan and the best that any plan "
        "could do; a point is one percent of one nutrient's target. Every amount was worked out again from the "
        f"portions as printed. It took {plan.seconds:.0f} s."
    )


def against_targets(plan: Plan, now: dict[str, float]) -> None:
    """Show the plan beside the targets, and why some are not reached."""
    names = {row["nutrient"]: nutrients()[row["nutrient"]].name for row in plan.targets}
    first = [row for row in plan.targets if row["nutrient"] in FIRST]
    rest = [row for row in plan.targets if row["nutrient"] not in FIRST]
    _bars(first, names, now, "plan_first")
    st.caption(
        "Dashed line: your target."
        + (" Diamond: what your diary has now." if now else "")
        + " Bars end at 200 %."
    )
    for row in plan.unmet:
        st.info(plain(row["text"]), icon=":material/flag:")
    with st.expander("All other nutrients", icon=":material/expand_more:"):
        _bars(rest, names, now, "plan_rest")


def _bars(rows: list[dict[str, Any]], names: dict[str, str], now: dict[str, float], name: str) -> None:
    if not rows:
        st.caption("This framework has no value for them.")
        return
    frame = charts.plan_frame(rows, names, now)
    widgets.chart(
        charts.plan_chart(frame), f"The plan beside the targets. {'; '.join(frame['words'])}",
        frame.drop(columns="words"), name,
    )  # fmt: skip


def week(plan: Plan) -> None:
    """Show the days as cards."""
    with st.grid("auto", min_column_width=300):
        for day in plan.days:
            with st.container(border=True, height="stretch"):
                st.markdown(f"**Day {day['day']}**")
                lines = [f":small[**{meal['time']}** {plain(title(meal))}]" for meal in day["meals"]]
                st.markdown("  \n".join(lines))


def title(meal: dict[str, Any]) -> str:
    """Return what a meal is called: its dish, or what is kept."""
    if meal["dish"]:
        return str(meal["dish"])
    return "Kept: " + ", ".join(item["description"] for item in meal["items"])


def day(now: Session, plan: Plan) -> None:
    """Show one day with its portions and times."""
    numbers = [one["day"] for one in plan.days]
    if now.draft.get("plan_day") not in numbers:
        now.draft["plan_day"] = numbers[0]
    if st.session_state.get("plan_day") not in numbers:
        st.session_state["plan_day"] = now.draft["plan_day"]
    chosen = st.pills(
        "Day", numbers, key="plan_day", required=True, on_change=_keep_day, label_visibility="collapsed",
        format_func=lambda number: f"Day {number}",
    )  # fmt: skip
    shown = plan.days[numbers.index(chosen)]
    for meal in shown["meals"]:
        _meal(meal)
    parts = [
        f"{nutrients()[name].name} {amount(_known(shown['totals'][name]), name, nutrients()[name].unit)}"
        for name in ("energy", *FIRST, "caffeine")
    ]
    st.caption(f"The day has: {', '.join(parts)}.")


def _known(value: float | None) -> float:
    return float("nan") if value is None else value


def _keep_day() -> None:
    session().draft["plan_day"] = st.session_state["plan_day"]


def _meal(meal: dict[str, Any]) -> None:
    energy = "" if meal["energy_kcal"] is None else f" :small[{meal['energy_kcal']:.0f} kcal]"
    with st.container(border=True):
        st.markdown(f"**{meal['time']} {NAMES[meal['slot']]}: {plain(title(meal))}**{energy}")
        lines = []
        for item in meal["items"]:
            kept = " :green-badge[:material/lock: kept]" if item["kept"] else ""
            grams = "" if item["household"].endswith(" g") else f" :gray[({item['grams']:.0f} g)]"
            lines.append(f"- {plain(item['household'])}{grams} {plain(item['description'])}{kept}")
        st.markdown("\n".join(lines))


def groups(plan: Plan) -> None:
    """Show the servings of each of the article's food groups, or why there are none."""
    names = {group.id: group for group in emphasis_groups()}
    lines = []
    for row in plan.emphasis:
        group = names[row["group"]]
        if row["servings"] > 0:
            many = f"{row['servings']:.1f}".removesuffix(".0")
            lines.append(f"- :material/check_circle: **{group.name}**: {many} servings")
        else:
            lines.append(f"- :material/do_not_disturb_on: **{group.name}**: none. {plain(row['or_why_not'])}")
    st.markdown("\n".join(lines))


def shopping(plan: Plan) -> None:
    """Show what to buy, by aisle."""
    with st.grid("auto", min_column_width=260):
        for aisle, rows in groupby(plan.shopping_list, key=lambda row: row["aisle"]):
            with st.container(border=True, height="stretch"):
                st.markdown(f"**{aisle}**")
                lines = [f"- {plain(row['food'])}: {row['amount']:g} {plain(row['unit'])}" for row in rows]
                st.markdown("\n".join(lines))


def downloads(plan: Plan) -> None:
    """Show buttons that save the plan as it is on the screen."""
    from planner.report.plan_report import plan_csv, plan_document, plan_text, plan_xlsx

    with st.container(horizontal=True):
        widgets.download("Text to print", plan_text(plan), "plan.txt", "text/plain")
        sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        widgets.download("Excel", plan_xlsx(plan), "plan.xlsx", sheet)
        widgets.download("CSV", plan_csv(plan), "plan.csv", "text/csv")
        widgets.download("JSON", json.dumps(plan_document(plan), indent=2), "plan.json", "application/json")
