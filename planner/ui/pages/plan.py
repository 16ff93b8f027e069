import streamlit as st

from planner.report.basis import NOT_A_DIAGNOSIS
from planner.ui import (
    gap_parts,
    help_first,
    plan_ask,
    plan_files,
    plan_parts,
    plan_shopping,
    plan_timing,
    widgets,
)
from planner.ui.session import session

now = session()
st.title("Plan")
if help_first.stopped(now, "plan"):
    st.stop()
document = now.document()
widgets.flash(now)
widgets.basis(now.targets)
widgets.example_person(now)
if document is None:
    widgets.no_diary(
        "There is no diary yet: the plan starts from the targets alone. With a diary it stays close to yours."
    )
elif len(document["people"]) > 1:
    gap_parts.choose_person(now, document["people"], "plan")

if plan_ask.ask(now):
    plan_ask.make(now)
    st.rerun()

plan = now.plan
if plan is None:
    st.stop()
if now.plan_is_stale:
    st.warning("The diary or the settings have changed since this plan was made.", icon=":material/update:")
if not plan["days"]:
    plan_parts.infeasible(plan)
    st.stop()

plan_parts.verdict(plan)
days, detail, nutrients, shopping = st.tabs(["All days", "One day", "Nutrients", "Shopping list"])
with days:
    plan_parts.week(plan)
    st.markdown("**Foods the article names**")
    plan_parts.groups(plan)
    plan_timing.timing(plan)
with detail:
    plan_parts.day(now, plan)
with nutrients:
    plan_parts.against_targets(plan, plan_parts.means_now(now))
with shopping:
    plan_shopping.shopping(now, plan)

if plan["notices"]:
    with st.expander("Good to know about this plan", icon=":material/info:"):
        gap_parts.notice_cards(plan["notices"])

with st.container(key="save_plan"):
    st.subheader("Save the plan")
    plan_files.downloads(plan)
st.caption(NOT_A_DIAGNOSIS)
