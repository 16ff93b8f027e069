"""Charts of days and hours: one nutrient by day and by food, caffeine by day and by hour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import pandas as pd

from planner.gaps.wording import amount
from planner.language import _, mark
from planner.report.basis import short_date
from planner.report.charts import words_above
from planner.report.palette import Drawing, by, drawn, fill, stroke, turned

_ROW = 44
_BELOW, _OVER = mark("Below the cap"), mark("Over the cap if strong")
_TIPS: Final = {
    "mg": mark("mg"),
    "low": mark("low"),
    "high": mark("high"),
    "so_far": mark("so far"),
    "so_far_if_strong": mark("so far if strong"),
}


def day_frame(days: Sequence[dict[str, Any]], nutrient: str) -> pd.DataFrame:
    """Return the amount of one nutrient on each day."""
    return pd.DataFrame(
        {
            "day": [day["date"] or mark("The day") for day in days],
            "amount": [day["intake"][nutrient] for day in days],
            "known": [day["complete"][nutrient] for day in days],
        }
    )


def day_chart(frame: pd.DataFrame, target: float | None, unit: str) -> Drawing:
    """Return a bar for each day, with a line at the target."""
    shown = frame.assign(day=[short_date(day) for day in frame["day"]])
    x = alt.X("day:N", sort=None, title=None, axis=alt.Axis(labelAngle=0 if len(frame) < 8 else -60))
    bars = (
        drawn(shown)
        .mark_bar(cornerRadiusEnd=3)
        .encode(
            x=x,
            fill=fill("blue"),
            y=alt.Y("amount:Q", title=_unit(unit)),
            tooltip=[
                alt.Tooltip("day:N", title=_("day")),
                alt.Tooltip("amount:Q", format=",.1f", title=_("amount")),
            ],
        )
    )
    return alt.layer(bars, *([] if target is None else [_line(target)])).properties(height=220)


def caffeine_frame(days: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Return caffeine on each day: the table's figure and the range, in mg."""
    rows = [
        {"day": day["date"] or mark("The day"), "mg": day["mg"], "low": day["low_mg"], "high": day["high_mg"]}
        for day in days
    ]
    return pd.DataFrame(rows, columns=["day", "mg", "low", "high"])


def caffeine_chart(frame: pd.DataFrame, cap: float) -> Drawing:
    """Return the range of each day's caffeine, the table's figure as a tick, and a line at the cap."""
    shown = frame.assign(day=[short_date(day) for day in frame["day"]])
    shown["verdict"] = [_OVER if high > cap else _BELOW for high in shown["high"]]
    colour = by("verdict:N", (_BELOW, _OVER))
    base = drawn(turned(shown, "verdict")).encode(
        x=alt.X("day:N", sort=None, title=None, axis=alt.Axis(labelAngle=0))
    )
    tips = [alt.Tooltip("day:N", title=_("day")), *map(_tip, ("low", "mg", "high"))]
    bars = base.mark_bar(width=16, cornerRadius=3).encode(
        y=alt.Y("low:Q", title=_("mg caffeine")), y2="high:Q", color=colour, tooltip=tips
    )
    ticks = base.mark_tick(thickness=2, width=24).encode(y="mg:Q", fill=fill("ink"), stroke=stroke("ink"))
    return alt.layer(bars, ticks, _line(cap)).properties(height=220)


def hour_frame(by_hour: dict[str, float], by_hour_high: dict[str, float]) -> pd.DataFrame:
    """Return the caffeine of a mean day by the hour, and how much it is by the end of each hour.

    Examples
    --------
    >>> hour_frame({"08": 70.0, "16": 30.0}, {"08": 100.0, "16": 50.0})["so_far"].tolist()
    [70.0, 100.0]
    """
    frame = pd.DataFrame({"hour": [f"{hour}:00" for hour in by_hour], "mg": list(by_hour.values())})
    strong = pd.Series(list(by_hour_high.values())).cumsum()
    return frame.assign(so_far=frame["mg"].cumsum(), so_far_if_strong=strong)


def hour_chart(frame: pd.DataFrame, cap: float) -> Drawing:
    """Return the caffeine of each hour as bars, what it adds up to as a band, and a line at the cap."""
    axis = alt.Axis(labelAngle=0, values=[f"{hour:02d}:00" for hour in range(0, 24, 4)])
    tips = [alt.Tooltip("hour:N", title=_("hour")), *map(_tip, frame.columns[1:])]
    base = drawn(frame).encode(x=alt.X("hour:N", sort=None, title=None, axis=axis), tooltip=tips)
    y = alt.Y("mg:Q", title=_("mg a day"))
    band = base.mark_area(interpolate="step-after", opacity=0.35).encode(
        y=alt.Y("so_far:Q", title=_("mg a day")), y2="so_far_if_strong:Q", fill=fill("purple")
    )
    line = base.mark_line(interpolate="step-after", strokeWidth=2).encode(
        y="so_far:Q", stroke=stroke("purple")
    )
    bars = base.mark_bar(cornerRadiusEnd=3).encode(y=y, fill=fill("blue"))
    return alt.layer(band, bars, line, _line(cap)).properties(height=220)


def source_frame(
    sources: Sequence[dict[str, Any]], mean: float = float("nan"), nutrient: str = "", unit: str = ""
) -> pd.DataFrame:
    """Return the foods that gave most of a nutrient, with their share in %, and all others as the last row.

    Parameters
    ----------
    sources : sequence of dict
        As in ``top_sources`` of an analysis.
    mean : float
        What is known of it a day; the amounts are shares of it.
    nutrient, unit : str

    Examples
    --------
    >>> rows = [{"food": "Spinach", "share": 0.3}, {"food": "Milk", "share": 0.2}]
    >>> source_frame(rows, 300.0, "magnesium", "mg").to_numpy().tolist()
    [['Spinach', 30.0, '90 mg'], ['Milk', 20.0, '60 mg'], ['All other foods', 50.0, '150 mg']]
    """
    rows = [(one["food"], 100 * one["share"]) for one in sources]
    rest = 100 - sum(share for _, share in rows)
    if rows and rest >= 0.5:
        rows.append((_("All other foods"), rest))
    frame = pd.DataFrame(rows, columns=["food", "share"])
    return frame.assign(a_day=[amount(mean * share / 100, nutrient, unit) for share in frame["share"]])


def source_chart(frame: pd.DataFrame) -> Drawing:
    """Return a bar for each food, its name above it."""
    shown = frame.assign(
        words=[
            _("{food}: {share} %, {amount} a day", food=row.food, share=f"{row.share:.0f}", amount=row.a_day)
            for row in frame.itertuples()
        ]
    )
    base = drawn(shown).encode(y=alt.Y("food:N", sort=None, axis=None))
    bars = base.mark_bar(height=11, cornerRadiusEnd=3, yOffset=8).encode(
        x=alt.X(
            "share:Q", title=_("% of what you got"), axis=alt.Axis(tickCount=5), scale=alt.Scale(zero=True)
        ),
        fill=fill("green"),
        tooltip=alt.Tooltip("words:N", title=_("words")),
    )
    return alt.layer(bars, words_above(base)).properties(height=len(frame) * _ROW + 50)


def _tip(name: str) -> alt.Tooltip:
    return alt.Tooltip(f"{name}:Q", format=".0f", title=_(_TIPS[name]))


def _line(value: float) -> alt.Chart:
    at_value = drawn(pd.DataFrame({"line": [value]}))
    rule: alt.Chart = at_value.mark_rule(strokeDash=[4, 3], strokeWidth=1.5, tooltip=None)
    return rule.encode(y="line:Q", stroke=stroke("ink"))


def _unit(unit: str) -> str:
    return "µg" if unit == "ug" else unit
