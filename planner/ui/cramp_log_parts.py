"""The parts of the Cramp log page: writing a cramp down, what is written down, the files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Final

import streamlit as st

from planner.diary.cramp_log import CrampLog, change_log, delete_log, saved_in
from planner.diary.cramps import LONGEST_NOTE, MOST_MINUTES, NONE, SIDES, STRENGTHS, Cramp
from planner.language import _, mark
from planner.ui import widgets
from planner.ui.session import Session, carefully, session
from planner.ui.widgets import day_words, number, plain

MOST_SHOWN: Final = 7
_SIDES: Final = dict(zip(SIDES, (mark("Left"), mark("Right"), mark("Both")), strict=True))
_STRENGTHS: Final = dict(zip(STRENGTHS, (mark("Mild"), mark("Moderate"), mark("Strong")), strict=True))
_LEGS: Final = {"left": mark("left leg"), "right": mark("right leg"), "both": mark("both legs")}
_STRONG: Final = dict(zip(STRENGTHS, (mark("mild"), mark("moderate"), mark("strong")), strict=True))
_FIELDS: Final = ("date", "time", "side", "strength", "minutes", "notes")


def write_down(now: Session) -> None:
    """Ask for a cramp, or for a day without one; what is half filled in is kept."""
    with st.container(border=True):
        day, time, minutes = st.columns(3)
        day.date_input(_("Day"), max_value=dt.date.today(), **_kept(now, "date", dt.date.today()))
        time.time_input(_("Time, if you know it"), step=300, **_kept(now, "time"))
        minutes.number_input(
            _("Minutes, if you know"),
            0.0,
            float(MOST_MINUTES),
            step=1.0,
            format="%g",
            **_kept(now, "minutes"),
        )
        st.segmented_control(
            _("Which leg?"), list(SIDES), format_func=lambda one: _(_SIDES[one]), **_kept(now, "side")
        )
        st.segmented_control(
            _("How strong was it?"),
            list(STRENGTHS),
            format_func=lambda one: _(_STRENGTHS[one]),
            **_kept(now, "strength"),
        )
        st.text_input(_("Notes, if you like"), max_chars=LONGEST_NOTE, **_kept(now, "notes", ""))
        with st.container(horizontal=True):
            st.button(_("Save this cramp"), type="primary", icon=":material/add:", on_click=carefully(_save))
            st.button(_("No cramp on this day"), icon=":material/check:", on_click=carefully(_save_none))
        st.caption(
            _("The day is that of the calendar, after midnight too. Days without a cramp count as well.")
        )


def undo(now: Session) -> None:
    """Offer the entry that was deleted last."""
    if (entry := now.draft.get("cramp_deleted")) is not None:
        st.button(
            _("Bring back what was deleted ({day})", day=day_words(entry.date)),
            icon=":material/undo:",
            on_click=carefully(_bring_back),
        )


def listed(log: CrampLog) -> None:
    """Show the last entries, each to be deleted."""
    for place, entry in enumerate(reversed(log.entries[-MOST_SHOWN:])):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(entry_text(entry), width="stretch")
            st.button(
                _("Delete"), key=f"cramp_delete_{place}",
                help=_("Delete the entry of {day}", day=day_words(entry.date)),
                icon=":material/delete:", on_click=carefully(_delete), args=(entry,),
            )  # fmt: skip
    if len(log.entries) > MOST_SHOWN:
        st.caption(_("The last {n} of {all}; the file has all.", n=MOST_SHOWN, all=number(len(log.entries))))


def files(log: CrampLog) -> None:
    """Save the log, take another's over, delete all."""
    with st.expander(_("Save, take over or delete the log"), icon=":material/folder:"):
        st.caption(_("It is kept on this computer only, in {folder}", folder=saved_in()))
        if log.entries:
            widgets.download(_("Save the log (CSV)"), log.to_csv, "cramp_log.csv", "text/csv")
        st.file_uploader(
            _("Take over a file, as saved from here. What stands in both counts once."),
            type=["csv"], max_upload_size=4, key="cramp_file", on_change=carefully(_take_file),
        )  # fmt: skip
        if log.entries and st.toggle(_("Delete the whole log"), key="cramp_delete_all"):
            st.markdown(
                _(
                    "This deletes **{n}** entries for good. Save them first, if in doubt.",
                    n=number(len(log.entries)),
                )
            )
            st.button(
                _("Delete all entries"), icon=":material/delete_forever:", on_click=carefully(_delete_all)
            )


def entry_text(entry: Cramp) -> str:
    """Return an entry in words.

    Examples
    --------
    >>> entry_text(Cramp(dt.date(2026, 3, 2), dt.time(2, 30), "left", "strong", 3))
    '**2 Mar 2026, 02:30**: strong, left leg, 3 minutes'
    """
    if not entry.is_cramp:
        said = [_("no cramp")]
    else:
        strength, side = _(_STRONG.get(entry.strength, "")), _(_LEGS.get(entry.side, ""))
        said = [part for part in (strength, side, _length(entry.minutes)) if part] or [_("a cramp")]
    when = day_words(entry.date) + ("" if entry.time is None else f", {entry.time:%H:%M}")
    return f"**{when}**: {', '.join([*said, *filter(None, [plain(entry.notes)])])}"


def _length(minutes: float | None) -> str:
    if minutes is None:
        return ""
    return _("1 minute") if minutes == 1 else _("{n} minutes", n=f"{minutes:g}")


def _kept(now: Session, name: str, default: Any = None) -> dict[str, Any]:
    key = f"cramp_{name}"
    st.session_state.setdefault(key, now.draft.get(key, default))
    return {"key": key, "on_change": carefully(_keep), "args": (key,)}


def _keep(key: str) -> None:
    session().draft[key] = st.session_state[key]


def _save() -> None:
    said = {name: st.session_state[f"cramp_{name}"] for name in _FIELDS}
    entry = Cramp(**said | {name: said[name] or "" for name in ("side", "strength", "notes")})
    _change(lambda log: log.with_entry(entry), _("Saved: {entry}.", entry=entry_text(entry)))
    _empty()


def _save_none() -> None:
    entry = Cramp(st.session_state["cramp_date"], strength=NONE, notes=st.session_state["cramp_notes"] or "")
    _change(lambda log: log.with_entry(entry), _("Saved: {entry}.", entry=entry_text(entry)))
    _empty()


def _empty() -> None:
    """Empty what was filled in, but for the day."""
    for name in _FIELDS[1:]:
        session().draft.pop(f"cramp_{name}", None)
        st.session_state[f"cramp_{name}"] = "" if name == "notes" else None


def _delete(entry: Cramp) -> None:
    _change(lambda log: log.without(entry), _("Deleted: {entry}.", entry=entry_text(entry)))
    session().draft["cramp_deleted"] = entry


def _bring_back() -> None:
    entry = session().draft["cramp_deleted"]
    _change(lambda log: log.with_entry(entry), _("Back again: {entry}.", entry=entry_text(entry)))
    del session().draft["cramp_deleted"]


def _take_file() -> None:
    file = st.session_state["cramp_file"]
    if file is None:
        return
    new = CrampLog.from_csv(file.getvalue(), file.name)
    count = number(len(new.entries))
    done = _("Taken over from {file}: {n} entries.", file=plain(file.name), n=count)
    _change(lambda log: log.merged(new), done)


def _delete_all() -> None:
    delete_log()
    session().draft.pop("cramp_deleted", None)
    st.session_state["cramp_delete_all"] = False
    session().flash = ("success", _("The log is deleted."))


def _change(change: Callable[[CrampLog], CrampLog], done: str) -> None:
    change_log(change)
    session().flash = ("success", done)
