"""Pieces that several pages show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pandas as pd
import streamlit as st

from planner.language import keeping_language
from planner.reference.targets import Targets
from planner.report.basis import FRAMEWORKS, JURISDICTIONS, person_words
from planner.report.palette import Drawing, readable
from planner.ui.session import Session

SEVERITIES: Final = {
    "avoid": ("red", ":material/block:"),
    "limit": ("orange", ":material/pan_tool:"),
    "caution": ("orange", ":material/warning:"),
    "info": ("blue", ":material/info:"),
}


def basis(targets: Targets) -> None:
    """Say whose values and rules stand behind what is shown, and for whom."""
    st.caption(
        f":material/balance: Reference values: **{FRAMEWORKS[targets.framework]}**. "
        f"Safety rules: **{JURISDICTIONS[targets.jurisdiction]}**. For: {person_words(targets.person)}."
    )


def example_person(session: Session) -> None:
    """Say that the targets are an example's, until somebody has said who she is; and what was typed wrong."""
    if session.problem:
        st.warning(
            f"The last change on the Targets page is not in use yet. {session.problem}",
            icon=":material/edit:",
        )
    elif session.is_example:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown("These targets are for an **example person**. Say who you are to get yours.")
            go("targets", "Set my targets", ":material/tune:")


def menu() -> None:
    """Show the way to every page; on a phone too, where a hidden menu would not be found."""
    from planner.ui.navigation import pages

    with st.container(horizontal=True, gap=None):
        for page in pages():
            st.page_link(page)


def flash(session: Session) -> None:
    """Show the message of the last action once."""
    if session.flash is not None:
        kind, text = session.flash
        session.flash = None
        {"error": st.error, "success": st.success}[kind](text)
        toast(text)


def toast(text: str) -> None:
    """Show a message where it is seen however far the page is scrolled."""
    st.toast(text, duration="long")


def go(page: str, label: str, icon: str, *, primary: bool = False) -> None:
    """Show a button that leads to another page."""
    from planner.ui.navigation import page_named

    if st.button(label, icon=icon, key=f"go_{page}_{label}", type="primary" if primary else "secondary"):
        st.switch_page(page_named(page))


def chart(drawing: Drawing, alt: str, data: pd.DataFrame, name: str) -> None:
    """Show a chart with its words for a screen reader, and its numbers below as a table and a file."""
    st.altair_chart(readable(drawing), width="stretch", alt=alt)
    with st.expander("Show the numbers", icon=":material/table_chart:"):
        st.dataframe(data, hide_index=True, width="stretch")
        download("Download as CSV", lambda: data.to_csv(index=False), f"{name}.csv", "text/csv")


def download(label: str, data: Callable[[], str | bytes], name: str, mime: str) -> None:
    """Show a button that saves a file, made when it is asked for; the page does not run again."""
    st.download_button(
        label,
        keeping_language(data),
        name,
        mime,
        key=f"save_{name}",
        on_click="ignore",
        icon=":material/download:",
    )


def no_diary(text: str) -> None:
    """Show what to do where a page has nothing to show yet, with the buttons that do it."""
    from planner.ui import diary_add

    with st.container(border=True):
        st.markdown(text)
        with st.container(horizontal=True):
            go("diary", "Go to the diary", ":material/menu_book:", primary=True)
            diary_add.sample_button("diary_week.csv", "Try a sample diary")


def plain(text: object) -> str:
    r"""Return text that Markdown shows as it is: what a file says is not markup.

    Examples
    --------
    >>> print(plain("2 *large* eggs"))
    2 \*large\* eggs
    """
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()#+!|<>$~:" else sign for sign in str(text))
