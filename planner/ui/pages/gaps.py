import datetime as dt
import json
from typing import Any

import streamlit as st

from planner.language import _
from planner.report.basis import person_words
from planner.report.gaps_pdf import gaps_pdf
from planner.report.left_out import without_hidden
from planner.report.text import EVIDENCE, METHOD, analysis_text, gaps_csv
from planner.ui import first_step, gap_more, gap_parts, help_first, supplement_parts, widgets
from planner.ui.session import session

now = session()
st.title(_("Gaps"))
if help_first.stopped(now, "targets"):
    st.stop()
help_first.ask_about_minerals(now)
found = now.document()
widgets.flash(now)
if found is None:
    first_step.no_diary(
        _(
            "**No food yet.** Put a day or more into the diary, or try the sample, to see what you get of "
            "magnesium, potassium, calcium, iron, B6 and caffeine beside what is advised."
        )
    )
    st.stop()

document: dict[str, Any] = without_hidden(found, now.said.hidden)
widgets.basis(now.targets)
widgets.example_person(now)
person = gap_parts.choose_person(now, document["people"], "gaps")
if document["rows"]["with_faults"]:
    st.warning(
        _(
            "{n} rows of the diary are not counted here; the Diary page says why.",
            n=document["rows"]["with_faults"],
        ),
        icon=":material/edit_note:",
    )
gap_parts.headline(person)
gap_parts.bars(person)
st.caption(_(METHOD))
with st.container(horizontal=True):
    widgets.go("plan", _("Plan meals that fill the gaps"), ":material/calendar_month:", primary=True)

st.header(_("Day by day"))
gap_more.day_by_day(person)

supplement_parts.sums(person)

st.header(_("Caffeine"))
gap_parts.caffeine(person)

st.header(_("Safety"))
gap_parts.notices(person)

st.header(_("Look closer"))
one, sure, upper, elsewhere, article = st.tabs(
    [_("One nutrient"), _("How sure"), _("Upper levels"), _("Other authorities"), _("The article")]
)
with one:
    gap_parts.detail(now, person)
with sure:
    gap_more.how_sure(person)
with upper:
    gap_more.upper_levels(person)
with elsewhere:
    gap_more.elsewhere(now, person)
with article:
    gap_more.article(now, person)

st.header(_("What this diary cannot tell"))
gap_parts.limits(person)
st.info(_(EVIDENCE), icon=":material/science:")

st.header(_("Save this"))
whom, today = person_words(now.targets.person), dt.date.today()
with st.container(horizontal=True):
    widgets.download("PDF", lambda: gaps_pdf(document, whom, today), "gaps.pdf", "application/pdf")
    widgets.download(_("Text"), lambda: analysis_text(document), "analysis.txt", "text/plain")
    widgets.download("CSV", lambda: gaps_csv(document), "gaps.csv", "text/csv")
    widgets.download("JSON", lambda: json.dumps(document, indent=2), "analysis.json", "application/json")
