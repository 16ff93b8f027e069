"""Charts of intake, plan and caffeine, as Altair specifications; they know nothing of the page they stand on.

Every chart names its values in words beside the marks, so that colour is never the only sign; the colours are
those of :mod:`planner.report.palette`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import pandas as pd

from planner.gaps.wording import STATUSES, amount, at_least
from planner.language import _, mark
from planner.report.palette import Drawing, by, drawn, fill, stroke, turned

ENOUGH, SHORT, OPEN = mark("Enough"), mark("Short"), mark("Cannot say")
REACHED, MISSED = mark("Reached"), mark("Not reached")
_GROUP_OF: Final = {
    "likely_enough": ENOUGH, "meets_ai": ENOUGH, "at_target": ENOUGH,
    "likely_short": SHORT, "below_target": SHORT,
    "uncertain": OPEN, "below_ai": OPEN, "energy": OPEN,
}  # fmt: skip
_MOST_PERCENT: Final = 200.0
_WORTH_SAYING: Final = 0.005
"""Of the target; what is missing is not put in words below it."""
_ROW: Final = 44
_AROUND: Final = 90
"""Pixels for the legend and the axis, which a page counts as part of the height."""


def verdict_of(status: str) -> str:
    """Return :data:`ENOUGH`, :data:`SHORT` or :data:`OPEN` for a finding's status.

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
        ``name``, ``words``, ``percent`` (of the target), ``ear``, ``upper``, ``low``, ``high`` (all in % of
        the target, NaN where there is none), ``verdict`` and ``sure`` (how sure, in words). ``upper`` is an
        upper level for the whole intake; others are in :mod:`planner.report.upper_charts`.
    """
    rows = [_gap_row(gap) for gap in gaps if gap["mean"] is not None and gap["target"] is not None]
    columns = ("name", "words", "percent", "ear", "upper", "low", "high", "verdict", "sure")
    return pd.DataFrame(rows, columns=list(columns))


def gap_chart(frame: pd.DataFrame) -> Drawing:
    """Return bars of the mean as % of the target, with EAR, target, upper level and the likely range.

    Parameters
    ----------
    frame : pandas.DataFrame
        As from :func:`gap_frame`; shown in its order.
    """
    order = frame["name"].tolist()
    base = drawn(turned(_clipped(frame), "verdict")).encode(y=alt.Y("name:N", sort=order, axis=None))
    tips = [alt.Tooltip("words:N", title=_("Nutrient")), alt.Tooltip("sure:N", title=_("How sure"))]
    bars = base.mark_bar(height=13, cornerRadiusEnd=3, yOffset=8).encode(
        x=_percent("percent"), color=by("verdict:N", (ENOUGH, SHORT, OPEN)), tooltip=tips
    )
    whiskers = base.mark_rule(strokeWidth=1.5, yOffset=8, tooltip=None).encode(
        x=_percent("low"), x2="high:Q", stroke=stroke("ink")
    )
    layers = [
        _missing(base),
        bars,
        whiskers,
        _signs(base, "ear", "triangle-up"),
        _signs(base, "upper", "cross"),
        _goal(base),
        words_above(base),
    ]
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
            "name": _(names[row["nutrient"]]),
            "words": _of_target(_(names[row["nutrient"]]), _of(row, "planned_mean"), _of(row, "target")),
            "percent": 100 * row["planned_mean"] / row["target"],
            "now": 100 * now.get(row["nutrient"], float("nan")) / row["target"],
            "best": 100 * row["best_case"] / row["target"],
            "verdict": REACHED if row["planned_mean"] >= 0.995 * row["target"] else MISSED,
        }
        for row in targets
    ]
    return pd.DataFrame(rows, columns=["name", "words", "percent", "now", "best", "verdict"])


def plan_chart(frame: pd.DataFrame) -> Drawing:
    """Return bars of the plan's mean as % of the target, with a dot for what the diary has."""
    order = frame["name"].tolist()
    base = drawn(turned(_clipped(frame), "verdict")).encode(y=alt.Y("name:N", sort=order, axis=None))
    bars = base.mark_bar(height=13, cornerRadiusEnd=3, yOffset=8).encode(
        x=_percent("percent"), color=by("verdict:N", (REACHED, MISSED)),
        tooltip=[alt.Tooltip("words:N", title=_("In the plan"))],
    )  # fmt: skip
    dots = base.mark_point(shape="diamond", size=70, filled=True, color="white", yOffset=8, opacity=1).encode(
        x=_percent("now"), stroke=alt.value("#333333")
    )
    return _sized(alt.layer(bars, _goal(base), dots, words_above(base)), len(frame))


def change_chart(frame: pd.DataFrame, kinds: tuple[str, str]) -> Drawing:
    """Return two means of each nutrient on one line, as % of its target, with a tick at the target.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``name``, ``words``, and ``diary`` and ``plan`` in % of the target; NaN has no mark.
    kinds : tuple of str
        What the two are called.
    """
    shown = frame.assign(**{name: frame[name].clip(upper=_MOST_PERCENT) for name in ("diary", "plan")})
    y = alt.Y("name:N", sort=shown["name"].tolist(), axis=None)
    base = drawn(shown).encode(y=y)
    way = base.transform_filter("isValid(datum.diary)").mark_rule(strokeWidth=2, yOffset=8, tooltip=None)
    dots = _two_marks(shown, kinds).encode(y=y)
    lines = way.encode(x=_percent("diary"), x2="plan:Q", stroke=stroke("grey"))
    return _sized(alt.layer(lines, _goal(base), dots, words_above(base)), len(shown))


def _two_marks(shown: pd.DataFrame, kinds: tuple[str, str]) -> alt.Chart:
    """Return a diamond for the first of two means and a dot for the second; colour is not the only sign."""
    marks = pd.concat(
        shown[["name", "words"]].assign(what=what, percent=shown[key])
        for what, key in zip(kinds, ("diary", "plan"), strict=True)
    ).dropna(subset="percent")
    shape = alt.Shape("what:N", title=None, scale=alt.Scale(domain=list(kinds), range=["diamond", "circle"]))
    points: alt.Chart = drawn(marks).mark_point(size=130, filled=True, opacity=1, yOffset=8)
    return points.encode(
        x=_percent("percent"), color=by("what:N", kinds), shape=shape,
        tooltip=[alt.Tooltip("words:N", title=None)],
    )  # fmt: skip


def _gap_row(gap: dict[str, Any]) -> dict[str, Any]:
    target = gap["target"]
    upper = gap["upper"] if gap["upper_scope"] == "total" else None
    mean = at_least(_of(gap, "mean")) if gap["lower_bound"] else _of(gap, "mean")
    words = _of_target(_(gap["name"]), mean, _of(gap, "target"))
    if gap["gap"] >= _WORTH_SAYING * target:
        words = _("{so_far}, {amount} to go", so_far=words, amount=_of(gap, "gap"))
    return {
        "name": _(gap["name"]),
        "words": words,
        "percent": 100 * gap["mean"] / target,
        "ear": _share(gap["ear"], target),
        "upper": _share(upper, target),
        "low": _share(gap["interval_low"], target),
        "high": _share(gap["interval_high"], target),
        "verdict": verdict_of(gap["status"]),
        "sure": _(STATUSES[gap["status"]]),
    }


def _share(value: float | None, target: float) -> float:
    return float("nan") if value is None else 100 * value / target


def _of_target(nutrient: str, amount: str, target: str) -> str:
    return _("{nutrient}: {amount} of {target}", nutrient=nutrient, amount=amount, target=target)


def _of(row: dict[str, Any], key: str) -> str:
    return amount(float(row[key]), row["nutrient"], row["unit"])


def _clipped(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with what lies beyond the axis drawn at its end; an upper level there is left out."""
    shown = frame.copy()
    for name in shown.columns.intersection(["percent", "low", "high", "now", "best"]):
        shown[name] = shown[name].clip(upper=_MOST_PERCENT)
    if "upper" in shown:
        shown["upper"] = shown["upper"].where(shown["upper"] <= _MOST_PERCENT)
    return shown


def _percent(field: str) -> alt.X:
    axis = alt.Axis(values=[0, 50, 100, 150, 200], labelExpr="datum.value + ' %'", grid=True)
    scale = alt.Scale(domain=[0, _MOST_PERCENT])
    return alt.X(f"{field}:Q", title=_("% of the target"), axis=axis, scale=scale)


def words_above(base: alt.Chart) -> alt.Chart:
    """Return the words of each row, above its bar."""
    text: alt.Chart = base.mark_text(
        align="left", baseline="bottom", yOffset=-2, fontSize=13, tooltip=None, limit=alt.expr("width")
    )
    return text.encode(x=alt.value(0), text="words:N", fill=fill("ink"))


def _missing(base: alt.Chart) -> alt.Chart:
    """Return what is missing to the target, as an outlined bar from the mean to it."""
    short = base.transform_filter(f"datum.percent < {100 * (1 - _WORTH_SAYING)}").transform_calculate(
        goal="100"
    )
    outline: alt.Chart = short.mark_bar(
        height=11, yOffset=8, fillOpacity=0.15, strokeDash=[3, 2], strokeWidth=1.2
    )
    return outline.encode(
        x=_percent("percent"),
        x2="goal:Q",
        fill=fill("ink"),
        stroke=stroke("ink"),
        tooltip=alt.Tooltip("words:N", title=_("words")),
    )


def _signs(base: alt.Chart, field: str, shape: str) -> alt.Chart:
    known = base.transform_filter(f"isValid(datum.{field})")
    sign: alt.Chart = known.mark_point(
        shape=shape, size=55, strokeWidth=1.2, yOffset=8, opacity=1, tooltip=None
    )
    return sign.encode(x=_percent(field), fill=fill("purple"), stroke=stroke("ink"))


def _goal(base: alt.Chart) -> alt.Chart:
    at_target = base.transform_calculate(goal="100")
    tick: alt.Chart = at_target.mark_tick(thickness=2.5, height=21, yOffset=8, tooltip=None)
    return tick.encode(x=_percent("goal"), fill=fill("ink"), stroke=stroke("ink"))


def _sized(chart: Drawing, rows: int) -> Drawing:
    return chart.properties(height=max(rows, 1) * _ROW + _AROUND)
