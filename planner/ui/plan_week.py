"""The days of a plan as cards: meals, energy, what is kept, the minerals in words and bars."""

from __future__ import annotations

from typing import Any

import streamlit as st

from planner.gaps.wording import amount
from planner.language import _
from planner.reference.nutrients import nutrients
from planner.report.plan_effect import REACHED
from planner.report.plan_report import OF_THE_MEAN
from planner.report.plan_words import Document, energy_text, title, total_text
from planner.report.text import FIRST
from planner.ui import plan_day, plan_hand
from planner.ui.session import Session, carefully
from planner.ui.widgets import plain


def week(now: Session, plan: Document) -> None:
    """Show the days as cards; each can be changed where it stands."""
    plan_hand.history(now, "week")
    targets = [row for row in plan["targets"] if row["nutrient"] in FIRST]
    with st.grid("auto", min_column_width=300):
        for day in plan["days"]:
            with st.container(border=True, height="stretch"):
                _card(now, day, targets)
    st.caption(_(OF_THE_MEAN))


def _card(now: Session, day: dict[str, Any], targets: list[dict[str, Any]]) -> None:
    cold = f" {plan_hand.no_cooking_mark()}" if plan_hand.is_cold(now, day["day"]) else ""
    energy = total_text(day["totals"], "energy")
    st.markdown(f"**{_('Day {n}', n=day['day'])}** :small[{energy}]{cold}")
    lines = [_line(now, day["day"], slot, meal) for slot, meal in enumerate(day["meals"])]
    st.markdown("  \n".join(lines))
    with st.container(horizontal=True):
        plan_hand.day_menu(now, day)
        st.button(
            _("Day {n} by the clock", n=day["day"]),
            icon=":material/schedule:",
            key=f"day_{day['day']}_by_the_clock",
            type="tertiary",
            on_click=carefully(plan_day.lead_to),
            args=(day["day"],),
        )
    with st.container(gap=None):
        for row in targets:
            _mineral(day["totals"], row)


def _line(now: Session, day: int, slot: int, meal: dict[str, Any]) -> str:
    """Return a meal in a line: when, what, its energy, and whether something of it is kept."""
    words = f":small[**{meal['time']}** {plain(title(meal))} ({energy_text(meal)})]"
    kept = plan_hand.is_kept(now, day, slot) or any(item["kept"] for item in meal["items"])
    return f"{words} {plan_hand.kept_mark()}" if kept else words


def _mineral(totals: dict[str, float | None], row: dict[str, Any]) -> None:
    """Show how much of a target a day has, in words and as a bar; no bar where it is not known."""
    name, known = row["nutrient"], totals[row["nutrient"]]
    about = _(nutrients()[name].name)
    if known is None:
        st.caption(_("{nutrient}: not known", nutrient=about))
        return
    share, target = known / row["target"], amount(row["target"], name, row["unit"])
    has = total_text(totals, name)
    if share >= REACHED:
        said = _("{nutrient}: {amount} of {target}, reached", nutrient=about, amount=has, target=target)
    else:
        said = _("{nutrient}: {amount} of {target}", nutrient=about, amount=has, target=target)
    st.progress(min(share, 1.0), text=f":small[{said}]")
