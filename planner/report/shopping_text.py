"""The shopping list of a plan in words: packs by aisle, what is left, cost, and what is cooked once."""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby
from typing import Any, Final

from planner.language import _, mark
from planner.plan.prices import Price
from planner.reference.household import number_text
from planner.report.measures import METRIC, mass, measures_of
from planner.report.tables import to_csv, wrapped

NOTE: Final = mark("Pack sizes and cooking yields are usual ones; your shop's may differ.")
KEEP_COLD: Final = mark(
    "Cool what is for later within two hours, keep it in the fridge and reheat it until it steams. Ask your "
    "midwife what she advises on leftovers; if in doubt, cook afresh or freeze the second portion."
)


def shopping_text(document: dict[str, Any]) -> str:
    """Return the shopping list, with what is cooked once for two meals, to read in a terminal."""
    measures = measures_of(document)
    lines = [_("Shopping list")]
    for aisle, rows in groupby(document["shopping_list"], key=lambda row: row["aisle"]):
        lines += [f"  {_(aisle)}", *(f"    {row_text(row, measures)}" for row in rows)]
    lines += [wrapped(line, "  ") for line in summary_lines(document)]
    if use_up := use_up_lines(document):
        lines += ["", _("To use up what does not keep"), *(wrapped(line, "    ", "  - ") for line in use_up)]
    if document["batch_cooking"]:
        lines += [
            "",
            _("Cook once"),
            *(wrapped(row["text"], "    ", "  - ") for row in document["batch_cooking"]),
        ]
        lines.append(wrapped(_(KEEP_COLD), "  "))
    return "\n".join(lines)


def row_text(row: dict[str, Any], measures: str = METRIC) -> str:
    """Return one line of the list: what to buy, and how much of it is needed.

    Examples
    --------
    >>> eggs = {"food": "Eggs", "amount": 1, "unit": "box (6)", "grams": 150, "left_grams": 150}
    >>> row_text(eggs | {"cost": None})
    'Eggs: 1 box (6) – 150 g needed'
    """
    needed = ""
    if row["left_grams"] not in (None, 0):
        needed = f" – {_('{weight} needed', weight=mass(row['grams'], measures))}"
    cost = "" if row["cost"] is None else f", {row['cost']:.2f}"
    return f"{to_buy(row)}{needed}{cost}"


def to_buy(row: dict[str, Any]) -> str:
    """Return what to buy: the food and the packs."""
    return f"{_(row['food'])}: {amount_text(row['amount'])} {_(row['unit'])}"


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
    left, cost, measures = document["leftovers"], document["shopping_cost"], measures_of(document)
    said = _(
        "Left over: {left} ({share} of what is bought), of which {spoils} do not keep for weeks.",
        left=mass(left["left_grams"], measures, ",.0f"),
        share=f"{left['share']:.0%}",
        spoils=mass(left["spoils_grams"], measures, ",.0f"),
    )
    lines = [f"{said} {_(NOTE)}"]
    if cost["known"] is not None:
        lines.append(_cost_text(f"{cost['known']:.2f}", cost["without_price"]))
    return lines


def _cost_text(known: str, without: list[str]) -> str:
    if not without:
        return _("Cost: {cost}.", cost=known)
    return _(
        "Cost: at least {cost}. No price is known for {n}: {foods}.",
        cost=known, n=len(without), foods="; ".join(without),
    )  # fmt: skip


def use_up_lines(document: dict[str, Any]) -> list[str]:
    """Return for each leftover that does not keep the dishes that use it up, where there are any.

    Examples
    --------
    >>> dish = {"dish": "Mango lassi", "grams": 245}
    >>> use_up_lines({"leftover_dishes": [{"food": "Yogurt", "left_grams": 255, "dishes": [dish]}]})
    ['Yogurt, 255 g: Mango lassi (245 g)']
    """
    measures = measures_of(document)
    return [
        f"{_(row['food'])}, {mass(row['left_grams'], measures)}: "
        + "; ".join(f"{_(use['dish'])} ({mass(use['grams'], measures)})" for use in row["dishes"])
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
