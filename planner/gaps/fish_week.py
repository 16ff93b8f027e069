"""Fish and shellfish over any seven days in a row, against the weekly rules of every authority.

A weekly rule speaks when the week exceeds it, not at the first bite. Weights come from the ingredient list
(fish inside dishes counts by weight); the kind of fish from a person's words where they name one, else
from the food. Under half an ounce is a trace, such as the anchovy in a sauce.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from planner.reference.fish import fish_content, fish_kind
from planner.reference.foods import food_table
from planner.reference.safety_rules import normalise, rules

TRACE_G: Final = 14.0
"""Half an ounce."""

_DAYS: Final = 7
_KINDS: Final = ("good", "best", "oily", "tuna")
_COUNTS: Final = {
    "FISH_GOOD_WEEKLY": ("good",),
    "FISH_BEST_WEEKLY": ("good", "best"),
    "FISH_UK_OILY": ("oily",),
    "FISH_UK_TUNA": ("tuna",),
}
"""Which fish each weekly rule counts."""


@dataclass(frozen=True)
class FishWeek:
    """Seven days that exceed one rule.

    Attributes
    ----------
    rule : str
    last_day : datetime.date or None
        None for a diary without dates, which is one day.
    grams : float
        Of what the rule counts, weighed as the rule weighs (raw or cooked).
    foods : tuple of str
        What counted, in the words of the diary.
    """

    rule: str
    last_day: datetime.date | None
    grams: float
    foods: tuple[str, ...]


def fish_weeks(entries: pd.DataFrame, of_own: pd.DataFrame) -> list[FishWeek]:
    """Return, for each weekly rule that is exceeded, the seven days that exceed it most.

    Parameters
    ----------
    entries : pandas.DataFrame
        One person's, with ``date``, ``text``, ``food_id``, ``grams``.
    of_own : pandas.DataFrame
        The fish in kept foods by label, from :func:`planner.diary.kept_fish.kept_fish`.
    """
    eaten = _fish_eaten(entries, pd.concat([fish_content(), of_own]) if len(of_own) else fish_content())
    dated = eaten["date"].notna()
    found = [_worst(part, name) for part in (eaten[dated], eaten[~dated]) if len(part) for name in _COUNTS]
    worst: dict[str, FishWeek] = {}
    for week in found:
        if week is not None and (week.rule not in worst or week.grams > worst[week.rule].grams):
            worst[week.rule] = week
    return list(worst.values())


def _fish_eaten(entries: pd.DataFrame, content: pd.DataFrame) -> pd.DataFrame:
    """Return the entries that hold fish, with the grams that each rule counts."""
    holds = entries["food_id"].isin(content.index) & entries["grams"].notna()
    eaten = entries.loc[holds, ["date", "text", "food_id", "grams"]]
    held = content.loc[eaten["food_id"]].set_index(eaten.index)
    raw, cooked = (held[name] * eaten["grams"] / 100 for name in ("raw_g", "cooked_g"))
    named = [fish_kind(normalise(str(text))) for text in eaten["text"].fillna("")]
    us = np.array(
        [kind.us if kind and kind.stated else own for kind, own in zip(named, held["us"], strict=True)]
    )
    uk = np.array(
        [kind.uk if kind and kind.stated else own for kind, own in zip(named, held["uk"], strict=True)]
    )
    return eaten.assign(
        good=raw.where(us == "good", 0.0),
        best=raw.where(us == "best", 0.0),
        oily=cooked.where(uk == "oily", 0.0),
        tuna=(cooked * (1 - held["tinned"] / 2)).where(uk == "tuna", 0.0),
    )


def _worst(eaten: pd.DataFrame, rule: str) -> FishWeek | None:
    """Return the seven days in which a rule is exceeded most; entries without a date are one day."""
    kinds = list(_COUNTS[rule])
    weeks = _weekly_sums(eaten)
    counted = weeks[kinds].sum(axis=1)
    limit = rules()[rule].limit
    over = counted > (limit.max_g if limit else np.inf) + 0.5
    if rule == "FISH_GOOD_WEEKLY":
        mixed = (weeks["good"] > TRACE_G) & (weeks["best"] > TRACE_G)
        counted, kinds = counted + weeks["best"].where(mixed, 0.0), [*kinds, "best"]
        over |= mixed
    if not over.any():
        return None
    last = counted[over].idxmax()
    return FishWeek(rule, _day(last), float(counted[over].max()), _foods(eaten, last, kinds))


def _weekly_sums(eaten: pd.DataFrame) -> pd.DataFrame:
    """Return the grams of each kind in the seven days to each day that has any."""
    if eaten["date"].isna().all():
        return eaten[list(_KINDS)].sum().to_frame().T
    by_day = eaten.groupby(pd.DatetimeIndex(eaten["date"]))[list(_KINDS)].sum()
    return by_day.rolling(f"{_DAYS}D").sum()


def _day(last: Any) -> datetime.date | None:
    return last.date() if isinstance(last, pd.Timestamp) else None


def _foods(eaten: pd.DataFrame, last: Any, kinds: list[str]) -> tuple[str, ...]:
    """Return what counted in the seven days, in the words of the diary."""
    week = eaten
    if (day := _day(last)) is not None:
        first = day - datetime.timedelta(days=_DAYS - 1)
        week = eaten[(eaten["date"] >= first) & (eaten["date"] <= day)]
    counted = week[(week[kinds] > 0).any(axis=1)]
    return tuple(counted["text"].fillna(counted["food_id"].map(food_table().foods["description"])).unique())
