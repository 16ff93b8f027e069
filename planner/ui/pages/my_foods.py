import streamlit as st

from planner.language import _, mark
from planner.ui import (
    my_foods_label,
    my_foods_list,
    my_foods_recipe,
    my_foods_search,
    my_foods_tables,
    widgets,
)
from planner.ui.my_foods_fields import choice
from planner.ui.my_foods_keep import VIEW
from planner.ui.session import session

VIEWS = {
    "kept": (mark("What I keep"), my_foods_list.listed),
    "label": (mark("From a label"), my_foods_label.form),
    "recipe": (mark("A recipe"), my_foods_recipe.form),
    "search": (mark("Search online"), my_foods_search.form),
    "table": (mark("A food table"), my_foods_tables.form),
}

now = session()
st.title(_("My foods"))
st.markdown(
    _(
        "Foods that the food table does not have: from a label, from your own recipe, or from a food "
        "database. Your diary and your plans count them; meals that you repeat with them, and recipes that "
        "you choose for it, may stand in a plan."
    )
)
widgets.flash(now)
view = st.segmented_control(
    _("What do you want to do?"),
    format_func=lambda name: _(VIEWS[name][0]),
    required=True,
    width="stretch",
    **choice(VIEW, list(VIEWS)),
)
VIEWS[str(view)][1](now)
