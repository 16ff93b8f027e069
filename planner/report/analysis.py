"""What ``planner analyze`` prints, as one document that JSON, text and CSV are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from planner.diary.model import Diary
from planner.diary.taken import with_supplements
from planner.gaps import assess
from planner.gaps.caffeine import caffeine_summary
from planner.gaps.notice import Notice, most_severe_first
from planner.gaps.notices import notices
from planner.gaps.plausibility import energy_questions
from planner.gaps.sources import top_sources
from planner.gaps.upper_notices import upper_notices
from planner.intake import Intake, compute_intake
from planner.language import retold
from planner.reference.targets import Targets
from planner.report.plain import plain, records
from planner.report.supplement_sums import sums, taken_words

ENTRY_KEYS: Final = (
    "row", "person", "date", "time", "meal", "text", "food_id", "description", "household", "grams",
    "confidence", "assumed", "source",
)  # fmt: skip


def analysis(diary: Diary, targets: Targets) -> dict[str, Any]:
    r"""Return everything that can be said about a diary.

    Parameters
    ----------
    diary : Diary
        Of one or several people; all are compared with the same targets.
    targets : Targets

    Returns
    -------
    dict
        ``framework``, ``jurisdiction``, ``rows``, ``entries``, ``faults`` and ``people``: for each person
        ``person`` (None where the file names nobody), ``days``, ``gaps``, ``caffeine``, ``top_sources``,
        ``notices``, and ``sums`` and ``supplements``, which :mod:`planner.report.supplement_sums` explains.
        Plain values, as JSON has them; unknown is None. Where no row can be used there is one person without
        days and gaps, and with the notices that need neither.

        Her regular supplements (``targets.person.supplements``) count on each day as they are due; ``gaps``
        and ``sums`` count their long-run average. ``entries`` and ``rows`` are the diary's own.

    Examples
    --------
    >>> from planner.diary import read_diary
    >>> from planner.reference.people import Person
    >>> from planner.reference.targets import targets_for
    >>> diary = read_diary(b"food,amount,unit\nbanana,1,medium\n")
    >>> document = analysis(diary, targets_for(Person(age=29, life_stage="pregnant")))
    >>> document["people"][0]["days"][0]["intake"]["potassium"]
    410.76
    """
    regimen = targets.person.supplements
    taken, usual = (with_supplements(diary, regimen, usual=average) for average in (False, True))
    intake = compute_intake(taken)
    averages = intake if taken is diary else compute_intake(usual)
    return {
        "framework": targets.framework,
        "jurisdiction": targets.jurisdiction,
        "rows": plain(diary.rows),
        "entries": _retold(records(diary.entries[list(ENTRY_KEYS)]), ("assumed",)),
        "faults": _retold(records(diary.faults), ("problem", "advice")),
        "people": [
            _person(taken, intake.of(name), averages.of(name), name, targets) for name in intake.people
        ]
        or [_nobody(diary, intake, targets)],
    }


def of_person(diary: Diary, person: str | None) -> Diary:
    """Return the entries of one person; the faults and counts stay those of the file."""
    named = diary.entries["person"]
    own = named.isna() if person is None else named == person
    return replace(diary, entries=diary.entries[own])


def _person(
    diary: Diary, intake: Intake, averages: Intake, name: str | None, targets: Targets
) -> dict[str, Any]:
    own, gaps = of_person(diary, name), assess(averages, targets)
    rules = most_severe_first([*notices(own, targets), *upper_notices(gaps, targets)])
    said = [*rules, *energy_questions(intake, targets)]
    parts = {"gaps": records(gaps), "notices": plain(said), "sums": plain(sums(averages))}
    return _record(own, intake, name, targets) | parts


def _nobody(diary: Diary, intake: Intake, targets: Targets) -> dict[str, Any]:
    """Return what can be said where no row can be used."""
    said: list[Notice] = notices(diary, targets)
    return _record(diary, intake, None, targets) | {"gaps": [], "notices": plain(said)}


def _record(own: Diary, intake: Intake, name: str | None, targets: Targets) -> dict[str, Any]:
    """Return the parts of a person that hold with and without days, in their order."""
    return {
        "person": name,
        "days": _days(intake),
        "gaps": [],
        "caffeine": plain(caffeine_summary(own, targets)),
        "top_sources": plain(top_sources(intake)),
        "notices": [],
        "sums": {},
        "supplements": plain(taken_words(own, targets.person.supplements)),
    }


def _retold(rows: list[dict[str, Any]], keys: Sequence[str]) -> list[dict[str, Any]]:
    """Return rows with what is kept in English in the language in use."""
    return [row | {key: retold(row[key]) for key in keys if row[key]} for row in rows]


def _days(intake: Intake) -> list[dict[str, Any]]:
    dates = [None if pd.isna(date) else date for date in intake.total.index.get_level_values("date")]
    frames = (intake.total, intake.complete, intake.supplements)
    return [
        {
            "date": plain(date),
            "intake": amounts,
            "complete": shares,
            "supplements": {name: amount for name, amount in taken.items() if amount != 0},
        }
        for date, amounts, shares, taken in zip(dates, *map(records, frames), strict=True)
    ]
