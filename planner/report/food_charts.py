"""Charts of foods: shares of the targets side by side, and the best sources of a nutrient."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import altair as alt
import pandas as pd

from planner.gaps.wording import amount, joined
from planner.language import _, mark
from planner.reference.best_sources import Source
from planner.reference.nutrients import nutrients
from planner.report.palette import THEMED, Drawing, by, drawn, fill, turned

MOST_FOODS: Final = 4
"""Foods side by side: more cannot be told apart on a phone."""
_FORTIFIED, _PLAIN = mark("Fortified"), mark("Not fortified")
_MOST_PERCENT: Final = 200.0
_BAR: Final = 20
_AROUND: Final = 60
_LONGEST: Final = 320
"""Pixels of a name: more would squeeze the bars of a phone."""


def comparison_frame(frame: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Return the shares of some nutrients' targets, by food.

    Parameters
    ----------
    frame : pandas.DataFrame
        As from :func:`planner.report.food_tables.nutrient_frame`.
    names : sequence of str
        Ids of nutrients; those without a target are left out.
    """
    rows = frame[frame["nutrient"].isin(names) & frame["target"].notna()]
    place = rows["place"].astype(str)
    number = place + ": " if rows["place"].nunique() > 1 else ""
    return pd.DataFrame(
        {
            "nutrient": rows["name"],
            "food": place + ". " + rows["food"],
            "percent": rows["percent"],
            "words": number + rows["share"],
        }
    ).reset_index(drop=True)


def comparison_chart(frame: pd.DataFrame) -> Drawing:
    """Return bars of each food's share of the target, nutrient by nutrient."""
    foods = frame["food"].drop_duplicates().tolist()
    shown = frame.assign(
        percent=frame["percent"].clip(upper=_MOST_PERCENT), start=frame["percent"].fillna(0.0)
    )
    shown["start"] = shown["start"].clip(upper=_MOST_PERCENT)
    colour = alt.Color(
        "food:N", title=None, scale=alt.Scale(domain=foods, range=THEMED),
        legend=alt.Legend(orient="top", columns=1, labelLimit=330) if len(foods) > 1 else None,
    )  # fmt: skip
    most = min(max(100.0, float(shown["start"].max())), _MOST_PERCENT)
    axis = alt.Axis(labelExpr="datum.value + ' %'", tickCount=5)
    scale = alt.Scale(domain=[0, 1.25 * most], nice=False)
    base = drawn(shown).encode(
        y=alt.Y("nutrient:N", sort=None, title=None, scale=alt.Scale(paddingInner=0.2)),
        yOffset=alt.YOffset("food:N", sort=foods),
    )
    bars = base.mark_bar(cornerRadiusEnd=3).encode(
        x=alt.X("percent:Q", title=_("% of your target"), axis=axis, scale=scale),
        color=colour,
        tooltip=[
            alt.Tooltip("nutrient:N", title=_("nutrient")),
            alt.Tooltip("food:N", title=_("food")),
            alt.Tooltip("words:N", title=_("Of your target")),
        ],
    )
    words = base.mark_text(align="left", dx=4, fontSize=12).encode(
        x=alt.X("start:Q", scale=scale), text="words:N", fill=fill("ink")
    )
    height = frame["nutrient"].nunique() * len(foods) * _BAR * 1.25 + _AROUND + 20 * len(foods)
    return alt.layer(bars, words).properties(height=max(height, 160))


def comparison_words(frame: pd.DataFrame) -> str:
    """Return what the chart shows, for those who cannot see it.

    Examples
    --------
    >>> rows = {"nutrient": ["Iron"], "food": ["1. Banana"], "percent": [1.2], "words": ["1: 1 %"]}
    >>> comparison_words(pd.DataFrame(rows))
    'Share of your target. Foods: 1. Banana. Iron: 1: 1 %'
    """
    foods = joined(frame["food"].drop_duplicates().tolist())
    parts = [f"{name}: {', '.join(rows['words'])}" for name, rows in frame.groupby("nutrient", sort=False)]
    return _("Share of your target. Foods: {foods}. {shares}", foods=foods, shares="; ".join(parts))


def source_frame(sources: Sequence[Source], nutrient: str, per: str) -> pd.DataFrame:
    """Return the rows of a chart of sources: ``food``, ``portion``, ``amount``, ``words``, ``kind``."""
    rows = [
        {
            "food": one.description,
            "portion": one.serving if per == "serving" else "100 kcal",
            "amount": one.in_serving if per == "serving" else one.in_100_kcal,
            "kind": _FORTIFIED if one.fortified else _PLAIN,
            "named": bool(one.groups),
        }
        for one in sources
    ]
    frame = pd.DataFrame(rows, columns=["food", "portion", "amount", "kind", "named"])
    unit = nutrients()[nutrient].unit
    words = [
        _source_words(amount(value, nutrient, unit), kind == _FORTIFIED, named, food)
        for value, kind, named, food in zip(
            frame["amount"].tolist(), frame["kind"], frame.pop("named"), frame["food"], strict=True
        )
    ]
    return frame.assign(words=pd.Series(words, dtype="str"))


def _source_words(said: str, fortified: bool, named: bool, food: str) -> str:
    marks = [_("fortified")] * fortified + [_("article")] * named
    return f"{', '.join([said, *marks])} – {food}"


def source_chart(frame: pd.DataFrame, unit: str) -> Drawing:
    """Return a bar for each food with its name above; another colour where it is fortified."""
    base = drawn(turned(frame, "kind")).encode(y=alt.Y("food:N", sort=None, axis=None))
    bars = base.mark_bar(height=11, cornerRadiusEnd=3, yOffset=8).encode(
        x=alt.X("amount:Q", title="µg" if unit == "ug" else unit, axis=alt.Axis(tickCount=5)),
        color=by("kind:N", [_PLAIN, _FORTIFIED]),
        tooltip=[alt.Tooltip("words:N", title=_("Holds")), alt.Tooltip("portion:N", title=_("In"))],
    )
    words = base.mark_text(align="left", baseline="bottom", yOffset=-2, fontSize=13, limit=_LONGEST).encode(
        x=alt.value(0), text="words:N", fill=fill("ink")
    )
    return alt.layer(bars, words).properties(height=len(frame) * 44 + 90)
