import streamlit as st

from planner.reference.dishes import dishes
from planner.ui import own_dishes_parts, widgets
from planner.ui.session import session

now = session()
st.title("Dishes")
widgets.flash(now)
st.markdown(
    f"Plans are made of {len(dishes())} small dishes. Add your own here; each is checked as those were: "
    "weight, energy, kitchen measures and safety in pregnancy."
)
own_dishes_parts.upload()
own_dishes_parts.faults(now)
st.subheader("Your own dishes")
own_dishes_parts.listed(now)
widgets.go("plan", "Plan meals", ":material/calendar_month:")
