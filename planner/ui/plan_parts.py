"""The parts of the Plan page: how good the plan is, before and after, the measures, the article's foods."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from planner.language import _
from planner.reference.nutrients import nutrients
from planner.report import charts
from planner.report.basis import FRAMEWORKS, JURISDICTIONS
from planner.report.before_after import (
    before_after,
    before_after_drawing,
    before_after_table,
    before_after_words,
)
from planner.report.measures import MEASURES, METRIC, with_measures
from planner.report.plan_words import Document, group_words, proof_words, verdict_words
from planner.report.routine_text import with_routine
from planner.report.supplement_sums import PLAN_NOTE, SUMS_TITLE, sum_rows
from planner.report.text import FIRST
from planner.ui import gap_parts, supplement_parts, widgets
from planner.ui.session import Session, carefully, session
from planner.ui.widgets import plain

_MEASURES: Final = "measures"


def measures(now: Session) -> str:
    """Ask which measures stand beside her own; what was chosen is kept."""
    st.session_state.setdefault(_MEASURES, now.draft.get(_MEASURES, METRIC))
    chosen = st.segmented_control(
        _("Beside household measures"),
        list(MEASURES),
        format_func=lambda one: _(MEASURES[one]),
        key=_MEASURES,
        required=True,
        on_change=carefully(_keep_measures),
    )
    return str(chosen)


def _keep_measures() -> None:
    session().draft[_MEASURES] = st.session_state[_MEASURES]


def as_shown(now: Session, plan: Document, chosen: str) -> Document:
    """Return the plan as the page and every file have it: in her measures, with the article's routine."""
    return with_routine(with_measures(plan, chosen), now.said.hidden)


def gaps_now(now: Session) -> list[dict[str, Any]]:
    """Return what the diary has of each nutrient; nothing where there is no diary."""
    document = now.document()
    found: list[dict[str, Any]] = gap_parts.whose(now, document["people"])["gaps"] if document else []
    return found


def infeasible(plan: Document) -> None:
    """Say what stands in the way of any plan, and the least that frees it."""
    st.warning(_("No plan fits everything that is asked at once."), icon=":material/block:")
    st.markdown(f"**{_('What would free it')}**")
    for conflict in plan["conflicts"]:
        st.markdown(f"- {plain(conflict['text'])}")
    widgets.go("targets", _("Change the settings"), ":material/tune:", primary=True)


def verdict(plan: Document) -> None:
    """Say how many targets are reached, how far the plan is from the best possible, and by whose values."""
    lead, rest = verdict_words(plan)
    st.markdown(_("**{targets_reached}** on average over the days. {rest}", targets_reached=lead, rest=rest))
    basis = _(
        "Reference values: {authority}; safety rules: {where}. Plan number {seed}.",
        authority=_(FRAMEWORKS[plan["framework"]]), where=_(JURISDICTIONS[plan["jurisdiction"]]),
        seed=plan["seed"],
    )  # fmt: skip
    st.caption(basis)
    if plan["familiar"]:
        st.caption(_("Close to what you eat: {how}", how=plan["familiar"]["text"]))
    with st.expander(_("How good is this plan?"), icon=":material/verified:"):
        st.markdown(f"{proof_words(plan)} {_('It took {n} s.', n=format(plan['seconds'], '.0f'))}")


def against_targets(now: Session, plan: Document) -> None:
    """Show the plan beside the targets and the diary, and why some targets are not reached."""
    gaps = gaps_now(now)
    means = {gap["nutrient"]: gap["mean"] for gap in gaps if gap["mean"] is not None}
    if means:
        _before_and_after(now, gaps, plan)
    else:
        _bars([row for row in plan["targets"] if row["nutrient"] in FIRST], means, "plan_first")
        st.caption(_("Tall black tick: your target. Bars end at 200 %."))
    for row in plan["unmet"]:
        st.info(plain(row["text"]), icon=":material/flag:")
    if sum_rows(plan):
        st.markdown(f"**{_(SUMS_TITLE)}**")
        supplement_parts.sums_table(plan, PLAN_NOTE)
    if plan["prices"]:
        with st.expander(_("What one more would bring"), icon=":material/add_circle:"):
            st.markdown("\n".join(f"- {plain(row['text'])} {_points(row)}" for row in plan["prices"]))
            st.caption(_("Worked out for the best possible plan. Safety limits are never loosened."))
    with st.expander(_("All other nutrients"), icon=":material/expand_more:"):
        _bars([row for row in plan["targets"] if row["nutrient"] not in FIRST], means, "plan_rest")
        if means:
            st.caption(_("Diamond: what your diary has now."))


def _before_and_after(now: Session, gaps: list[dict[str, Any]], plan: Document) -> None:
    frame = before_after(gaps, plan, now.said.hidden)
    st.markdown(f"**{_('Your diary and this plan')}**")
    if frame.empty:
        st.caption(_("This framework has no value for them."))
        return
    lines = before_after_words(frame)
    said = _("Your diary and this plan beside the targets. {words}", words=" ".join(lines))
    widgets.chart(before_after_drawing(frame), said, before_after_table(frame), "before_after")
    st.caption(
        _(
            "Diamond: the mean of your diary. Dot: the mean of this plan. Tall tick: your target. The axis "
            "ends at 200 %. What your diary does not know has no diamond: that is not zero."
        )
    )
    with st.expander(_("In words, one by one"), icon=":material/notes:"):
        st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def _points(row: dict[str, Any]) -> str:
    return f":gray[({_('{n} points a day', n=format(row['per_unit'], '.1f'))})]"


def _bars(rows: list[dict[str, Any]], now: dict[str, float], name: str) -> None:
    if not rows:
        st.caption(_("This framework has no value for them."))
        return
    names = {row["nutrient"]: _(nutrients()[row["nutrient"]].name) for row in rows}
    frame = charts.plan_frame(rows, names, now)
    said = _("The plan beside the targets. {words}", words="; ".join(frame["words"]))
    widgets.chart(charts.plan_chart(frame), said, frame.drop(columns="words"), name)


def groups(plan: Document) -> None:
    """Show the servings of each of the article's food groups, or why there are none."""
    lines = []
    for row in plan["emphasis"]:
        name, said = group_words(row)
        icon = ":material/check_circle:" if row["servings"] > 0 else ":material/do_not_disturb_on:"
        lines.append(f"{icon} **{name}**: {plain(said)}")
    st.markdown("  \n".join(lines))
