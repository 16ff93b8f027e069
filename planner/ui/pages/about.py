from importlib.metadata import PackageNotFoundError, version

import streamlit as st

from planner.language import _
from planner.reference.check_in import questions
from planner.report.basis import NOT_A_DIAGNOSIS
from planner.tables import read_toml
from planner.ui import forget, help_first, widgets
from planner.ui.session import session

guide = read_toml("guide/about.toml")
try:
    release = version("cramp-planner")
except PackageNotFoundError:  # run from the source folder without installing
    release = _("not installed")


def linked(source: dict[str, str]) -> str:
    return (
        f"[{source['title']}]({source['url']})" if source["url"].startswith("https://") else source["title"]
    )


st.title(_("About"))
widgets.flash(session())

st.header(_(":material/medical_services: When to get help"), anchor="help")
help_first.calls()
st.markdown(
    _("For anything else that worries you, call your midwife, doctor or maternity unit. You need no reason.")
)

st.header(_("Ask before you change anything if"))
for one in questions():
    if one.label:
        st.markdown(f"- **{_(one.label)}.** {_(one.why)} :small[({help_first.cited(one.sources)})]")

st.header(_("What is known about leg cramps"))
st.info(_(guide["evidence"]), icon=":material/science:")
for study in guide["studies"]:
    st.markdown(f"- {_(study['text'])} :small[({study['source']})]")

st.header(_("What this tool cannot do"))
st.markdown(f"**{_(NOT_A_DIAGNOSIS)}**")
st.markdown("\n".join(f"- {_(limit['text']).strip()}" for limit in guide["limits"]))

st.header(_("Your data"), anchor="data")
forget.your_data()

st.header(_("Where the numbers come from"))
for source in read_toml("sources.toml").values():
    st.markdown(
        f"- {linked(source)}, {source['publisher']}, {source['release']}. :small[{source['licence']}]"
    )

st.caption(_("Cramp Planner {release}. MIT licence. Python and open-source libraries.", release=release))
