"""Upper levels, each beside the intake that it was set for: of everything, of supplements, of one form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import pandas as pd

from planner.gaps.wording import SCOPES, amount
from planner.report.charts import words_above
from planner.report.palette import Drawing, by, drawn, stroke

_MOST_PERCENT: Final = 150.0
_ROW: Final = 44
BELOW, ABOVE, OPEN = "Below it", "Above it", "Not all is known"
_BRIEFLY: Final = {
    "total": "",
    "supplements_only": ", supplements only",
    "retinol_only": ", retinol only",
    "folic_acid_only": ", folic acid only",
    "synthetic_only": ", added forms only",
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
        "percent:Q", title="% of the upper level", axis=axis, scale=alt.Scale(domain=[0, _MOST_PERCENT])
    )
    base = drawn(shown).encode(y=alt.Y("name:N", sort=None, axis=None))
    bars = base.mark_bar(height=11, cornerRadiusEnd=3, yOffset=8).encode(
        x=x, color=by("verdict:N", (BELOW, ABOVE, OPEN)), tooltip="words:N"
    )
    level = drawn(pd.DataFrame({"percent": [100.0]})).mark_rule(
        strokeDash=[4, 3], strokeWidth=1.5, tooltip=None
    )
    layers = (bars, level.encode(x=x, stroke=stroke("ink")), words_above(base))
    return alt.layer(*layers).properties(height=len(frame) * _ROW + 90)


def _row(gap: dict[str, Any]) -> dict[str, Any]:
    intake, upper = (amount(gap[key], gap["nutrient"], gap["unit"]) for key in ("upper_intake", "upper"))
    least = "at least " if gap["over_upper"] is None else ""
    return {
        "name": gap["name"],
        "words": f"{gap['name']}{_BRIEFLY[gap['upper_scope']]}: {least}{intake} of {upper}",
        "compared": SCOPES[gap["upper_scope"]],
        "intake": gap["upper_intake"],
        "upper": gap["upper"],
        "unit": gap["unit"],
        "percent": 100 * gap["upper_intake"] / gap["upper"],
        "verdict": _VERDICT[gap["over_upper"]],
    }
