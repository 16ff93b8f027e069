"""Which fish a food is, and how much of it: by the ingredient list, in raw and in cooked weight.

Weekly fish rules are about weight, so fish inside a dish counts for what the recipe holds. The US weighs
fish before cooking, the UK after: one factor links them, 140 g cooked for 170 g raw (NHS, tuna steak).
Tinned and smoked fish is taken as cooked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

import pandas as pd

from planner.reference.foods import PREFIX
from planner.reference.recipes import recipe_lines, through_recipes
from planner.tables import read_table

COOKED_PER_RAW: Final = 140 / 170
_SEVERITY: Final = {"best": 0, "good": 1, "avoid": 2}
_LISTED_AS: Final = {
    "us": {"FISH_BEST_WEEKLY": "best", "FISH_GOOD_WEEKLY": "good"},
    "uk": {"FISH_UK_OILY": "oily", "FISH_UK_TUNA": "tuna"},
}
_SEAFOOD = re.compile(
    r"^(?:fish|crustaceans|mollusks),(?!.*\b(?:snail|canned, liquid))|\bfish sticks\b", re.IGNORECASE
)


@dataclass(frozen=True)
class FishKind:
    """One kind of fish or shellfish.

    Attributes
    ----------
    name : str
        As the chart of FDA/EPA has it.
    us : str
        ``best``, ``good`` or ``avoid``.
    uk : str
        ``oily``, ``tuna``, ``avoid`` or empty.
    stated : bool
        False for "fish" of which nobody said the kind.
    """

    name: str
    us: str
    uk: str
    stated: bool


@cache
def _kinds() -> tuple[tuple[re.Pattern[str], FishKind], ...]:
    """Return the kinds with their words, those that win first."""
    rows = read_table("safety/fish.csv", keep_default_na=False).to_dict("records")
    rows.sort(key=lambda row: (row["priority"], _SEVERITY[row["us"]], len(row["match"])), reverse=True)
    return tuple(
        (re.compile(row["match"]), FishKind(row["kind"], row["us"], row["uk"], row["priority"] > 0))
        for row in rows
    )


@lru_cache(maxsize=20_000)
def fish_kind(text: str) -> FishKind | None:
    """Return the kind of fish that lower-case words name; the more specific, then the more severe, wins.

    Examples
    --------
    >>> fish_kind("grilled king mackerel").us
    'avoid'
    >>> fish_kind("fish and chips").stated
    False
    >>> fish_kind("goldfish crackers") is None
    True
    """
    return next((kind for pattern, kind in _kinds() if pattern.search(text)), None)


@cache
def fish_content() -> pd.DataFrame:
    """Return the fish in each food that holds any.

    Returns
    -------
    pandas.DataFrame
        Index ``food_id``; ``kind``, ``us``, ``uk`` (of the fish that weighs most; the reviewed list of foods
        decides where it names the food), ``raw_g`` and ``cooked_g`` of all its fish and shellfish in 100 g
        of the food, ``tinned`` (share of it that comes from a tin).

    Examples
    --------
    >>> content = fish_content()
    >>> content.loc["fndds:26109120", "us"]  # cod, baked
    'best'
    """
    parts = _parts()
    heaviest = parts.sort_values("raw_g", kind="stable").groupby("food_id").last()[["kind", "us", "uk"]]
    parts["tinned_g"] = parts["raw_g"].where(parts["tinned"], 0.0)
    sums = parts.groupby("food_id")[["raw_g", "tinned_g"]].sum()
    content = heaviest.join(sums)
    content["cooked_g"] = content["raw_g"] * COOKED_PER_RAW
    content["tinned"] = content.pop("tinned_g") / content["raw_g"]
    return _reviewed(content)


def _parts() -> pd.DataFrame:
    """Return each food's fish: one row a food and a kind, ``raw_g`` in 100 g of the food."""
    lines = recipe_lines()
    found = _seafood(lines[~lines["is_food"]])
    return through_recipes(found, ["kind", "us", "uk", "tinned"]).rename(columns={"grams": "raw_g"})


def _seafood(lines: pd.DataFrame) -> pd.DataFrame:
    """Return the ingredients that are fish or shellfish, with their kind and raw weight."""
    fish = lines[lines["ingredient"].str.contains(_SEAFOOD)].copy()
    kinds = {text: fish_kind(text.lower()) or fish_kind("fish") for text in fish["ingredient"].unique()}
    for field, name in (("kind", "name"), ("us", "us"), ("uk", "uk")):
        fish[field] = [getattr(kinds[text], name) for text in fish["ingredient"]]
    fish["tinned"] = fish["ingredient"].str.contains("canned")
    raw = fish["ingredient"].str.contains(r"\braw\b")
    fish["grams"] = fish["grams"].where(raw, fish["grams"] / COOKED_PER_RAW)
    return fish


def _reviewed(content: pd.DataFrame) -> pd.DataFrame:
    """Let the reviewed list of foods say how its fish counts, where it names the food."""
    listed = read_table("safety/foods.csv", keep_default_na=False)
    listed.index = pd.Index(PREFIX + listed["food_code"].astype(str))
    for column, words in _LISTED_AS.items():
        own = listed["rule"].map(words).dropna()
        own = own[own.index.isin(content.index)]
        content.loc[own.index, column] = own
    return content
