"""The cramp log by week, and intake of the same weeks beside it: frames, charts and their words.

The two are shown one above the other and never reckoned into each other: one person's weeks show no cause.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias

import altair as alt
import pandas as pd

from planner.diary.cramp_weeks import LEAST_DIARY_DAYS, week_of
from planner.gaps.wording import at_least
from planner.language import _, mark
from planner.report.basis import short_date
from planner.report.palette import Drawing, drawn, fill, stroke

_COLUMNS: Final = ("week", "days_logged", "days_with", "cramps", "diary_days", "intake", "at_least")
_TIPS: Final = {
    "days_logged": mark("days written down"),
    "days_with": mark("days with a cramp"),
    "cramps": mark("cramps"),
    "diary_days": mark("days of diary"),
    "intake": mark("mean a day"),
}
Row: TypeAlias = dict[str, Any]
_LEFT: Final = 44
"""Pixels for the axis, the same in both charts, so that their weeks stand below each other."""
_MOST_FLAT: Final = 8


def week_frame(
    weeks: pd.DataFrame, days: Sequence[dict[str, Any]] = (), nutrient: str = "magnesium"
) -> pd.DataFrame:
    """Return the weeks of a log with the mean intake of each.

    Parameters
    ----------
    weeks : pandas.DataFrame
        As from :func:`planner.diary.cramp_weeks.cramp_weeks`.
    days : sequence of dict
        The ``days`` of one person's analysis; those without a date belong to no week.
    nutrient : str

    Returns
    -------
    pandas.DataFrame
        ``week`` (ISO date of its Monday), ``days_logged``, ``days_with``, ``cramps``, ``diary_days`` (whose
        intake is known), ``intake`` (mean a day; missing where too few days are known) and ``at_least``
        (whether a part of it is not known).
    """
    rows = [_intake_row(week, days, nutrient) for week in weeks.index]
    beside = pd.DataFrame(rows, columns=["diary_days", "intake", "at_least"], index=weeks.index)
    shown = pd.concat([weeks[["days_logged", "days_with", "cramps"]], beside], axis="columns").reset_index()
    return shown.assign(week=[week.isoformat() for week in shown["week"]])[list(_COLUMNS)]


def _intake_row(
    week: dt.date, days: Sequence[dict[str, Any]], nutrient: str
) -> tuple[int, float | None, bool]:
    own = [day for day in days if day["date"] and week_of(dt.date.fromisoformat(day["date"])) == week]
    known = [day for day in own if day["intake"][nutrient] is not None]
    at_least = any(day["complete"][nutrient] < 1 for day in known)
    if len(known) < LEAST_DIARY_DAYS:
        return len(known), None, at_least
    return len(known), sum(day["intake"][nutrient] for day in known) / len(known), at_least


def cramp_chart(frame: pd.DataFrame) -> Drawing:
    """Return for each week the days with a cramp, out of the days that were written down."""
    shown = _short(frame).assign(
        words=[
            _("{some} of {all}", some=_number(some), all=all_)
            for some, all_ in zip(frame["days_with"], frame["days_logged"], strict=True)
        ]
    )
    base = drawn(shown).encode(x=_weeks(frame), tooltip=_tips("days_with", "days_logged", "cramps"))
    y = alt.Y("days_logged:Q", title=_("Days"), scale=alt.Scale(domain=[0, 8]), axis=_axis())
    logged = base.mark_bar(opacity=0.35, size=22).encode(y=y, fill=fill("grey"))
    with_cramp = base.mark_bar(size=22).encode(y=alt.Y("days_with:Q", title=_("Days")), fill=fill("blue"))
    words = base.mark_text(dy=-8, fontSize=12).encode(y=y, text="words:N", fill=fill("ink"))
    return alt.layer(logged, with_cramp, words).properties(height=230)


def intake_chart(frame: pd.DataFrame, target: float | None, unit: str) -> Drawing:
    """Return for each week the mean intake, as points, with a line at the target."""
    most = max([*frame["intake"].dropna(), target or 0.0]) * 1.15
    y = alt.Y("intake:Q", title=unit, scale=alt.Scale(domain=[0, most]), axis=_axis())
    base = drawn(_short(frame))
    marks: alt.Chart = base.mark_point(filled=True, opacity=1, size=110, shape="diamond")
    points = marks.encode(x=_weeks(frame), y=y, tooltip=_tips("intake", "diary_days"), fill=fill("green"))
    if target is None:
        return points.properties(height=210)
    rule = drawn(pd.DataFrame({"intake": [target]})).mark_rule(strokeDash=[4, 3], tooltip=None)
    return alt.layer(rule.encode(y=y, stroke=stroke("ink")), points).properties(height=210)


def cramp_words(frame: pd.DataFrame) -> str:
    """Return the weeks in words.

    Examples
    --------
    >>> rows = [("2026-03-02", 6, 2, 3, 0, None, False), ("2026-03-09", 0, None, None, 0, None, False)]
    >>> cramp_words(pd.DataFrame(rows, columns=_COLUMNS))
    'Week of 2 Mar: cramps on 2 of 6 days written down; week of 9 Mar: nothing written down'
    """
    return _joined(frame, _cramps_text)


def intake_words(frame: pd.DataFrame, unit: str) -> str:
    """Return the intake of the weeks in words.

    Examples
    --------
    >>> rows = [("2026-03-02", 6, 2, 3, 5, 310.4, True), ("2026-03-09", 0, None, None, 1, None, False)]
    >>> intake_words(pd.DataFrame(rows, columns=_COLUMNS), "mg")
    'Week of 2 Mar: at least 310 mg a day, from 5 days; week of 9 Mar: too few days of diary (1)'
    """
    return _joined(frame, lambda row: _intake_text(row, unit))


def _cramps_text(row: Row) -> str:
    if not row["days_logged"]:
        return _("nothing written down")
    return _(
        "cramps on {some} of {all} days written down", some=f"{row['days_with']:.0f}", all=row["days_logged"]
    )


def _intake_text(row: Row, unit: str) -> str:
    if pd.isna(row["intake"]):
        return _("too few days of diary ({n})", n=row["diary_days"])
    intake = f"{row['intake']:,.0f} {unit}"
    intake = at_least(intake) if row["at_least"] else intake
    return _("{amount} a day, from {n} days", amount=intake, n=row["diary_days"])


def _joined(frame: pd.DataFrame, words: Callable[[Row], str]) -> str:
    rows: list[Row] = [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]
    text = "; ".join(
        _("week of {date}: {said}", date=short_date(row["week"]), said=words(row)) for row in rows
    )
    return text[:1].upper() + text[1:]


def _short(frame: pd.DataFrame) -> pd.DataFrame:
    numbers = {name: frame[name].astype(float) for name in ("days_with", "cramps", "intake")}
    return frame.assign(week=[short_date(week) for week in frame["week"]], **numbers)


def _number(value: Any) -> str:
    return "–" if pd.isna(value) else f"{value:.0f}"


def _weeks(frame: pd.DataFrame) -> alt.X:
    axis = alt.Axis(labelAngle=0 if len(frame) <= _MOST_FLAT else -60)
    return alt.X("week:N", sort=None, title=_("Week of"), axis=axis)


def _axis() -> alt.Axis:
    return alt.Axis(minExtent=_LEFT, maxExtent=_LEFT, tickCount=4)


def _tips(*names: str) -> list[Any]:
    numbers = (alt.Tooltip(f"{name}:Q", format=",.0f", title=_(_TIPS[name])) for name in names)
    return [alt.Tooltip("week:N", title=_("week")), *numbers]
