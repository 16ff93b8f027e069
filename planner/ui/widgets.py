"""Pieces that several pages show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Final

import pandas as pd
import streamlit as st
from babel.dates import format_date
from babel.numbers import format_decimal

from planner.language import _, keeping_language, language
from planner.reference.targets import Targets
from planner.report.basis import FRAMEWORKS, JURISDICTIONS, person_words
from planner.report.palette import Drawing, readable
from planner.ui.language_choice import language_choice
from planner.ui.page_list import page_named, pages
from planner.ui.session import Session
from planner.ui.unbroken import unbroken

SEVERITIES: Final = {
    "avoid": ("red", ":material/block:"),
    "limit": ("orange", ":material/pan_tool:"),
    "caution": ("orange", ":material/warning:"),
    "info": ("blue", ":material/info:"),
}


def basis(targets: Targets) -> None:
    """Say whose values and rules stand behind what is shown, and for whom."""
    st.caption(
        _(
            ":material/balance: Reference values: **{values}**. Safety rules: **{rules}**. For: {whom}.",
            values=_(FRAMEWORKS[targets.framework]),
            rules=_(JURISDICTIONS[targets.jurisdiction]),
            whom=person_words(targets.person),
        )
    )


def example_person(session: Session) -> None:
    """Say that the targets are an example's, until somebody has said who she is; and what was typed wrong."""
    if session.problem:
        st.warning(
            _("The last change on the Targets page is not in use yet. {why}", why=session.problem),
            icon=":material/edit:",
        )
    elif session.is_example:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(_("These targets are for an **example person**. Say who you are to get yours."))
            go("targets", _("Set my targets"), ":material/tune:")


def menu() -> None:
    """Show the way to every page; on a phone too, where a hidden menu would not be found."""
    with st.container(horizontal=True, gap=None, vertical_alignment="center", key="menu"):
        for page in pages():
            st.page_link(page)
        language_choice()


def flash(session: Session) -> None:
    """Show the message of the last action once; its place stays, so that no field below it moves."""
    place = st.empty()
    if session.flash is not None:
        kind, text = session.flash
        with unbroken(), place.container():
            session.flash = None
            {"error": st.error, "success": st.success}[kind](text)
            toast(text)


def toast(text: str) -> None:
    """Show a message where it is seen however far the page is scrolled."""
    st.toast(text, duration="long")


def go(page: str, label: str, icon: str, *, primary: bool = False) -> None:
    """Show a button that leads to another page."""
    if st.button(label, icon=icon, key=f"go_{page}_{label}", type="primary" if primary else "secondary"):
        st.switch_page(page_named(page))


def chart(drawing: Drawing, alt: str, data: pd.DataFrame, name: str) -> None:
    """Show a chart with its words for a screen reader, and its numbers below as a table and a file."""
    st.altair_chart(readable(drawing), width="stretch", alt=alt)
    with st.expander(_("Show the numbers"), icon=":material/table_chart:"):
        st.dataframe(data, hide_index=True, width="stretch")
        download(_("Download as CSV"), lambda: data.to_csv(index=False), f"{name}.csv", "text/csv")


def download(label: str, data: Callable[[], str | bytes], name: str, mime: str) -> None:
    """Show a button that saves a file, made when it is asked for; the page does not run again."""
    made = keeping_language(data)  # by another thread
    st.download_button(
        label, made, name, mime, key=f"save_{name}", on_click="ignore", icon=":material/download:"
    )


def day_words(date: dt.date) -> str:
    """Return a date as people write it.

    Examples
    --------
    >>> day_words(dt.date(2026, 3, 2))
    '2 Mar 2026'
    """
    return str(format_date(date, "d MMM y", locale=language()))


def number(value: int) -> str:
    """Return a count with what parts its thousands in the language in use.

    Examples
    --------
    >>> number(12345)
    '12,345'
    """
    return str(format_decimal(value, locale=language()))


def plain(text: object) -> str:
    r"""Return text that Markdown shows as it is: what a file says is not markup.

    Examples
    --------
    >>> print(plain("2 *large* eggs"))
    2 \*large\* eggs
    """
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()#+!|<>$~:" else sign for sign in str(text))
