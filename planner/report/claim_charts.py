"""The foods that the article names for a mineral, beside what the food table has in a serving of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

import altair as alt
import pandas as pd

from planner.gaps.wording import amount
from planner.language import _, mark
from planner.reference.emphasis import EmphasisGroup, emphasis_groups
from planner.reference.nutrients import nutrients
from planner.report.charts import words_above
from planner.report.palette import Drawing, by, drawn, turned

A_LOT, SOME, LITTLE = mark("15 % or more"), mark("5 to 15 %"), mark("Under 5 %")
_FROM: Final = {A_LOT: 15.0, SOME: 5.0}
_ROW: Final = 44


def claim_frame(targets: Mapping[str, float | None], hidden: Collection[str] = ()) -> pd.DataFrame:
    """Return each group of foods that the article names, with the mineral in a serving.

    Parameters
    ----------
    targets : mapping
        Hers, by nutrient; a mineral without one is left out.
    hidden : collection of str
        Minerals that are not shown, because of what she ticked.

    Returns
    -------
    pandas.DataFrame
        ``food``, ``named_for``, ``words``, ``percent`` of her target in a serving, ``step``, ``article`` (the
        claim and what to know of it) and ``table`` (what was measured).

    Examples
    --------
    >>> frame = claim_frame({"potassium": 2900.0}).set_index("food")
    >>> frame.at["Honey", "words"], frame.at["Honey", "step"]
    ('Honey, named for potassium: 11 mg in 21 g', 'Under 5 %')
    """
    rows = [
        {
            "food": _(group.name),
            "named_for": _(nutrients()[group.mineral].name),
            "words": _words(group),
            "percent": 100 * group.measured_amount / target,
            "article": _(group.note),
            "table": group.measured,
        }
        for group in emphasis_groups()
        if group.mineral not in hidden and (target := targets.get(group.mineral))
    ]
    frame = pd.DataFrame(rows, columns=["food", "named_for", "words", "percent", "article", "table"])
    frame.insert(4, "step", [_step(percent) for percent in frame["percent"]])
    return frame.sort_values("percent", ascending=False, kind="stable")


def claim_chart(frame: pd.DataFrame) -> Drawing:
    """Return a bar for each group: a serving's share of her target of the mineral it is named for."""
    base = drawn(turned(frame, "step")).encode(y=alt.Y("food:N", sort=None, axis=None))
    axis = alt.Axis(labelExpr="datum.value + ' %'", tickCount=5)
    bars = base.mark_bar(height=11, cornerRadiusEnd=3, yOffset=8).encode(
        x=alt.X("percent:Q", title=_("% of your target in a serving"), axis=axis),
        color=by("step:N", (A_LOT, SOME, LITTLE)),
        tooltip=[alt.Tooltip("words:N", title=_("words")), alt.Tooltip("table:N", title=_("table"))],
    )
    return alt.layer(bars, words_above(base)).properties(height=len(frame) * _ROW + 90)


def _words(group: EmphasisGroup) -> str:
    about = nutrients()[group.mineral]
    return _(
        "{food}, named for {mineral}: {amount} in {grams} g",
        food=_(group.name), mineral=_(about.name).lower(),
        amount=amount(group.measured_amount, group.mineral, about.unit), grams=f"{group.serving_g:.0f}",
    )  # fmt: skip


def _step(percent: float) -> str:
    return next((name for name, least in _FROM.items() if percent >= least), LITTLE)
