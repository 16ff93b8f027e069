"""What is asked of the planner, and the asking."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import streamlit as st

import planner
from planner.diary import Diary
from planner.diary.own_dishes import own_dishes, own_dishes_file
from planner.errors import InputError
from planner.language import _, mark
from planner.plan import Plan, PlanSession
from planner.reference.dishes import Dish
from planner.report.analysis import of_person
from planner.report.plan_report import plan_document
from planner.ui import gap_parts
from planner.ui.hand import Hand
from planner.ui.session import Session, carefully, session
from planner.ui.unbroken import unbroken

MODES: Final = {
    "full": mark("New meals"),
    "topup": mark("Top up my days"),
    "swap": mark("Swap one meal a day"),
}
_MODE_HELP: Final = mark(
    "New meals: a fresh plan. Top up: your own days stay, and as little as possible is added. Swap: your own "
    "days with one meal a day exchanged for another of like energy."
)
_CLOSE_HELP: Final = mark(
    "0: any dish. 1: your own meals from the diary wherever they fit, and foods that you know. Your targets "
    "and the safety rules hold either way; what your own meals cannot reach is said."
)
_GENTLE_HELP: Final = mark(
    "Plain dishes, low in fat, wherever they fit. If you can keep hardly anything down, call your midwife or "
    "doctor: that needs care, not a plan."
)
_SEED_HELP: Final = mark("Another number gives another plan; the same number the same plan again.")


def ask(now: Session) -> bool:
    """Show the options and return whether a plan is asked for."""
    has_diary = now.diary() is not None
    first = now.plan is None
    with (
        st.container(border=True) if first else st.expander(_("Ask for another plan"), icon=":material/tune:")
    ):
        if has_diary:
            st.segmented_control(
                _("What kind of plan?"),
                list(MODES),
                format_func=lambda mode: _(MODES[mode]),
                required=True,
                width="stretch",
                help=_(_MODE_HELP),
                **_option(now, "mode"),
            )
        st.slider(_("Days"), 1, 14, **_option(now, "days"))
        if has_diary:
            st.slider(
                _("Close to what I eat"),
                0.0,
                1.0,
                step=0.05,
                help=_(_CLOSE_HELP),
                **_option(now, "closeness"),
            )
        st.toggle(
            _("Gentle dishes first, for days of nausea"), help=_(_GENTLE_HELP), **_option(now, "gentle")
        )
        st.number_input(
            _("Number of the plan"), 0, 9999, step=1, width=200, help=_(_SEED_HELP), **_option(now, "seed")
        )
        st.caption(_("Meals a day, diet, what to leave out or keep, and targets are on the Targets page."))
        if now.hand is not None and len(now.hand.work.versions) > 1:
            st.caption(_("Another plan starts afresh: what you changed by hand does not go over to it."))
        return st.button(
            _("Make the plan"), type="primary", icon=":material/calendar_month:", key="make_plan"
        )


def _option(now: Session, name: str) -> dict[str, Any]:
    key = f"plan_{name}"
    st.session_state.setdefault(key, now.plan_options[name])
    return {"key": key, "on_change": carefully(_take), "args": (name, key)}


def _take(name: str, key: str) -> None:
    now = session()
    now.plan_options = {**now.plan_options, name: st.session_state[key]}


def make(now: Session) -> None:
    """Make the plan and keep its document, which is checked first; the bar shows how far it is."""
    bar = st.progress(0.0, text=_("Starting"))
    inputs = now.plan_inputs
    with unbroken():  # who looks at another page meanwhile finds the plan when she comes back
        now.plan, now.made, work = made(now, bar)
        now.plan_for = inputs
        now.hand = Hand(work) if work is not None else None
    bar.empty()


def made(now: Session, bar: Any) -> tuple[dict[str, Any], Plan, PlanSession | None]:
    """Return a plan's document for what is asked now, the plan, and what it can be changed by hand with."""
    options, diary = now.plan_options, _own_diary(now)
    asked = {name: options[name] for name in ("days", "seed", "closeness", "gentle")}
    asked |= {"corrections": now.corrections.of(_name(now)), "own_dishes": _own_dishes(now)}
    work = None
    if diary is None or options["mode"] == "full":
        work = PlanSession(now.targets, diary, progress=_teller(bar), **asked)
        plan = work.plan
    else:
        plan = planner.plan_meals(now.targets, diary, mode=options["mode"], progress=_teller(bar), **asked)
    bar.progress(0.95, text=_("Checking every portion, and finding the best that any plan could do"))
    return plan_document(plan, now.prices), plan, work if work is not None and work.versions else None


def _teller(bar: Any) -> Callable[[float, str], None]:
    def tell(share: float, text: str) -> None:
        bar.progress(min(max(share, 0.0), 1.0), text=_(text))

    return tell


def _own_dishes(now: Session) -> tuple[Dish, ...]:
    """Return the dishes kept for this person; where some cannot be used the page says so."""
    try:
        own, faults = own_dishes()
    except InputError as error:
        now.flash = ("error", str(error))
        return ()
    for fault in faults[:1]:
        said = _(
            "Own dishes with faults are left out. {file}, row {row}: {problem}",
            file=own_dishes_file(), row=fault[0], problem=fault[3],
        )  # fmt: skip
        now.flash = ("error", said)
    return own


def _own_diary(now: Session) -> Diary | None:
    diary = now.diary()
    return None if diary is None or now.document() is None else of_person(diary, _name(now))


def _name(now: Session) -> str | None:
    """Return who is planned for, None where nobody is named."""
    document = now.document()
    name: str | None = None if document is None else gap_parts.whose(now, document["people"])["person"]
    return name
