"""Caffeine by day and by hour, as a range, beside the cap."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

from planner.diary.model import Diary
from planner.diary.own_amounts import brings_own, own_amounts
from planner.intake import is_supplement
from planner.reference.caffeine import caffeine_range
from planner.reference.foods import food_table
from planner.reference.supplements import supplement_amounts
from planner.reference.targets import Targets

HOURS: Final = tuple(f"{hour:02d}" for hour in range(24))


def caffeine_summary(diary: Diary, targets: Targets) -> dict[str, Any]:
    """Return one person's caffeine.

    A drink has the food table's figure and a range (:func:`planner.reference.caffeine.caffeine_range`).
    ``mean_mg``, ``by_hour`` and the ``mg`` of a day are of one basis: the table's figure, as everywhere else,
    and the high end of the range where she says "strong"; so none is below the low end. The cap is tested
    against the high end.

    Parameters
    ----------
    diary : Diary
        Of one person.
    targets : Targets
        For the cap and for whose figures make the range.

    Returns
    -------
    dict
        ``mean_mg`` (a day, over days of which anything is known), ``mean_high_mg``, ``max_mg`` (the high end
        of the highest day), ``cap_mg``, ``by_hour`` ("00" to "23": mean mg a day, over the same days),
        ``by_hour_high`` (its high end), ``unknown_time_mg`` (likewise, drunk at a time not noted),
        ``days_over_cap``, and ``days``: ``date``, ``mg``, ``low_mg``, ``high_mg``, ``over_cap``. NaN where
        nothing is known.

    Examples
    --------
    >>> from planner.diary.model import entries_frame
    >>> from planner.reference.person import Person
    >>> from planner.reference.targets import targets_for
    >>> mug = {"food_id": ["fndds:92101000"], "grams": [240.0], "text": ["coffee"], "time": ["08:10"]}
    >>> coffee = Diary(entries_frame({"row": [2], **mug}), entries_frame({"row": []}), {})
    >>> found = caffeine_summary(coffee, targets_for(Person(age=29, life_stage="pregnant"), "uk"))
    >>> round(found["mean_mg"]), round(found["max_mg"]), round(found["by_hour"]["08"])
    (96, 140, 96)
    """
    drunk = caffeine_of_entries(diary, targets.jurisdiction)
    by_day = caffeine_by_day(drunk)
    count = max(int(by_day["mg"].notna().sum()), 1)
    by_hour = drunk.groupby("hour")[["mg", "high"]].sum().reindex(HOURS, fill_value=0.0) / count
    rows = zip(by_day.index, by_day["mg"], by_day["low"], by_day["high"], strict=True)
    days = [_day(date, mg, low, high, targets) for date, mg, low, high in rows]
    return {
        "mean_mg": float(by_day["mg"].mean()),
        "mean_high_mg": float(by_day["high"].mean()),
        "max_mg": float(by_day["high"].max()),
        "cap_mg": targets.caffeine_cap_mg,
        "by_hour": _plain(by_hour["mg"]),
        "by_hour_high": _plain(by_hour["high"]),
        "unknown_time_mg": float(drunk.loc[drunk["hour"].isna(), "mg"].sum() / count),
        "days_over_cap": sum(day["over_cap"] for day in days),
        "days": days,
    }


def is_over_cap(high_mg: float, targets: Targets) -> bool:
    """Return whether a day's high figure is over the cap; in the US the advice is to stay below it."""
    strictly = targets.caffeine["strictly_below"] and targets.person.caffeine_cap_mg is None
    cap = targets.caffeine_cap_mg
    return high_mg > cap or (strictly and high_mg == cap)


def caffeine_by_day(drunk: pd.DataFrame) -> pd.DataFrame:
    """Return the sums ``mg``, ``low`` and ``high`` of each date, from :func:`caffeine_of_entries`."""
    return drunk.groupby("date", dropna=False, sort=True)[["mg", "low", "high"]].sum(min_count=1)


def caffeine_of_entries(diary: Diary, jurisdiction: str) -> pd.DataFrame:
    """Return ``low``, ``high`` and ``mg`` of every entry, with its ``date``, ``hour`` and ``food``."""
    entries = diary.entries
    pill, given = is_supplement(entries), brings_own(entries)
    foods, pills = entries[~pill & ~given], entries[pill]
    ids, texts = foods["food_id"].tolist(), foods["text"].fillna("").tolist()
    ranges = caffeine_range(ids, foods["grams"], jurisdiction, texts)
    table = food_table().composition["caffeine"].reindex(ids).to_numpy() * foods["grams"].to_numpy() / 100
    ranges["mg"] = np.fmax(table, ranges["low"])  # above the table's figure only where the drink is strong
    taken = supplement_amounts(pills["food_id"].tolist(), pills["units"].to_numpy())["caffeine"].to_numpy()
    sure = np.concatenate([taken, own_amounts(diary)["caffeine"].to_numpy(dtype=float)])
    both = pd.concat([ranges, pd.DataFrame({"low": sure, "high": sure, "mg": sure})], ignore_index=True)
    order = [*np.flatnonzero(~pill & ~given), *np.flatnonzero(pill), *np.flatnonzero(given)]
    ordered = entries.iloc[order]
    return both.assign(
        date=ordered["date"].to_list(),
        hour=ordered["time"].str[:2].to_list(),
        food=ordered["text"].fillna(ordered["description"]).to_list(),
    )


def _plain(by_hour: pd.Series[float]) -> dict[str, float]:
    return {str(hour): float(value) for hour, value in by_hour.items()}


def _day(date: Any, mg: float, low: float, high: float, targets: Targets) -> dict[str, Any]:
    day = None if pd.isna(date) else date
    return {
        "date": day,
        "mg": mg,
        "low_mg": low,
        "high_mg": high,
        "over_cap": bool(is_over_cap(high, targets)),
    }
