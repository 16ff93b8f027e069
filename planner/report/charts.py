"""Charts of intake, plan and caffeine, as Altair specifications; they know nothing of the page they stand on.

Every chart names its values in words beside the marks, so that colour is never the only sign. The colours are
those of Okabe and Ito, which people with any kind of colour vision can tell apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import pandas as pd

from planner.gaps.wording import STATUSES, amount

BLUE, ORANGE, GREY, RED, GREEN, DARK = "#0072B2", "#E69F00", "#8C8C8C", "#B23A00", "#009E73", "#333333"

ENOUGH, SHORT, OPEN = "Enough", "Short", "Cannot say"
_COLOURS: Final = {ENOUGH: BLUE, SHORT: ORANGE, OPEN: GREY}
_GROUP_OF: Final = {
    "likely_enough": ENOUGH, "meets_ai": ENOUGH, "at_target": ENOUGH,
    "likely_short": SHORT, "below_target": SHORT,
    "uncertain": OPEN, "below_ai": OPEN, "energy": OPEN,
}  # fmt: skip
_MOST_PERCENT: Final = 200.0
_ROW: Final = 44
_AROUND: Final = 90
"""Pixels for the legend and the axis, which a page counts as part of the height."""


def verdict_of(status: str) -> str:
    """Return :data:`ENOUGH`, :data:`SHORT` or :data:`OPEN` for a status of :data:`planner.gaps.wording.STATUSES`.

    Examples
    --------
    >>> verdict_of("meets_ai"), verdict_of("below_ai")
    ('Enough', 'Cannot say')
    """
    return _GROUP_OF.get(status, OPEN)


def gap_frame(gaps: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Return the rows of a gap chart: those of the gaps that have a target and a known mean.

    Parameters
    ----------
    gaps : sequence of dict
        The ``gaps`` of an analysis.

    Returns
    -------
    pandas.DataFrame
        ``name``, ``words``, ``percent`` (of the target), ``ear``, ``upper``, ``low``, ``high`` (all in % of the
        target, NaN where there is none) and ``verdict``.
    """
    rows = [_gap_row(gap) for gap in gaps if gap["mean"] is not None and gap["target"] is not None]
    columns = ("name", "words", "percent", "ear", "upper", "low", "high", "verdict", "sure")
    return pd.DataFrame(rows, columns=list(columns))


def gap_chart(frame: pd.DataFrame) -> alt.LayerChart:
    """Return bars of the mean as % of the target, with EAR, target, upper level and the likely range.

    Parameters
    ----------
    frame : pandas.DataFrame
        As from :func:`gap_frame`; shown in its order.
    """
    order = frame["name"].tolist()
    colour = alt.Color(
        "verdict:N", title=None, legend=alt.Legend(orient="top"),
        scale=alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values())),
    )  # fmt: skip
    base = alt.Chart(_clipped(frame)).encode(y=alt.Y("name:N", sort=order, axis=None))
    tips = [alt.Tooltip("words:N", title="Nutrient"), alt.Tooltip("sure:N", title="How sure")]
    bars = base.mark_bar(height=13, cornerRadiusEnd=3, yOffset=8).encode(
        x=_percent("percent"), color=colour, tooltip=tips
    )
    whiskers = base.mark_rule(strokeWidth=1.5, color=DARK, yOffset=8, opacity=0.7).encode(
        x=_percent("low"), x2="high:Q"
    )
    words = base.mark_text(align="left", baseline="bottom", yOffset=-2, fontSize=13).encode(
        x=alt.value(0), text="words:N"
    )
    layers = [bars, whiskers, _ticks(base, "ear", "#555555", 13), _ticks(base, "upper", RED, 21), _goal(base), words]
    return _sized(alt.layer(*layers), len(frame))


def plan_frame(
    targets: Sequence[dict[str, Any]], names: dict[str, str], now: dict[str, float]
) -> pd.DataFrame:
    """Return the rows of a plan chart.

    Parameters
    ----------
    targets : sequence of dict
        The ``targets`` of a plan.
    names : dict
        What a nutrient is called.
    now : dict
        Today's mean of each nutrient, from the diary; may be empty.
    """
    rows = [
        {
            "name": names[row["nutrient"]],
            "words": f"{names[row['nutrient']]}: {_of(row['planned_mean'], row)} of {_of(row['target'], row)}",
            "percent": 100 * row["planned_mean"] / row["target"],
            "now": 100 * now.get(row["nutrient"], float("nan")) / row["target"],
            "best": 100 * row["best_case"] / row["target"],
            "verdict": "Reached" if row["planned_mean"] >= 0.995 * row["target"] else "Not reached",
        }
        for row in targets
    ]
    return pd.DataFrame(rows, columns=["name", "words", "percent", "now", "best", "verdict"])


def plan_chart(frame: pd.DataFrame) -> alt.LayerChart:
    """Return bars of the plan's mean as % of the target, with a dot for what the diary has."""
    order = frame["name"].tolist()
    base = alt.Chart(_clipped(frame)).encode(y=alt.Y("name:N", sort=order, axis=None))
    colour = alt.Color(
        "verdict:N", title=None, legend=alt.Legend(orient="top"),
        scale=alt.Scale(domain=["Reached", "Not reached"], range=[BLUE, ORANGE]),
    )  # fmt: skip
    bars = base.mark_bar(height=13, cornerRadiusEnd=3, yOffset=8).encode(
        x=_percent("percent"), color=colour, tooltip=[alt.Tooltip("words:N", title="In the plan")]
    )
    dots = base.mark_point(
        shape="diamond", size=70, filled=True, color="white", stroke=DARK, yOffset=8, opacity=1
    ).encode(x=_percent("now"))
    words = base.mark_text(align="left", baseline="bottom", yOffset=-2, fontSize=13).encode(
        x=alt.value(0), text="words:N"
    )
    return _sized(alt.layer(bars, _goal(base), dots, words), len(frame))


def day_frame(days: Sequence[dict[str, Any]], nutrient: str) -> pd.DataFrame:
    """Return the amount of one nutrient on each day."""
    return pd.DataFrame(
        {
            "day": [day["date"] or "The day" for day in days],
            "amount": [day["intake"][nutrient] for day in days],
            "known": [day["complete"][nutrient] for day in days],
        }
    )


def day_chart(frame: pd.DataFrame, target: float | None, unit: str) -> alt.LayerChart:
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


def caffeine_chart(frame: pd.DataFrame, cap: float) -> alt.LayerChart:
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


def hour_chart(frame: pd.DataFrame) -> alt.Chart:
    """Return the mean caffeine of each hour of the day."""
    axis = alt.Axis(labelAngle=0, values=[f"{hour:02d}:00" for hour in range(0, 24, 4)])
    return (
        alt.Chart(frame)
        .mark_bar(color=BLUE, cornerRadiusEnd=3)
        .encode(
            x=alt.X("hour:N", sort=None, title=None, axis=axis),
            y=alt.Y("mg:Q", title="mg a day"),
            tooltip=["hour:N", alt.Tooltip("mg:Q", format=".0f")],
        )
        .properties(height=220)
    )


def source_frame(sources: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Return the foods that gave most of a nutrient, with their share in %."""
    rows = [{"food": one["food"], "share": 100 * one["share"]} for one in sources]
    return pd.DataFrame(rows, columns=["food", "share"])


def source_chart(frame: pd.DataFrame) -> alt.LayerChart:
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


def _gap_row(gap: dict[str, Any]) -> dict[str, Any]:
    target = gap["target"]
    upper = gap["upper"] if gap["upper_scope"] == "total" else None
    at_least = "at least " if gap["lower_bound"] else ""
    return {
        "name": gap["name"],
        "words": f"{gap['name']}: {at_least}{_of(gap['mean'], gap)} of {_of(target, gap)}",
        "percent": 100 * gap["mean"] / target,
        "ear": _share(gap["ear"], target),
        "upper": _share(upper, target),
        "low": _share(gap["interval_low"], target),
        "high": _share(gap["interval_high"], target),
        "verdict": verdict_of(gap["status"]),
        "sure": STATUSES[gap["status"]],
    }


def _share(value: float | None, target: float) -> float:
    return float("nan") if value is None else 100 * value / target


def _of(value: float, row: dict[str, Any]) -> str:
    return amount(float(value), row["nutrient"], row["unit"])


def _clipped(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with what lies beyond the axis drawn at its end; an upper level out there is not drawn."""
    shown = frame.copy()
    for name in shown.columns.intersection(["percent", "low", "high", "now", "best"]):
        shown[name] = shown[name].clip(upper=_MOST_PERCENT)
    if "upper" in shown:
        shown["upper"] = shown["upper"].where(shown["upper"] <= _MOST_PERCENT)
    return shown


def _percent(field: str) -> alt.X:
    axis = alt.Axis(values=[0, 50, 100, 150, 200], labelExpr="datum.value + ' %'", grid=True)
    scale = alt.Scale(domain=[0, _MOST_PERCENT])
    return alt.X(f"{field}:Q", title="% of the target", axis=axis, scale=scale)


def _ticks(base: alt.Chart, field: str, colour: str, height: int) -> alt.Chart:
    return base.transform_filter(f"isValid(datum.{field})").mark_tick(
        color=colour, thickness=2.5, height=height, yOffset=8
    ).encode(x=_percent(field))  # fmt: skip


def _goal(base: alt.Chart) -> alt.Chart:
    return (
        base.transform_calculate(goal="100")
        .mark_tick(color="black", thickness=2.5, height=21, yOffset=8)
        .encode(x=_percent("goal"))
    )


def _line(value: float) -> alt.Chart:
    return (
        alt.Chart(pd.DataFrame({"line": [value]}))
        .mark_rule(color=DARK, strokeDash=[4, 3], strokeWidth=1.5)
        .encode(y="line:Q")
    )


def _sized(chart: alt.LayerChart, rows: int) -> alt.LayerChart:
    return chart.properties(height=max(rows, 1) * _ROW + _AROUND)


def _unit(unit: str) -> str:
    return "µg" if unit == "ug" else unit


def short_date(day: str) -> str:
    """Return an ISO date as people say it, other text as it is.

    Examples
    --------
    >>> short_date("2026-03-02"), short_date("The day")
    ('2 Mar', 'The day')
    """
    date = pd.to_datetime(day, format="%Y-%m-%d", errors="coerce")
    return day if pd.isna(date) else f"{date.day} {date:%b}"
