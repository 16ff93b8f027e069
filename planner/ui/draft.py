"""The draft of a visit: kept after each run, opened again after a reload, never that of somebody else.

A draft is kept only where the program serves this computer alone: it listens on a loopback address, the
browser's own address is one, and no proxy says that it stands between. Each visit has a draft of its own,
named by a random token in the page's address, which holds nothing else. Two windows on one draft part at the
first change: the later one goes on under a name of its own.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

import streamlit as st

from planner.errors import DraftError, InputError
from planner.language import _
from planner.ui import draft_store as store
from planner.ui.draft_state import parts_of, state_of, visit_of
from planner.ui.draft_store import Entry, Stamp
from planner.ui.errors_in_words import explained
from planner.ui.session import KEY, Session, log_without_data, session

KEEPER: Final = "planner_draft"
QUERY: Final = "draft"
_PROXY: Final = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via")
_LOCK: Final = threading.Lock()
_OPEN: Final[WeakValueDictionary[str, Session]] = WeakValueDictionary()
"""The visits by draft: a reload takes over the work on its plan by hand, which no file holds."""


class _Epoch:
    """Counts how often everything was forgotten: a window from before then starts anew."""

    number = 0


@dataclass
class Keeper:
    """What was last written of a visit.

    Attributes
    ----------
    token : str
        The draft's name.
    stamp : tuple or None
        The version that this visit wrote or read last.
    state : dict
        What that version held, without the time.
    parts : dict
        By kind the thing that was written, and what the state says of its file.
    problem : str
        Why the last change could not be kept.
    """

    token: str = field(default_factory=store.new_token)
    stamp: Stamp | None = None
    state: Mapping[str, Any] = field(default_factory=dict)
    parts: dict[str, tuple[object, Entry]] = field(default_factory=dict)
    problem: str = ""
    epoch: int = field(default_factory=lambda: _Epoch.number)

    def keep(self, now: Session) -> None:
        """Write what has changed; what cannot be written is said on the next page that is shown."""
        if self.epoch != _Epoch.number:
            return
        try:
            with _LOCK:
                self._write(now)
            self.problem = ""
        except (OSError, InputError) as error:
            why = error.strerror if isinstance(error, OSError) else explained(error)
            self.problem = _("What you typed last could not be kept on this computer: {why}", why=why)

    def _write(self, now: Session) -> None:
        state = state_of(now)
        things = parts_of(now)
        same_parts = things.keys() == self.parts.keys() and all(
            things[kind][0] is self.parts[kind][0] for kind in things
        )
        if same_parts and state == self.state:
            return
        if self.stamp is None and not things and state == _NOTHING:
            return
        if self.is_taken():
            self.part_ways()
        for kind, (thing, suffix, data) in things.items():
            if kind not in self.parts or self.parts[kind][0] is not thing:
                self.parts[kind] = (thing, store.write_part(self.token, kind, suffix, data()))
        self.parts = {kind: self.parts[kind] for kind in things}
        named = {kind: entry for kind, (_thing, entry) in self.parts.items()}
        saved = dt.datetime.now().isoformat(timespec="minutes")
        self.stamp = store.write_state(self.token, {"saved": saved, "parts": named, **state})
        self.state = state
        _OPEN[self.token] = now

    def is_taken(self) -> bool:
        """Return whether another window has written this draft since."""
        found = store.stamp(self.token)
        return found is not None and found != self.stamp

    def part_ways(self) -> None:
        """Go on under another name, so that nothing of the other window is lost."""
        self.token, self.stamp, self.parts, self.state = store.new_token(), None, {}, {}


_NOTHING: Final = state_of(Session())


def may_keep() -> bool:
    """Return whether the program serves this computer alone."""
    headers = st.context.headers
    if any(name in headers for name in _PROXY):
        return False
    origin = urlsplit(str(headers.get("Origin", ""))).hostname
    return _is_here(st.get_option("server.address")) and _is_here(origin)


def _is_here(host: object) -> bool:
    """Return whether an address is this computer's own.

    Examples
    --------
    >>> [_is_here(host) for host in ("127.0.0.1", "::1", "localhost", "clinic.example", None)]
    [True, True, True, False, False]
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


@contextmanager
def kept() -> Iterator[None]:
    """Open this visit's draft before a page runs, and keep what has changed when it has run."""
    if not may_keep():
        yield
        return
    keeper = _keeper()
    if st.query_params.get(QUERY) != keeper.token:
        st.query_params[QUERY] = keeper.token
    if keeper.problem:
        st.warning(
            _("{problem} Save it as a file before you close the page.", problem=keeper.problem),
            icon=":material/save:",
        )
    now = session()  # found before the page runs: one that has stopped may ask nothing more
    try:
        yield
    finally:
        keeper.keep(now)


def _keeper() -> Keeper:
    """Return what keeps this visit; at its start the draft is opened that the address names."""
    found = st.session_state.get(KEEPER)
    if isinstance(found, Keeper) and found.epoch == _Epoch.number:
        return found
    begin_anew()
    token = st.query_params.get(QUERY)
    if not isinstance(found, Keeper) and store.is_token(token) and store.stamp(str(token)) is not None:
        open_draft(str(token))
    return st.session_state[KEEPER]  # type: ignore[no-any-return]


def is_empty_visit() -> bool:
    """Return whether drafts are kept here and nothing was typed in this visit yet."""
    keeper = st.session_state.get(KEEPER)
    return isinstance(keeper, Keeper) and keeper.stamp is None


def begin_anew() -> None:
    """Begin an empty visit."""
    st.session_state[KEEPER] = Keeper()
    st.session_state[KEY] = Session()
    session()  # takes up its language


def open_draft(token: str) -> None:
    """Take up a draft in place of this visit; one that cannot be read is set aside, and that is said."""
    try:
        with st.spinner(_("Opening what you typed")):
            keeper, now = _opened(token)
    except DraftError as error:
        st.session_state[KEY].flash = ("error", _set_aside(token, error))
        return
    st.session_state[KEEPER], st.session_state[KEY] = keeper, now


def _opened(token: str) -> tuple[Keeper, Session]:
    with _LOCK:
        stamp, state = store.stamp(token), store.read_state(token)
        parts = state["parts"]
        now = visit_of(state, lambda kind: store.read_part(token, parts[kind]) if kind in parts else None)
        _take_over_the_plan(token, now)
        things = {kind: (thing, parts[kind]) for kind, (thing, *_more) in parts_of(now).items()}
        _OPEN[token] = now
    return Keeper(token, stamp, state_of(now), things), now


def _take_over_the_plan(token: str, now: Session) -> None:
    """Have the plan's work by hand go on in the window that was opened last."""
    before = _OPEN.get(token)
    if before is not None and before.plan == now.plan:
        now.hand, now.made, before.hand = before.hand, before.made, None


def _set_aside(token: str, error: DraftError) -> str:
    try:
        where = _(
            "It was set aside, not deleted: {folder}. A diary in it is a CSV file.",
            folder=store.set_aside(token),
        )
    except OSError as reason:
        log_without_data(reason)
        where = _("It stays where it is.")
    return _(
        "What was kept of your last visit cannot be used: {why} {where} You can start afresh here.",
        why=error.reason,
        where=where,
    )


def forget_drafts() -> None:
    """Delete every draft, those set aside too; other windows start anew at their next click."""
    with _LOCK:
        store.delete_all()
        _Epoch.number += 1
    _OPEN.clear()
    begin_anew()
