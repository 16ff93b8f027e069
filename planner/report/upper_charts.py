"""Upper levels, each beside the intake that it was set for: of everything, of supplements, of one form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import pandas as pd

from planner.gaps.wording import SCOPES, amount, at_least
from planner.language import _, mark
from planner.report.charts import words_above
from planner.report.palette import Drawing, by, drawn, stroke, turned

_MOST_PERCENT: Final = 150.0
_ROW: Final = 44
BELOW, ABOVE, OPEN = mark("Below it"), mark("Above it"), mark("Not all is known")
_BRIEFLY: Final = {
    "total": mark("{nutrient}: {intake} of {upper}"),
    "supplements_only": mark("{nutrient}, supplements only: {intake} of {upper}"),
    "retinol_only": mark("{nutrient}, retinol only: {intake} of {upper}"),
    "folic_acid_only": mark("{nutrient}, folic acid only: {intake} of {upper}"),
    "synthetic_only": mark("{nutrient}, added forms only: {intake} of {upper}"),
}
"""For the words above a bar, which must fit a phone; the table has them in full."""
_VERDICT: Final = {True: ABOVE, False: BELOW, None: OPEN}


def upper_frame(gaps: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Return the nutrients that have an upper level and a known intake within its scope.

    Parameters
    ----------
    gaps : sequence of dict
        Of one person's analysis.

    Returns
    -------
    pandas.DataFrame
        ``name``, ``words``, ``compared`` (which intake), ``intake``, ``upper``, ``unit``, ``percent`` of the
        level and ``verdict``. Magnesium of food is in none of them: its level is for supplements.

    Examples
    --------
    >>> gap = {"nutrient": "magnesium", "name": "Magnesium", "unit": "mg", "upper": 350.0, "upper_kind": "UL",
    ...        "upper_scope": "supplements_only", "upper_intake": 0.0, "over_upper": False}
    >>> upper_frame([gap])["words"].item()
    'Magnesium, supplements only: 0 mg of 350 mg'
    """
    rows = [
        _row(gap)
        for gap in gaps
        if gap["upper"] is not None and gap["upper_kind"] != "CDRR" and gap["upper_intake"] is not None
    ]
    columns = ["name", "words", "compared", "intake", "upper", "unit", "percent", "verdict"]
    return pd.DataFrame(rows, columns=columns).sort_values("percent", ascending=False, kind="stable")


def upper_chart(frame: pd.DataFrame) -> Drawing:
    """Return a bar for each level: the intake within its scope as % of the level."""
    shown = frame.assign(percent=frame["percent"].clip(upper=_MOST_PERCENT))
    axis = alt.Axis(values=[0, 50, 100, 150], labelExpr="datum.value + ' %'")
    x = alt.X(
        "percent:Q", title=_("% of the upper level"), axis=axis, scale=alt.Scale(domain=[0, _MOST_PERCENT])
    )
    base = drawn(turned(shown, "verdict")).encode(y=alt.Y("name:N", sort=None, axis=None))
    bars = base.mark_bar(height=11, cornerRadiusEnd=3, yOffset=8).encode(
        x=x, color=by("verdict:N", (BELOW, ABOVE, OPEN)), tooltip=alt.Tooltip("words:N", title=_("words"))
    )
    level = drawn(pd.DataFrame({"percent": [100.0]})).mark_rule(
        strokeDash=[4, 3], strokeWidth=1.5, tooltip=None
    )
    layers = (bars, level.encode(x=x, stroke=stroke("ink")), words_above(base))
    return alt.layer(*layers).properties(height=len(frame) * _ROW + 90)


def _row(gap: dict[str, Any]) -> dict[str, Any]:
    intake, upper = (amount(gap[key], gap["nutrient"], gap["unit"]) for key in ("upper_intake", "upper"))
    intake = at_least(intake) if gap["over_upper"] is None else intake
    name = _(gap["name"])
    return {
        "name": name,
        "words": _(_BRIEFLY[gap["upper_scope"]], nutrient=name, intake=intake, upper=upper),
        "compared": _(SCOPES[gap["upper_scope"]]),
        "intake": gap["upper_intake"],
        "upper": gap["upper"],
        "unit": gap["unit"],
        "percent": 100 * gap["upper_intake"] / gap["upper"],
        "verdict": _VERDICT[gap["over_upper"]],
    }
