"""The cramp log, kept in one CSV file: ``cramp_log.csv`` in :func:`planner.home.home_folder`."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from planner.diary.cramps import Cramp, read_csv, write_csv
from planner.diary.kept_csv import MOST_BYTES, MOST_ROWS
from planner.errors import CrampLogError
from planner.home import home_folder, write_privately
from planner.language import mark

FILE: Final = "cramp_log.csv"
_LOCK: Final = threading.Lock()


@dataclass(frozen=True)
class CrampLog:
    """Entries in the order of time; it never changes, methods return another.

    Examples
    --------
    >>> import datetime as dt
    >>> night = dt.date(2026, 3, 2)
    >>> log = CrampLog().with_entry(Cramp(night, strength="none")).with_entry(Cramp(night, strength="mild"))
    >>> [entry.strength for entry in log.entries]
    ['mild']
    """

    entries: tuple[Cramp, ...] = ()

    def with_entry(self, entry: Cramp) -> CrampLog:
        """Return the log with one more entry; a cramp takes the place of "none" on its day.

        Raises
        ------
        CrampLogError
            For "none" on a day with a cramp.
        """
        if not entry.is_cramp and any(one.is_cramp and one.date == entry.date for one in self.entries):
            raise CrampLogError(
                mark("A cramp is written down on {date}.").format(date=entry.date),
                mark("Delete that entry first, if it was a mistake."),
            )
        return _ordered((*self.entries, entry))

    def without(self, entry: Cramp) -> CrampLog:
        """Return the log without one such entry.

        Raises
        ------
        CrampLogError
            When there is none, or no longer.
        """
        if entry not in self.entries:
            raise CrampLogError(
                mark("This entry is no longer in the log."), mark("Open the page again to see what is.")
            )
        left = list(self.entries)
        left.remove(entry)
        return CrampLog(tuple(left))

    def merged(self, other: CrampLog) -> CrampLog:
        """Return both together; what stands in both counts once, and nothing of either is lost."""
        return _ordered((Counter(self.entries) | Counter(other.entries)).elements())

    def to_csv(self) -> str:
        """Return the log as CSV, which :meth:`from_csv` reads back."""
        return write_csv(self.entries)

    @classmethod
    def from_csv(cls, data: bytes, name: str = "the file") -> CrampLog:
        """Read a log from CSV.

        Raises
        ------
        CrampLogError
            For a file that is not wholly understood, with the line; nothing of it is taken.
        """
        return _ordered(read_csv(data, name))


def saved_in() -> Path:
    """Return the file in which this user's cramp log is kept."""
    return home_folder() / FILE


def load_log() -> CrampLog:
    """Return what was saved, nothing where there is no file yet.

    Raises
    ------
    CrampLogError
        When the file is damaged or may not be read; it stays as it is until somebody has mended it.
    """
    file = saved_in()
    try:
        with file.open("rb") as opened:
            return CrampLog.from_csv(opened.read(MOST_BYTES + 1), str(file))
    except FileNotFoundError:
        return CrampLog()
    except OSError as error:
        raise CrampLogError(
            mark("{file} cannot be read: {reason}.").format(file=file, reason=error.strerror),
            mark("Nothing of it was changed."),
        ) from None


def change_log(change: Callable[[CrampLog], CrampLog]) -> CrampLog:
    """Change what is saved: it is read, changed and written again, so that nothing said elsewhere is lost.

    Raises
    ------
    CrampLogError
        When the change is refused, or the file cannot be read or written; it then stays as it was.
    """
    with _LOCK:
        before = load_log()
        after = change(before)
        if len(after.entries) > MOST_ROWS:
            raise CrampLogError(
                mark("The log would have more than {most} entries.").format(most=f"{MOST_ROWS:,}"),
                mark("Save and empty it."),
            )
        if after != before:
            _save(after)
    return after


def delete_log() -> None:
    """Delete the file, for good."""
    with _LOCK:
        try:
            saved_in().unlink(missing_ok=True)
        except OSError as error:
            raise CrampLogError(
                mark("{what} cannot be deleted: {reason}.").format(what=saved_in(), reason=error.strerror),
                mark("It is as it was."),
            ) from None


def _save(log: CrampLog) -> None:
    try:
        write_privately(saved_in(), log.to_csv().encode())
    except OSError as error:
        advice = mark("Make room, or see who may write to {folder}, then save again.")
        raise CrampLogError(
            mark("The log could not be written: {reason}.").format(reason=error.strerror),
            " ".join((mark("It is as it was."), advice.format(folder=saved_in().parent))),
        ) from None


def _ordered(entries: Iterable[Cramp]) -> CrampLog:
    """Return a log in the order of time; "none" goes where its day has a cramp, and stands but once."""
    listed = list(entries)
    days = {entry.date for entry in listed if entry.is_cramp}
    none = {entry.date: entry for entry in listed if not entry.is_cramp and entry.date not in days}
    kept = [*(entry for entry in listed if entry.is_cramp), *none.values()]
    return CrampLog(tuple(sorted(kept, key=lambda entry: entry.moment)))
