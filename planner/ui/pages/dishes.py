import streamlit as st

from planner.language import _
from planner.reference.dishes import dishes
from planner.ui import own_dishes_parts, widgets
from planner.ui.session import session

now = session()
st.title(_("Dishes"))
widgets.flash(now)
st.markdown(
    _(
        "Plans are made of {n} small dishes. Add your own here; each is checked as those were: weight, "
        "energy, kitchen measures and safety in pregnancy.",
        n=len(dishes()),
    )
)
own_dishes_parts.upload()
own_dishes_parts.faults(now)
st.header(_("Your own dishes"))
own_dishes_parts.listed(now)
widgets.go("plan", _("Plan meals"), ":material/calendar_month:")
