"""Drafted rows to a diary: each distinct food and amount is matched once, and no row is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final, TypeAlias

from planner.diary.corrections import Corrections
from planner.diary.draft import Draft
from planner.diary.files import MOST_TEXTS
from planner.diary.given import given_frame, settled
from planner.diary.kept_lookup import kept_food
from planner.diary.model import Diary, Fault, entries_frame, faults_frame
from planner.diary.quantities.figures import written
from planner.diary.remembered import owner_of
from planner.diary.resolve import Resolution, resolve
from planner.diary.times import END_OF_DAY
from planner.errors import DiaryFileError
from planner.language import mark
from planner.sources.kept import KeptFood

Progress: TypeAlias = Callable[[int, int, str], object]
Key: TypeAlias = tuple[str, float | str | None, str | None, float | None, str | None, Corrections | None]

_EVERY: Final = 50
_USUAL_GRAMS: Final = (1.0, 5_000.0)
_MATCHING: Final = mark("matching foods")


def to_diary(
    draft: Draft,
    reading: dict[str, Any],
    progress: Progress,
    day_start: int,
    corrections: Corrections | None = None,
) -> Diary:
    """Match the drafted rows to foods and part them into entries and faults.

    Parameters
    ----------
    draft : Draft
    reading : dict
        How the file was read.
    progress : callable
        Called with (done, total, label).
    day_start : int
        Minutes after midnight at which a day begins; what was eaten before counts for the day before.
    corrections : Corrections, optional
        What phrases mean.
    """
    found = settled(draft, _resolve_all(draft, progress, _corrections_of(draft, corrections)))
    _fault_unmatched(draft, found)
    bad = {fault.row for fault in draft.faults}
    used = [place for place, row in enumerate(draft.row) if row not in bad]
    _shift_days(draft, day_start)
    entries = entries_frame(_entry_columns(draft, found, used))
    given, kept = given_frame(draft, found, used), _kept(found, used)
    counts = {"read": len(draft.row), "used": len(used), "with_faults": len(draft.row) - len(used)}
    return Diary(entries, faults_frame(draft.faults), counts, reading | draft.reading, given, kept)


def _corrections_of(draft: Draft, corrections: Corrections | None) -> list[Corrections | None]:
    """Return the corrections for each row: those of its person and, for kept foods, of its day."""
    if corrections is None or not (corrections.people or corrections.foods.versions):
        return [corrections] * len(draft.row)
    asked = [
        (name if owner_of(name) in corrections.people else None, corrections.foods.turn(date))
        for name, date in zip(draft.person, draft.date, strict=True)
    ]
    known = {
        (name, day): (corrections if name is None else corrections.of(name)).on(day)
        for name, day in set(asked)
    }
    return [known[one] for one in asked]


def _kept(found: list[Resolution | None], used: list[int]) -> dict[str, KeptFood]:
    """Return the foods of the entries that bring their own nutrients, by id."""
    answers = (found[place] for place in used)
    own = {answer.kept.food_id: answer.kept for answer in answers if answer and answer.kept}
    return dict(sorted(own.items()))


def _resolve_all(
    draft: Draft, progress: Progress, corrections: list[Corrections | None]
) -> list[Resolution | None]:
    """Resolve each distinct food and amount once; None for rows whose amount could not be read.

    Rows that the reader has settled are not looked up.
    """
    cells = (draft.text, draft.amount, draft.unit, draft.grams, draft.food_id)
    keys: list[Key] = list(zip(*cells, corrections, strict=True))
    done_already = draft.unclear | draft.answers.keys()
    wanted = dict.fromkeys(key for place, key in enumerate(keys) if place not in done_already)
    if len({key[0] for key in wanted}) > MOST_TEXTS:
        raise DiaryFileError(
            mark("This file has more than {most} different foods.").format(most=f"{MOST_TEXTS:,}"),
            mark("Split it into several files."),
        )
    known: dict[Key, Resolution] = {}
    for done, key in enumerate(sorted(wanted, key=lambda key: key[0])):
        if done % _EVERY == 0:
            progress(done, len(wanted), _MATCHING)
        known[key] = _resolved(key)
    progress(len(wanted), len(wanted), _MATCHING)
    return [
        draft.answers.get(place) if place in done_already else known[key] for place, key in enumerate(keys)
    ]


def _resolved(key: Key) -> Resolution:
    """Resolve one key; a weight of a food whose code is given needs no other look-up than its code."""
    text, _, _, grams, food_id, corrections = key
    own = kept_food(food_id, corrections) if food_id else None
    if food_id is None or own or grams is None or not _USUAL_GRAMS[0] <= grams <= _USUAL_GRAMS[1]:
        return resolve(*key)
    found = resolve(text, None, None, 100.0, food_id)
    if found.problem is not None:
        return found
    return replace(found, grams=round(grams, 1), household=f"{grams:g} g")


def _fault_unmatched(draft: Draft, found: list[Resolution | None]) -> None:
    for place, resolution in enumerate(found):
        if resolution is not None and resolution.problem is not None:
            name, value = _culprit(draft, place, resolution)
            draft.faults.append(
                Fault(
                    draft.row[place],
                    draft.names.get(name, name),
                    value[:200],
                    resolution.problem,
                    resolution.advice or "",
                )
            )


def _culprit(draft: Draft, place: int, resolution: Resolution) -> tuple[str, str]:
    """Return the column that a failed match is about, and its cell."""
    if resolution.food_id is None:
        named = (draft.food_id[place], draft.text[place])
        return "food_id" if draft.food_id[place] else "food", " ".join(filter(None, named))
    if draft.grams[place] is not None:
        return "grams", str(_written(draft.grams[place]))
    said = (draft.amount[place], draft.unit[place])
    return "amount", " ".join(_written(part) or "" for part in said if part is not None)


def _shift_days(draft: Draft, day_start: int) -> None:
    """Count what was eaten before the day starts for the day before, but 24:00 for the day written."""
    for place, (date, time) in enumerate(zip(draft.date, draft.time, strict=True)):
        if time == END_OF_DAY:
            draft.time[place] = "00:00"
            draft.assumed[place].append(
                mark("24:00 is midnight at the end of the day, so it counts for the day written")
            )
        elif date and time and int(time[:2]) * 60 + int(time[3:]) < day_start:
            draft.date[place] = date - dt.timedelta(days=1)
            draft.assumed[place].append(mark("eaten before the day starts, so it counts for the day before"))


def _entry_columns(draft: Draft, found: list[Resolution | None], used: list[int]) -> dict[str, list[Any]]:
    as_read = ("row", "person", "date", "time", "meal", "text", "notes", "unit")
    matched = (
        "food_id",
        "description",
        "household",
        "grams",
        "confidence",
        "source",
        "alternatives",
        "units",
    )
    answers = [found[place] for place in used]
    columns: dict[str, list[Any]] = {
        name: [getattr(draft, name)[place] for place in used] for name in as_read
    }
    columns |= {name: [getattr(answer, name) for answer in answers] for name in matched}
    columns["amount"] = [_written(draft.amount[place]) for place in used]
    columns["assumed"] = [
        "; ".join([*draft.assumed[place], *([answer.assumed] if answer and answer.assumed else [])])
        for place, answer in zip(used, answers, strict=True)
    ]
    return columns


def _written(amount: float | str | None) -> str | None:
    return written(amount) if isinstance(amount, float) else amount
