"""Any table of items, components, bounds and costs: the cheapest amounts with a proof, or why there are none.

The diet problem in its bare form. Frames come in and frames go out, and labels join exactly or raise.

**Unknown is not zero.** A blank content that a bound needs raises :class:`~planner.errors.TableError`, unless
``unknown="cautious"``: no content is below 0, so a blank is then counted as nothing towards a lower bound
(the promise holds whatever the true value is), and an item with a blank under an upper bound is left out
(nothing can be promised of it).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

import numpy as np
import pandas as pd

from planner.errors import TableError
from planner.plan.custom_model import Request, solve_request
from planner.plan.custom_solution import TableSolution
from planner.tables import exact

Bounds: TypeAlias = Mapping[str, float] | pd.Series
Unknown: TypeAlias = Literal["raise", "cautious"]

UNKNOWN: Final[tuple[Unknown, ...]] = ("raise", "cautious")


def solve_table(
    items: pd.DataFrame,
    lower: Bounds | None = None,
    upper: Bounds | None = None,
    *,
    cost: Bounds,
    least: Bounds | None = None,
    most: Bounds | None = None,
    whole: bool = False,
    unknown: Unknown = "raise",
    seconds: float | None = None,
) -> TableSolution:
    """Return the amounts of least cost whose components keep within bounds.

    Parameters
    ----------
    items : pandas.DataFrame
        One row an item, one column a component: what one unit of the item holds. Columns without a bound are
        not looked at.
    lower, upper : mapping or pandas.Series, optional
        Bounds by component; a missing value is no bound.
    cost : mapping or pandas.Series
        Cost of one unit by item; may name more items than there are.
    least, most : mapping or pandas.Series, optional
        Bounds on the amount by item (otherwise 0 or more); a missing value is no bound.
    whole : bool
        Whether amounts are whole numbers.
    unknown : {"raise", "cautious"}
        What a blank content means, see the module.
    seconds : float, optional
        Stop the search for whole amounts after so long; the best found then comes as ``feasible``.

    Returns
    -------
    TableSolution
        Checked: recomputed from the table, and the cost proved by the prices of the bounds.

    Raises
    ------
    UnknownLabelError
        For a bound or a limit of something that is not in the table, or an item without a cost.
    TableError
        For blanks, doubled labels, and a cost that can fall without end.

    Examples
    --------
    >>> foods = pd.DataFrame({"iron": [2.0, 1.0], "fat": [1.0, 0.0]}, index=["beans", "kale"])
    >>> found = solve_table(foods, {"iron": 10}, {"fat": 3}, cost={"beans": 1.0, "kale": 2.0})
    >>> found.status, found.cost, found.items["amount"].tolist()
    ('optimal', 11.0, [3.0, 4.0])
    >>> found.components.at["iron", "lower_price"].item(), found.components.at["fat", "upper_price"].item()
    (2.0, -3.0)
    >>> none = solve_table(foods, {"iron": 10}, {"fat": 3}, cost={"beans": 1, "kale": 2}, most={"kale": 1})
    >>> none.conflicts.query("relax_by > 0").to_dict("records")
    [{'bound': 'lower', 'name': 'iron', 'limit': 10.0, 'relax_by': 3.0, 'relax_to': 7.0}]
    """
    request = _request(items, (lower, upper), cost, (least, most), unknown, whole)
    solution = solve_request(request, seconds)
    solution.check()
    return solution


def _request(
    items: pd.DataFrame,
    bounds: tuple[Bounds | None, Bounds | None],
    cost: Bounds,
    limits: tuple[Bounds | None, Bounds | None],
    unknown: Unknown,
    whole: bool,
) -> Request:
    if unknown not in UNKNOWN:
        raise TableError("unknown", f"{unknown!r} is not a way to treat blanks.", "Choose raise or cautious.")
    _require_unique(items.index, "items")
    _require_unique(items.columns, "components")
    lower, upper = (_series(one, items.columns, "components") for one in bounds)
    components = [name for name in items.columns if np.isfinite(lower[name]) or np.isfinite(upper[name])]
    contents = items[components].astype(float)
    contents, left_out = _known(contents, upper[components], unknown)
    least, most = (_series(one, items.index, "items")[contents.index] for one in limits)
    return Request(
        contents=contents,
        cost=_costs(cost, contents.index),
        lower=lower[components],
        upper=upper[components],
        least=least.fillna(0.0).clip(lower=0.0),
        most=most,
        whole=whole,
        left_out=left_out,
    )


def _require_unique(labels: pd.Index, table: str) -> None:
    if not labels.is_unique:
        names = ", ".join(map(str, labels[labels.duplicated()].unique()))
        raise TableError(table, f"{names} stands there more than once.", "Give each a name of its own.")


def _series(given: Bounds | None, labels: pd.Index, table: str) -> pd.Series:
    """Return a bound for each label, NaN where there is none; a label that the table lacks raises."""
    bounds = _by_label({} if given is None else given, f"bounds of {table}")
    exact(pd.DataFrame(index=labels), bounds.index, table)
    if np.isinf(bounds).any():
        raise TableError(table, "a bound is infinite.", "Leave a bound out, or blank, where there is none.")
    return bounds.reindex(labels)


def _by_label(given: Bounds, table: str) -> pd.Series:
    _require_unique(pd.Index(list(given.keys())), table)
    return pd.Series(dict(given), dtype=float)


def _costs(given: Bounds, labels: pd.Index) -> pd.Series:
    costs = exact(pd.DataFrame({"cost": _by_label(given, "costs")}), labels, "costs")["cost"]
    if not np.isfinite(costs).all():
        names = ", ".join(map(str, costs.index[~np.isfinite(costs)]))
        raise TableError("costs", f"{names}: the cost is not known.", "Give it, or leave the item out.")
    return costs


def _known(
    contents: pd.DataFrame, upper: pd.Series, unknown: Unknown
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Return the items that can be counted, and those left out; blanks stay blanks."""
    if np.isinf(contents.to_numpy()).any():
        raise TableError("items", "a content is infinite.", "Leave what is not known blank.")
    blank = contents.isna()
    if unknown == "raise" and blank.to_numpy().any():
        row, column = np.argwhere(blank.to_numpy())[0]
        item, component = contents.index[row], contents.columns[column]
        raise TableError(
            "items",
            f"what {item} holds of {component} is not known ({int(blank.to_numpy().sum())} blanks in all), "
            "and unknown is not zero.",
            'Fill it in, leave the item out, or count cautiously: unknown="cautious", --unknown cautious.',
        )
    out = blank.loc[:, upper.notna()].any(axis=1)
    return contents[~out], tuple(str(name) for name in contents.index[out])
