"""The shopping list of a plan in words: packs by aisle, what is left, cost, and what is cooked once."""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby
from typing import Any, Final

from planner.plan.prices import Price
from planner.reference.household import number_text
from planner.report.tables import to_csv, wrapped

NOTE: Final = "Pack sizes and cooking yields are usual ones; your shop's may differ."
KEEP_COLD: Final = (
    "Cool what is for later within two hours, keep it in the fridge and reheat it until it steams. Ask your "
    "midwife what she advises on leftovers; if in doubt, cook afresh or freeze the second portion."
)


def shopping_text(document: dict[str, Any]) -> str:
    """Return the shopping list, with what is cooked once for two meals, to read in a terminal."""
    lines = ["Shopping list"]
    for aisle, rows in groupby(document["shopping_list"], key=lambda row: row["aisle"]):
        lines += [f"  {aisle}", *(f"    {row_text(row)}" for row in rows)]
    lines += [wrapped(line, "  ") for line in summary_lines(document)]
    if use_up := use_up_lines(document):
        lines += ["", "To use up what does not keep", *(wrapped(line, "    ", "  - ") for line in use_up)]
    if document["batch_cooking"]:
        lines += [
            "",
            "Cook once",
            *(wrapped(row["text"], "    ", "  - ") for row in document["batch_cooking"]),
        ]
        lines.append(wrapped(KEEP_COLD, "  "))
    return "\n".join(lines)


def row_text(row: dict[str, Any]) -> str:
    """Return one line of the list: what to buy, and how much of it is needed.

    Examples
    --------
    >>> eggs = {"food": "Eggs", "amount": 1, "unit": "box (6)", "grams": 150, "left_grams": 150}
    >>> row_text(eggs | {"cost": None})
    'Eggs: 1 box (6) – 150 g needed'
    """
    needed = "" if row["left_grams"] in (None, 0) else f" – {row['grams']:g} g needed"
    cost = "" if row["cost"] is None else f", {row['cost']:.2f}"
    return f"{row['food']}: {amount_text(row['amount'])} {row['unit']}{needed}{cost}"


def amount_text(value: float) -> str:
    """Return an amount to buy as a kitchen writes it.

    Examples
    --------
    >>> amount_text(1.5), amount_text(854.0)
    ('1 1/2', '854')
    """
    fraction = Fraction(value).limit_denominator(12)
    return number_text(fraction) if abs(float(fraction) - value) < 0.005 else f"{value:g}"


def summary_lines(document: dict[str, Any]) -> list[str]:
    """Return what is left over, and the cost where any price is known."""
    left, cost = document["leftovers"], document["shopping_cost"]
    lines = [
        f"Left over: {left['left_grams']:,.0f} g ({left['share']:.0%} of what is bought), of which "
        f"{left['spoils_grams']:,.0f} g do not keep for weeks. {NOTE}"
    ]
    if cost["known"] is not None:
        without = cost["without_price"]
        lines.append(f"Cost: {'at least ' if without else ''}{cost['known']:.2f}.")
        if without:
            lines[-1] += f" No price is known for {len(without)}: {'; '.join(without)}."
    return lines


def use_up_lines(document: dict[str, Any]) -> list[str]:
    """Return for each leftover that does not keep the dishes that use it up, where there are any.

    Examples
    --------
    >>> dish = {"dish": "Mango lassi", "grams": 245}
    >>> use_up_lines({"leftover_dishes": [{"food": "Yogurt", "left_grams": 255, "dishes": [dish]}]})
    ['Yogurt, 255 g: Mango lassi (245 g)']
    """
    return [
        f"{row['food']}, {row['left_grams']:g} g: "
        + "; ".join(f"{use['dish']} ({use['grams']:g} g)" for use in row["dishes"])
        for row in document["leftover_dishes"]
        if row["dishes"]
    ]


def summary_rows(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the cost and what is left over for a sheet; an unknown cost is blank."""
    left, cost = document["leftovers"], document["shopping_cost"]
    rows: list[dict[str, Any]] = [
        {"what": "cost, as far as prices are known", "value": cost["known"]},
        {"what": "without a price", "value": "; ".join(cost["without_price"])},
        {"what": "bought (g)", "value": left["bought_grams"]},
        {"what": "left over (g)", "value": left["left_grams"]},
        {"what": "left over and does not keep (g)", "value": left["spoils_grams"]},
    ]
    return rows + [{"what": "to use up", "value": line} for line in use_up_lines(document)]


def shopping_csv(document: dict[str, Any]) -> str:
    """Return the shopping list as CSV, with the cost where a price is known."""
    return to_csv(shopping_rows(document))


def shopping_rows(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of the list for a sheet: the plan's foods as one text."""
    return [row | {"foods": "; ".join(row["foods"])} for row in document["shopping_list"]]


def prices_csv(prices: dict[str, Price]) -> str:
    """Return prices as the file that they can be read from again.

    Examples
    --------
    >>> prices_csv({"kale": Price(1.2, "200 g")}).splitlines()
    ['food,price,pack', 'kale,1.2,200 g']
    """
    rows = [{"food": food, "price": one.price, "pack": one.pack} for food, one in prices.items()]
    return to_csv(rows) or "food,price,pack\n"
