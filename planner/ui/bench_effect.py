"""What changed settings do to the plan that there is: before and after, take it or go back."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

import pandas as pd
import streamlit as st

from planner.language import _
from planner.plan import Plan, PlanSession
from planner.reference.person import Person
from planner.report.plan_effect import Effect, Row, effect, of_document, of_versions
from planner.report.plan_report import plan_document
from planner.ui import plan_ask, plan_language, widgets
from planner.ui.hand import Hand
from planner.ui.session import Session, carefully, session
from planner.ui.unbroken import unbroken
from planner.ui.widgets import plain

_MOST_MEALS: Final = 12


@dataclass
class Trial:
    """A plan for the settings as they are now, not taken yet.

    Attributes
    ----------
    asked : tuple
        The settings, and the plan that it started from.
    effect : Effect
    work : PlanSession or None
    document, made : dict or None, Plan or None
        Of a fresh plan; one from the last plan is worked out and checked when it is taken.
    refused : str
        Why no plan can be made.
    """

    asked: tuple[Any, ...]
    effect: Effect | None = None
    work: PlanSession | None = None
    document: dict[str, Any] | None = None
    made: Plan | None = None
    refused: str = ""


def show(now: Session) -> None:
    """Show what the changes since the plan was made do to it."""
    with st.container(border=True, key="bench_effect"):
        plan_language.say_anew(now)
        st.markdown(_("**What it does to the plan**"))
        _state(now)
        _undo(now)


def _state(now: Session) -> None:
    if now.problem:
        st.caption(_("{problem} Once that is mended, its effect is shown here.", problem=now.problem))
    elif "plan" in now.said.hidden:
        st.caption(_("Not shown because of what you ticked in the check-in."))
    elif now.plan is None:
        st.caption(_("Make a plan first; then each change here shows what it does to it."))
        widgets.go("plan", _("Make a plan"), ":material/calendar_month:")
    elif not now.plan_is_stale:
        st.caption(_(":material/check_circle: The plan is made for these settings."))
    else:
        _changed(now)


def _changed(now: Session) -> None:
    trial = _trial(now)
    if trial is None:
        st.caption(
            _(
                "What has changed since the plan was made (such as meals, diet, closeness, framework or the "
                "diary) needs a plan made afresh: some seconds. Your plan stays until you take the new one."
            )
        )
        if st.button(_("Make it and compare"), icon=":material/compare_arrows:", key="bench_fresh"):
            with unbroken():
                now.draft["trial"] = _fresh(now)
            st.rerun()
    elif trial.refused:
        st.warning(_("No plan can do this; the plan that you have stays. {why}", why=plain(trial.refused)))
    elif trial.effect is not None:
        _table(trial.effect)
        if trial.document is None:
            st.caption(_("A first look from the last plan. Every amount is checked when you take it."))
        st.button(
            _("Take this plan"),
            type="primary",
            icon=":material/check:",
            on_click=carefully(_take),
            key="bench_take",
        )


def _table(found: Effect) -> None:
    st.table(_cells(found.rows), hide_index=True, alt=_("What changes in the plan, before and after"))
    if found.more:
        with st.expander(_("{n} more that change", n=len(found.more)), icon=":material/table_chart:"):
            st.table(_cells(found.more), hide_index=True, alt=_("What else changes in the plan"))
    if found.meals:
        with st.expander(_("The {n} meals that change", n=len(found.meals)), icon=":material/restaurant:"):
            st.table(_cells(found.meals[:_MOST_MEALS]), hide_index=True, alt=_("Meals that change"))
            if len(found.meals) > _MOST_MEALS:
                st.caption(
                    _("The first {n} of {all}; the file has all.", n=_MOST_MEALS, all=len(found.meals))
                )
    whole = pd.DataFrame(
        [*found.rows, *found.more, *({"What": one.pop("Meal"), **one} for one in map(dict, found.meals))]
    )
    widgets.download(_("Before and after (CSV)"), lambda: whole.to_csv(index=False), "effect.csv", "text/csv")


def _cells(rows: Iterable[Row]) -> pd.DataFrame:
    return pd.DataFrame([{_(name): plain(cell) for name, cell in row.items()} for row in rows])


def _trial(now: Session) -> Trial | None:
    """Return the plan for the present settings; None where it has to be made afresh and was not yet."""
    kept: Trial | None = now.draft.get("trial")
    if kept is not None and kept.asked == _asked(now):
        return kept
    if now.hand is None or not _is_quick(now):
        return None
    with st.spinner(_("Planning for these settings")):
        now.draft["trial"] = _quick(now, now.hand.work)
    found: Trial = now.draft["trial"]
    return found


def _asked(now: Session) -> tuple[Any, ...]:
    return (now.plan_inputs, now.plan)


def _is_quick(now: Session) -> bool:
    """Return whether only targets and weights differ, so that the last plan is a start."""
    before: Person = now.plan_for[0]
    after = now.targets.person
    if now.plan_for[1:] != now.plan_inputs[1:] or _energy(before) != _energy(after):
        return False
    weighed = ("target_overrides", "emphasis", "priorities")
    return replace(before, **{name: getattr(after, name) for name in weighed}) == after


def _energy(person: Person) -> float | None:
    own = person.target_overrides.get("energy")
    return None if own is None else own.target


def _quick(now: Session, before: PlanSession) -> Trial:
    work = copy.copy(before)
    work.versions = list(before.versions)
    made = work.set_targets(now.targets)
    if not made.days:
        return Trial(_asked(now), refused=_reasons(made.conflicts))
    return Trial(_asked(now), effect(*of_versions(before.versions[-1], work.versions[-1])), work)


def _fresh(now: Session) -> Trial:
    bar = st.progress(0.0, text=_("Starting"))
    document, plan, work = plan_ask.made(now, bar)
    bar.empty()
    if not document["days"]:
        return Trial(_asked(now), refused=_reasons(document["conflicts"]))
    assert now.plan is not None
    return Trial(_asked(now), effect(of_document(now.plan), of_document(document)), work, document, plan)


def _reasons(conflicts: Iterable[dict[str, Any]]) -> str:
    return " ".join(str(conflict["text"]) for conflict in conflicts)


def _take() -> None:
    """Put the trial in the plan's place; the one before can be brought back."""
    now = session()
    trial: Trial = now.draft.pop("trial")
    with st.spinner(_("Checking every portion")):
        document, made = trial.document, trial.made
        if document is None:
            assert trial.work is not None
            made = trial.work.plan
            document = plan_document(made, now.prices)
    now.draft["plan_before"] = (now.plan, now.plan_for, now.hand, now.made, document)
    now.plan, now.plan_for, now.made = document, now.plan_inputs, made
    now.hand = None if trial.work is None else Hand(trial.work)
    now.flash = ("success", _("This is the plan now."))


def _undo(now: Session) -> None:
    with st.container(horizontal=True):
        if now.settings_before:
            st.button(
                _("Undo the last change"),
                icon=":material/undo:",
                key="bench_undo",
                on_click=carefully(_undo_change),
            )
        before = now.draft.get("plan_before")
        if before is not None and before[-1] is now.plan:
            st.button(
                _("Back to the plan before"),
                icon=":material/history:",
                key="bench_back",
                on_click=carefully(_back),
            )


def _undo_change() -> None:
    now = session()
    now.undo_settings()
    now.draft["form"] = now.draft.get("form", 0) + 1


def _back() -> None:
    now = session()
    now.plan, now.plan_for, now.hand, now.made, _document = now.draft.pop("plan_before")
    now.flash = ("success", _("The plan before is back. The settings stay as they are."))
