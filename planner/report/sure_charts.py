"""How sure some days can be about what is usual: the range by the number of days."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import pandas as pd

from planner.gaps.adequacy import day_to_day, usual_interval
from planner.gaps.wording import amount, percent
from planner.language import _, mark
from planner.reference.person import Person
from planner.report.palette import Drawing, drawn, fill, stroke

DAYS: Final = (1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 28, 42, 56)


def funnel_frame(gap: dict[str, Any], person: Person) -> pd.DataFrame:
    """Return where the usual intake lies, 19 times in 20, after so many days with the same mean.

    Parameters
    ----------
    gap : dict
        Of an analysis, with a known mean.
    person : Person

    Returns
    -------
    pandas.DataFrame
        ``days``, ``low``, ``high``; empty where the day-to-day spread is not known, or a part of the intake.

    Examples
    --------
    >>> gap = {"nutrient": "magnesium", "mean": 320.0, "lower_bound": False}
    >>> frame = funnel_frame(gap, Person(age=29, life_stage="pregnant"))
    >>> frame.set_index("days").loc[3].round().tolist()
    [223.0, 417.0]
    """
    sd, _ = day_to_day(gap["nutrient"], person)
    if math.isnan(sd) or gap["lower_bound"]:
        return pd.DataFrame(columns=["days", "low", "high"])
    return pd.DataFrame(
        [(count, *usual_interval(gap["mean"], sd, count)) for count in DAYS], columns=["days", "low", "high"]
    )


def funnel_chart(frame: pd.DataFrame, gap: dict[str, Any]) -> Drawing:
    """Return the range narrowing with the days, her own days as a rule, and EAR and target as lines."""
    scale = alt.Scale(domain=[1, DAYS[-1]], type="sqrt")
    x = alt.X("days:Q", title=_("Days of diary"), scale=scale, axis=alt.Axis(values=[1, 3, 7, 14, 28, 56]))
    y = alt.Y("low:Q", title="µg" if gap["unit"] == "ug" else gap["unit"], scale=alt.Scale(zero=False))
    band = drawn(frame).mark_area(opacity=0.35).encode(x=x, y=y, y2="high:Q", fill=fill("blue"))
    own = drawn(pd.DataFrame({"days": [gap["days"]]})).mark_rule(strokeWidth=2, tooltip=None)
    lines = [(_("target"), gap["target"], [4, 3]), ("EAR", gap["ear"], [1, 3])]
    layers = [band, own.encode(x=x, stroke=stroke("purple"))]
    for name, value, dash in lines:
        if value is not None:
            data = drawn(pd.DataFrame({"low": [value], "words": [name], "days": [DAYS[-1]]}))
            layers.append(
                data.mark_rule(strokeDash=dash, strokeWidth=1.5, tooltip=None).encode(
                    y=y, stroke=stroke("ink")
                )
            )
            text = data.mark_text(align="right", baseline="bottom", dy=-2, fontSize=12, tooltip=None)
            layers.append(text.encode(x=x, y=y, text="words:N", fill=fill("ink")))
    return alt.layer(*layers).properties(height=230)


def funnel_words(frame: pd.DataFrame, gap: dict[str, Any]) -> str:
    """Return the range in words, for some numbers of days."""
    rows = frame[frame["days"].isin((1, 7, 28))]
    said = [
        _(
            "after {n} days between {low} and {high}",
            n=row.days,
            low=_words(gap, row.low),
            high=_words(gap, row.high),
        )
        for row in rows.itertuples()
    ]
    return _(
        "Usual {nutrient}, if the mean stays {mean}: {ranges}",
        nutrient=_(gap["name"]).lower(), mean=_words(gap, gap["mean"]), ranges="; ".join(said),
    )  # fmt: skip


def sure_table(gaps: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Return for each nutrient the range of usual intake, the chance that it is enough, and the days needed.

    Examples
    --------
    >>> gap = {"nutrient": "magnesium", "name": "Magnesium", "unit": "mg", "mean": 320.0, "p_adequate": 0.84,
    ...        "interval_low": 223.0, "interval_high": 417.0, "days_needed": 14.0, "days": 3}
    >>> sure_table([gap]).iloc[0].tolist()
    ['Magnesium', '320 mg', '223 mg to 417 mg', 'about 84 %', '3', '14']
    """
    rows = [_sure_row(gap) for gap in gaps if gap["mean"] is not None]
    names = (
        mark("Nutrient"),
        mark("Mean a day"),
        mark("Usual intake may be"),
        mark("Chance it is enough"),
        mark("Days you have"),
        mark("Days to know"),
    )
    return pd.DataFrame(rows, columns=list(map(_, names)))


def _sure_row(gap: dict[str, Any]) -> tuple[str, ...]:
    chance, needed = gap["p_adequate"], gap["days_needed"]
    enough = _("cannot be said") if chance is None else percent(chance)
    return (
        _(gap["name"]), _words(gap, gap["mean"]), _between(gap), enough,
        str(gap["days"]), _("not known") if needed is None else f"{needed:.0f}",
    )  # fmt: skip


def _between(gap: dict[str, Any]) -> str:
    low, high = gap["interval_low"], gap["interval_high"]
    if low is None:
        return _("not known")
    if high is None:
        return _("{amount} or more", amount=_words(gap, low))
    return _("{low} to {high}", low=_words(gap, low), high=_words(gap, high))


def _words(gap: dict[str, Any], value: Any) -> str:
    return amount(float(value), gap["nutrient"], gap["unit"])
