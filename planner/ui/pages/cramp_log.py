import streamlit as st

from planner.diary.cramp_log import load_log
from planner.language import _
from planner.report.basis import NOT_A_DIAGNOSIS
from planner.ui import cramp_log_parts, cramp_week_parts, help_first, widgets
from planner.ui.session import session

now = session()
st.title(_("Cramp log"))
widgets.flash(now)
help_first.first(now)
st.markdown(
    _("Write down each cramp, and the days without one. After some weeks you see whether they grow fewer.")
)
log = load_log()  # a damaged file is said, and left as it is
cramp_log_parts.write_down(now)
with st.container(border=True, horizontal=True, vertical_alignment="center"):
    st.markdown(_("A leg that is **swollen, hot, red or tender**, or pain that stays, is not for this log."))
    widgets.go("guide", _("When to call"), ":material/medical_services:")

st.header(_("What is written down"))
cramp_log_parts.undo(now)
if log.entries:
    cramp_log_parts.listed(log)
else:
    st.caption(_("Nothing yet. The first entry above makes the log."))

if log.entries:
    st.header(_("Week by week"))
    cramp_week_parts.weeks(now, log)
cramp_log_parts.files(log)
st.caption(_(NOT_A_DIAGNOSIS))
