import streamlit as st

from planner.language import _, mark
from planner.ui import caffeine_add, food_parts, food_sources, help_first, widgets
from planner.ui.session import carefully, session

LOOK_UP, BEST, CAFFEINE = VIEWS = (mark("Look up a food"), mark("Best sources"), mark("Caffeine"))


def _keep() -> None:
    session().draft["foods_view"] = st.session_state["foods_view"]


now = session()
st.title(_("Foods"))
if help_first.stopped(now, "targets"):
    st.stop()
help_first.ask_about_minerals(now)
widgets.flash(now)
widgets.basis(now.targets)
widgets.example_person(now)
st.session_state.setdefault("foods_view", now.draft.get("foods_view", LOOK_UP))
view = st.segmented_control(
    _("What do you want to see?"),
    VIEWS,
    format_func=_,
    required=True,
    key="foods_view",
    on_change=carefully(_keep),
    width="stretch",
)
if view == LOOK_UP:
    food_parts.look_up(now)
elif view == BEST:
    food_sources.best(now)
else:
    caffeine_add.quick_add(now)
