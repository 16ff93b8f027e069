"""Charts of days and hours: one nutrient by day and by food, caffeine by day and by hour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from planner.report.basis import short_date
from planner.report.charts import BLUE, DARK, GREEN, ORANGE, Drawing

_ROW = 44


def day_frame(days: Sequence[dict[str, Any]], nutrient: str) -> pd.DataFrame:
    """Return the amount of one nutrient on each day."""
    return pd.DataFrame(
        {
            "day": [day["date"] or "The day" for day in days],
            "amount": [day["intake"][nutrient] for day in days],
            "known": [day["complete"][nutrient] for day in days],
        }
    )


def day_chart(frame: pd.DataFrame, target: float | None, unit: str) -> Drawing:
    """Return a bar for each day, with a line at the target."""
    shown = frame.assign(day=[short_date(day) for day in frame["day"]])
    x = alt.X("day:N", sort=None, title=None, axis=alt.Axis(labelAngle=0 if len(frame) < 8 else -60))
    bars = (
        alt.Chart(shown)
        .mark_bar(color=BLUE, cornerRadiusEnd=3)
        .encode(
            x=x,
            y=alt.Y("amount:Q", title=_unit(unit)),
            tooltip=["day:N", alt.Tooltip("amount:Q", format=",.1f")],
        )
    )
    return alt.layer(bars, *([] if target is None else [_line(target)])).properties(height=220)


def caffeine_frame(days: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Return caffeine on each day: the table's figure and the range, in mg."""
    rows = [
        {"day": day["date"] or "The day", "mg": day["mg"], "low": day["low_mg"], "high": day["high_mg"]}
        for day in days
    ]
    return pd.DataFrame(rows, columns=["day", "mg", "low", "high"])


def caffeine_chart(frame: pd.DataFrame, cap: float) -> Drawing:
    """Return the range of each day's caffeine, the table's figure as a tick, and a line at the cap."""
    shown = frame.assign(day=[short_date(day) for day in frame["day"]])
    shown["verdict"] = ["Over the cap if strong" if high > cap else "Below the cap" for high in shown["high"]]
    colour = alt.Color(
        "verdict:N", title=None, legend=alt.Legend(orient="top"),
        scale=alt.Scale(domain=["Below the cap", "Over the cap if strong"], range=[BLUE, ORANGE]),
    )  # fmt: skip
    base = alt.Chart(shown).encode(x=alt.X("day:N", sort=None, title=None, axis=alt.Axis(labelAngle=0)))
    tips = ["day:N", *(alt.Tooltip(f"{name}:Q", format=".0f") for name in ("low", "mg", "high"))]
    bars = base.mark_bar(width=16, cornerRadius=3).encode(
        y=alt.Y("low:Q", title="mg caffeine"), y2="high:Q", color=colour, tooltip=tips
    )
    ticks = base.mark_tick(color=DARK, thickness=2, width=24).encode(y="mg:Q")
    return alt.layer(bars, ticks, _line(cap)).properties(height=220)


def hour_frame(by_hour: dict[str, float]) -> pd.DataFrame:
    """Return caffeine by the hour, the hours without any included."""
    return pd.DataFrame({"hour": [f"{hour}:00" for hour in by_hour], "mg": list(by_hour.values())})


def hour_chart(frame: pd.DataFrame) -> Drawing:
    """Return the mean caffeine of each hour of the day."""
    axis = alt.Axis(labelAngle=0, values=[f"{hour:02d}:00" for hour in range(0, 24, 4)])
    bars: alt.Chart = alt.Chart(frame).mark_bar(color=BLUE, cornerRadiusEnd=3)
    return bars.encode(
        x=alt.X("hour:N", sort=None, title=None, axis=axis),
        y=alt.Y("mg:Q", title="mg a day"),
        tooltip=["hour:N", alt.Tooltip("mg:Q", format=".0f")],
    ).properties(height=220)


def source_frame(sources: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Return the foods that gave most of a nutrient, with their share in %."""
    rows = [{"food": one["food"], "share": 100 * one["share"]} for one in sources]
    return pd.DataFrame(rows, columns=["food", "share"])


def source_chart(frame: pd.DataFrame) -> Drawing:
    """Return a bar for each food, its name above it."""
    shown = frame.assign(words=[f"{row.food}: {row.share:.0f} %" for row in frame.itertuples()])
    base = alt.Chart(shown).encode(y=alt.Y("food:N", sort=None, axis=None))
    bars = base.mark_bar(height=11, color=GREEN, cornerRadiusEnd=3, yOffset=8).encode(
        x=alt.X("share:Q", title="% of what you got", axis=alt.Axis(tickCount=5), scale=alt.Scale(zero=True))
    )
    words = base.mark_text(align="left", baseline="bottom", yOffset=-2, fontSize=13, limit=330).encode(
        x=alt.value(0), text="words:N"
    )
    return alt.layer(bars, words).properties(height=len(frame) * _ROW + 50)


def _line(value: float) -> alt.Chart:
    at_value = alt.Chart(pd.DataFrame({"line": [value]}))
    rule: alt.Chart = at_value.mark_rule(color=DARK, strokeDash=[4, 3], strokeWidth=1.5)
    return rule.encode(y="line:Q")


def _unit(unit: str) -> str:
    return "µg" if unit == "ug" else unit
