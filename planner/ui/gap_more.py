"""More of the Gaps page: each day, how sure, upper levels, other authorities, the article's foods."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from planner.language import _, language
from planner.reference.claims import article_claims
from planner.report import claim_charts, heat_charts, sure_charts, upper_charts
from planner.report.basis import FRAMEWORKS
from planner.report.frameworks import side_by_side, under_each, what_changes
from planner.report.left_out import left_out
from planner.report.text import FIRST, first_of
from planner.ui import guide_parts, widgets
from planner.ui.session import Session, carefully, session
from planner.ui.widgets import plain

Person = dict[str, Any]
_KEY: Final = "framework_here"
_KEPT: Final = "under_each_framework"


def day_by_day(person: Person) -> None:
    """Show each day beside the targets: the five, then the rest."""
    first, rest = _split(person)
    _heat(person, first, "days_first")
    with st.expander(_("All other nutrients, day by day"), icon=":material/expand_more:"):
        _heat(person, rest, "days_rest")


def _heat(person: Person, gaps: list[dict[str, Any]], name: str) -> None:
    frame = heat_charts.heat_frame(person["days"], gaps)
    if frame.empty:
        st.caption(_("This framework has no value for them."))
        return
    words = _("Share of the target on each day. {how}", how=heat_charts.heat_words(frame))
    widgets.chart(heat_charts.heat_chart(frame), words, frame.drop(columns="shown"), name)


def how_sure(person: Person) -> None:
    """Show how well the days of this diary know what is usual, the five nutrients first."""
    table = sure_charts.sure_table(_split(person)[0])
    st.table(table.set_index(table.columns[0]))
    st.caption(
        _(
            "The range holds usual intake 19 times in 20. The last column is how many days would put the "
            "mean within 20 % of what is usual. Iron and B6 need about a month: a week can rank, not settle."
        )
    )


def funnel(gap: dict[str, Any], now: Session) -> None:
    """Show how the range of one nutrient narrows with more days."""
    frame = sure_charts.funnel_frame(gap, now.targets.person)
    if frame.empty:
        return
    st.markdown(_("**How sure more days would make you**"))
    drawing = sure_charts.funnel_chart(frame, gap)
    widgets.chart(drawing, sure_charts.funnel_words(frame, gap), frame, f"{gap['nutrient']}_days")
    st.caption(
        _("Band: where usual intake lies if the mean stays as it is. Upright line: the days you have.")
    )


def upper_levels(person: Person) -> None:
    """Show each upper level beside the intake that it is set for."""
    frame = upper_charts.upper_frame(person["gaps"])
    if frame.empty:
        st.caption(_("This framework has no upper level for what is known here."))
        return
    said, over = "; ".join(frame["words"]), frame.loc[frame["verdict"] == upper_charts.ABOVE, "words"]
    above = _("**Above it: {what}.**", what=plain("; ".join(over)))
    st.markdown(above if len(over) else _("None is known to be passed."))
    table = frame.drop(columns="words")
    widgets.chart(
        upper_charts.upper_chart(frame), _("Upper levels. {what}", what=said), table, "upper_levels"
    )
    st.caption(
        _(
            "Each level is compared only with the intake it was set for: magnesium with that of "
            "supplements, never with that of food."
        )
    )


def elsewhere(now: Session, person: Person) -> None:
    """Show the same days under each authority's values, and let her change whose values are used."""
    st.session_state[_KEY] = now.targets.framework
    st.segmented_control(
        _("Use the values of"), list(FRAMEWORKS), key=_KEY, format_func=lambda one: _(FRAMEWORKS[one]),
        on_change=carefully(_switch),
    )  # fmt: skip
    frame = _compared(now, person)
    changes = what_changes(frame)
    if changes:
        lines = "\n".join(f"- {plain(line)}" for line in changes)
        st.markdown(f"{_('**What changes with the authority**')}\n\n{lines}")
    else:
        five = frame["nutrient"].nunique() == len(FIRST)
        st.markdown(
            _("The three authorities come to the same for these five.")
            if five
            else _("The three authorities come to the same for these.")
        )
    table = side_by_side(frame)
    st.table(table)
    widgets.download(_("Download as CSV"), lambda: table.to_csv(), "frameworks.csv", "text/csv")
    if now.targets.person.target_overrides:
        st.caption(_("The authorities' own values; the targets that you set yourself are left aside here."))


def article(now: Session, person: Person) -> None:
    """Show the foods that the article names, beside what the table says of them."""
    targets = {gap["nutrient"]: gap["target"] for gap in person["gaps"]}
    frame = claim_charts.claim_frame(targets, now.said.hidden)
    if frame.empty:
        st.caption(_("Not shown because of what you ticked in the check-in."))
        return
    shares = [(row.words, f"{row.percent:.0f}") for row in frame.itertuples()]
    said = "; ".join(_("{food}, {percent} % of the target", food=food, percent=n) for food, n in shares)
    drawing = claim_charts.claim_chart(frame)
    widgets.chart(
        drawing,
        _("The article's foods, a serving each. {foods}", foods=said),
        frame.drop(columns="words"),
        "article",
    )
    with st.expander(_("What the article says of food, claim by claim"), icon=":material/article:"):
        for claim in article_claims():
            if claim.part == "food" and not claim.topics & now.said.hidden:
                st.markdown(guide_parts.claim_text(claim))
    widgets.go("guide", _("All claims of the article"), ":material/fact_check:")


def _split(person: Person) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the gaps of the five, and those of the other nutrients with a target."""
    rest = [gap for gap in person["gaps"] if gap["nutrient"] not in FIRST and gap["mean"] is not None]
    return first_of(person["gaps"]), rest


def _compared(now: Session, person: Person) -> pd.DataFrame:
    """Return the comparison, worked out once for a diary and a person."""
    diary = now.diary()
    assert diary is not None, "the page shows a document, so there is a diary"
    key = (diary, person["person"], now.targets.person, language())
    if st.session_state.get(_KEPT, ((),))[0] != key:
        st.session_state[_KEPT] = (key, under_each(diary, person["person"], now.targets.person, FIRST))
    frame: pd.DataFrame = st.session_state[_KEPT][1]
    return frame[~frame["nutrient"].isin(left_out(now.said.hidden))]


def _switch() -> None:
    """Take another framework; who she is stays as said, or not said, before."""
    now, chosen = session(), st.session_state[_KEY]
    if chosen is not None:
        example = now.is_example
        now.put_typed(framework=chosen)
        now.is_example = example
