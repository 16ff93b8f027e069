"""Each day beside the targets: a map of days and nutrients, coloured by how much of the target a day has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import pandas as pd

from planner.gaps.wording import amount
from planner.language import _, mark
from planner.report.basis import short_date
from planner.report.palette import Drawing, drawn, fill, turned

STEPS: Final = (
    mark("Under 50 %"), mark("50 to 75 %"), mark("75 to 100 %"), mark("100 to 150 %"), mark("Over 150 %"),
    mark("Not known"),
)  # fmt: skip
_BOUNDS: Final = (50.0, 75.0, 100.0, 150.0)
# Five steps of cividis, made for every kind of colour vision; each cell brings its own ground, on any page.
_GROUNDS: Final = ("#00224E", "#434E6C", "#7D7C78", "#BCAF6F", "#FEE838", "transparent")
_EDGE: Final = "#808080"
_WORDS_ON: Final = ("#FFFFFF", "#FFFFFF", "#000000", "#000000", "#000000")
_MOST_WITH_WORDS: Final = 8
_MOST_DAYS: Final = 60
_ROW: Final = 30


def heat_frame(days: Sequence[dict[str, Any]], gaps: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Return a row for each day and nutrient with a target; the last days where there are very many.

    Parameters
    ----------
    days, gaps : sequence of dict
        Of one person's analysis.

    Returns
    -------
    pandas.DataFrame
        ``day``, ``nutrient`` (its name), ``amount`` (in words), ``percent`` of the target, ``step`` (one of
        :data:`STEPS`) and ``shown``. What is only partly known is at least what is shown.

    Examples
    --------
    >>> day = {"date": "2026-03-02", "intake": {"iron": 20.0}, "complete": {"iron": 0.9}}
    >>> gap = {"nutrient": "iron", "name": "Iron", "unit": "mg", "target": 25.0}
    >>> heat_frame([day], [gap]).iloc[0].to_dict()["shown"]
    '≥ 80'
    """
    rows = [_cell(day, gap) for gap in gaps if gap["target"] is not None for day in list(days)[-_MOST_DAYS:]]
    return pd.DataFrame(rows, columns=["day", "nutrient", "amount", "percent", "step", "shown"])


def heat_chart(frame: pd.DataFrame) -> Drawing:
    """Return a cell for each day and nutrient, with its % of the target where there is room."""
    shown = turned(frame, "step").assign(day=[short_date(day) for day in frame["day"]])
    count = frame["day"].nunique()
    legend = alt.Legend(
        orient="top",
        columns=2,
        symbolType="square",
        symbolStrokeColor=_EDGE,
        symbolStrokeWidth=1,
        symbolSize=160,
        values=_used(frame),
    )
    steps = alt.Color(
        "step:N",
        title=None,
        legend=legend,
        scale=alt.Scale(domain=[_(step) for step in STEPS], range=list(_GROUNDS)),
    )
    axis = alt.Axis(labelAngle=0 if count <= _MOST_WITH_WORDS else -60, orient="top")
    base = drawn(shown).encode(
        x=alt.X("day:N", sort=None, title=None, axis=axis),
        y=alt.Y("nutrient:N", sort=None, title=None, axis=alt.Axis(labelLimit=150)),
        tooltip=[
            alt.Tooltip("nutrient:N", title=_("nutrient")),
            alt.Tooltip("day:N", title=_("day")),
            alt.Tooltip("amount:N", title=_("amount")),
            alt.Tooltip("percent:Q", format=".0f", title=_("% of target")),
        ],
    )
    known = "isValid(datum.percent)"
    text = base.mark_text(fontSize=12).encode(text="shown:N")
    layers = [
        base.mark_rect(cornerRadius=3, stroke=_EDGE, strokeWidth=1).encode(color=steps),
        text.transform_filter(f"!({known})").encode(fill=fill("ink")),
    ]
    if count <= _MOST_WITH_WORDS:
        layers.append(text.transform_filter(known).encode(fill=_on_ground()))
    rows = frame["nutrient"].nunique()
    return alt.layer(*layers).properties(height=rows * _ROW + 110)


def heat_words(frame: pd.DataFrame) -> str:
    """Return for each nutrient on how many days the target was reached.

    Examples
    --------
    >>> rows = [("2026-03-02", "Iron", 110.0), ("2026-03-03", "Iron", 80.0), ("2026-03-04", "Iron", None)]
    >>> heat_words(pd.DataFrame(rows, columns=["day", "nutrient", "percent"]))
    'Iron: target reached on 1 of 2 days, lowest 80 %'
    """
    known = frame.dropna(subset="percent").groupby("nutrient", sort=False)["percent"]
    return "; ".join(
        _(
            "{nutrient}: target reached on {n} of {days} days, lowest {percent} %",
            nutrient=name,
            n=(values >= 100).sum(),
            days=len(values),
            percent=f"{values.min():.0f}",
        )
        for name, values in known
    )


def _cell(day: dict[str, Any], gap: dict[str, Any]) -> tuple[Any, ...]:
    value, name = day["intake"].get(gap["nutrient"]), gap["nutrient"]
    date = day["date"] or mark("The day")
    if value is None:
        return date, _(gap["name"]), _("not known"), None, STEPS[-1], "?"
    percent = 100 * value / gap["target"]
    least = "" if day["complete"][name] == 1 else "≥ "
    step = STEPS[sum(percent >= bound for bound in _BOUNDS)]
    return (
        date,
        _(gap["name"]),
        f"{least}{amount(value, name, gap['unit'])}",
        percent,
        step,
        f"{least}{percent:.0f}",
    )


def _used(frame: pd.DataFrame) -> list[str]:
    return [_(step) for step in STEPS if step in set(frame["step"])]


def _on_ground() -> Any:
    """Return the colour of words on each ground: white on the dark steps, black on the light ones."""
    dark = [_(step) for step, words in zip(STEPS, _WORDS_ON, strict=False) if words == "#FFFFFF"]
    return (
        alt.when(alt.FieldOneOfPredicate("step", dark))
        .then(alt.value("#FFFFFF"))
        .otherwise(alt.value("#000000"))
    )
