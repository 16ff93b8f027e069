"""The files that a plan is saved as; each is made when it is asked for."""

from __future__ import annotations

import datetime as dt
import json
from functools import partial
from typing import Final

import streamlit as st

from planner.language import _, mark
from planner.report.ics import next_monday, plan_ics
from planner.report.pdf import plan_pdf
from planner.report.plan_report import plan_csv, plan_text, plan_xlsx
from planner.report.plan_words import Document
from planner.report.shopping_text import shopping_csv
from planner.ui import widgets
from planner.ui.session import carefully, session

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_START_HELP: Final = mark("The PDF and the calendar name the days from this one on.")


def downloads(plan: Document) -> None:
    """Show buttons that save the plan as it is on the screen."""
    start, today = _first_day(), dt.date.today()
    with st.container(horizontal=True):
        widgets.download("PDF", lambda: plan_pdf(plan, today, start=start), "plan.pdf", "application/pdf")
        widgets.download(_("Calendar"), lambda: plan_ics(plan, start), "plan.ics", "text/calendar")
        if any(day["routine"] for day in plan["days"]):
            label = _("Calendar with the routine")
            with_it = partial(plan_ics, plan, start, routine=True)
            widgets.download(label, with_it, "plan-with-routine.ics", "text/calendar")
        widgets.download(_("Text to print"), lambda: plan_text(plan), "plan.txt", "text/plain")
        widgets.download("Excel", lambda: plan_xlsx(plan), "plan.xlsx", _XLSX)
        widgets.download("CSV", lambda: plan_csv(plan), "plan.csv", "text/csv")
        widgets.download(_("Shopping list"), lambda: shopping_csv(plan), "shopping.csv", "text/csv")
        widgets.download("JSON", lambda: json.dumps(plan, indent=2), "plan.json", "application/json")


def _first_day() -> dt.date:
    """Ask for the first day; what was asked for outlasts a page switch."""
    kept = session().draft.setdefault("plan_start", next_monday(dt.date.today()))
    st.session_state.setdefault("plan_start", kept)
    chosen = st.date_input(
        _("First day"), key="plan_start", on_change=carefully(_keep_first_day), help=_(_START_HELP), width=220
    )
    return chosen if isinstance(chosen, dt.date) else kept


def _keep_first_day() -> None:
    if st.session_state["plan_start"] is not None:
        session().draft["plan_start"] = st.session_state["plan_start"]
