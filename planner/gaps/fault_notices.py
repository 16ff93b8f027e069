"""What the safety rules say about the words of rows that could not be used.

A food that was not found in the table is not counted, but a rule that looks at words can still be met:
"runny eggs", "kelp tablet".
"""

from __future__ import annotations

from collections.abc import Iterator

from planner.diary.model import Diary
from planner.gaps.notice import Notice, make_notice
from planner.language import _
from planner.reference.safety import text_flags
from planner.reference.safety_rules import rules


def fault_notices(diary: Diary, jurisdiction: str) -> Iterator[Notice]:
    r"""Yield the rules that the words of faulted rows meet, each once for the same words.

    Rules about the amount of a day or a week are left out: a row with a fault has no amount. Its date and
    its person are not known either.

    Examples
    --------
    >>> from planner.diary import read_diary
    >>> diary = read_diary(b"food,amount,unit\nbanana,1,medium\nzqxwv of raw milk,1,cup\n")
    >>> [notice["rule"] for notice in fault_notices(diary, "us")]
    ['MILK_RAW']
    """
    for words, rows in _food_words(diary).items():
        for flag in text_flags(words, jurisdiction):
            if not rules()[flag.rule].counts:
                yield make_notice("food", flag, None, words, f"{flag.words()} {_not_counted(rows)}")


def _food_words(diary: Diary) -> dict[str, list[int]]:
    """Return what was written for food in rows that are faulted for it, with the numbers of the rows."""
    named = diary.reading.get("columns", {})
    columns = {name for field in ("food", "food_id") for name in (field, named.get(field))}
    found: dict[str, list[int]] = {}
    if "column" not in diary.faults:
        return found
    own = diary.faults[diary.faults["column"].isin(columns)]
    for row, value in zip(own["row"], own["value"].fillna(""), strict=True):
        found.setdefault(str(value), []).append(int(row))
    return found


def _not_counted(rows: list[int]) -> str:
    if len(rows) == 1:
        return _("(Row {row} of the file is itself not counted: it needs attention.)", row=rows[0])
    return _(
        "(Rows {rows} of the file are themselves not counted: they need attention.)",
        rows=", ".join(map(str, rows)),
    )
