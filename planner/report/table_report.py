"""A solved custom table as a document (the JSON of ``planner table``), and that document as text and CSV."""

from __future__ import annotations

from typing import Any, Final

from planner.plan.custom_solution import TableSolution
from planner.report.plain import plain, records
from planner.report.tables import aligned, to_csv, wrapped

_STATUS: Final = {
    "optimal": "Nothing within these bounds costs less.",
    "feasible": "It keeps the bounds; something cheaper may exist.",
    "infeasible": "Nothing keeps to all of these bounds.",
}
_SIDES: Final = {
    "lower": "at least {limit} of {name}",
    "upper": "at most {limit} of {name}",
    "least": "{name}: {limit} or more",
    "most": "{name}: {limit} or less",
}


def table_document(solution: TableSolution) -> dict[str, Any]:
    """Return a solved table as plain values; items that are not taken are left out.

    Examples
    --------
    >>> import pandas as pd, planner
    >>> beans = pd.DataFrame({"iron": [2.0]}, index=["beans"])
    >>> document = table_document(planner.solve_table(beans, {"iron": 10}, cost={"beans": 1.5}))
    >>> document["cost"], document["items"][0]["amount"], document["components"][0]["lower_price"]
    (7.5, 5.0, 0.75)
    """
    taken = solution.items[solution.items["amount"] > 0]
    document: dict[str, Any] = plain(
        {
            "status": solution.status,
            "cost": solution.cost,
            "bound": solution.bound,
            "whole": solution.whole,
            "items": records(taken.rename_axis("item").reset_index()),
            "components": records(solution.components.rename_axis("component").reset_index()),
            "conflicts": [
                row | {"text": _conflict_text(row)} for row in solution.conflicts.to_dict("records")
            ],
            "left_out": solution.left_out,
        }
    )
    return document


def _conflict_text(row: dict[Any, Any]) -> str:
    said = _SIDES[row["bound"]].format(limit=_number(row["limit"]), name=row["name"])
    if row["relax_by"] > 0:
        return f"{said}: give way by {_number(row['relax_by'])}, to {_number(row['relax_to'])}."
    return f"{said}: stands against it."


def table_text(document: dict[str, Any]) -> str:
    """Return a solved table to read in a terminal."""
    blocks = [_STATUS[document["status"]]]
    if document["cost"] is not None:
        blocks = [f"Cost: {_number(document['cost'])}. {blocks[0]}", _items_text(document)]
        blocks.append(_components_text(document))
    if document["conflicts"]:
        blocks.append("\n".join(wrapped(row["text"], "  ", "- ") for row in document["conflicts"]))
    if document["left_out"]:
        names = ", ".join(document["left_out"])
        blocks.append(wrapped(f"Left out, because a content that has an upper bound is not known: {names}."))
    return "\n\n".join(blocks) + "\n"


def _items_text(document: dict[str, Any]) -> str:
    rows = [[row["item"], _number(row["amount"]), _number(row["cost"])] for row in document["items"]]
    return aligned(["", "amount", "cost"], rows)


def _components_text(document: dict[str, Any]) -> str:
    header = ["", "total", "lower", "upper", "one unit more costs"]
    rows = [
        [
            row["component"],
            f"{'' if row['complete'] else '≥ '}{_number(row['total'])}",
            *("" if row[side] is None else _number(row[side]) for side in ("lower", "upper")),
            _number(row["lower_price"] + row["upper_price"]),
        ]
        for row in document["components"]
    ]
    note = "\nPrices are those of amounts that need not be whole." if document["whole"] else ""
    return aligned(header, rows) + note


def _number(value: float) -> str:
    return f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}"


def table_csv(document: dict[str, Any]) -> str:
    """Return the amounts as CSV, one row an item taken; the conflicting bounds where nothing is possible."""
    return to_csv(document["conflicts"] or document["items"])
