import streamlit as st

from planner.language import _
from planner.report.basis import NOT_A_DIAGNOSIS
from planner.ui import check_in_parts, guide_parts, help_first, widgets
from planner.ui.session import session

now = session()
st.title(_("Leg cramps"))
widgets.flash(now)
help_first.first(now)
help_first.ticks(now)
if now.said.red_flags:
    st.stop()

relief, movements, prevention, check_in, known, article = st.tabs(
    [
        _("A cramp now"),
        _("Movements"),
        _("Prevention"),
        _("Check-in"),
        _("What is known"),
        _("The article"),
    ]
)
with relief:
    guide_parts.a_cramp_now()
with movements:
    guide_parts.movements(now)
with prevention:
    guide_parts.rules(now)
with check_in:
    check_in_parts.ask(now)
    check_in_parts.outcome(now)
with known:
    guide_parts.known(now)
with article:
    guide_parts.claims(now)
st.caption(_(NOT_A_DIAGNOSIS))
