"""The plan in the language of the page: said anew where that was changed since it was made."""

from __future__ import annotations

from typing import Any

import streamlit as st

from planner.language import LANGUAGES, _, in_language, language
from planner.plan import Plan
from planner.report.plan_report import plan_document
from planner.report.shopping_text import to_buy
from planner.ui import bought
from planner.ui.session import Session
from planner.ui.unbroken import unbroken


def say_anew(now: Session) -> None:
    """Say the plan in the language in use; where only its document is left, say that it stays as it is."""
    if now.plan is None or language_of(now.plan) == language():
        return
    if now.made is None:
        stays = _(
            "This plan was made in {language}, and its words stay so. Make it again to have them in this "
            "language.",
            language=LANGUAGES[language_of(now.plan)],
        )
        st.caption(f":material/translate: {stays}")
        return
    with unbroken():
        _say_anew(now, now.plan, now.made)


def _say_anew(now: Session, before: dict[str, Any], made: Plan) -> None:
    with st.spinner(_("Saying the plan in the other language")):
        now.plan = plan_document(made, now.prices)
    with in_language(language_of(before)):
        lines = _lines(before)
    bought.renamed(lines, _lines(now.plan))
    if now.hand is not None:
        now.hand.refused = ""
    if "plan_before" in now.draft and now.draft["plan_before"][-1] is before:
        now.draft["plan_before"] = (*now.draft["plan_before"][:-1], now.plan)


def language_of(document: dict[str, Any]) -> str:
    """Return the language of a plan's words; one kept by an earlier version is English."""
    return str(document.get("language", "en"))


def _lines(document: dict[str, Any]) -> dict[tuple[str, ...], str]:
    """Return the lines to tick by the plan's foods that they are for."""
    return {tuple(row["foods"]): to_buy(row) for row in document["shopping_list"]}
