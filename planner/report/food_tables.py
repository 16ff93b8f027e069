"""What foods hold, in tables: by amount, by 100 g, by 100 kcal, beside a person's targets."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

import pandas as pd

from planner.gaps.wording import amount
from planner.reference.best_sources import Source
from planner.reference.foods import food_table
from planner.reference.nutrients import nutrients
from planner.reference.targets import Targets
from planner.report.text import FIRST

BASES: Final = ("amount", "100 g", "100 kcal")
"""What a table is for: the amount that was chosen, or as much as makes foods comparable."""
NOT_KNOWN: Final = "not known"
NO_TARGET: Final = "–"


class Portion(NamedTuple):
    """An amount of a food: in words, and in grams."""

    food_id: str
    words: str
    grams: float


def on_basis(portion: Portion, basis: str) -> Portion:
    """Return as much of a food as a basis says; NaN grams where it has no energy to count by.

    Examples
    --------
    >>> banana = Portion("fndds:63107010", "1 banana", 126.0)
    >>> on_basis(banana, "100 g").grams, round(on_basis(banana, "100 kcal").grams)
    (100.0, 103)
    """
    if basis == "100 g":
        return Portion(portion.food_id, "100 g", 100.0)
    if basis == "100 kcal":
        energy = float(food_table().composition.at[portion.food_id, "energy"])
        return Portion(portion.food_id, "100 kcal", 10_000 / energy if energy > 0 else math.nan)
    return portion


def nutrient_frame(portions: Sequence[Portion], targets: Targets) -> pd.DataFrame:
    """Return what amounts of foods hold of all 65 components.

    Parameters
    ----------
    portions : sequence of Portion
    targets : Targets
        Of the person it is for.

    Returns
    -------
    pandas.DataFrame
        One row for each food and component, the five of the cramps first, then those with a target: ``place``
        (of the food, from 1), ``food``, ``portion``, ``grams``, ``nutrient`` (id), ``name``, ``unit``,
        ``amount``, ``target``, ``percent`` (of the target). NaN is unknown, or no target.

    Examples
    --------
    >>> from planner.reference.person import Person
    >>> from planner.reference.targets import targets_for
    >>> hers = targets_for(Person(age=29, life_stage="pregnant"))
    >>> banana = nutrient_frame([Portion("fndds:63107010", "1 banana", 126.0)], hers)
    >>> banana.iloc[0][["name", "amount", "target"]].tolist()
    ['Magnesium', 35.28, 350.0]
    """
    amounts = food_table().amounts([one.food_id for one in portions], [one.grams for one in portions])
    about = nutrients()
    rows = [
        {
            "place": place, "food": food_table().description(one.food_id), "portion": one.words,
            "grams": one.grams, "nutrient": name, "name": about[name].name, "unit": about[name].unit,
            "amount": float(amounts[name].iloc[place - 1]), "target": targets[name].target,
        }
        for name in _in_order(targets)
        for place, one in enumerate(portions, 1)
    ]  # fmt: skip
    frame = pd.DataFrame(rows)
    return frame.assign(percent=100 * frame["amount"] / frame["target"])


def shown_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table to read: a row a nutrient, her target, and of each food the amount and its share.

    Examples
    --------
    >>> from planner.reference.person import Person
    >>> from planner.reference.targets import targets_for
    >>> hers = targets_for(Person(age=29, life_stage="pregnant"))
    >>> banana = nutrient_frame([Portion("fndds:63107010", "1 banana", 126.0)], hers)
    >>> shown_table(banana).iloc[0].tolist()
    ['Magnesium', '35.3 mg', '10 %', '350 mg']
    """
    first = frame[frame["place"] == 1]
    columns = {"Nutrient": first["name"].tolist()}
    several = frame["place"].max() > 1
    for place, one in frame.groupby("place", sort=True):
        label = f"{place}. {one['food'].iloc[0]}" if several else "Amount"
        cells = [_cell(row, with_share=several) for row in one.itertuples()]
        columns[label] = cells
        if not several:
            columns["Of your target"] = [share_text(row.percent, row.target) for row in one.itertuples()]
    columns["Your target"] = [
        NO_TARGET if math.isnan(row.target) else amount(row.target, row.nutrient, row.unit)
        for row in first.itertuples()
    ]
    return pd.DataFrame(columns)


def share_text(percent: float, target: float) -> str:
    """Return a share of the target in words; what is unknown is not 0 %.

    Examples
    --------
    >>> share_text(10.08, 350), share_text(0.4, 350), share_text(float("nan"), 350), share_text(1, float("nan"))
    ('10 %', 'under 1 %', 'not known', '–')
    """
    if math.isnan(target):
        return NO_TARGET
    if math.isnan(percent):
        return NOT_KNOWN
    return "under 1 %" if 0 < percent < 1 else f"{percent:.0f} %"


def saved_table(portions: Sequence[Portion], targets: Targets) -> pd.DataFrame:
    """Return the rows to save: every basis, food and component."""
    frames = [
        nutrient_frame([on_basis(one, basis) for one in portions], targets).assign(basis=basis)
        for basis in BASES
    ]
    columns = ["food", "food_id", "basis", "portion", "grams", "nutrient", "amount", "unit", "target", "percent"]
    ids = [one.food_id for one in portions]
    joined = pd.concat(frames, ignore_index=True)
    return joined.assign(food_id=[ids[place - 1] for place in joined["place"]])[columns]


def sources_table(sources: Sequence[Source], nutrient: str, target: float) -> pd.DataFrame:
    """Return foods that hold most of a nutrient, as a table to read."""
    unit = nutrients()[nutrient].unit
    return pd.DataFrame(
        {
            "Food": [one.description for one in sources],
            "Portion": [f"{one.serving} ({one.grams:.0f} g)" for one in sources],
            "In it": [amount(one.in_serving, nutrient, unit) for one in sources],
            "Of your target": [share_text(100 * one.in_serving / target, target) for one in sources],
            "In 100 kcal": [amount(one.in_100_kcal, nutrient, unit) for one in sources],
            "Marks": [source_marks(one) for one in sources],
        }
    )


def source_marks(source: Source) -> str:
    """Return what else is worth knowing of a food in a list: fortified, or named by the article."""
    named = [f"article: {name.lower()}" for name in source.groups]
    return "; ".join([*(["fortified"] if source.fortified else []), *named])


def _in_order(targets: Targets) -> list[str]:
    """Return the components: the five of the cramps, those with a target, caffeine, the others."""
    aimed = [name for name in targets if not math.isnan(targets[name].target)]
    return list(dict.fromkeys([*FIRST, *aimed, "caffeine", *targets]))


def _cell(row: object, with_share: bool) -> str:
    value, target, percent = (getattr(row, name) for name in ("amount", "target", "percent"))
    text = amount(value, getattr(row, "nutrient"), getattr(row, "unit"))  # noqa: B009
    known = not math.isnan(value) and not math.isnan(target)
    return f"{text} ({share_text(percent, target)})" if with_share and known else text
