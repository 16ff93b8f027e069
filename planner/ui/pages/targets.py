import streamlit as st

from planner.language import _
from planner.ui import (
    bench_effect,
    bench_sliders,
    bench_table,
    preset_parts,
    supplement_parts,
    target_page,
    target_parts,
    target_values,
    widgets,
)
from planner.ui.session import session

now = session()
bench_table.take_edits(now)
st.title("Targets")
with st.container():  # there with or without a message, so that the tabs below stay as they are
    widgets.flash(now)
    target_page.problem(now)
st.markdown("Who you are decides what is advised. Leave out what you do not know or would rather not say.")

about, bench, files = target_page.tabs(now, ["About you", "Workbench", "Presets and files"])
with about:
    target_parts.person(now)
    energy = now.targets.energy
    st.caption(f"Estimated energy need: {energy.kcal:,.0f} kcal a day. {' '.join(energy.notes)}")
    st.subheader("Whose advice")
    target_parts.authority(now)
    st.subheader("Food")
    target_parts.food(now)
    st.subheader("Caffeine and meals")
    target_parts.caffeine_and_meals(now)
    st.subheader(_("Supplements"))
    supplement_parts.editor(now)

with bench:
    widgets.basis(now.targets)
    effect = st.container()
    st.subheader("Targets of your own")
    target_values.overrides(now)
    with st.expander("All targets in one table", icon=":material/table_chart:", expanded=True):
        bench_table.table(now)
    st.subheader("What a plan should favour")
    bench_sliders.closeness(now)
    with st.expander("Which nutrients count most", icon=":material/tune:"):
        bench_sliders.priorities(now)
    with st.expander("Foods the article names", icon=":material/grocery:"):
        bench_sliders.groups(now)
    st.caption("Meals a day and caffeine are under “About you”.")

with files:
    st.subheader("Presets to share")
    preset_parts.presets(now)
    st.subheader("Everything about you")
    st.caption(
        "Save a file to use these settings again: in another visit, on another computer, on the command line."
    )
    target_values.person_file(now)

with st.container(horizontal=True):
    widgets.go("gaps", "See the gaps", ":material/monitoring:", primary=True)
    widgets.go("plan", "Plan meals", ":material/calendar_month:")
with effect:
    bench_effect.show(now)
