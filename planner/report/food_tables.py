"""What foods hold, in tables: by amount, by 100 g, by 100 kcal, beside a person's targets."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import Any, Final, NamedTuple

import pandas as pd

from planner.gaps.wording import amount
from planner.language import _, mark
from planner.reference.best_sources import Source
from planner.reference.foods import food_table
from planner.reference.nutrients import nutrients
from planner.reference.targets import Targets
from planner.report.text import FIRST

BASES: Final = ("amount", "100 g", "100 kcal")
"""What a table is for: the amount that was chosen, or as much as makes foods comparable."""
NOT_KNOWN: Final = mark("not known")
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
        energy = float(food_table().composition["energy"][portion.food_id])
        return Portion(portion.food_id, "100 kcal", 10_000 / energy if energy > 0 else math.nan)
    return portion


def nutrient_frame(
    portions: Sequence[Portion], targets: Targets, hidden: Collection[str] = ()
) -> pd.DataFrame:
    """Return what amounts of foods hold of all 65 components.

    Parameters
    ----------
    portions : sequence of Portion
    targets : Targets
        Of the person it is for.
    hidden : collection of str
        Topics that the check-in hides; a nutrient among them is left out.

    Returns
    -------
    pandas.DataFrame
        One row for each food and component, the five of the cramps first, then those with a target: ``place``
        (of the food, from 1), ``food``, ``portion``, ``grams``, ``nutrient`` (id), ``name``, ``unit``,
        ``amount``, ``target``, ``percent`` (of the target), and in words ``said``, ``aim`` and ``share``.
        NaN is unknown, or no target.

    Examples
    --------
    >>> from planner.reference.person import Person
    >>> from planner.reference.targets import targets_for
    >>> hers = targets_for(Person(age=29, life_stage="pregnant"))
    >>> banana = nutrient_frame([Portion("fndds:63107010", "1 banana", 126.0)], hers)
    >>> banana.iloc[0][["name", "said", "share", "aim"]].tolist()
    ['Magnesium', '35 mg', '10 %', '350 mg']
    """
    amounts = food_table().amounts([one.food_id for one in portions], [one.grams for one in portions])
    columns = amounts.to_dict("list")
    rows = [
        _row(name, place, one, float(columns[name][place - 1]), targets[name].target)
        for name in _in_order(targets)
        if name not in hidden
        for place, one in enumerate(portions, 1)
    ]
    return pd.DataFrame(rows)


def shown_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table to read: a row a nutrient, of each food the amount and its share, her target.

    Examples
    --------
    >>> from planner.reference.person import Person
    >>> from planner.reference.targets import targets_for
    >>> hers = targets_for(Person(age=29, life_stage="pregnant"))
    >>> banana = nutrient_frame([Portion("fndds:63107010", "1 banana", 126.0)], hers)
    >>> shown_table(banana).iloc[0].tolist()
    ['Magnesium', '35 mg', '10 %', '350 mg']
    """
    foods = [rows for _, rows in frame.groupby("place", sort=True)]
    columns = {_("Nutrient"): foods[0]["name"].tolist()}
    if len(foods) == 1:
        columns |= {_("Amount"): foods[0]["said"].tolist(), _("Of your target"): foods[0]["share"].tolist()}
    for rows in foods if len(foods) > 1 else ():
        label = f"{rows['place'].iloc[0]}. {rows['food'].iloc[0]}"
        both = zip(rows["said"], rows["share"], strict=True)
        columns[label] = [
            said if share in (NO_TARGET, _(NOT_KNOWN)) else f"{said} ({share})" for said, share in both
        ]
    return pd.DataFrame(columns | {_("Your target"): foods[0]["aim"].tolist()})


def share_text(percent: float, target: float) -> str:
    """Return a share of the target in words; what is unknown is not 0 %.

    Examples
    --------
    >>> share_text(10.08, 350), share_text(0.4, 350), share_text(float("nan"), 350)
    ('10 %', 'under 1 %', 'not known')
    """
    if math.isnan(target):
        return NO_TARGET
    if math.isnan(percent):
        return _(NOT_KNOWN)
    return _("under 1 %") if 0 < percent < 1 else f"{percent:.0f} %"


def saved_table(portions: Sequence[Portion], targets: Targets, hidden: Collection[str] = ()) -> pd.DataFrame:
    """Return the rows to save: every basis, food and component that is not hidden."""
    frames = [
        nutrient_frame([on_basis(one, basis) for one in portions], targets, hidden).assign(basis=basis)
        for basis in BASES
    ]
    ids = [one.food_id for one in portions]
    joined = pd.concat(frames, ignore_index=True)
    said = ["basis", "portion", "grams", "nutrient", "amount", "unit", "target", "percent"]
    return joined.assign(food_id=[ids[place - 1] for place in joined["place"]])[["food", "food_id", *said]]


def sources_table(sources: Sequence[Source], nutrient: str, target: float) -> pd.DataFrame:
    """Return foods that hold most of a nutrient, as a table to read."""
    unit = nutrients()[nutrient].unit
    return pd.DataFrame(
        {
            _("Food"): [one.description for one in sources],
            _("In it"): [amount(one.in_serving, nutrient, unit) for one in sources],
            _("Of your target"): [share_text(100 * one.in_serving / target, target) for one in sources],
            _("Portion"): [f"{one.serving} ({one.grams:.0f} g)" for one in sources],
            _("Marks"): [source_marks(one) for one in sources],
            _("In 100 kcal"): [amount(one.in_100_kcal, nutrient, unit) for one in sources],
        }
    )


def source_marks(source: Source) -> str:
    """Return what else is worth knowing of a food in a list: fortified, or named by the article."""
    named = [_("article: {group}", group=_(name).lower()) for name in source.groups]
    return "; ".join([*([_("fortified")] if source.fortified else []), *named])


def _in_order(targets: Targets) -> list[str]:
    """Return the components: the five of the cramps, those with a target, caffeine, the others."""
    aimed = [name for name in targets if not math.isnan(targets[name].target)]
    return list(dict.fromkeys([*FIRST, *aimed, "caffeine", *targets]))


def _row(name: str, place: int, one: Portion, value: float, target: float) -> dict[str, Any]:
    about, percent = nutrients()[name], 100 * value / target
    return {
        "place": place, "food": food_table().description(one.food_id), "portion": one.words,
        "grams": one.grams, "nutrient": name, "name": _(about.name), "unit": about.unit,
        "amount": value, "target": target, "percent": percent,
        "said": amount(value, name, about.unit),
        "aim": NO_TARGET if math.isnan(target) else amount(target, name, about.unit),
        "share": share_text(percent, target),
    }  # fmt: skip
