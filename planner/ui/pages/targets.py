import streamlit as st

from planner.ui import target_parts, target_values, widgets
from planner.ui.session import session

now = session()
st.title("Targets")
widgets.flash(now)
st.markdown("Who you are decides what is advised. Leave out what you do not know or would rather not say.")
if now.problem:
    st.error(f"{now.problem} Until then the targets stay as they were.", icon=":material/edit:")
    if now.draft.get("problem") != now.problem:
        widgets.toast(now.problem)
now.draft["problem"] = now.problem

st.subheader("About you")
target_parts.person(now)
energy = now.targets.energy
st.caption(f"Estimated energy need: {energy.kcal:,.0f} kcal a day. {' '.join(energy.notes)}")

st.subheader("Whose advice")
target_parts.authority(now)

st.subheader("Food")
target_parts.food(now)

st.subheader("Caffeine and meals")
target_parts.caffeine_and_meals(now)

st.subheader("Targets of your own")
target_values.overrides(now)
with st.expander("All targets", icon=":material/table_chart:"):
    widgets.basis(now.targets)
    frame = target_values.all_targets(now.targets)
    st.dataframe(frame, hide_index=True, width="stretch")
    widgets.download("Download as CSV", lambda: frame.to_csv(index=False), "targets.csv", "text/csv")

with st.expander("What a plan should favour", icon=":material/tune:"):
    target_values.weights(now)

st.subheader("Keep these settings")
st.caption(
    "Save a file to use these settings again: in another visit, on another computer, on the command line."
)
target_values.person_file(now)
with st.container(horizontal=True):
    widgets.go("gaps", "See the gaps", ":material/monitoring:", primary=True)
    widgets.go("plan", "Plan meals", ":material/calendar_month:")
