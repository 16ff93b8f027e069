import streamlit as st

from planner.language import _
from planner.ui import (
    bench_effect,
    bench_sliders,
    bench_table,
    help_first,
    preset_parts,
    supplement_parts,
    target_page,
    target_parts,
    target_values,
    widgets,
)
from planner.ui.session import session
from planner.ui.tabs import kept_tabs

now = session()
bench_table.take_edits(now)
st.title(_("Targets"))
hidden = help_first.stopped(now, "targets")
if not hidden:
    help_first.ask_about_minerals(now, help_first.AIMS)
with st.container():  # there with or without a message, so that the tabs below stay as they are
    widgets.flash(now)
    target_page.problem(now)
st.markdown(_("Who you are decides what is advised. Leave out what you do not know or would rather not say."))

about, bench, files = kept_tabs(now, "targets", [_("About you"), _("Workbench"), _("Presets and files")])
with about:
    target_parts.person(now)
    if not hidden:
        target_page.energy(now)
    st.header(_("Whose advice"))
    target_parts.authority(now)
    st.header(_("Food"))
    target_parts.food(now)
    st.header(_("Caffeine and meals"))
    target_parts.caffeine_and_meals(now)
    st.header(_("Supplements"))
    supplement_parts.editor(now)

with bench:
    if hidden:
        st.caption(_("Not shown because of what you ticked in the check-in."))
    else:
        widgets.basis(now.targets)
        effect = st.container()
        st.header(_("Targets of your own"))
        target_values.overrides(now)
        with st.expander(_("All targets in one table"), icon=":material/table_chart:", expanded=True):
            bench_table.table(now)
        st.header(_("What a plan should favour"))
        bench_sliders.closeness(now)
        with st.expander(_("Which nutrients count most"), icon=":material/tune:"):
            bench_sliders.priorities(now)
        with st.expander(_("Foods the article names"), icon=":material/grocery:"):
            bench_sliders.groups(now)
        st.caption(_("Meals a day and caffeine are under “About you”."))

with files:
    st.header(_("Presets to share"))
    preset_parts.presets(now)
    st.header(_("Everything about you"))
    st.caption(
        _(
            "Save a file to use these settings again: in another visit, on another computer, on the command "
            "line."
        )
    )
    target_values.person_file(now)

with st.container(horizontal=True):
    widgets.go("gaps", _("See the gaps"), ":material/monitoring:", primary=True)
    widgets.go("plan", _("Plan meals"), ":material/calendar_month:")
if not hidden:
    with effect:
        bench_effect.show(now)
