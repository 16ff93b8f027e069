"""What a plan changes against the diary, beside the targets: as rows, a chart and words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from planner.gaps.wording import amount
from planner.language import _, mark
from planner.reference.nutrients import nutrients
from planner.report.charts import change_chart
from planner.report.palette import Drawing
from planner.report.plan_effect import REACHED
from planner.report.text import FIRST

DIARY: Final = mark("Your diary, mean of a day")
PLAN: Final = mark("This plan, mean of a day")
_COLUMNS: Final = ("nutrient", "name", "unit", "diary", "plan", "target", "diary_at_least")


def before_after(
    gaps: Sequence[Mapping[str, Any]], plan: Mapping[str, Any], hidden: Collection[str] = ()
) -> pd.DataFrame:
    """Return the nutrients to look at first, with the diary's mean, the plan's and the target.

    Parameters
    ----------
    gaps : sequence of dict
        The ``gaps`` of a person of an analysis.
    plan : dict
        From :func:`planner.report.plan_report.plan_document`.
    hidden : collection of str
        Topics that the check-in hides; a mineral among them is left out.

    Returns
    -------
    pandas.DataFrame
        ``nutrient``, ``name``, ``unit``, ``diary`` (NaN where it is not known: never zero), ``plan``,
        ``target`` and ``diary_at_least`` (whether part of the diary has no value, so that it holds more).

    Examples
    --------
    >>> plan = {"targets": [{"nutrient": "iron", "unit": "mg", "target": 27.0, "planned_mean": 25.0}]}
    >>> gap = {"nutrient": "iron", "mean": None, "lower_bound": False}
    >>> before_after([gap], plan)[["name", "diary", "plan", "target"]].values.tolist()
    [['Iron', nan, 25.0, 27.0]]
    """
    was = {gap["nutrient"]: gap for gap in gaps}
    planned = {row["nutrient"]: row for row in plan["targets"]}
    rows = [
        _row(planned[name], was.get(name, {})) for name in FIRST if name in planned and name not in hidden
    ]
    return pd.DataFrame(rows, columns=list(_COLUMNS)).astype({"diary": "float64"})


def before_after_words(frame: pd.DataFrame) -> list[str]:
    """Return a sentence for each nutrient.

    Examples
    --------
    >>> row = {"nutrient": "iron", "name": "Iron", "unit": "mg", "diary": float("nan"), "plan": 25.0}
    >>> before_after_words(pd.DataFrame([row | {"target": 27.0, "diary_at_least": False}]))
    ['Iron: your diary: not known; this plan: 25.0 mg; your target: 27.0 mg. Short of it.']
    """
    return [_words(row) for row in _records(frame)]


def before_after_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the numbers as they are shown and saved; what is not known is blank."""
    shown = frame[["name", "unit", "diary", "diary_at_least", "plan", "target"]]
    names = (_("Nutrient"), _("Unit"), _("Your diary"), _("Diary holds more"), _("This plan"), _("Target"))
    return shown.set_axis(list(names), axis=1)


def before_after_drawing(frame: pd.DataFrame) -> Drawing:
    """Return for each nutrient the diary's mean and the plan's on one line, in % of the target."""
    words = pd.Series([_short(row) for row in _records(frame)], index=frame.index, dtype="str")
    percents = {name: 100 * frame[name] / frame["target"] for name in ("diary", "plan")}
    return change_chart(
        pd.DataFrame({"name": frame["name"], "words": words, **percents}), (_(DIARY), _(PLAN))
    )


def _row(planned: Mapping[str, Any], gap: Mapping[str, Any]) -> dict[str, Any]:
    mean = gap.get("mean")
    return {
        "nutrient": planned["nutrient"],
        "name": _(nutrients()[planned["nutrient"]].name),
        "unit": planned["unit"],
        "diary": float("nan") if mean is None else float(mean),
        "plan": planned["planned_mean"],
        "target": planned["target"],
        "diary_at_least": mean is not None and bool(gap["lower_bound"]),
    }


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def _amounts(row: Mapping[str, Any]) -> dict[str, str]:
    """Return the three amounts as printed, with the name."""
    said = {key: amount(row[key], row["nutrient"], row["unit"]) for key in ("diary", "plan", "target")}
    if row["diary_at_least"]:
        said["diary"] = _("at least {amount}", amount=said["diary"])
    return {"nutrient": row["name"], **said}


def _short(row: Mapping[str, Any]) -> str:
    return _("{nutrient}: {diary} → {plan}, target {target}", **_amounts(row))


def _words(row: Mapping[str, Any]) -> str:
    reached = _("Reached.") if row["plan"] >= REACHED * row["target"] else _("Short of it.")
    return _(
        "{nutrient}: your diary: {diary}; this plan: {plan}; your target: {target}. {reached}",
        reached=reached,
        **_amounts(row),
    )
