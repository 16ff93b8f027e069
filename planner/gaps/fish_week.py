"""Fish and shellfish over any seven days in a row, against the weekly rules of every authority.

A weekly rule speaks when the week exceeds it, not at the first bite. Weights come from the ingredient list
(fish inside dishes counts by weight); the kind of fish from a person's words where they name one, else
from the food. Under half an ounce is a trace, such as the anchovy in a sauce.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pandas as pd

from planner.reference.fish import fish_content, fish_kind
from planner.reference.safety_rules import normalise, rules

TRACE_G: Final = 14.0
"""Half an ounce."""

_DAYS: Final = 7


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


def fish_weeks(entries: pd.DataFrame) -> list[FishWeek]:
    """Return, for each weekly rule that is exceeded, the seven days that exceed it most.

    Parameters
    ----------
    entries : pandas.DataFrame
        One person's, with ``date``, ``text``, ``food_id``, ``grams``.
    """
    eaten = _fish_eaten(entries)
    worst: dict[str, FishWeek] = {}
    for last_day, window in _windows(eaten):
        for rule, counted, over in _measured(window):
            found = FishWeek(
                rule, last_day, float(counted.sum()), tuple(window["text"][counted > 0].unique())
            )
            if over and (rule not in worst or found.grams > worst[rule].grams):
                worst[rule] = found
    return list(worst.values())


def _fish_eaten(entries: pd.DataFrame) -> pd.DataFrame:
    """Return the entries that hold fish: what kind, and grams raw and cooked."""
    content = fish_content()
    eaten = entries.loc[entries["food_id"].isin(content.index), ["date", "text", "food_id", "grams"]]
    held = content.loc[eaten["food_id"], ["us", "uk", "raw_g", "cooked_g", "tinned"]].set_index(eaten.index)
    eaten = eaten.join(held)
    for name in ("raw_g", "cooked_g"):
        eaten[name] *= eaten["grams"] / 100
    for text in eaten["text"].dropna().unique():
        kind = fish_kind(normalise(str(text)))
        if kind is not None and kind.stated:
            eaten.loc[eaten["text"] == text, ["us", "uk"]] = [kind.us, kind.uk]
    return eaten[eaten["raw_g"] > 0]


def _windows(eaten: pd.DataFrame) -> Iterator[tuple[datetime.date | None, pd.DataFrame]]:
    dated = eaten[eaten["date"].notna()]
    if len(dated) < len(eaten):
        yield None, eaten[eaten["date"].isna()]
    for last in sorted(set(dated["date"])):
        first = last - datetime.timedelta(days=_DAYS - 1)
        yield last, dated[(dated["date"] >= first) & (dated["date"] <= last)]


def _measured(week: pd.DataFrame) -> Iterator[tuple[str, pd.Series[float], bool]]:
    """Yield each weekly rule with the grams it counts in a week and whether they exceed it."""
    good = week["raw_g"].where(week["us"] == "good", 0.0)
    best = week["raw_g"].where(week["us"] == "best", 0.0)
    mixed = good.sum() > TRACE_G and best.sum() > TRACE_G
    yield "FISH_GOOD_WEEKLY", good + best if mixed else good, mixed or _exceeds("FISH_GOOD_WEEKLY", good)
    yield "FISH_BEST_WEEKLY", good + best, _exceeds("FISH_BEST_WEEKLY", good + best)
    oily = week["cooked_g"].where(week["uk"] == "oily", 0.0)
    yield "FISH_UK_OILY", oily, _exceeds("FISH_UK_OILY", oily)
    steaks = (week["cooked_g"] * (1 - week["tinned"] / 2)).where(week["uk"] == "tuna", 0.0)
    yield "FISH_UK_TUNA", steaks, _exceeds("FISH_UK_TUNA", steaks)


def _exceeds(rule: str, grams: pd.Series[float]) -> bool:
    limit = rules()[rule].limit
    return limit is not None and float(grams.sum()) > limit.max_g + 0.5
