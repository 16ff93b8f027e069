import streamlit as st

from planner.language import _
from planner.report.basis import NOT_A_DIAGNOSIS
from planner.ui import (
    first_step,
    gap_parts,
    help_first,
    plan_ask,
    plan_day,
    plan_files,
    plan_language,
    plan_parts,
    plan_shopping,
    plan_timing,
    plan_week,
    widgets,
)
from planner.ui.session import session
from planner.ui.tabs import tabs

now = session()
st.title(_("Plan"))
if help_first.stopped(now, "plan"):
    st.stop()
document = now.document()
widgets.flash(now)
widgets.basis(now.targets)
widgets.example_person(now)
if document is None:
    first_step.no_diary(
        _(
            "There is no diary yet: the plan starts from the targets alone. With a diary it stays close to "
            "yours."
        )
    )
elif len(document["people"]) > 1:
    gap_parts.choose_person(now, document["people"], "plan")

if plan_ask.ask(now):
    plan_ask.make(now)
    st.rerun()

if now.plan is None:
    st.stop()
plan_language.say_anew(now)
if now.plan_is_stale:
    stale = _("The diary or the settings have changed since this plan was made.")
    st.warning(stale, icon=":material/update:")
if not now.plan["days"]:
    plan_parts.infeasible(now.plan)
    st.stop()

plan_parts.verdict(now.plan)
plan = plan_parts.as_shown(now, now.plan, plan_parts.measures(now))
days, detail, nutrients, shopping = tabs(
    now, "plan", [_("All days"), _("One day"), _("Nutrients"), _("Shopping list")]
)
with days:
    plan_week.week(now, plan)
    st.markdown(f"**{_('Foods the article names')}**")
    plan_parts.groups(plan)
    plan_timing.timing(plan)
with detail:
    plan_day.day(now, plan)
with nutrients:
    plan_parts.against_targets(now, plan)
with shopping:
    plan_shopping.shopping(now, plan)

if plan["notices"]:
    with st.expander(_("Good to know about this plan"), icon=":material/info:"):
        gap_parts.notice_cards(plan["notices"])

with st.container(key="save_plan"):
    st.header(_("Save the plan"))
    plan_files.downloads(plan)
st.caption(_(NOT_A_DIAGNOSIS))
